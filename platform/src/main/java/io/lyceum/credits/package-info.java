/**
 * What AI features may cost: credits of people and of the school itself, free ones each month and
 * extra ones that stay, reserved before the work and committed or released after it.
 *
 * <p>Owns {@code credit_setting}, {@code credit_account}, {@code credit_reservation}, {@code
 * credit_unlimited} and {@code credit_entry}. Events out: none.
 */
@NullMarked
package io.lyceum.credits;

import org.jspecify.annotations.NullMarked;
