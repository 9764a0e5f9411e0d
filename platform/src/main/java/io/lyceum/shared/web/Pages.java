package io.lyceum.shared.web;

import io.lyceum.shared.text.Messages;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Makes HTML answers in the look and language of the running request. */
@ApplicationScoped
public class Pages {

    private static final List<String> LANGUAGES = List.of("en", "ru");

    private final Brands brands;
    private final Viewer viewer;
    private final Templates academy;

    protected Pages() {
        this.brands = null;
        this.viewer = null;
        this.academy = null;
    }

    @Inject
    Pages(Brands brands, Viewer viewer) {
        this.brands = brands;
        this.viewer = viewer;
        this.academy = new Templates("io.lyceum.templates");
    }

    /**
     * Describes the running request to a template.
     *
     * @param area the bundle that the template's text comes from
     */
    public PageContext context(String area, PageContext.Section section) {
        CurrentRequest.Facts request = CurrentRequest.require();
        Brand brand = brands.current();
        return new PageContext(
                brand.name(),
                brand.tagline(),
                brand.revision(),
                brand.primary(),
                brand.logo().map(id -> "/files/" + id + "/logo"),
                request.locale(),
                Messages.of(area, request.locale()),
                viewer.csrfToken(),
                request.cspNonce(),
                viewer.person(),
                request.origin() + request.plainPath(),
                request.path(),
                alternates(request),
                section);
    }

    private static List<PageContext.Alternate> alternates(CurrentRequest.Facts request) {
        return LANGUAGES.stream()
                .map(
                        language -> {
                            Locale locale = Locale.forLanguageTag(language);
                            return new PageContext.Alternate(
                                    language,
                                    capitalised(locale.getDisplayLanguage(locale), locale),
                                    "/language?to="
                                            + language
                                            + "&return="
                                            + Html.urlParameter(request.path()),
                                    request.origin() + request.plainPath() + "?lang=" + language,
                                    request.locale().getLanguage().equals(language));
                        })
                .toList();
    }

    private static String capitalised(String text, Locale locale) {
        return text.substring(0, 1).toUpperCase(locale) + text.substring(1);
    }

    /** Answers a page of the academy. */
    public Response html(String template, Object view, PageContext.Section section) {
        return html(200, template, view, section);
    }

    /** Answers a page of the academy with a status. */
    public Response html(int status, String template, Object view, PageContext.Section section) {
        return html(status, academy, template, context("academy", section), view);
    }

    /** Answers a page from any set of templates. */
    public static Response html(
            int status, Templates templates, String template, PageContext page, Object view) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
        try {
            templates.render(template, page, view, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Language", page.language())
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Cookie, Accept-Language")
                .entity(body.toByteArray())
                .build();
    }
}
