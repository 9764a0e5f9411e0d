package io.lyceum.academy;

import io.lyceum.commerce.Offer;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.SaleItem;
import io.lyceum.commerce.web.CheckoutView;
import io.lyceum.shared.text.Messages;
import java.util.List;
import java.util.stream.Stream;

/** The AI credits that come with what is sold, in the reader's words. */
final class CreditTexts {

    private static final int MONTHS_OF_A_YEAR = 12;

    private CreditTexts() {}

    /** Says for example "500 AI credits a month"; empty if none come with it. */
    static String line(Messages words, Product product, SaleItem item) {
        if (product.unlimitedCredits()) {
            return words.get("sold.credits.unlimited");
        }
        if (product.credits().isEmpty()) {
            return "";
        }
        int credits = product.credits().get();
        if (item.billing().isEmpty() || item.billing().get().payments().isPresent()) {
            return words.get("sold.credits", "count", credits);
        }
        Offer.Period period = item.billing().get().period();
        return words.get(
                "sold.credits." + period,
                "count",
                period == Offer.Period.YEAR ? credits * MONTHS_OF_A_YEAR : credits);
    }

    /** What is in a product, with its credits last. */
    static List<CheckoutView.Content> with(
            List<CheckoutView.Content> courses, Messages words, Product product, SaleItem item) {
        String line = line(words, product, item);
        return line.isEmpty()
                ? courses
                : Stream.concat(courses.stream(), Stream.of(new CheckoutView.Content(line, "")))
                        .toList();
    }
}
