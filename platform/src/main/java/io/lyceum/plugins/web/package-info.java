/** Pictures of plugins. */
@NullMarked
package io.lyceum.plugins.web;

import org.jspecify.annotations.NullMarked;
