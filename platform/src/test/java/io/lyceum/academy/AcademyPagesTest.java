package io.lyceum.academy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.MessageFormat;
import io.lyceum.catalog.web.SearchView;
import io.lyceum.shared.web.Assets;
import io.lyceum.shared.web.Templates;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AcademyPagesTest {

    private static final Templates TEMPLATES = new Templates("io.lyceum.templates");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
    private static final Pattern POINTER =
            Pattern.compile("(?:\\sfor|aria-labelledby|aria-describedby)=\"([^\"]*)\"");
    private static final Pattern ASSET = Pattern.compile("\"/assets/([^\"]*)\"");
    private static final Pattern POST =
            Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL);

    @Test
    void everyPageHasOneHeadingATitleALanguageAndOneCanonicalAddress() {
        everyPage(
                (name, html) -> {
                    assertEquals(1, count(html, "<h1"), name + ": h1");
                    assertEquals(1, count(html, "<main"), name + ": main");
                    assertEquals(1, count(html, "<title>"), name + ": title");
                    assertEquals(1, count(html, "rel=\"canonical\""), name + ": canonical");
                    assertTrue(html.contains("<html lang=\""), name + ": lang");
                    assertTrue(html.contains("class=\"skip\" href=\"#content\""), name + ": skip");
                    assertTrue(html.contains("id=\"content\""), name + ": target of skip");
                });
    }

    @Test
    void nothingNeedsAnInlineScriptOrStyle() {
        everyPage(
                (name, html) -> {
                    assertFalse(html.contains(" style=\""), name + ": style attribute");
                    assertFalse(html.contains("<style"), name + ": style element");
                    assertFalse(
                            Pattern.compile("\\son[a-z]+=\"").matcher(html).find(),
                            name + ": event attribute");
                    Matcher scripts = Pattern.compile("<script([^>]*)>").matcher(html);
                    while (scripts.find()) {
                        assertTrue(
                                scripts.group(1).contains("src=")
                                        || scripts.group(1).contains("ld+json"),
                                name + ": inline script");
                    }
                });
    }

    @Test
    void idsAreUniqueAndWhatPointsToThemFindsThem() {
        everyPage(
                (name, html) -> {
                    Set<String> ids = new HashSet<>();
                    Matcher id = ID.matcher(html);
                    while (id.find()) {
                        assertTrue(ids.add(id.group(1)), name + ": twice " + id.group(1));
                    }
                    Matcher pointer = POINTER.matcher(html);
                    while (pointer.find()) {
                        for (String one : pointer.group(1).split(" ")) {
                            assertTrue(ids.contains(one), name + ": " + pointer.group());
                        }
                    }
                });
    }

    @Test
    void everyPictureSaysWhatItShowsOrThatItIsDecoration() {
        everyPage(
                (name, html) -> {
                    Matcher image = Pattern.compile("<img[^>]*>").matcher(html);
                    while (image.find()) {
                        assertTrue(image.group().contains("alt="), name + ": " + image.group());
                        assertTrue(
                                image.group().contains("width=")
                                        || image.group().contains("loading=\"lazy\""),
                                name + ": " + image.group());
                    }
                });
    }

    @Test
    void everyFormThatChangesSomethingCarriesTheToken() {
        everyPage(
                (name, html) -> {
                    Matcher form = POST.matcher(html);
                    while (form.find()) {
                        assertTrue(
                                form.group().contains("name=\"_csrf\" value=\"csrf-token\""),
                                name + ": " + form.group());
                    }
                });
    }

    @Test
    void everyAssetThatAPagePointsToExists() {
        everyPage(
                (name, html) -> {
                    Matcher asset = ASSET.matcher(html);
                    while (asset.find()) {
                        assertTrue(
                                Assets.bundled().find(asset.group(1)).isPresent(),
                                name + ": " + asset.group(1));
                    }
                });
    }

    @Test
    void theProductsOwnNameIsNowhere() {
        everyPage(
                (name, html) ->
                        assertFalse(
                                html.replace("lyceum.example", "").toLowerCase().contains("lyceum"),
                                name));
    }

    @Test
    void structuredDataCannotEndItsElement() {
        String html = render(SampleSchool.PAROLETTA, "en", "course");

        assertTrue(html.contains("\"name\":\"\\u003c/script\\u003e\""));
    }

    @Test
    void textThatPeopleTypedIsEscaped() {
        SamplePages pages = new SamplePages(SampleSchool.PAROLETTA, Locale.ENGLISH);
        SearchView view =
                new SearchView(
                        "<img src=x>",
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of());

        String html =
                TEMPLATES.renderToString(
                        "catalog/search", pages.all().get("search").context(), view);

        assertFalse(html.contains("<img src=x>"));
    }

    @Test
    void englishAndRussianHaveTheSameMessagesAndTheSameArguments() throws IOException {
        Properties english = messages("academy.properties");
        Properties russian = messages("academy_ru.properties");

        assertEquals(
                new TreeSet<>(english.stringPropertyNames()),
                new TreeSet<>(russian.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertEquals(
                    new MessageFormat(english.getProperty(key), Locale.ENGLISH).getArgumentNames(),
                    new MessageFormat(russian.getProperty(key), Locale.forLanguageTag("ru"))
                            .getArgumentNames(),
                    key);
        }
    }

    @Test
    void whatMatchesIsMarkedAtTheStartOfWordsOnly() {
        List<SearchView.Segment> segments = SearchView.highlight("Version control, over", "ver");

        assertEquals(
                List.of(
                        new SearchView.Segment("Ver", true),
                        new SearchView.Segment("sion control, over", false)),
                segments);
    }

    @Test
    void scriptsAndStylesStayLight() {
        assertTrue(packed("js/theme.js", "js/common.js", "js/academy.js", "js/htmx.js") < 30_000);
        assertTrue(packed("js/theme.js", "js/common.js", "js/player.js") < 10_000);
        assertTrue(packed("css/base.css", "css/academy.css") < 20_000);
    }

    private static int packed(String... names) {
        int sum = 0;
        for (String name : names) {
            sum += Assets.bundled().named(name).orElseThrow().gzipped().orElseThrow().length;
        }
        return sum;
    }

    private static Properties messages(String file) throws IOException {
        Properties messages = new Properties();
        try (InputStreamReader in =
                new InputStreamReader(
                        AcademyPagesTest.class.getResourceAsStream("/messages/" + file),
                        StandardCharsets.UTF_8)) {
            messages.load(in);
        }
        return messages;
    }

    private static String render(SampleSchool school, String language, String name) {
        SamplePages.Page page =
                new SamplePages(school, Locale.forLanguageTag(language)).all().get(name);
        return TEMPLATES.renderToString(page.template(), page.context(), page.view());
    }

    private static void everyPage(BiConsumer<String, String> check) {
        List<String> seen = new ArrayList<>();
        for (SampleSchool school : SampleSchool.values()) {
            for (String language : List.of("en", "ru")) {
                SamplePages pages = new SamplePages(school, Locale.forLanguageTag(language));
                for (Map.Entry<String, SamplePages.Page> entry : pages.all().entrySet()) {
                    SamplePages.Page p = entry.getValue();
                    String name = school.slug + '/' + language + '/' + entry.getKey();
                    check.accept(
                            name, TEMPLATES.renderToString(p.template(), p.context(), p.view()));
                    seen.add(name);
                }
            }
        }
        assertTrue(seen.size() > 200, "only " + seen.size() + " pages");
    }

    private static int count(String html, String part) {
        return html.split(Pattern.quote(part), -1).length - 1;
    }
}
