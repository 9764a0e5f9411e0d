package io.lyceum.academy;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Quote;
import io.lyceum.commerce.SaleItem;
import io.lyceum.shared.text.Messages;

/** How something is paid, in the reader's words. */
final class SaleTexts {

    private SaleTexts() {}

    /** Says how it is paid, for example "€ 9.99 a month after 14 free days"; empty if once. */
    static String terms(Messages words, SaleItem item) {
        return item.billing()
                .map(
                        billing ->
                                words.get(
                                        "terms." + kind(billing) + "." + billing.period(),
                                        "price",
                                        CourseText.price(words, item.priceMinor(), item.currency()),
                                        "days",
                                        billing.trialDays(),
                                        "payments",
                                        billing.payments().orElse(0)))
                .orElse("");
    }

    private static String kind(SaleItem.Billing billing) {
        if (billing.payments().isPresent()) {
            return "instalments";
        }
        return billing.trialDays() > 0 ? "trial" : "subscription";
    }

    /** Says how often it is paid, for example "a month"; empty if once. */
    static String per(Messages words, SaleItem item) {
        return item.billing()
                .map(
                        billing ->
                                billing.payments().isPresent()
                                        ? words.get(
                                                "per.instalments." + billing.period(),
                                                "payments",
                                                billing.payments().get())
                                        : words.get("per." + billing.period()))
                .orElse("");
    }

    /** Says what is paid after what is paid now; empty if nothing is. */
    static String later(Messages words, Quote quote) {
        if (quote.item().billing().isEmpty()) {
            return "";
        }
        boolean trial = quote.item().billing().get().trialDays() > 0;
        return trial && quote.discountMinor() > 0
                ? words.get(
                        "checkout.after-trial",
                        "price",
                        CourseText.price(words, quote.payMinor(), quote.item().currency()))
                : "";
    }
}
