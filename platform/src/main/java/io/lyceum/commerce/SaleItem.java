package io.lyceum.commerce;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What can be bought: a course at its own price, or an offer.
 *
 * @param path of its page at the school
 * @param priceMinor of one payment, in minor units of the currency
 * @param billing how it is paid again; nothing if it is paid once
 */
public record SaleItem(
        Optional<CourseId> course,
        Optional<OfferId> offer,
        Optional<ProductId> product,
        String title,
        String description,
        String path,
        String currency,
        long priceMinor,
        Optional<Billing> billing,
        Optional<Instant> opensAt) {

    /**
     * How something is paid again.
     *
     * @param payments how often; nothing for as long as it is used
     */
    public record Billing(Offer.Period period, Optional<Integer> payments, int trialDays) {}

    /** A course at its own price. */
    public static SaleItem of(Course course) {
        return new SaleItem(
                Optional.of(course.id()),
                Optional.empty(),
                Optional.empty(),
                course.title(),
                course.subtitle(),
                "/courses/" + course.slug(),
                course.currency(),
                course.priceMinor(),
                Optional.empty(),
                Optional.empty());
    }

    /** An offer of a product. */
    public static SaleItem of(Offer offer, Product product) {
        return new SaleItem(
                Optional.empty(),
                Optional.of(offer.id()),
                Optional.of(product.id()),
                offer.title().isBlank() ? product.title() : offer.title(),
                product.description(),
                "/offers/" + offer.slug(),
                offer.currency(),
                offer.priceMinor(),
                offer.period()
                        .map(period -> new Billing(period, offer.payments(), offer.trialDays())),
                offer.opensAt());
    }

    /** The same at another price. */
    public SaleItem at(String otherCurrency, long otherMinor) {
        return new SaleItem(
                course,
                offer,
                product,
                title,
                description,
                path,
                otherCurrency,
                otherMinor,
                billing,
                opensAt);
    }

    /** Whose price it is. */
    public UUID subject() {
        return course.map(CourseId::value).or(() -> offer.map(OfferId::value)).orElseThrow();
    }

    /** What is due now of one, before discounts. */
    public long dueMinor() {
        return billing.filter(b -> b.trialDays() > 0).isPresent() ? 0 : priceMinor;
    }
}
