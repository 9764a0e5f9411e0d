/** What the school has sold, and what goes back. */
@NullMarked
package io.lyceum.admin.orders;

import org.jspecify.annotations.NullMarked;
