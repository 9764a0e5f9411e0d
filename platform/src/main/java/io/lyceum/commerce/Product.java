package io.lyceum.commerce;

import io.lyceum.catalog.CourseId;
import java.util.List;
import java.util.Optional;

/**
 * What somebody gets who buys one of its offers.
 *
 * @param courses of scope COURSES
 * @param features what the pricing page lists
 * @param coursesAtOnce how many courses somebody may have begun and not completed; nothing for any
 *     number
 * @param credits AI credits that come with it: once with what is paid once, so many a month with a
 *     subscription; nothing for none
 * @param unlimitedCredits whether AI credits are not counted while a subscription to it is open
 * @param archived not sold any more; who has it keeps it
 */
public record Product(
        ProductId id,
        String title,
        String description,
        Scope scope,
        List<CourseId> courses,
        List<String> features,
        Optional<Integer> coursesAtOnce,
        Optional<Integer> credits,
        boolean unlimitedCredits,
        boolean archived,
        long version) {

    /** What it opens. */
    public enum Scope {
        /** Some courses. */
        COURSES,
        /** All courses that the school publishes, also later ones. */
        SCHOOL,
        /** No course: it is AI credits alone. */
        CREDITS
    }

    /** Tells whether it can be bought again and again: what it holds is used up. */
    public boolean pack() {
        return scope == Scope.CREDITS && credits.isPresent() && !unlimitedCredits;
    }

    /** What is written of a product. */
    public record Draft(
            String title,
            String description,
            Scope scope,
            List<CourseId> courses,
            List<String> features,
            Optional<Integer> coursesAtOnce,
            Optional<Integer> credits,
            boolean unlimitedCredits) {}
}
