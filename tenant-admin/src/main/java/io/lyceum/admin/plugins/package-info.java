/** Plugins: the school's own, and the platform's review. */
@NullMarked
package io.lyceum.admin.plugins;

import org.jspecify.annotations.NullMarked;
