/** The commands of {@code ./lyceum plugin}. */
@NullMarked
package io.lyceum.plugin.tools;

import org.jspecify.annotations.NullMarked;
