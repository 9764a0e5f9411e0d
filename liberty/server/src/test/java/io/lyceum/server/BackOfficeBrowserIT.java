package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.lyceum.devstack.TestStack;
import io.lyceum.server.Chromium.Screen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** The back office in a real browser, as its owner, teacher and platform admin use it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class BackOfficeBrowserIT {

    private static final String SQUARE =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
                    + "<rect width='8' height='8' fill='#0b6e6e'/></svg>";

    private SampleSchool school;
    private JsonNode certificate;
    private Chromium chromium;
    private String owner;
    private String teacher;
    private String admin;

    @BeforeAll
    void openASchoolAndABrowser() {
        school = SampleSchool.withPeople("Cedar");
        certificate = school.completeCourse();
        chromium = new Chromium();
        owner = signedIn("OWNER");
        teacher = signedIn("TEACHER");
        TestStack.Login login = Stack.RUNNING.platformAdmin();
        admin = chromium.signedIn(Stack.platformUrl(), login.user(), login.password());
    }

    @AfterAll
    void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private String signedIn(String role) {
        return chromium.signedIn(school.origin(), school.email(role), SampleSchool.PASSWORD);
    }

    private Page at(String state, String path) {
        Page page = chromium.page(Screen.DESKTOP, state);
        Chromium.inMarkdown(page);
        page.navigate(school.origin() + path);
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void leavesBy(Page page, Locator control) {
        page.waitForNavigation(control::click);
    }

    @Test
    void everyPageIsSoundOnEveryScreen() {
        String course = "/manage/courses/" + school.course().id();
        String lesson = course + "/lessons/" + school.course().lessons().get(0);
        String learner = Api.id(school.as("LEARNER").get("/people/me").expect(200));
        List<String> paths =
                List.of(
                        "/manage",
                        "/manage/courses",
                        "/manage/courses/new",
                        "/manage/categories",
                        course,
                        course + "/details",
                        lesson,
                        "/manage/imports",
                        "/manage/imports/new",
                        "/manage/people",
                        "/manage/people/invite",
                        "/manage/people/" + learner,
                        "/manage/certificates",
                        "/manage/certificates/" + certificate.path("id").asText() + "/revoke",
                        "/manage/brand",
                        "/manage/settings",
                        "/manage/domains",
                        "/manage/deliveries",
                        "/manage/webhooks",
                        "/manage/webhooks/new",
                        "/manage/webhooks/events",
                        "/manage/jobs",
                        "/manage/search?q=cedar");
        List<Executable> checks = new ArrayList<>();
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE_AT_NIGHT)) {
            checks.addAll(looked(screen, owner, school.origin(), paths));
        }
        checks.addAll(fitting(owner, school.origin(), paths));
        assertAll(checks);
    }

    @Test
    void everyPageOfThePlatformIsSoundOnEveryScreen() {
        List<String> paths =
                List.of(
                        "/platform/schools",
                        "/platform/schools/new",
                        "/platform/schools/" + school.slug,
                        "/platform/deliveries",
                        "/platform/operations",
                        "/platform/jobs",
                        "/platform/search?q=cedar");
        List<Executable> checks = new ArrayList<>();
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE_AT_NIGHT)) {
            checks.addAll(looked(screen, admin, Stack.platformUrl(), paths));
        }
        assertAll(checks);
    }

    private List<Executable> looked(
            Screen screen, String state, String origin, List<String> paths) {
        List<Executable> checks = new ArrayList<>();
        try (Page page = chromium.page(screen, state)) {
            for (String path : paths) {
                int status = page.navigate(origin + path).status();
                checks.add(() -> assertEquals(200, status, path));
                String name =
                        path.substring(1)
                                .replaceAll("[0-9a-f]+-[0-9a-f-]{20,}|\\?.*|" + school.slug, "one")
                                .replace('/', '-');
                checks.add(
                        Chromium.sound(page, screen.name().toLowerCase(Locale.ROOT) + "-" + name));
            }
        }
        return checks;
    }

    /** In Russian, whose words are longer, on the narrowest screen that still has the rail. */
    private List<Executable> fitting(String state, String origin, List<String> paths) {
        List<Executable> checks = new ArrayList<>();
        try (Page page = chromium.page(Screen.TABLET, state)) {
            page.navigate(origin + "/language?to=ru&return=/manage");
            for (String path : paths) {
                page.navigate(origin + path);
                boolean fits = Chromium.fits(page);
                String language = page.locator("html").getAttribute("lang");
                checks.add(() -> assertTrue(fits, path + " scrolls sideways"));
                checks.add(() -> assertEquals("ru", language, path));
            }
            page.navigate(origin + "/language?to=en&return=/manage");
        }
        return checks;
    }

    @Test
    void aTeacherMakesACourseByScreen() {
        try (Page page = at(teacher, "/manage/courses/new")) {
            page.getByLabel("Title", new Page.GetByLabelOptions().setExact(true))
                    .fill("Bowls on the lathe");
            page.getByLabel("Subtitle").fill("From a log to a bowl");
            leavesBy(page, button(page, "Create course"));
            String course = page.url();

            for (String module : List.of("Roughing", "Finishing")) {
                page.getByLabel("New module").fill(module);
                leavesBy(page, page.locator("#add-module button"));
            }
            for (String lesson : List.of("Mount the blank", "Turn the outside")) {
                page.getByLabel("Add a lesson to Roughing").fill(lesson);
                page.waitForNavigation(() -> page.keyboard().press("Enter"));
            }
            assertEquals(List.of("Mount the blank", "Turn the outside"), lessons(page));

            leavesBy(page, button(page, "Move Turn the outside up"));
            assertEquals(List.of("Turn the outside", "Mount the blank"), lessons(page));

            Locator menu =
                    page.locator(
                            ".lesson", new Page.LocatorOptions().setHasText("Mount the blank"));
            menu.locator("summary").click();
            menu.locator("select[name=module]").selectOption("Finishing");
            leavesBy(page, menu.locator(".menu-move button"));
            assertEquals(
                    List.of("Mount the blank"),
                    page.locator(".module:nth-child(2) .lesson-title").allInnerTexts());

            assertThat(button(page, "Publish")).isDisabled();
            for (String lesson : lessons(page)) {
                leavesBy(page, page.getByRole(AriaRole.LINK).filter(named(lesson)).first());
                page.locator("#markdown").fill("**Slow** first.\n\n::: callout\nGoggles.\n:::");
                leavesBy(page, page.locator(".page-head button.is-primary"));
                page.navigate(course);
            }
            assertThat(page.locator("#blockers")).hasCount(0);
            takesBackADeletion(page);
            leavesBy(page, button(page, "Publish"));
            assertThat(page.locator(".page-badges")).containsText("Published");
        }
    }

    private void takesBackADeletion(Page page) {
        List<String> before = lessons(page);
        Locator menu = page.locator(".lesson").first();
        menu.locator("summary").click();
        leavesBy(page, menu.getByText("Delete lesson"));
        assertEquals(before.subList(1, before.size()), lessons(page));
        page.locator("details.removed > summary").click();
        assertThat(page.locator(".removed-list")).containsText(before.get(0));
        assertAll(Chromium.sound(page, "desktop-deleted-lesson"));
        leavesBy(page, page.locator(".toast").getByText("Undo"));
        assertEquals(before, lessons(page));
        assertThat(page.locator("details.removed")).hasCount(0);
    }

    private static List<String> lessons(Page page) {
        return page.locator(".lesson-title").allInnerTexts();
    }

    @Test
    void aLessonsTextIsPreviewedAndAPictureIsPutIn() {
        String lesson =
                "/manage/courses/"
                        + school.course().id()
                        + "/lessons/"
                        + school.course().lessons().get(1);
        try (Page page = at(teacher, lesson)) {
            page.locator("input[type=file]")
                    .setInputFiles(
                            new FilePayload(
                                    "bevel.svg",
                                    "image/svg+xml",
                                    SQUARE.getBytes(StandardCharsets.UTF_8)));
            Locator insert = page.locator("[data-insert*='bevel.svg']");
            insert.waitFor();
            page.locator("input[type=file]")
                    .setInputFiles(
                            new FilePayload(
                                    "plan.txt",
                                    "text/plain",
                                    "Only for learners.".getBytes(StandardCharsets.UTF_8)));
            Locator plan = page.locator(".file a[href*='plan.txt']");
            plan.waitFor();
            Answer stranger =
                    Stack.get(school.origin() + plan.getAttribute("href"), Map.of()).expect(303);
            assertTrue(stranger.header("Location").orElseThrow().contains("/sign-in"));

            page.locator("#markdown").fill("See <script>alert(1)</script> the bevel: ");
            insert.click();
            assertThat(page.locator("#markdown"))
                    .hasValue(Pattern.compile(".*!\\[.*]\\(.*bevel\\.svg\\).*", Pattern.DOTALL));

            page.locator("[data-side=preview]").click();
            Locator picture = page.locator("[data-preview-side] img");
            picture.waitFor();
            assertTrue(
                    (Boolean) picture.evaluate("async i => (await i.decode(), i.naturalWidth > 0)"),
                    "the picture is shown");
            assertEquals(0, page.locator("[data-preview-side] script").count());

            page.locator("[data-side=markdown]").click();
            leavesBy(page, page.locator(".page-head button.is-primary"));
            assertThat(page.locator("#markdown"))
                    .hasValue(Pattern.compile(".*bevel\\.svg.*", Pattern.DOTALL));
        }
    }

    @Test
    void twoEditorsOfALessonBothKeepTheirText() {
        String lesson =
                "/manage/courses/"
                        + school.course().id()
                        + "/lessons/"
                        + school.course().lessons().get(2);
        try (Page first = at(teacher, lesson);
                Page second = at(owner, lesson)) {
            first.locator("#markdown").fill("What the teacher wrote.");
            second.locator("#markdown").fill("What the owner wrote.");
            leavesBy(first, first.locator(".page-head button.is-primary"));
            leavesBy(second, second.locator(".page-head button.is-primary"));

            String both = second.locator(".conflict").innerText();
            assertTrue(both.contains("What the teacher wrote."), both);
            assertTrue(both.contains("What the owner wrote."), both);
        }
    }

    @Test
    void coursesArePublishedAndUnpublishedInBulk() {
        List<String> made =
                List.of(school.publish("Bulk one").slug(), school.publish("Bulk two").slug());
        try (Page page = at(owner, "/manage/courses?q=Bulk")) {
            for (String[] step : new String[][] {{"Unpublish", "404"}, {"Publish", "200"}}) {
                page.locator("[data-check-all]").check();
                leavesBy(page, bulk(page, step[0]));
                for (String slug : made) {
                    assertEquals(
                            Integer.parseInt(step[1]),
                            Stack.get(school.origin() + "/courses/" + slug, Map.of()).status(),
                            step[0] + " " + slug);
                }
                page.navigate(school.origin() + "/manage/courses?q=Bulk");
            }
        }
    }

    private static Locator bulk(Page page, String action) {
        return page.locator(".bulk")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(action).setExact(true));
    }

    @Test
    void theOwnerChangesLookAndSettings() {
        try (Page page = at(owner, "/manage/brand")) {
            page.getByLabel("Tagline").fill("Shavings everywhere");
            page.locator("#logo")
                    .setInputFiles(
                            new FilePayload(
                                    "mark.svg",
                                    "image/svg+xml",
                                    SQUARE.getBytes(StandardCharsets.UTF_8)));
            assertThat(page.locator("[data-save-bar]")).isVisible();
            leavesBy(page, page.locator("[data-save-bar] button"));
            page.navigate(school.origin() + "/");
            assertTrue(page.content().contains("Shavings everywhere"));
            Locator logo = page.locator(".site-header img").first();
            assertTrue(
                    (Boolean) logo.evaluate("async i => (await i.decode(), i.naturalWidth > 0)"));

            page.navigate(school.origin() + "/manage/settings");
            page.locator("[name=locale]").selectOption("ru");
            leavesBy(page, page.locator("[data-save-bar] button"));
            assertThat(page.locator("[name=locale]")).hasValue("ru");
            page.locator("[name=locale]").selectOption("en");
            leavesBy(page, page.locator("[data-save-bar] button"));
            assertThat(page.locator("[name=locale]")).hasValue("en");
        }
    }

    @Test
    void aRoleAndAnAccessEndAtOnce() {
        String learner = Api.id(school.as("ADMIN").get("/people/me").expect(200));
        String adminState = signedIn("ADMIN");
        try (Page page = at(owner, "/manage/people/" + learner);
                Page theirs = at(adminState, "/manage/settings")) {
            assertThat(theirs.locator("h1")).hasText("Settings");

            page.locator("[name=role]").selectOption("TEACHER");
            leavesBy(page, page.locator("[data-save-bar] button"));
            assertEquals(403, theirs.navigate(school.origin() + "/manage/settings").status());

            page.locator("[name=role]").selectOption("ADMIN");
            leavesBy(page, page.locator("[data-save-bar] button"));
            assertEquals(200, theirs.navigate(school.origin() + "/manage/settings").status());

            leavesBy(page, button(page, "Switch off"));
            theirs.navigate(school.origin() + "/manage/settings");
            assertFalse(theirs.url().endsWith("/manage/settings"), theirs.url());

            leavesBy(page, button(page, "Switch on"));
            assertThat(button(page, "Switch off")).isVisible();
        }
    }

    @Test
    void aCertificateIsRevokedWithAReason() {
        SampleSchool.SampleCourse other = school.publish("Revoked soon");
        JsonNode issued = school.complete(other);
        try (Page page =
                at(owner, "/manage/certificates/" + issued.path("id").asText() + "/revoke")) {
            page.getByLabel("Reason").fill("Issued by mistake");
            leavesBy(page, button(page, "Revoke certificate"));
            page.navigate(school.origin() + "/verify/" + issued.path("code").asText());
            assertTrue(page.content().contains("Issued by mistake"));
            assertThat(page.locator("main")).containsText("revoked");
        }
    }

    @Test
    void aDomainIsAddedCheckedAndTakenAway() {
        String host = school.slug + ".example";
        try (Page page = at(owner, "/manage/domains")) {
            page.getByLabel("Add a domain").fill("https://not a host/");
            leavesBy(page, button(page, "Add domain"));
            assertThat(page.locator(".error").first()).isVisible();

            page.getByLabel("Add a domain").fill(host);
            leavesBy(page, button(page, "Add domain"));
            Locator row = page.locator(".domain", new Page.LocatorOptions().setHasText(host));
            assertThat(row.locator(".proof")).isVisible();

            leavesBy(page, row.getByRole(AriaRole.BUTTON).filter(named("Check now")));
            assertThat(row.locator(".callout")).isVisible();

            row.locator("summary").click();
            leavesBy(page, row.locator(".menu-item.is-danger"));
            assertThat(row).hasCount(0);
        }
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void theBackOfficeIsUsedByKeyboardAlone() {
        try (Page page = at(owner, "/manage")) {
            page.keyboard().press("Tab");
            assertEquals(
                    "#main",
                    page.evaluate("document.activeElement.getAttribute('href')"),
                    "the first stop skips the rail");

            page.keyboard().press("Control+k");
            page.keyboard().type("Invite");
            page.keyboard().press("Enter");
            page.waitForURL("**/manage/people/invite");

            page.getByLabel("E-mail").focus();
            page.keyboard().type("by.keyboard@" + school.slug + ".example");
            page.keyboard().press("Enter");
            page.waitForURL("**/manage/people*");
            assertTrue(page.content().contains("by.keyboard@" + school.slug));

            page.navigate(school.origin() + "/manage/settings");
            page.locator("[name=timeZone]").focus();
            page.keyboard().press("Control+a");
            page.keyboard().type("Europe/Riga");
            page.waitForNavigation(() -> page.keyboard().press("Control+s"));
            assertThat(page.locator("[name=timeZone]")).hasValue("Europe/Riga");
        }
    }

    @Test
    void aPlatformAdminOpensSuspendsDeletesAndRestoresASchool() {
        String slug = "desk-" + school.slug;
        String path = Stack.platformUrl() + "/platform/schools/" + slug;
        try (Page page = chromium.page(Screen.DESKTOP, admin)) {
            page.navigate(Stack.platformUrl() + "/platform/schools/new");
            page.locator("[name=name]").fill("Desk School");
            page.locator("[name=slug]").fill(slug);
            page.locator("[name=ownerEmail]").fill("owner@" + slug + ".example");
            leavesBy(page, page.locator("main form button.is-primary"));
            page.waitForURL(path);
            assertThat(page.locator(".page-badges"))
                    .containsText(
                            "Open",
                            new com.microsoft.playwright.assertions.LocatorAssertions
                                            .ContainsTextOptions()
                                    .setTimeout(60_000));
            assertEquals(200, Stack.get(Stack.schoolUrl(slug) + "/", Map.of()).status());

            leavesBy(page, button(page, "Suspend school"));
            assertEquals(503, Stack.get(Stack.schoolUrl(slug) + "/", Map.of()).status());
            leavesBy(page, button(page, "Open again"));
            assertEquals(200, Stack.get(Stack.schoolUrl(slug) + "/", Map.of()).status());

            assertThat(button(page, "Delete school")).isDisabled();
            page.locator("[data-confirm]").fill(slug);
            leavesBy(page, button(page, "Delete school"));
            assertTrue(Stack.get(Stack.schoolUrl(slug) + "/", Map.of()).status() >= 404);
            leavesBy(page, button(page, "Keep the school"));
            assertEquals(200, Stack.get(Stack.schoolUrl(slug) + "/", Map.of()).status());
        }
    }
}
