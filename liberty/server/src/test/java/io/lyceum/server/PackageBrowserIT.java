package io.lyceum.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.lyceum.server.Chromium.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** Packages in a real browser, from the teacher's upload to the learner's completed lesson. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class PackageBrowserIT {

    private static final int GOLF_PAGES = 16;

    private SampleSchool school;
    private Chromium chromium;
    private String teacher;
    private String learner;

    @BeforeAll
    void openASchoolAndABrowser() {
        school = SampleSchool.withPeople("Willow");
        chromium = new Chromium();
        teacher =
                chromium.signedIn(school.origin(), school.email("TEACHER"), SampleSchool.PASSWORD);
        learner =
                chromium.signedIn(school.origin(), school.email("LEARNER"), SampleSchool.PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private PackageCourse course() {
        PackageCourse course = new PackageCourse(school, "Packed " + System.nanoTime());
        course.enrol();
        return course;
    }

    private Page at(Screen screen, String state, String path) {
        Page page = chromium.page(screen, state);
        page.navigate(school.origin() + path);
        return page;
    }

    private static FrameLocator stage(Page page) {
        return page.frameLocator(".package-frame");
    }

    private static FrameLocator content(Page page) {
        return stage(page).frameLocator("#room iframe");
    }

    private static void start(Page page, String label) {
        link(page, label).click();
    }

    private static Locator link(Page page, String label) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    private static void saved(Page page) {
        assertThat(stage(page).locator("html[data-state=saved], html[data-state=complete]"))
                .hasCount(1);
    }

    @Test
    void theSampleOfScorm2004RunsToItsEndThroughAClosedTabAndABrokenNetwork() {
        PackageCourse course = course().with(SamplePackage.golf());

        try (Page first = at(Screen.DESKTOP, learner, course.lesson)) {
            start(first, "Start");
            FrameLocator golf = content(first);
            for (int page = 1; page <= 3; page++) {
                golf.locator("#butNext").click();
            }
            assertThat(golf.frameLocator("#contentFrame").locator("h1")).isVisible();
            // As a person closes a tab, with what pages do on their way out.
            first.waitForClose(() -> first.close(new Page.CloseOptions().setRunBeforeUnload(true)));
        }

        try (Page second = chromium.page(Screen.DESKTOP, learner)) {
            List<String> asked = new ArrayList<>();
            second.onDialog(
                    dialog -> {
                        asked.add(dialog.message());
                        dialog.accept();
                    });
            second.navigate(school.origin() + course.lesson);
            start(second, "Start");
            FrameLocator golf = content(second);
            second.waitForCondition(() -> !asked.isEmpty());
            assertThat(golf.locator("#butPrevious")).isEnabled();
            assertTrue(asked.toString().contains("left off"), asked.toString());

            second.context().setOffline(true);
            assertThat(stage(second).locator("#state")).containsText("Not saved yet");
            second.context().setOffline(false);
            for (int page = 5; page <= GOLF_PAGES; page++) {
                golf.locator("#butNext").click();
            }
            assertThat(golf.locator("#butNext")).isDisabled();
            FrameLocator test = golf.frameLocator("#contentFrame");
            Locator submit =
                    test.getByRole(
                            AriaRole.BUTTON,
                            new FrameLocator.GetByRoleOptions().setName("Submit Answers"));
            // The last thing on the page: with it all questions are there.
            assertThat(submit).isVisible();
            rightAnswers(test);
            submit.click();
            assertThat(test.getByText("Score: 100")).isVisible();
            golf.locator("#butExit").click();

            assertThat(stage(second).locator("#note"))
                    .containsText("You have completed the package");
            assertThat(second.locator(".activity-state")).containsText("Done");
            assertThat(second.locator(".activity-state")).containsText("100");
            assertThat(second.locator(".lesson-bar .bar-state")).isVisible();
            second.reload();
            assertThat(second.locator(".activity-state")).containsText("100");
        }
    }

    /**
     * The sample marks its right answers by a class, for people who look at what a package does.
     */
    private static void rightAnswers(FrameLocator test) {
        Locator marked = test.locator(".correctAnswer");
        for (int i = 0; i < marked.count(); i++) {
            Locator answer = marked.nth(i);
            if (answer.locator("input[type=radio]").count() > 0) {
                answer.locator("input[type=radio]").check();
            } else {
                String shown = answer.innerText();
                answer.locator("input[type=text]").fill(shown.replaceAll("\\D", ""));
            }
        }
    }

    @Test
    void whatIsSetWithoutANetworkArrivesWhenItIsBack() {
        PackageCourse course = course().with(SamplePackage.scorm12("Bowls", "Roughing"));
        try (Page page = at(Screen.PHONE, learner, course.lesson)) {
            start(page, "Start");
            Locator on = content(page).locator("#on");
            on.click();
            saved(page);
            page.context().setOffline(true);
            on.click();
            on.click();
            assertThat(stage(page).locator("#state")).containsText("Not saved yet");
            page.context().setOffline(false);
            saved(page);
        }
        try (Page later = at(Screen.PHONE, learner, course.lesson)) {
            start(later, "Start");
            assertThat(content(later).locator("#place")).hasText("Page 3");
            content(later).locator("#end").click();
            assertThat(later.locator(".activity-state")).containsText("90");
            assertThat(later.locator(".lesson-bar .bar-state")).isVisible();
        }
    }

    @Test
    void whatTheNetworkLostWithTheTabComesFromThisDeviceNextTime() {
        PackageCourse course = course().with(SamplePackage.scorm12("Bowls", "Roughing"));
        try (Page page = at(Screen.DESKTOP, learner, course.lesson)) {
            start(page, "Start");
            content(page).locator("#on").click();
            saved(page);
            page.context().setOffline(true);
            content(page).locator("#on").click();
            content(page).locator("#on").click();
            assertThat(stage(page).locator("#state")).containsText("Not saved yet");
            Page next = page.context().newPage();
            page.close();
            next.context().setOffline(false);
            // The page's worker may hear a moment later than the page that the network is back.
            next.waitForCondition(
                    () -> {
                        next.navigate(school.origin() + course.lesson);
                        return link(next, "Start").isVisible();
                    });
            start(next, "Start");
            assertThat(content(next).locator("#place")).hasText("Page 3");
            saved(next);
        }
    }

    @Test
    void partsAreOpenedFromTheContentsAndTheirPlaceIsKept() {
        PackageCourse course =
                course().with(SamplePackage.scorm12("Bowls", "Roughing", "Hollowing", "Finishing"));
        try (Page page = at(Screen.PHONE, learner, course.lesson)) {
            start(page, "Start");
            assertThat(content(page).locator("h1")).hasText("Roughing");
            content(page).locator("#on").click();
            saved(page);
            part(page, "Finishing");
            assertThat(content(page).locator("h1")).hasText("Finishing");
            content(page).locator("#end").click();
            part(page, "Roughing");
            assertThat(content(page).locator("#place")).hasText("Page 1");
            content(page).locator("#end").click();
            part(page, "Hollowing");
            content(page).locator("#end").click();
            assertThat(page.locator(".activity-state")).containsText("Done");
            assertAll(Chromium.sound(page, "package-contents-phone"));
        }
    }

    private static void part(Page page, String title) {
        stage(page).locator("#contents summary").click();
        stage(page)
                .locator("#contents a", new FrameLocator.LocatorOptions().setHasText(title))
                .click();
    }

    @Test
    void aTeacherUploadsReadsAndConfirmsByScreen() {
        PackageCourse course = course();
        List<Executable> checks = new ArrayList<>();
        try (Page page = at(Screen.DESKTOP, teacher, course.desk)) {
            page.setInputFiles(
                    "#file", new FilePayload("golf.zip", "application/zip", SamplePackage.golf()));
            page.waitForNavigation(() -> button(page, "Upload and check").click());
            assertThat(page.locator(".report-table tbody tr").first()).isVisible();
            checks.add(Chromium.sound(page, "package-report"));
            page.setViewportSize(Screen.PHONE.width, Screen.PHONE.height);
            checks.add(Chromium.sound(page, "package-report-phone"));
            page.waitForNavigation(() -> button(page, "Use this package").click());
            assertThat(page.locator(".toast")).containsText("in the lesson now");
            assertThat(
                            page.getByRole(
                                    AriaRole.HEADING,
                                    new Page.GetByRoleOptions().setName("In use")))
                    .isVisible();
            checks.add(Chromium.sound(page, "package-in-use-phone"));
        }
        // What a package's own pages lack is not ours to mend, so this one is sound itself.
        PackageCourse sound =
                course().with(SamplePackage.scorm12("Bowls", "Roughing", "Hollowing"));
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE_AT_NIGHT)) {
            try (Page page = at(screen, learner, sound.lesson)) {
                String name = screen.name().toLowerCase(Locale.ROOT);
                checks.add(Chromium.sound(page, "package-closed-" + name));
                start(page, "Start");
                assertThat(content(page).locator("#on")).isVisible();
                assertTrue(Pattern.compile("place=run").matcher(page.url()).find(), page.url());
                checks.add(Chromium.sound(page, "package-open-" + name));
            }
        }
        assertAll(checks);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aPackageThatWasRefusedSaysWhyOnItsPage() {
        PackageCourse course = course();
        try (Page page = at(Screen.DESKTOP, teacher, course.desk)) {
            page.setInputFiles(
                    "#file",
                    new FilePayload(
                            "notes.zip",
                            "application/zip",
                            Archive.of(java.util.Map.of("notes.txt", new byte[] {65}))));
            button(page, "Upload and check").click();
            assertThat(page.locator("[data-upload-refusal]")).containsText("imsmanifest.xml");
            assertEquals(0, page.locator(".report-table").count());
        }
    }
}
