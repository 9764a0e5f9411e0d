package io.lyceum.shared.web;

import io.lyceum.shared.text.Messages;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Makes HTML answers in the look and language of the running request. */
@ApplicationScoped
public class Pages {

    /** Whose page it is; the service worker keeps nobody's pages for somebody else. */
    private static final String READER = "Lyceum-Reader";

    private static final List<String> LANGUAGES = List.of("en", "ru");
    private static final int LONGEST_KEPT_PATH = 300;
    private static final Pattern GZIP =
            Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?(\\s|,|$))");

    private final Brands brands;
    private final Viewer viewer;
    private final Bell bell;
    private final Shop shop;
    private final Templates academy;
    private final PageCache kept;
    private final CurrentSchool school;

    protected Pages() {
        this.brands = null;
        this.viewer = null;
        this.bell = null;
        this.shop = null;
        this.academy = null;
        this.kept = null;
        this.school = null;
    }

    @Inject
    Pages(
            Brands brands,
            Viewer viewer,
            Bell bell,
            Shop shop,
            PageCache kept,
            CurrentSchool school) {
        this.brands = brands;
        this.viewer = viewer;
        this.bell = bell;
        this.shop = shop;
        this.academy = new Templates("io.lyceum.templates");
        this.kept = kept;
        this.school = school;
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
                bell.unread(),
                shop.open(),
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

    /**
     * Answers a page that all visitors see alike: to them from {@link PageCache}, with an entity
     * tag; to somebody who is signed in as it is rendered for them.
     */
    public Response shared(HttpHeaders asked, PageCache.Keep keep, Supplier<Response> render) {
        CurrentRequest.Facts request = CurrentRequest.require();
        if (viewer.person().isPresent() || request.path().length() > LONGEST_KEPT_PATH) {
            return render.get();
        }
        PageCache.Key key =
                new PageCache.Key(
                        request.origin(), request.locale().toLanguageTag(), request.path());
        Response[] other = new Response[1];
        return kept.get(
                        school.id(),
                        key,
                        keep,
                        () -> {
                            Response response = render.get();
                            if (response.getStatus() == 200
                                    && response.getEntity() instanceof byte[] body) {
                                return Optional.of(new PageCache.Page(body));
                            }
                            other[0] = response;
                            return Optional.empty();
                        })
                .map(page -> answer(page, asked, request.locale()))
                .orElseGet(() -> other[0]);
    }

    private static Response answer(PageCache.Page page, HttpHeaders asked, Locale locale) {
        String accepted = asked.getHeaderString("Accept-Encoding");
        boolean gzip = accepted != null && GZIP.matcher(accepted).find();
        String known = asked.getHeaderString("If-None-Match");
        Response.ResponseBuilder answer =
                known != null && known.contains(page.tag())
                        ? Response.notModified()
                        : Response.ok(
                                gzip ? page.gzipped() : page.body(),
                                MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
        if (gzip) {
            answer.header("Content-Encoding", "gzip");
        }
        return answer.tag(new EntityTag(page.tag() + (gzip ? "-gz" : "")))
                .header("Content-Language", locale.toLanguageTag())
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Cookie, Accept-Language, Accept-Encoding")
                .build();
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
                .header(READER, page.person().map(PageContext.SignedIn::id).orElse(null))
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Cookie, Accept-Language")
                .entity(body.toByteArray())
                .build();
    }
}
