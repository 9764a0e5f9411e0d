package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.lyceum.server.Chromium.Screen;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** Rich text writes Markdown, and leaves alone what its author did not touch. */
@Beside.Schools
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RichEditorBrowserIT {

    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Nib");
    private static final Pattern KEPT = Pattern.compile("^Kept at .*");
    private static final String SQUARE =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";

    /** As people write it, and as no serialiser would. */
    private static final String WRITTEN =
            """
            ---
            title: Bowing
            ---

            Setext heading
            ==============

            One line that goes on
            in the *next* one, with `code`, a note[^1] and <kbd>Esc</kbd>.

            *   wide point
            *   second point

                with a paragraph of its own
            *   third point

            | Stroke | Hand |
            |--------|:----:|
            | down   | right |

            ::: {.callout title="Mind the thumb"}
            It stays __bent__.

            * like
            * this
            :::

            :::: challenge
            ## Try
            Play it.
            ::: solution
            ```
            ::: this is code
            ```
            :::
            ::::

            Term
            : What it means

            ![A hand](fig/hand.png){width=50%}

            [^1]: Where it comes
                from.

            <div class="wide">
            <b>As it is</b>
            </div>

            1) one
            2) two

            ~~~python
            print("tildes")
            ~~~

                indented code

            - - -

            [bow]: https://example.org/bow "A bow"


            The end, with a [bow] and an escaped \\*star\\*.  \s
            """;

    private Chromium chromium;
    private String teacher;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
        teacher =
                chromium.signedIn(SCHOOL.origin(), SCHOOL.email("TEACHER"), SampleSchool.PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    /** The address of a lesson that no other test writes. */
    private static String lesson() {
        SampleCourse course = SCHOOL.publish("Rich " + System.nanoTime());
        return SCHOOL.origin()
                + "/manage/courses/"
                + course.id()
                + "/lessons/"
                + course.lessons().get(0);
    }

    private Page at(String lesson) {
        Page page = chromium.page(Screen.DESKTOP, teacher);
        page.navigate(lesson);
        rich(page).waitFor();
        return page;
    }

    private static Locator rich(Page page) {
        return page.locator("[data-rich] [role=textbox][aria-multiline=true][aria-label=Text]");
    }

    private static Locator state(Page page) {
        return page.locator("[data-draft-state]");
    }

    private static String markdown(Page page) {
        return page.locator("#markdown").inputValue();
    }

    /** Puts a text there as if a draft had brought it. */
    private static void begin(Page page, String markdown) {
        page.evaluate(
                """
                markdown => {
                  const text = document.querySelector('#markdown');
                  text.value = markdown;
                  text.dispatchEvent(new Event('input', { bubbles: true }));
                }""",
                markdown);
    }

    private static void atTheEnd(Page page) {
        rich(page).focus();
        page.keyboard().press("Control+End");
    }

    private static void paste(Page page, String type, String text) {
        page.evaluate(
                """
                ([type, text]) => {
                  const data = new DataTransfer();
                  data.setData(type, text);
                  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                }""",
                List.of(type, text));
    }

    private static void pastePicture(Page page, String name) {
        page.evaluate(
                """
                ([name, svg]) => {
                  const data = new DataTransfer();
                  data.items.add(new File([svg], name, { type: 'image/svg+xml' }));
                  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                }""",
                List.of(name, SQUARE));
    }

    @Test
    void whatIsTypedIsKeptAsADraftAndSaved() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            begin(page, "");
            rich(page).focus();
            page.keyboard().type("## Bowing");
            page.keyboard().press("Enter");
            page.keyboard().type("The **thumb** stays *bent*, in `code` too.");
            page.keyboard().press("Enter");
            page.keyboard().type("- one");
            page.keyboard().press("Enter");
            page.keyboard().type("two");
            page.keyboard().press("Enter");
            page.keyboard().press("Enter");
            page.keyboard().type("> quoted");
            assertThat(state(page)).hasText(KEPT);
        }
        String expected =
                "## Bowing\n\nThe **thumb** stays *bent*, in `code` too.\n\n- one\n- two\n\n> quoted";
        try (Page page = at(lesson)) {
            assertEquals(expected, markdown(page).strip());
            assertThat(rich(page).locator("h2")).hasText("Bowing");
            page.keyboard().press("Control+s");
            assertThat(page.locator("body")).containsText("The lesson was saved");
            page.navigate(lesson);
            assertEquals(expected, markdown(page).strip());
        }
    }

    @Test
    void whatNobodyTouchedComesOutByteForByte() {
        try (Page page = at(lesson())) {
            begin(page, WRITTEN);
            assertEquals(WRITTEN, markdown(page));
            Locator paragraph =
                    rich(page)
                            .locator("p", new Locator.LocatorOptions())
                            .getByText("The end, with a");
            paragraph.click();
            page.keyboard().press("Home");
            page.keyboard().type("At ");
            String changed = WRITTEN.substring(0, WRITTEN.indexOf("The end, with"));
            assertTrue(markdown(page).startsWith(changed), markdown(page));
            rich(page).getByText("It stays").click();
            page.keyboard().press("Home");
            page.keyboard().type("Yes: ");
            String now = markdown(page);
            assertTrue(
                    now.contains(
                            "title=\"Mind the thumb\"}\nYes: It stays **bent**.\n\n* like\n* this\n:::\n"),
                    now);
            assertTrue(now.startsWith(WRITTEN.substring(0, WRITTEN.indexOf("It stays"))), now);
            assertTrue(
                    now.contains(
                            WRITTEN.substring(
                                    WRITTEN.indexOf("* like"), WRITTEN.indexOf("The end"))),
                    now);
            for (int i = 0; i < 60 && !markdown(page).equals(WRITTEN); i++) {
                page.keyboard().press("Control+z");
            }
            assertEquals(WRITTEN, markdown(page), "undone, it is what it was");
        }
    }

    @Test
    void aPointOfAListLeavesTheOthersAsTheyWere() {
        try (Page page = at(lesson())) {
            begin(page, "*   wide\n*   [x](y \"t\")\n\n    more\n*   last __one__\n");
            rich(page).getByText("wide").click();
            page.keyboard().press("End");
            page.keyboard().type("r");
            assertEquals(
                    "* wider\n*   [x](y \"t\")\n\n    more\n*   last __one__\n", markdown(page));
        }
    }

    @Test
    void everyLessonOfOursGoesInAndOutUnchangedAndAnEditStaysInItsBlock() throws IOException {
        Map<String, String> samples = new TreeMap<>();
        samples.put("written", WRITTEN);
        for (String root :
                List.of(
                        "../devstack/src/main/resources/seeds",
                        "../../platform/src/test/resources/imports",
                        "src/test/resources/imports",
                        "../../docs")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.toString();
                    if (name.endsWith(".md")) {
                        samples.put(name, Files.readString(file).replace("\r\n", "\n"));
                    } else if (name.endsWith(".json") && name.contains("/courses/")) {
                        texts(new ObjectMapper().readTree(file.toFile()), name, samples);
                    }
                }
            }
        }
        assertTrue(samples.size() > 120, samples.size() + " samples");
        List<String> odd = new ArrayList<>();
        int edits = 0;
        try (Page page = at(lesson())) {
            for (Map.Entry<String, String> sample : samples.entrySet()) {
                JsonNode result =
                        new ObjectMapper()
                                .readTree((String) page.evaluate(ROUND_TRIP, sample.getValue()));
                edits += result.get("edits").asInt();
                result.get("odd").forEach(one -> odd.add(sample.getKey() + ": " + one.asText()));
            }
        }
        assertEquals(List.of(), odd);
        assertTrue(edits > 1000, edits + " edits");
    }

    /**
     * Reads a text and writes it, then types at the end of every paragraph in turn: nothing outside
     * of the outermost block in which it stands may change.
     */
    private static final String ROUND_TRIP =
            """
            async (text) => {
              const address = performance.getEntriesByType('resource').map((e) => e.name).find((n) => /rich-markdown\\.[0-9a-f]+\\.js/.test(n));
              const { Lesson, schema } = await import(address);
              const odd = [];
              let edits = 0;
              const lesson = new Lesson();
              const doc = lesson.read(text);
              if (lesson.write(doc) !== text) odd.push('not the same');
              doc.check();
              doc.forEach((block, offset, index) => {
                let at = -1;
                if (block.isTextblock) at = offset + 1 + block.content.size;
                else block.descendants((inner, pos) => { if (inner.isTextblock && at < 0) at = offset + 1 + pos + 1 + inner.content.size; });
                if (at < 0) return;
                edits++;
                const start = doc.slice(0, at).content;
                const typed = doc.replace(at, at, schema.node('paragraph', null, [schema.text('Zx')]).slice(0, 2));
                const out = lesson.write(typed);
                const before = lesson.write(doc.cut(0, offset)).trimEnd();
                const own = lesson.some([block]);
                if (!out.includes('Zx')) odd.push('lost at ' + index);
                if (!out.startsWith(before)) odd.push('changed before ' + index);
                const rest = text.slice(text.indexOf(own, Math.max(0, before.length)) + own.length);
                if (!out.endsWith(rest)) odd.push('changed behind ' + index + ': ' + JSON.stringify(out.slice(before.length, before.length + 120)));
                const again = new Lesson();
                if (!again.read(out).textContent.includes('Zx')) odd.push('not read again ' + index);
              });
              return JSON.stringify({ edits, odd });
            }""";

    private static void texts(JsonNode node, String name, Map<String, String> samples) {
        if (node.isTextual() && node.asText().length() > 60) {
            samples.put(name + '#' + samples.size(), node.asText());
        }
        node.forEach(inner -> texts(inner, name, samples));
    }

    @Test
    void theMenuBehindASlashNeedsNoMouse() {
        try (Page page = at(lesson())) {
            begin(page, "");
            rich(page).focus();
            page.keyboard().type("/");
            Locator menu = page.getByRole(AriaRole.LISTBOX);
            assertThat(menu).isVisible();
            page.keyboard().press("ArrowDown");
            String marked = rich(page).getAttribute("aria-activedescendant");
            assertThat(page.locator("#" + marked)).hasAttribute("aria-selected", "true");
            assertThat(page.locator("#" + marked)).hasText("Subheading");
            page.keyboard().press("Escape");
            assertThat(menu).isHidden();
            assertEquals("/", markdown(page));
            page.keyboard().press("Backspace");
            page.keyboard().type("/chal");
            assertThat(menu.getByRole(AriaRole.OPTION)).hasCount(1);
            page.keyboard().press("Enter");
            page.keyboard().type("Play it.");
            page.keyboard().press("ArrowDown");
            page.keyboard().type("Slowly.");
            assertEquals(
                    "::: challenge\n\nPlay it.\n\n::: solution\n\nSlowly.\n\n:::\n\n:::",
                    markdown(page));
            assertThat(menu).isHidden();
            page.keyboard().press("Control+a");
            page.keyboard().press("Backspace");
            page.keyboard().type("/code");
            page.keyboard().press("Enter");
            page.keyboard().type("a = 1");
            assertEquals("```\na = 1\n```", markdown(page));
            page.keyboard().press("Shift+Tab");
            page.keyboard().type("python");
            page.keyboard().press("Tab");
            page.keyboard().type("b");
            assertTrue(markdown(page).startsWith("```python\n"), markdown(page));
            assertTrue(markdown(page).contains("b"), markdown(page));
            page.keyboard().press("Tab");
            assertFalse(
                    (Boolean) rich(page).evaluate("e => e === document.activeElement"),
                    "one gets out");
        }
    }

    @Test
    void switchingLosesNothingAndIsRemembered() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            begin(page, WRITTEN);
            page.locator("[data-side=markdown]").click();
            assertThat(page.locator("#markdown")).hasValue(WRITTEN);
            assertThat(rich(page)).isHidden();
            page.locator("#markdown").press("Control+End");
            page.keyboard().type("\nIn *Markdown*.");
            page.locator("[data-side=preview]").click();
            assertThat(page.locator("[data-preview-side]")).containsText("In Markdown.");
            page.locator("[data-side=rich]").click();
            assertThat(rich(page).locator("em").last()).hasText("Markdown");
            assertEquals(WRITTEN + "\nIn *Markdown*.", markdown(page));
            page.locator("[data-side=markdown]").click();
            assertThat(state(page)).hasText(KEPT);
            page.navigate(lesson);
            assertThat(page.locator("[data-side=rich]")).isVisible();
            assertThat(page.locator("#markdown")).isVisible();
            assertThat(page.locator("#markdown")).hasValue(WRITTEN + "\nIn *Markdown*.");
        }
    }

    @Test
    void aPictureThatIsPastedIsUploadedAndShownAndAFailureCanBeTriedAgain() {
        try (Page page = at(lesson())) {
            begin(page, "Before.\n");
            atTheEnd(page);
            pastePicture(page, "hand.svg");
            assertThat(rich(page).locator("img[alt=hand]")).isVisible();
            assertEquals("Before.![hand](hand.svg)\n", markdown(page));
            page.route("**/files", Route::abort);
            page.keyboard().press("Control+End");
            pastePicture(page, "thumb.svg");
            Locator failed = rich(page).locator(".rich-upload.is-failed");
            assertThat(failed).containsText("thumb.svg");
            assertFalse(markdown(page).contains("thumb"), markdown(page));
            page.unroute("**/files");
            failed.locator("button").first().click();
            assertThat(rich(page).locator("img[alt=thumb]")).isVisible();
            assertTrue(markdown(page).contains("![thumb](thumb.svg)"), markdown(page));
            page.locator("[data-editor-file]")
                    .setInputFiles(
                            new FilePayload(
                                    "bow.svg",
                                    "image/svg+xml",
                                    SQUARE.getBytes(StandardCharsets.UTF_8)));
            assertThat(rich(page).locator("img[alt=bow]")).isVisible();
        }
    }

    @Test
    void whatIsPastedIsCleanedAndMarkdownIsUnderstood() {
        try (Page page = at(lesson())) {
            begin(page, "");
            rich(page).focus();
            paste(
                    page,
                    "text/html",
                    "<h2 style='color:red' onclick='x()'>From a page</h2><p class=x>With <b>weight</b>"
                            + "<script>alert(1)</script> and <a href='javascript:alert(1)'>a trap</a></p>");
            assertEquals("## From a page\n\nWith **weight** and a trap", markdown(page));
            page.keyboard().press("Control+a");
            page.keyboard().press("Backspace");
            paste(page, "text/plain", "1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
            assertThat(rich(page).locator("ol li")).hasCount(2);
            assertEquals("1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |", markdown(page));
        }
    }

    @Test
    void signsThatMeanSomethingInMarkdownAreWordsWhenTheyAreTyped() {
        try (Page page = at(lesson())) {
            begin(page, "");
            rich(page).focus();
            page.keyboard().insertText("a <b> & &amp; [x](y) _z_ {.c} [^1]");
            String typed = markdown(page);
            page.locator("[data-side=preview]").click();
            assertThat(page.locator("[data-preview-side]"))
                    .hasText("a <b> & &amp; [x](y) _z_ {.c} [^1]");
            assertFalse(typed.isEmpty());
        }
    }

    /** Selects the third word by keyboard. */
    private static Object selected(Page page) {
        page.keyboard().press("Control+Home");
        for (int i = 0; i < "See the ".length(); i++) {
            page.keyboard().press("ArrowRight");
        }
        for (int i = 0; i < "score".length(); i++) {
            page.keyboard().press("Shift+ArrowRight");
        }
        return page.evaluate("getSelection().toString()");
    }

    @Test
    void linksAreSetByKeyboardAndThePaletteStaysAway() {
        try (Page page = at(lesson())) {
            begin(page, "See the score.\n");
            rich(page).focus();
            // The editor shows its selection once more a moment after it got the focus.
            page.waitForCondition(() -> "score".equals(selected(page)));
            page.keyboard().press("Control+k");
            assertThat(page.locator("#lesson-ask")).isFocused();
            assertThat(page.locator("dialog[open]")).hasCount(0);
            page.keyboard().type("imslp.org");
            page.keyboard().press("Enter");
            assertEquals("See the [score](https://imslp.org).\n", markdown(page));
            assertThat(rich(page)).isFocused();
            page.keyboard().press("Control+k");
            assertThat(page.locator("#lesson-ask")).hasValue("https://imslp.org");
            page.locator("[data-ask-remove]").click();
            assertEquals("See the score.\n", markdown(page));
        }
    }

    @Test
    void withoutAConnectionAndLoadedAnewNothingIsLost() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            atTheEnd(page);
            page.context().setOffline(true);
            page.keyboard().type(" Written in a tunnel.");
            assertThat(state(page)).containsText("No connection");
            page.context().setOffline(false);
            assertThat(state(page)).hasText(KEPT);
            page.keyboard().type(" At once.");
            page.reload();
            assertThat(rich(page)).containsText("Written in a tunnel. At once.");
        }
        try (Page page = at(lesson)) {
            assertThat(rich(page)).containsText("Written in a tunnel. At once.");
        }
    }

    @Test
    void theCursorStaysWhereItIsWhileItIsKept() {
        try (Page page = at(lesson())) {
            begin(page, "One two three.\n");
            rich(page).focus();
            page.keyboard().press("Control+Home");
            page.keyboard().type("A");
            assertThat(state(page)).hasText(KEPT);
            page.keyboard().type("B");
            assertEquals("ABOne two three.\n", markdown(page));
        }
    }

    @Test
    void whatTheDeviceOffersAppearsInRichText() {
        String lesson = lesson();
        try (Page page = at(lesson)) {
            page.route("**/draft", Route::abort);
            atTheEnd(page);
            page.keyboard().type(" While the server was down.");
            assertThat(state(page)).containsText("No connection");
            page.reload();
            rich(page).waitFor();
            page.locator("[data-draft-take]").click();
            assertThat(rich(page)).containsText("While the server was down.");
            assertTrue(markdown(page).contains("While the server was down."));
        }
    }

    @Test
    void ifAModuleCannotBeLoadedTheTextIsThere() {
        String lesson = lesson();
        try (Page page = chromium.page(Screen.DESKTOP, teacher)) {
            page.route("**/prosemirror-view.*", Route::abort);
            page.navigate(lesson);
            assertThat(page.locator(".editor-bar")).isVisible();
            assertThat(page.locator("#markdown")).isVisible();
            assertThat(page.locator("[data-side=rich]")).isHidden();
            page.locator("#markdown").press("Control+End");
            page.keyboard().type(" Plain.");
            assertThat(state(page)).hasText(KEPT);
        }
    }

    @Test
    void noOtherPageLoadsAnyOfIt() {
        try (Page page = chromium.page(Screen.DESKTOP, teacher)) {
            List<String> loaded = new ArrayList<>();
            page.onRequest(request -> loaded.add(request.url()));
            page.navigate(SCHOOL.origin() + "/manage/courses");
            page.waitForLoadState();
            assertEquals(
                    List.of(), loaded.stream().filter(url -> url.contains("/modules/")).toList());
        }
    }

    @Test
    void itIsSoundOnEveryScreen() {
        List<Executable> checks = new ArrayList<>();
        for (Screen screen : Screen.values()) {
            try (Page page = chromium.page(screen, teacher)) {
                List<String> complaints = new ArrayList<>();
                page.onConsoleMessage(
                        message -> {
                            if (message.text().contains("Content Security Policy")) {
                                complaints.add(message.text());
                            }
                        });
                page.navigate(lesson());
                rich(page).waitFor();
                begin(page, WRITTEN);
                checks.add(Chromium.sound(page, screen.name().toLowerCase() + "-rich-editor"));
                atTheEnd(page);
                page.keyboard().press("Enter");
                page.keyboard().type("/");
                assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
                checks.add(Chromium.sound(page, screen.name().toLowerCase() + "-rich-menu"));
                checks.add(() -> assertEquals(List.of(), complaints));
            }
        }
        assertAll(checks);
    }
}
