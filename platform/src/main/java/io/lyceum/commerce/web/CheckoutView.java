package io.lyceum.commerce.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * What somebody is about to buy, before they are led to the payment.
 *
 * @param path of this page, to which it is sent
 * @param backHref of what is bought
 * @param terms how it is paid, as shown to people; empty if once
 * @param contents what is in it
 * @param list before discounts, as shown to people
 * @param total what is paid now, as shown to people; empty if nothing is
 * @param later what is paid afterwards; empty if nothing is
 * @param code that was typed in
 * @param others whether it is for others
 * @param mayGive whether it can be for others
 * @param error why it cannot be bought so; empty if it can
 * @param signInHref for visitors; empty for others
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
        String list,
        List<Discount> discounts,
        String total,
        String later,
        String code,
        int quantity,
        boolean others,
        boolean mayGive,
        String error,
        String signInHref,
        boolean closed,
        boolean test) {

    /** Something in it. */
    public record Content(String title, String href) {}

    /** A discount, as shown to people. */
    public record Discount(String name, String off) {}

    public boolean visitor() {
        return !signInHref.isEmpty();
    }

    public boolean hasExtras() {
        return !code.isEmpty() || others || !error.isEmpty();
    }

    public PageHead head(PageContext page) {
        return PageHead.closed(title);
    }
}
