/** How rates are read from files, kept and found. */
@NullMarked
package io.lyceum.money.internal;

import org.jspecify.annotations.NullMarked;
