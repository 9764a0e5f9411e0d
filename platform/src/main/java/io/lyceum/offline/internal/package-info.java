/** What tidies the memory of devices. */
@NullMarked
package io.lyceum.offline.internal;

import org.jspecify.annotations.NullMarked;
