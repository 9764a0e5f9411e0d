/** Plugins in a process of their own. */
@NullMarked
package io.lyceum.plugin.runtime.worker;

import org.jspecify.annotations.NullMarked;
