/**
 * A plugin's project while it is being written: what has changed, compiled in this process, as an
 * archive.
 */
@NullMarked
package io.lyceum.plugin.tools.dev;

import org.jspecify.annotations.NullMarked;
