/** Archives of plugins, looked at before any class of theirs is. */
@NullMarked
package io.lyceum.plugin.runtime.archive;

import org.jspecify.annotations.NullMarked;
