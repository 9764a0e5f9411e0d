/**
 * Pages as data: the host draws the components in the school's look, accessible and without script
 * of the plugin.
 */
@NullMarked
package io.lyceum.plugin.view;

import org.jspecify.annotations.NullMarked;
