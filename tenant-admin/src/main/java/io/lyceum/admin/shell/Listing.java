package io.lyceum.admin.shell;

import java.util.List;
import java.util.Optional;

/**
 * What surrounds the rows of an index page.
 *
 * @param action where search and filters are sent (GET)
 * @param query what was searched for; empty when nothing was
 * @param keep further parameters that a search keeps, such as the status
 * @param first the first page, when this is not it
 * @param next the page that follows, when there is one
 * @param summary how many there are, in words
 */
public record Listing(
        String action,
        String query,
        List<Kept> keep,
        List<Tab> tabs,
        Optional<String> first,
        Optional<String> next,
        String summary) {

    /** A parameter that a search keeps. */
    public record Kept(String name, String value) {}

    public boolean isSearch() {
        return !query.isBlank();
    }
}
