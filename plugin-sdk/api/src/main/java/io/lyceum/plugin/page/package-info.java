/**
 * Places in pages: {@link io.lyceum.plugin.page.AdminPage}, {@link
 * io.lyceum.plugin.page.SlotContent}.
 */
@NullMarked
package io.lyceum.plugin.page;

import org.jspecify.annotations.NullMarked;
