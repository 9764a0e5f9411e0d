package io.lyceum.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a keyset-paged list.
 *
 * @param next the cursor of the page after this one; empty on the last page
 */
public record Slice<T>(List<T> items, Optional<String> next) {

    public Slice {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of rows that were read with one more than the page holds.
     *
     * @param after makes the cursor of the last row of the page
     */
    public static <T> Slice<T> of(List<T> oneMore, int limit, Function<T, Cursor> after) {
        if (oneMore.size() <= limit) {
            return new Slice<>(oneMore, Optional.empty());
        }
        List<T> page = oneMore.subList(0, limit);
        return new Slice<>(page, Optional.of(after.apply(page.get(limit - 1)).toString()));
    }

    /** The same page with other items. */
    public <R> Slice<R> map(Function<T, R> mapping) {
        return new Slice<>(items.stream().map(mapping).toList(), next);
    }
}
