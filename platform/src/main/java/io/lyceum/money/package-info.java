/**
 * Currencies: which ones a school shows prices in, exchange rates with their dates, and what an
 * amount becomes in another currency.
 *
 * <p>Owns {@code currency_setting}, {@code price_currency}, {@code school_rate}, {@code
 * platform_rate} and {@code fixed_price}; publishes no event.
 */
@NullMarked
package io.lyceum.money;

import org.jspecify.annotations.NullMarked;
