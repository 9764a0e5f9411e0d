package io.lyceum.stripe.simulator;

import java.security.SecureRandom;
import java.util.Map;

/** Makes ids with the prefixes that people know. */
final class Ids {

    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final Map<String, String> PREFIXES =
            Map.ofEntries(
                    Map.entry("account", "acct_"),
                    Map.entry("application_fee", "fee_"),
                    Map.entry("balance_transaction", "txn_"),
                    Map.entry("bank_account", "ba_"),
                    Map.entry("billing_portal.configuration", "bpc_"),
                    Map.entry("billing_portal.session", "bps_"),
                    Map.entry("charge", "ch_"),
                    Map.entry("checkout.session", "cs_test_"),
                    Map.entry("customer", "cus_"),
                    Map.entry("discount", "di_"),
                    Map.entry("dispute", "du_"),
                    Map.entry("event", "evt_"),
                    Map.entry("invoice", "in_"),
                    Map.entry("invoice_payment", "inpay_"),
                    Map.entry("invoiceitem", "ii_"),
                    Map.entry("item", "li_"),
                    Map.entry("line_item", "il_"),
                    Map.entry("mandate", "mandate_"),
                    Map.entry("payment_intent", "pi_"),
                    Map.entry("payment_method", "pm_"),
                    Map.entry("payout", "po_"),
                    Map.entry("price", "price_"),
                    Map.entry("product", "prod_"),
                    Map.entry("promotion_code", "promo_"),
                    Map.entry("refund", "re_"),
                    Map.entry("setup_intent", "seti_"),
                    Map.entry("subscription", "sub_"),
                    Map.entry("subscription_item", "si_"),
                    Map.entry("tax.calculation", "taxcalc_"),
                    Map.entry("tax.calculation_line_item", "tax_li_"),
                    Map.entry("tax.transaction", "tax_"),
                    Map.entry("tax.transaction_line_item", "tax_li_"),
                    Map.entry("tax_id", "txi_"),
                    Map.entry("tax_rate", "txr_"),
                    Map.entry("test_helpers.test_clock", "clock_"),
                    Map.entry("transfer", "tr_"),
                    Map.entry("transfer_reversal", "trr_"),
                    Map.entry("webhook_endpoint", "we_"));

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String of(String type) {
        int length = type.equals("checkout.session") ? 58 : type.equals("account") ? 16 : 24;
        String prefix = PREFIXES.get(type);
        return (prefix == null ? type + "_" : prefix) + letters(length);
    }

    static String letters(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    static String digits(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return text.toString();
    }
}
