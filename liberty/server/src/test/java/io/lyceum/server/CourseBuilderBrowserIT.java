package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import io.lyceum.server.Chromium.Screen;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/** A teacher builds a course by mouse, by keyboard and on a phone. */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourseBuilderBrowserIT {

    private static final Pattern SAVED = Pattern.compile("^Saved .+");

    private final SampleSchool school = TwoSchools.ready().b;
    private Chromium chromium;
    private String teacher;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
        teacher =
                chromium.signedIn(school.origin(), school.email("TEACHER"), SampleSchool.PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    private Page builder(Screen screen, SampleCourse course) {
        Page page = chromium.page(screen, teacher);
        page.navigate(school.origin() + "/manage/courses/" + course.id());
        page.waitForLoadState();
        assertThat(page.locator("#builder[data-ready]")).isVisible();
        return page;
    }

    private SampleCourse course() {
        return school.publish("Bowls " + System.nanoTime());
    }

    private String name(int module, int lesson) {
        return school.mark + " lesson " + module + lesson;
    }

    /** Titles of lessons by module, as the server has them. */
    private List<List<String>> order(SampleCourse course) {
        return school
                .as("TEACHER")
                .get("/courses/" + course.id() + "/modules")
                .expect(200)
                .json()
                .findValues("lessons")
                .stream()
                .map(lessons -> lessons.findValuesAsText("title"))
                .toList();
    }

    private static List<String> shown(Page page) {
        return page.locator(".lesson-title").allInnerTexts();
    }

    private static Locator row(Page page, String title) {
        return page.locator(".lesson-row")
                .filter(new Locator.FilterOptions().setHasText(title))
                .first();
    }

    private static void saved(Page page) {
        assertThat(page.locator("html:not([data-busy])")).isVisible();
        assertThat(page.locator("[data-state]")).hasText(SAVED);
    }

    private static Locator toast(Page page) {
        return page.locator(".toast");
    }

    private static void undo(Page page) {
        toast(page).getByText("Undo").click();
        assertThat(toast(page)).containsText("as it was before");
        saved(page);
    }

    private static void drag(Page page, Locator from, Locator to) {
        BoundingBox start = from.locator("[data-grip]").first().boundingBox();
        BoundingBox end = to.boundingBox();
        page.mouse().move(start.x + start.width / 2, start.y + start.height / 2);
        page.mouse().down();
        double x = start.x + start.width / 2;
        double y = start.y + start.height / 2;
        for (int i = 1; i <= 12; i++) {
            page.mouse().move(x, y + (end.y + end.height * 0.8 - y) * i / 12);
        }
        page.mouse().up();
    }

    @Test
    void aLessonIsDraggedToAnotherModuleAndUndone() {
        SampleCourse course = course();
        try (Page page = builder(Screen.DESKTOP, course)) {
            drag(page, row(page, name(1, 1)), row(page, name(2, 1)));
            saved(page);
            assertEquals(1, order(course).get(0).size());
            assertEquals(order(course).stream().flatMap(List::stream).toList(), shown(page));
            assertThat(page.locator("[data-size]").first()).hasText("1 lesson");
            assertThat(page.locator("#history")).containsText("moved to");
            undo(page);
            assertEquals(List.of(name(1, 1), name(1, 2)), order(course).get(0));
            assertEquals(List.of(name(1, 1), name(1, 2), name(2, 1), name(2, 2)), shown(page));
        }
    }

    @Test
    void allIsDoneByKeyboard() {
        SampleCourse course = course();
        try (Page page = builder(Screen.DESKTOP, course)) {
            row(page, name(1, 2)).locator("[data-row]").focus();
            page.keyboard().press("Alt+ArrowUp");
            saved(page);
            assertEquals(List.of(name(1, 2), name(1, 1)), order(course).get(0));
            assertThat(row(page, name(1, 2)).locator("[data-row]")).isFocused();

            page.keyboard().press("j");
            assertThat(row(page, name(1, 1)).locator("[data-row]")).isFocused();
            page.keyboard().press("Alt+ArrowDown");
            saved(page);
            assertEquals(List.of(name(1, 1), name(2, 1), name(2, 2)), order(course).get(1));

            page.keyboard().press("F2");
            page.keyboard().type("Mount the blank");
            page.keyboard().press("Escape");
            assertEquals(name(1, 1), shown(page).get(1));
            page.keyboard().press("r");
            page.keyboard().type("Mount the blank");
            page.keyboard().press("Enter");
            saved(page);
            assertEquals("Mount the blank", order(course).get(1).get(0));
            assertThat(row(page, "Mount the blank").locator("[data-row]")).isFocused();

            page.keyboard().press("d");
            assertThat(toast(page)).containsText("copied");
            assertEquals("Mount the blank (copy)", order(course).get(1).get(1));
            row(page, "(copy)").locator("[data-row]").focus();
            page.keyboard().press("Delete");
            assertThat(toast(page)).containsText("was deleted");
            assertThat(page.locator(".lesson")).hasCount(4);

            page.keyboard().press("n");
            page.keyboard().type("Never mind");
            page.keyboard().press("Escape");
            assertThat(page.locator(".is-inside")).hasCount(0);
            page.keyboard().press("n");
            page.keyboard().type("Sand it");
            page.keyboard().press("Enter");
            assertThat(page.locator(".lesson")).hasCount(5);
            assertTrue(order(course).get(1).contains("Sand it"));

            row(page, "Sand it").locator("[data-row]").focus();
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            assertAll(Chromium.sound(page, "builder-keys"));
            page.keyboard().press("Escape");
            assertThat(page.locator("#keys")).isHidden();

            page.keyboard().press("ArrowLeft");
            assertThat(page.locator(".module.is-folded")).hasCount(1);
            page.reload();
            assertThat(page.locator(".module.is-folded")).hasCount(1);
        }
    }

    @Test
    void aModuleIsRenamedInPlace() {
        SampleCourse course = course();
        try (Page page = builder(Screen.DESKTOP, course)) {
            Locator title = page.locator(".module-title").first();
            title.fill("Tools");
            page.keyboard().press("Escape");
            assertThat(title).hasValue(school.mark + " module 1");
            title.fill("Tools");
            page.keyboard().press("Enter");
            saved(page);
            assertThat(page.locator(".module-title").first()).hasValue("Tools");
            page.locator("#history > summary").click();
            assertThat(page.locator("#history")).containsText("Module renamed to “Tools”");
            page.locator("#history button").first().click();
            assertThat(page.locator(".module-title").first()).hasValue(school.mark + " module 1");
        }
    }

    @Test
    void chosenLessonsAreChangedTogetherAndOneUndoTakesAllBack() {
        SampleCourse course = course();
        try (Page page = builder(Screen.DESKTOP, course)) {
            page.locator("[data-pick-all]").first().check();
            row(page, name(2, 1)).locator(".pick").check();
            assertThat(page.locator(".bulk")).containsText("3 chosen");
            page.locator("[data-bulk-act=preview]").first().click();
            assertThat(page.locator(".lesson .badge")).hasCount(3);
            undo(page);
            assertThat(page.locator(".lesson .badge")).hasCount(0);

            row(page, name(1, 1)).locator(".pick").click();
            page.keyboard().down("Shift");
            row(page, name(2, 1)).locator(".pick").click();
            page.keyboard().up("Shift");
            assertThat(page.locator(".pick:checked")).hasCount(3);
            page.locator("[data-bulk-act=remove]").click();
            assertThat(toast(page)).containsText("3 lessons were deleted");
            assertThat(page.locator(".lesson")).hasCount(1);
            undo(page);
            assertEquals(List.of(name(1, 1), name(1, 2), name(2, 1), name(2, 2)), shown(page));

            row(page, name(1, 1)).locator(".pick").click();
            row(page, name(1, 2)).locator(".pick").click();
            page.locator("[data-bulk-act=move]").click();
            assertThat(page.locator("#chooser")).isVisible();
            assertAll(Chromium.sound(page, "builder-move"));
            page.locator("#chooser select").selectOption(course.modules().get(1) + ":1");
            page.locator("#chooser .is-primary").click();
            assertThat(toast(page)).containsText("2 lessons were moved");
            assertEquals(
                    List.of(name(2, 1), name(1, 1), name(1, 2), name(2, 2)), order(course).get(1));
        }
    }

    @Test
    void withoutAConnectionTheOrderGoesBackAndItIsSaid() {
        SampleCourse course = course();
        try (Page page = builder(Screen.DESKTOP, course)) {
            page.context().setOffline(true);
            row(page, name(1, 2)).locator("[data-row]").focus();
            page.keyboard().press("Alt+ArrowUp");
            assertThat(toast(page)).containsText("No connection");
            assertEquals(List.of(name(1, 1), name(1, 2), name(2, 1), name(2, 2)), shown(page));
            page.context().setOffline(false);
            page.keyboard().press("Alt+ArrowUp");
            saved(page);
            assertEquals(List.of(name(1, 2), name(1, 1)), order(course).get(0));
        }
    }

    @Test
    void whoComesSecondSeesWhatTheFirstHasDone() {
        SampleCourse course = course();
        try (Page page = builder(Screen.DESKTOP, course)) {
            school.as("TEACHER")
                    .send(
                            "PUT",
                            "/courses/"
                                    + course.id()
                                    + "/lessons/"
                                    + course.lessons().get(3)
                                    + "/place",
                            Map.of(),
                            "{\"module\":\"" + course.modules().get(0) + "\",\"index\":0}")
                    .expect(200);
            row(page, name(1, 2)).locator("[data-row]").focus();
            page.keyboard().press("Alt+ArrowUp");
            assertThat(toast(page)).containsText("Somebody changed the outline");
            assertThat(page.locator(".lesson-title").first()).hasText(name(2, 2));
            assertEquals(List.of(name(2, 2), name(1, 1), name(1, 2)), order(course).get(0));
            assertThat(row(page, name(1, 2)).locator("[data-row]")).isFocused();
        }
    }

    @Test
    void aFailureOfTheServerIsSaidAndTheOrderIsTheServers() {
        SampleCourse course = course();
        try (Page page = builder(Screen.DESKTOP, course)) {
            page.route(
                    "**/outline/move",
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
            row(page, name(1, 2)).locator("[data-row]").focus();
            page.keyboard().press("Alt+ArrowUp");
            assertThat(toast(page)).containsText("not saved");
            assertThat(page.locator(".lesson-title").first()).hasText(name(1, 1));
        }
    }

    @Test
    void activitiesAreAddedAndOrderedInTheirLesson() {
        SampleCourse course = course();
        new Forms(school.origin(), school.token("OWNER"))
                .post(
                        "/manage/plugins/quiz/install",
                        Map.of("version", List.of("1.0.0"), "agreed", List.of("on")),
                        "text/html")
                .expect(303);
        school.addActivity(course, "First check", "quiz/quiz");
        school.addActivity(course, "Second check", "quiz/quiz");
        try (Page page = builder(Screen.DESKTOP, course)) {
            assertEquals(
                    List.of("First check", "Second check"),
                    page.locator(".act .lesson-title").allInnerTexts());
            row(page, "Second check").locator("[data-row]").focus();
            page.keyboard().press("Alt+ArrowUp");
            saved(page);
            page.reload();
            assertEquals(
                    List.of("Second check", "First check"),
                    page.locator(".act .lesson-title").allInnerTexts());

            assertThat(page.locator("#builder[data-ready]")).isVisible();
            row(page, "First check").locator("[data-row]").focus();
            page.keyboard().press("r");
            page.keyboard().type("Last check");
            page.keyboard().press("Enter");
            saved(page);
            row(page, "Last check").locator("[data-row]").focus();
            page.keyboard().press("Delete");
            assertThat(page.locator(".act")).hasCount(1);
            toast(page).getByText("Undo").click();
            assertThat(page.locator(".act")).hasCount(2);
            saved(page);

            Locator lesson = row(page, name(1, 1));
            lesson.locator("[data-menu-of=lesson]").click();
            lesson.locator("[data-act=duplicate]").click();
            assertThat(toast(page)).containsText("copied");
            assertThat(page.locator(".act")).hasCount(4);

            lesson = row(page, name(2, 1));
            lesson.locator("[data-menu-of=add]").click();
            page.waitForNavigation(page.locator("[data-kind='quiz/quiz']")::click);
            assertTrue(page.url().contains("/activities/"), page.url());
        }
    }

    @Test
    void aLineOfTheChecklistLeadsIntoItsField() {
        SampleCourse course = course();
        school.as("TEACHER").post("/courses/" + course.id() + "/unpublish", Map.of()).expect(200);
        try (Page page = builder(Screen.DESKTOP, course)) {
            page.waitForNavigation(page.locator("#checklist a[href$='#category']")::click);
            assertThat(page.locator("#category")).isFocused();
            page.navigate(school.origin() + "/manage/courses/" + course.id());
            page.locator("#at").fill("2030-07-31T09:00");
            page.waitForNavigation(page.locator("#schedule .button").first()::click);
            assertThat(page.locator(".page-badges")).containsText("Goes live");
            assertAll(Chromium.sound(page, "builder-draft"));
            page.waitForNavigation(page.locator("#schedule .is-quiet")::click);
            assertThat(page.locator(".page-badges")).containsText("Draft");
        }
    }

    @Test
    void theBuilderIsSoundOnEveryScreenAndInRussian() {
        SampleCourse course = course();
        for (Screen screen : Screen.values()) {
            try (Page page = builder(screen, course)) {
                row(page, name(1, 1)).locator(".pick").check();
                row(page, name(1, 2)).locator("[data-menu-of=lesson]").click();
                assertAll(Chromium.sound(page, "builder-" + screen));
                page.navigate(
                        school.origin() + "/language?to=ru&return=/manage/courses/" + course.id());
                row(page, name(1, 1)).locator(".pick").check();
                assertThat(page.locator(".bulk")).containsText("Перенести…");
                assertAll(Chromium.sound(page, "builder-ru-" + screen));
            }
        }
    }
}
