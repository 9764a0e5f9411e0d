/** How Stripe compares with the books, for the platform's admins. */
@NullMarked
package io.lyceum.admin.reconciliation;

import org.jspecify.annotations.NullMarked;
