package io.lyceum.catalog;

import io.lyceum.catalog.internal.text.LinkResolver;
import io.lyceum.catalog.internal.text.Markdown;

/** Markdown that stands outside any lesson. */
public final class Texts {

    private Texts() {}

    /** Renders Markdown to HTML that passed the sanitiser and may be written unescaped. */
    public static String html(String markdown) {
        return Markdown.render(markdown, LinkResolver.AS_WRITTEN).html();
    }
}
