/** A new plugin project. */
@NullMarked
package io.lyceum.plugin.tools.project;

import org.jspecify.annotations.NullMarked;
