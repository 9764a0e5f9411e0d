package io.lyceum.commerce.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * What a school sells besides single courses.
 *
 * @param memberships what is paid again and again
 * @param bundles what is paid once or in instalments
 * @param packs AI credits alone
 * @param currencies among which people choose; none where there is one
 */
public record PricingView(
        List<Card> memberships, List<Card> bundles, List<Card> packs, List<Currency> currencies) {

    /**
     * A currency in which the school shows its prices.
     *
     * @param code empty for the one in which each price was made
     * @param name as shown to people
     */
    public record Currency(String code, String name, boolean chosen) {}

    /**
     * An offer.
     *
     * @param price as shown to people
     * @param per how often it is paid, as shown to people; empty if once
     * @param note a trial, or places that are left; empty if there is none
     * @param courses some of those that are in it
     * @param more how many others are in it
     * @param everything whether all courses are in it
     * @param credits how many AI credits come with it, as shown to people; empty if none do
     */
    public record Card(
            String href,
            String title,
            String description,
            String price,
            String per,
            String note,
            List<String> features,
            List<CheckoutView.Content> courses,
            int more,
            boolean everything,
            String credits,
            boolean featured,
            boolean soldOut) {}

    public boolean isEmpty() {
        return memberships.isEmpty() && bundles.isEmpty() && packs.isEmpty();
    }

    public PageHead head(PageContext page) {
        return PageHead.open(page.text("pricing.title"), page.text("pricing.lead"), "", "");
    }
}
