package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.lyceum.server.Chromium.Screen;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Handing in and marking as people do it: in a browser, by keyboard, with a bad connection. */
@Beside.Schools
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssignmentsBrowserIT {

    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Bottega");
    private static final Pattern SAVED = Pattern.compile("^Saved .*");

    private Chromium chromium;
    private String teacher;
    private String learner;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
        teacher =
                chromium.signedIn(SCHOOL.origin(), SCHOOL.email("TEACHER"), SampleSchool.PASSWORD);
        learner =
                chromium.signedIn(SCHOOL.origin(), SCHOOL.email("LEARNER"), SampleSchool.PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    /** An assignment in a course that the learner takes. */
    private record Task(SampleCourse course, String settings, String lesson) {}

    private static Task task() {
        SampleCourse course = SCHOOL.publish("Carving " + System.nanoTime());
        SCHOOL.as("LEARNER").post("/enrolments", Map.of("course", course.id())).expect(201);
        String settings =
                SCHOOL.origin()
                        + SCHOOL.addActivity(course, "A spoon", "lyceum.house/assignment")
                                .split("#")[0];
        return new Task(course, settings, SCHOOL.origin() + SCHOOL.lessonPage(course));
    }

    private Page at(String state, String address) {
        Page page = chromium.page(Screen.DESKTOP, state);
        page.navigate(address);
        page.waitForLoadState();
        return page;
    }

    private static FilePayload pdf(int size) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 'a');
        byte[] start = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, content, 0, start.length);
        return new FilePayload("plan.pdf", "application/pdf", content);
    }

    @Test
    void aRubricIsWrittenAndMarkedByKeyboardAlone() {
        Task task = task();
        try (Page page = at(teacher, task.settings())) {
            page.locator("#instructions").fill("Carve a spoon.");
            page.locator("[name=c0]").focus();
            for (String word : List.of("Shape", "Fair", "4", "No flat places", "Rough", "1")) {
                page.keyboard().type(word);
                page.keyboard().press("Tab");
            }
            // The rubric grows as it is filled in.
            page.locator("[name=c1]").fill("Finish");
            page.locator("[name=c1-l0]").fill("Smooth");
            page.locator("[name=c1-l0-points]").fill("6");
            assertThat(page.locator("[name=c2]")).isVisible();
            page.keyboard().press("Enter");
            assertThat(page.locator(".toasts")).containsText("Saved");
        }
        try (Page page = at(learner, task.lesson())) {
            assertThat(page.locator(".as-rubric")).containsText("No flat places");
            page.locator(".as-text").focus();
            page.keyboard().type("Birch, with a knife.");
            assertThat(page.locator("[data-state]")).hasText(SAVED);
            page.keyboard().press("Tab");
            page.locator(".as-actions .main").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".as")).containsText("Handed in.");
        }
        try (Page page = at(teacher, SCHOOL.origin() + "/manage")) {
            Locator need = page.locator(".need").filter(of(task));
            need.locator("a").first().focus();
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile(".*/manage/submissions.*"));
            page.locator("a.row-title").first().focus();
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile(".*/manage/submissions/[0-9a-f-]+$"));
            assertThat(page.locator(".work")).containsText("Birch");
            page.locator("[name=level-0]").first().focus();
            page.keyboard().press("2");
            // The focus is at the next criterion, then at the feedback.
            page.keyboard().press("1");
            assertThat(page.locator("#feedback")).isFocused();
            assertThat(page.locator("[data-sum]")).hasText("7");
            page.keyboard().type("A fine edge, 10 strokes more.");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".toasts")).containsText("has it back");
        }
        try (Page page = at(learner, task.lesson())) {
            assertThat(page.locator(".as-points")).containsText("7 / 10");
            assertThat(page.locator(".as-grade")).containsText("10 strokes more");
        }
    }

    private static Locator.FilterOptions of(Task task) {
        return new Locator.FilterOptions()
                .setHasText(
                        SCHOOL.as("TEACHER")
                                .get("/courses/" + task.course().id())
                                .expect(200)
                                .json()
                                .path("title")
                                .asText());
    }

    @Test
    void noWordAndNoFileIsLostToABadConnection(@TempDir Path folder) throws IOException {
        Task task = task();
        try (Page page = at(learner, task.lesson())) {
            page.locator(".as-text").fill("One");
            assertThat(page.locator("[data-state]")).hasText(SAVED);
            page.context().setOffline(true);
            page.locator(".as-text").focus();
            page.keyboard().press("End");
            page.keyboard().type(" two");
            assertThat(page.locator("[data-state]")).hasText("Not saved yet: kept on this device");
            page.locator(".as-input").setInputFiles(pdf(2_500_000));
            assertThat(page.locator(".as-files")).containsText("Waiting for the connection");
            page.context().setOffline(false);
            assertThat(page.locator("[data-state]")).hasText(SAVED);
            assertThat(page.locator(".as-files a")).hasText("plan.pdf");

            // Cut off in the middle, and the page with it: the same file goes on from there.
            List<String> sent = new ArrayList<>();
            page.route(
                    Pattern.compile(".*/uploads/.*from=1048576.*"),
                    route -> {
                        sent.add(route.request().url());
                        route.abort();
                    });
            Path second = Files.write(folder.resolve("second.pdf"), pdf(2_500_001).buffer);
            page.locator(".as-input").setInputFiles(second);
            assertThat(page.locator(".as-files")).containsText("Waiting for the connection");
            page.locator(".as-text").focus();
            page.keyboard().press("End");
            page.keyboard().type(" three");
            assertThat(page.locator("[data-state]")).hasText(SAVED);
            page.unrouteAll();
            page.reload();
            assertThat(page.locator(".as-text")).hasValue("One two three");
            assertThat(page.locator(".as-files")).containsText("41\u00a0% arrived");
            List<String> begun = new ArrayList<>();
            page.onRequest(
                    request -> {
                        if (request.method().equals("PATCH")) {
                            begun.add(request.url().replaceFirst(".*from=", ""));
                        }
                    });
            page.locator(".as-input").setInputFiles(second);
            assertThat(page.locator(".as-files a")).hasCount(2);
            assertEquals(List.of("1048576", "2097152"), begun, "nothing is sent twice");
            assertEquals(true, sent.size() > 0);
        }
    }

    @Test
    void aFileThatIsNotTakenSaysWhyAndOthersGoOn() {
        Task task = task();
        try (Page page = at(learner, task.lesson())) {
            page.locator(".as-input")
                    .setInputFiles(
                            new FilePayload[] {
                                new FilePayload(
                                        "tool.exe", "application/octet-stream", new byte[] {1}),
                                pdf(1_000)
                            });
            assertThat(page.locator(".as-files .is-failed")).containsText("Files of this kind");
            assertThat(page.locator(".as-files a")).hasText("plan.pdf");
        }
    }

    @Test
    void pointsAreTypedDownTheTable() {
        Task task = task();
        String grades = SCHOOL.origin() + "/manage/courses/" + task.course().id() + "/grades";
        try (Page page = at(teacher, grades)) {
            Locator field = page.locator("[data-grade]").first();
            field.focus();
            page.keyboard().type("80");
            page.keyboard().press("Enter");
            assertThat(page.locator(".grade").first()).hasClass(Pattern.compile(".*is-done.*"));
            page.reload();
            assertThat(page.locator("[data-grade]").first()).hasValue("80");
            // What cannot be is said and stays to be mended.
            page.locator("[data-grade]").first().focus();
            page.keyboard().type("800");
            page.keyboard().press("Tab");
            assertThat(page.locator("[data-grades-state]")).containsText("Not saved.");
            assertThat(page.locator("[data-grade]").first()).hasValue("800");
            page.locator("[data-grade]").first().focus();
            page.keyboard().press("Escape");
            assertThat(page.locator("[data-grade]").first()).hasValue("80");
        }
    }

    @Test
    void everyPageIsSoundOnEveryScreen() {
        Task task = task();
        List<Executable> checks = new ArrayList<>();
        try (Page page = at(learner, task.lesson())) {
            page.locator(".as-text").fill("Something");
            page.locator(".as-input").setInputFiles(pdf(5_000));
            assertThat(page.locator(".as-files a")).hasText("plan.pdf");
            page.locator(".as-actions .main").click();
            assertThat(page.locator(".as")).containsText("Handed in.");
        }
        String queue;
        try (Page page = at(teacher, SCHOOL.origin() + "/manage/submissions")) {
            queue = page.url();
        }
        for (Screen screen : Screen.values()) {
            String name = "assignments-" + screen.name().toLowerCase(java.util.Locale.ROOT);
            for (String language : List.of("en", "ru")) {
                String in = "?lang=" + language;
                try (Page page = chromium.page(screen, teacher)) {
                    page.navigate(task.settings() + in);
                    checks.add(Chromium.sound(page, name + "-settings-" + language));
                    page.navigate(queue + in);
                    checks.add(Chromium.sound(page, name + "-queue-" + language));
                    page.locator("a.row-title").first().click();
                    page.waitForURL(Pattern.compile(".*/manage/submissions/[0-9a-f-]+$"));
                    checks.add(Chromium.sound(page, name + "-review-" + language));
                    page.navigate(
                            SCHOOL.origin()
                                    + "/manage/courses/"
                                    + task.course().id()
                                    + "/grades"
                                    + in);
                    checks.add(Chromium.sound(page, name + "-grades-" + language));
                }
                try (Page page = chromium.page(screen, learner)) {
                    page.navigate(task.lesson() + in);
                    checks.add(Chromium.sound(page, name + "-lesson-" + language));
                }
            }
        }
        assertAll(checks);
    }
}
