/** How the school and its teachers get their money. */
@NullMarked
package io.lyceum.admin.payouts;

import org.jspecify.annotations.NullMarked;
