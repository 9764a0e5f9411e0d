/**
 * Taxes on what a school sells: where it collects them, at which dated rates, what they come to,
 * and who the seller is; VAT ids of buyers and what is known of them.
 *
 * <p>Owns {@code tax_setting}, {@code seller}, {@code tax_registration} and {@code tax_rate};
 * publishes no event.
 */
@NullMarked
package io.lyceum.tax;

import org.jspecify.annotations.NullMarked;
