package io.lyceum.commerce.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * What a school sells besides single courses.
 *
 * @param memberships what is paid again and again
 * @param bundles what is paid once or in instalments
 */
public record PricingView(List<Card> memberships, List<Card> bundles) {

    /**
     * An offer.
     *
     * @param price as shown to people
     * @param per how often it is paid, as shown to people; empty if once
     * @param note a trial, or places that are left; empty if there is none
     * @param courses some of those that are in it
     * @param more how many others are in it
     * @param everything whether all courses are in it
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
            boolean featured,
            boolean soldOut) {}

    public boolean isEmpty() {
        return memberships.isEmpty() && bundles.isEmpty();
    }

    public PageHead head(PageContext page) {
        return PageHead.open(page.text("pricing.title"), page.text("pricing.lead"), "", "");
    }
}
