/** Measures a running Lyceum in ratios: to a bare resource, and to its own SQL without it. */
@NullMarked
package io.lyceum.bench;

import org.jspecify.annotations.NullMarked;
