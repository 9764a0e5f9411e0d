package io.lyceum.admin;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.admin.SampleScreens.Sample;
import io.lyceum.admin.shell.Screens;
import io.lyceum.admin.shell.Shell.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders every screen with sample data and looks at what no compiler sees. */
class ScreensTest {

    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]+)\"");
    private static final Pattern LABEL_FOR = Pattern.compile("<label for=\"([^\"]+)\"");
    private static final Pattern POSTING =
            Pattern.compile("<form[^>]*method=\"post\"[^>]*>(.*?)</form>", Pattern.DOTALL);

    static Stream<Sample> screens() {
        return Stream.concat(
                SampleScreens.all(Locale.ENGLISH, Theme.LIGHT).stream(),
                SampleScreens.all(Locale.forLanguageTag("ru"), Theme.DARK).stream());
    }

    @ParameterizedTest
    @MethodSource("screens")
    void aScreenHasOneHeadingOneMainAndOnePrimaryAction(Sample sample) throws IOException {
        String html = html(sample);
        assertAll(
                sample.file(),
                () -> assertEquals(1, count(html, "<h1"), "headings"),
                () -> assertEquals(1, count(html, "<main"), "main"),
                () -> assertTrue(count(html, "is-primary") <= 1, "filled buttons"));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void aScreenKeepsTheContentSecurityPolicy(Sample sample) throws IOException {
        String html = html(sample);
        assertFalse(html.contains(" style=\""), "inline style in " + sample.file());
        assertFalse(Pattern.compile("\\son[a-z]+=\"").matcher(html).find(), "inline handler");
    }

    @ParameterizedTest
    @MethodSource("screens")
    void everyPostingFormCarriesTheToken(Sample sample) throws IOException {
        Matcher forms = POSTING.matcher(html(sample));
        while (forms.find()) {
            assertTrue(forms.group(1).contains("name=\"_csrf\""), forms.group());
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void idsAreUniqueAndEveryLabelNamesAField(Sample sample) throws IOException {
        String html = html(sample);
        Set<String> ids = new HashSet<>();
        for (Matcher found = ID.matcher(html); found.find(); ) {
            assertTrue(ids.add(found.group(1)), "twice: " + found.group(1));
        }
        for (Matcher found = LABEL_FOR.matcher(html); found.find(); ) {
            assertTrue(ids.contains(found.group(1)), "label without field: " + found.group(1));
        }
    }

    @Test
    void everyScreenHasADarkAndARussianSample() {
        List<String> english = names(Locale.ENGLISH);
        assertEquals(english, names(Locale.forLanguageTag("ru")));
        assertEquals(english.size(), new HashSet<>(english).size());
    }

    private static List<String> names(Locale locale) {
        return SampleScreens.all(locale, Theme.DARK).stream().map(Sample::file).toList();
    }

    private static int count(String html, String what) {
        return html.split(Pattern.quote(what), -1).length - 1;
    }

    private static String html(Sample sample) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Screens().render(sample.template(), sample.page(), sample.view()).writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
