/** The rates that come with the product, and how VAT ids are checked. */
@NullMarked
package io.lyceum.tax.internal;

import org.jspecify.annotations.NullMarked;
