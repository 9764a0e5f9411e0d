/**
 * What host, worker JVM and test kit share. Not for plugins: they see {@code io.lyceum.plugin}
 * only.
 */
@NullMarked
package io.lyceum.plugin.runtime;

import org.jspecify.annotations.NullMarked;
