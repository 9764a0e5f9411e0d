/**
 * What a school sells: orders, payments through Stripe, refunds, what learners may use because of
 * them, and the books.
 *
 * <p>Owns {@code sales_order}, {@code sales_counter}, {@code sales_refund}, {@code sales_dispute},
 * {@code entitlement}, {@code ledger_posting}, {@code ledger_line}, {@code reconciliation_run},
 * {@code reconciliation_sum}, {@code reconciliation_finding}, {@code payment_event} and {@code
 * payment_school}. Events out: {@code payment.succeeded}, {@code payment.failed}, {@code
 * payment.refunded}, {@code payment.disputed}.
 */
@NullMarked
package io.lyceum.commerce;

import org.jspecify.annotations.NullMarked;
