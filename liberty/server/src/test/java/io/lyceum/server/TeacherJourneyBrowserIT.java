package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.lyceum.server.Chromium.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From nothing to a course that somebody completes, the whole way and each click of it. */
@Beside.Schools
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeacherJourneyBrowserIT {

    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Voyage");
    private static final Path GIT =
            Path.of("../devstack/src/main/resources/seeds/nightbuild/carpentries/git-novice");
    private static final String GIFT = "::Branch::What begins a new line of work? {=branch ~merge}";
    private static final int MOST_CLICKS = 10;

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

    /** Somebody's hand: each click and each Enter is counted. */
    private static final class Hand {

        private final Page page;
        private int clicks;

        private Hand(Page page) {
            this.page = page;
        }

        private void click(Locator what) {
            clicks++;
            what.click();
        }

        private void enter() {
            clicks++;
            page.keyboard().press("Enter");
        }

        private void type(String words) {
            page.keyboard().type(words);
        }
    }

    @Test
    void anEmptySchoolHasAPublishedCourseAfterTenClicks() {
        SampleSchool empty = SampleSchool.withPeople("Dawn");
        String newcomer =
                chromium.signedIn(empty.origin(), empty.email("TEACHER"), SampleSchool.PASSWORD);
        try (Page page = chromium.page(Screen.DESKTOP, newcomer)) {
            page.navigate(empty.origin() + "/manage");
            page.waitForLoadState();
            Hand hand = new Hand(page);

            hand.click(page.locator("a.button[href$='/courses/new']").first());
            page.locator("#title").focus();
            hand.type("Tie a bowline");
            page.keyboard().press("Tab");
            hand.type("One knot that holds and comes undone.");
            hand.enter();
            // Where the next thing goes has the focus already.
            assertThat(page.locator("#add-module input[name=title]")).isFocused();
            hand.type("Begin");
            hand.enter();
            Locator addLesson = page.locator(".lesson-add input[name=title]");
            assertThat(addLesson).isFocused();
            hand.type("The knot");
            hand.enter();
            hand.click(page.locator("a.lesson-title"));
            hand.click(page.locator(".ProseMirror"));
            hand.type("Make a loop. The end comes up through it.");
            hand.click(page.locator(".page-head button.is-primary"));
            assertThat(page.locator(".toasts")).containsText("saved");
            hand.click(page.locator(".page-back"));
            hand.click(page.locator("form[action$='/publish'] button"));
            assertThat(page.locator(".page-badges")).containsText("Published");

            System.out.println(
                    "Clicks from nothing to a published course of one lesson: " + hand.clicks);
            assertTrue(hand.clicks <= MOST_CLICKS, "it took " + hand.clicks + " clicks");
        }
        try (Page visitor = chromium.page(Screen.PHONE)) {
            visitor.navigate(empty.origin() + "/courses/tie-a-bowline");
            assertThat(visitor.locator("h1")).hasText("Tie a bowline");
            assertThat(visitor.locator("body")).containsText("The knot");
        }
    }

    @Test
    void aLessonOfOthersBecomesACourseWithAQuizAndAnAssignmentThatSomebodyCompletes() {
        String course = imported();
        String first;
        String second;
        try (Page page = chromium.page(Screen.DESKTOP, teacher)) {
            page.navigate(SCHOOL.origin() + course);
            page.waitForLoadState();
            Locator titles = page.locator("a.lesson-title[href*='/lessons/']");
            first = titles.nth(0).innerText();
            second = titles.nth(1).innerText();
            titles.nth(0).focus();
            page.keyboard().press("Alt+ArrowDown");
            assertThat(page.locator("[data-state]")).containsText("Saved");
            assertThat(titles.nth(0)).hasText(second);
            assertThat(titles.nth(1)).hasText(first);

            String lesson = titles.nth(0).getAttribute("href");
            quiz(lesson);
            page.navigate(SCHOOL.origin() + lesson + "/activities");
            page.locator("#title").fill("Your first commit");
            page.locator("#type").selectOption("lyceum.house/assignment");
            page.locator("form.add-line button").click();
            page.waitForURL(Pattern.compile(".*/assignment$"));
            page.locator("#instructions").fill("Commit a file and say why.");
            page.locator("#completion").selectOption("PASSED");
            page.locator(".save-bar .is-primary").click();
            assertThat(page.locator(".toasts")).containsText("Saved");

            page.navigate(SCHOOL.origin() + course);
            page.locator("form[action$='/publish'] button").click();
            assertThat(page.locator(".page-badges")).containsText("Published");
        }
        String id = course.substring(course.lastIndexOf('/') + 1);
        String slug =
                SCHOOL.as("TEACHER").get("/courses/" + id).expect(200).json().path("slug").asText();
        try (Page page = chromium.page(Screen.PHONE, learner)) {
            page.navigate(SCHOOL.origin() + "/courses/" + slug);
            page.locator("form[action$='/enrol'] button").first().click();
            page.waitForURL(Pattern.compile(".*/lessons/.*"));
            assertThat(page.locator("h1")).hasText(second);
            page.locator("form:has(input[value=start]) button").click();
            page.locator(".pv-option").filter(with("branch")).click();
            page.locator(".pv-form:has(.pv-option) button[type=submit]").last().click();
            assertThat(page.locator(".activity-state").first()).containsText("100");
            page.locator(".as-text").fill("I committed README.md to tell what it is.");
            page.locator(".as-actions .main").click();
            assertThat(page.locator(".as")).containsText("Handed in.");
        }
        try (Page page = chromium.page(Screen.DESKTOP, teacher)) {
            page.navigate(SCHOOL.origin() + "/manage");
            page.locator(".need a.button").first().click();
            page.locator("a.row-title").first().click();
            page.waitForURL(Pattern.compile(".*/manage/submissions/[0-9a-f-]+$"));
            page.locator("#points").fill("90");
            page.locator("#feedback").fill("A message that says why.");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".toasts")).containsText("has it back");
        }
        completeTheRest(id);
        try (Page page = chromium.page(Screen.PHONE, learner)) {
            page.navigate(SCHOOL.origin() + "/courses/" + slug + "/completed");
            assertThat(page.locator("h1, h2").first()).isVisible();
            assertEquals(SCHOOL.origin() + "/courses/" + slug + "/completed", page.url());
        }
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /** Brings a lesson in by the screens; answers the course's address. */
    private String imported() {
        try (Page page = chromium.page(Screen.DESKTOP, teacher)) {
            page.navigate(SCHOOL.origin() + "/manage/imports/new");
            page.waitForLoadState();
            page.locator("#file")
                    .setInputFiles(
                            new FilePayload("git-novice.zip", "application/zip", Archive.of(GIT)));
            page.locator(".form-foot .is-primary").click();
            Locator confirm = page.locator("form[action$='/confirm'] button");
            confirm.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            confirm.click();
            Locator link =
                    page.locator("main a[href^='/manage/courses/']:not([href*='lessons'])").first();
            link.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            return link.getAttribute("href");
        }
    }

    /** Puts a quiz of one question into a lesson. */
    private static void quiz(String lesson) {
        new Forms(SCHOOL.origin(), SCHOOL.token("OWNER"))
                .post(
                        "/manage/plugins/quiz/install",
                        Map.of("version", List.of("1.0.0"), "agreed", List.of("on")),
                        "text/html")
                .expect(303);
        Forms teacher = new Forms(SCHOOL.origin(), SCHOOL.token("TEACHER"));
        String path =
                teacher.post(
                                lesson + "/activities",
                                Map.of("title", List.of("Check"), "type", List.of("quiz/quiz")),
                                "text/html")
                        .expect(303)
                        .redirect();
        SampleQuiz.fill(teacher, path, GIFT);
    }

    /** The other lessons are read by a program. */
    private static void completeTheRest(String course) {
        Api api = SCHOOL.as("LEARNER");
        String enrolment = Api.id(api.post("/enrolments", Map.of("course", course)));
        SCHOOL.as("TEACHER")
                .get("/courses/" + course + "/modules")
                .expect(200)
                .json()
                .findValues("lessons")
                .forEach(
                        lessons ->
                                lessons.forEach(
                                        lesson ->
                                                api.post(
                                                                "/enrolments/"
                                                                        + enrolment
                                                                        + "/lessons/"
                                                                        + Api.id(lesson)
                                                                        + "/complete",
                                                                Map.of())
                                                        .expect(200)));
    }
}
