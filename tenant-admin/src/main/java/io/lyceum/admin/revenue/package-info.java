/** What the school has earned. */
@NullMarked
package io.lyceum.admin.revenue;

import org.jspecify.annotations.NullMarked;
