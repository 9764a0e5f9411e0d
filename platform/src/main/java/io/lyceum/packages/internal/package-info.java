/** How packages are unpacked, kept and removed. */
@NullMarked
package io.lyceum.packages.internal;

import org.jspecify.annotations.NullMarked;
