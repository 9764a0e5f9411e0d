package io.lyceum.commerce.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;
import java.util.Map;

/**
 * What somebody is about to buy, before they are led to the payment.
 *
 * @param path of this page, to which it is sent
 * @param backHref of what is bought
 * @param terms how it is paid, as shown to people; empty if once
 * @param contents what is in it
 * @param later what is paid afterwards; empty if nothing is
 * @param extras what can be taken along
 * @param mayGive whether it can be for others
 * @param error why it cannot be bought so; empty if it can
 * @param wrong what is wrong with a field, by its name
 * @param signInHref for visitors, who may also buy as guests; empty for others
 * @param closed whether it cannot be bought at all
 * @param test whether no real money moves
 */
public record CheckoutView(
        String path,
        String backHref,
        String title,
        String description,
        String terms,
        List<Content> contents,
        Bill bill,
        String later,
        Entered entered,
        Choices choices,
        List<Extra> extras,
        boolean mayGive,
        String error,
        Map<String, String> wrong,
        String signInHref,
        boolean closed,
        boolean test) {

    /**
     * Something in it.
     *
     * @param href of its page; empty if it has none
     */
    public record Content(String title, String href) {}

    /**
     * What it comes to; amounts as shown to people.
     *
     * @param list before discounts
     * @param extra what is taken along; empty if nothing is
     * @param tax the name of the tax with its rate; empty if none is collected, or it is not known
     * @param taxAmount of all
     * @param taxOnTop whether the tax is added to the price
     * @param note what else is to be said of the tax; empty if nothing is
     * @param total what is paid now; empty if nothing is
     */
    public record Bill(
            String list,
            List<Discount> discounts,
            String extra,
            String extraPrice,
            String tax,
            String taxAmount,
            boolean taxOnTop,
            String note,
            String total) {}

    /** A discount, as shown to people. */
    public record Discount(String name, String off) {}

    /**
     * What was typed in or chosen.
     *
     * @param others whether it is for others
     */
    public record Entered(
            String email,
            String name,
            String country,
            String region,
            String company,
            String vatId,
            String currency,
            String code,
            int quantity,
            boolean others) {}

    /**
     * What can be chosen.
     *
     * @param countries none if nobody has to know where the buyer is
     * @param currencies fewer than two if there is nothing to choose
     * @param company whether an invoice can be for a company
     */
    public record Choices(List<Choice> countries, List<Choice> currencies, boolean company) {}

    /** One of them. */
    public record Choice(String value, String label) {}

    /** What can be taken along. */
    public record Extra(String id, String title, String text, String price, boolean chosen) {}

    public boolean visitor() {
        return !signInHref.isEmpty();
    }

    /** Tells whether the state matters: taxes differ within these. */
    public boolean asksForRegion() {
        return entered.country().equals("US") || entered.country().equals("CA");
    }

    public boolean isForCompany() {
        return !entered.company().isEmpty()
                || !entered.vatId().isEmpty()
                || wrong.containsKey("vatId")
                || wrong.containsKey("company");
    }

    public boolean hasExtras() {
        return !entered.code().isEmpty() || entered.others();
    }

    /** What is wrong with a field; empty if nothing is. */
    public String wrong(String field) {
        return wrong.getOrDefault(field, "");
    }

    public PageHead head(PageContext page) {
        return PageHead.closed(title);
    }
}
