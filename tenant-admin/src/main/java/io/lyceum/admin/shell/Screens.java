package io.lyceum.admin.shell;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;

/** Renders the back office's templates: each takes a {@link Page} and one view record. */
public final class Screens {

    private final TemplateEngine engine;

    public Screens() {
        this.engine =
                TemplateEngine.createPrecompiled(
                        null,
                        ContentType.Html,
                        Screens.class.getClassLoader(),
                        "io.lyceum.admin.templates");
    }

    /**
     * Renders one screen, UTF-8.
     *
     * @param template path without ending, for example {@code courses/list}
     */
    public Utf8ByteOutput render(String template, Page page, Record view) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template + ".jte", Map.of("page", page, "view", view), output);
        return output;
    }
}
