/** The checks that a finished plugin has to pass. */
@NullMarked
package io.lyceum.plugin.tools.verify;

import org.jspecify.annotations.NullMarked;
