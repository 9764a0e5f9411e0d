/** What assignments do by themselves. */
@NullMarked
package io.lyceum.assignments.internal;

import org.jspecify.annotations.NullMarked;
