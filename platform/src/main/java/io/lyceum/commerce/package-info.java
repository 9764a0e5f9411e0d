/**
 * What a school sells: orders, payments through Stripe, refunds, what learners may use because of
 * them, and the books.
 *
 * <p>Owns {@code product}, {@code product_course}, {@code offer}, {@code coupon}, {@code
 * coupon_target}, {@code coupon_use}, {@code subscription}, {@code payment_customer}, {@code
 * entitled_course}, {@code sales_order}, {@code sales_counter}, {@code sales_refund}, {@code
 * entitlement}, {@code ledger_posting}, {@code ledger_line}, {@code payment_event} and {@code
 * payment_school}. Events out: {@code payment.succeeded}, {@code payment.failed}, {@code
 * payment.refunded}, {@code subscription.started}, {@code subscription.past_due}, {@code
 * subscription.ended}.
 */
@NullMarked
package io.lyceum.commerce;

import org.jspecify.annotations.NullMarked;
