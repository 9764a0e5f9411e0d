/** Archives, runtimes, guards and capabilities. */
@NullMarked
package io.lyceum.plugins.internal;

import org.jspecify.annotations.NullMarked;
