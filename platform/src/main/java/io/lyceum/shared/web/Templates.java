package io.lyceum.shared.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Renders precompiled templates. A page template takes a {@link PageContext} named {@code page} and
 * one view record named {@code view}.
 */
public final class Templates {

    private final TemplateEngine engine;

    /**
     * @param packageName the package that the build generated the templates into, for example
     *     {@code io.lyceum.templates}
     */
    public Templates(String packageName) {
        this.engine =
                TemplateEngine.createPrecompiled(
                        null,
                        ContentType.Html,
                        Thread.currentThread().getContextClassLoader(),
                        packageName);
    }

    /**
     * Renders a page.
     *
     * @param template path of the template without its ending, for example {@code catalog/course}
     * @param view the template's view record
     */
    public Utf8ByteOutput render(String template, PageContext page, Object view) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template + ".jte", Map.of("page", page, "view", view), output);
        return output;
    }

    /** Renders a page into a stream, which stays open. */
    public void render(String template, PageContext page, Object view, OutputStream target)
            throws IOException {
        render(template, page, view).writeTo(target);
    }

    /** Renders a page, or the part of one that htmx asked for, as text. */
    public String renderToString(String template, PageContext page, Object view) {
        StringOutput output = new StringOutput();
        engine.render(template + ".jte", Map.of("page", page, "view", view), output);
        return output.toString();
    }
}
