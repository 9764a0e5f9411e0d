/** What tidies notes. */
@NullMarked
package io.lyceum.notes.internal;

import org.jspecify.annotations.NullMarked;
