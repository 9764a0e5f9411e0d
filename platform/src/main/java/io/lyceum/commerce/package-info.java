/**
 * What a school sells: orders, payments through Stripe, refunds, what learners may use because of
 * them, the books, and what the school and its teachers get of it.
 *
 * <p>Owns {@code product}, {@code product_course}, {@code offer}, {@code coupon}, {@code
 * coupon_target}, {@code coupon_use}, {@code seat_invitation}, {@code subscription}, {@code
 * payment_customer}, {@code entitled_course}, {@code sales_order}, {@code sales_counter}, {@code
 * sales_refund}, {@code sales_dispute}, {@code reconciliation_run}, {@code reconciliation_sum},
 * {@code reconciliation_finding}, {@code credit_sale}, {@code plan_subscription}, {@code
 * plan_payment}, {@code entitlement}, {@code ledger_posting}, {@code ledger_line}, {@code
 * payment_event}, {@code payment_school}, {@code connected_account}, {@code account_school}, {@code
 * teacher_agreement}, {@code teacher_share}, {@code earning}, {@code share_transfer}, {@code
 * bank_payout} and {@code stripe_tax_rate}. Events out: {@code payment.succeeded}, {@code
 * payment.failed}, {@code payment.refunded}, {@code subscription.started}, {@code
 * subscription.past_due}, {@code subscription.ended}, {@code payment.disputed}, {@code
 * payout.paid}, {@code payout.failed}, {@code plan.past_due}, {@code seat.invited}.
 */
@NullMarked
package io.lyceum.commerce;

import org.jspecify.annotations.NullMarked;
