package io.lyceum.admin.shell;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One filter of an index page, or one side of a detail page. */
public record Tab(String href, String label, Optional<String> count, boolean current) {

    public @Nullable String ariaCurrent() {
        return current ? "page" : null;
    }
}
