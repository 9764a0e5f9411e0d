package io.lyceum.catalog.web;

import io.lyceum.catalog.CourseCard;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;
import java.util.Optional;

/**
 * The list of courses with its filters, which live in the address.
 *
 * @param category name of the one category that is shown; empty for all
 * @param total how many courses match; -1 when nobody counted
 * @param filters groups of choices; the first choice of each is "any"
 * @param active the filters that are on, each with the address that takes it off
 * @param clearHref the catalogue without filters
 * @param sorts orders to choose from
 * @param previousHref the page before, if any
 * @param nextHref the page after, if any
 */
public record CatalogueView(
        String category,
        long total,
        List<Filter> filters,
        List<Active> active,
        String clearHref,
        List<Option> sorts,
        List<CourseCard> courses,
        Optional<String> previousHref,
        Optional<String> nextHref,
        String image) {

    /**
     * One filter.
     *
     * @param name name of the query parameter
     * @param legend as shown to people
     */
    public record Filter(String name, String legend, List<Option> options) {}

    /**
     * One choice.
     *
     * @param value of the query parameter; empty for "any"
     * @param count how many courses it leads to; -1 when nobody counted
     */
    public record Option(String value, String label, long count, boolean chosen) {}

    /** A filter that is on. */
    public record Active(String label, String removeHref) {}

    public PageHead head(PageContext page) {
        String title = category.isEmpty() ? page.text("catalogue.title") : category;
        return PageHead.open(
                title,
                page.text("catalogue.description", "school", page.school(), "title", title),
                image,
                "");
    }
}
