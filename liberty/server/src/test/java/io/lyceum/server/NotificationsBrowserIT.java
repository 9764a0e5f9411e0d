package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.lyceum.server.Chromium.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** What people are told, as a browser shows it: pages, mails, and messages on a device. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class NotificationsBrowserIT {

    private final SampleSchool school = TwoSchools.ready().a;
    private Chromium chromium;
    private String learner;

    @BeforeAll
    void openBrowser() {
        chromium = new Chromium();
        learner =
                chromium.signedIn(school.origin(), school.email("LEARNER"), SampleSchool.PASSWORD);
    }

    @AfterAll
    void closeBrowser() {
        chromium.close();
    }

    @Test
    void thePagesOfNotificationsAreSoundOnDeskAndPhone() {
        List<Executable> checks = new ArrayList<>();
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE, Screen.PHONE_AT_NIGHT)) {
            try (Page page = chromium.page(screen, learner)) {
                for (String path : List.of("notifications", "notifications/settings")) {
                    page.navigate(school.origin() + "/" + path);
                    checks.add(
                            Chromium.sound(
                                    page,
                                    screen.name().toLowerCase(Locale.ROOT)
                                            + "-"
                                            + path.replace('/', '-')));
                }
            }
        }
        assertAll(checks);
    }

    @Test
    void mailsAreSoundByDayAndByNight() {
        Browser owner = school.signedIn("OWNER");
        List<Executable> checks = new ArrayList<>();
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE_AT_NIGHT)) {
            try (Page page = chromium.page(screen)) {
                for (String mail :
                        List.of(
                                "welcome/en",
                                "enrolment/ru",
                                "completion/en",
                                "unfinished/en",
                                "new_courses/ru",
                                "comeback/en")) {
                    page.setContent(
                            owner.get(school.origin() + "/manage/mail-texts/" + mail + "/preview")
                                    .expect(200)
                                    .body());
                    checks.add(
                            Chromium.sound(
                                    page,
                                    screen.name().toLowerCase(Locale.ROOT)
                                            + "-mail-"
                                            + mail.replace('/', '-')));
                }
            }
        }
        assertAll(checks);
    }

    /** What the push service does is done by hand: it cannot be reached from a test. */
    @Test
    void aMessageThatComesTwiceShowsOnceAndLeadsWhereItIsAbout() {
        try (Page page = chromium.page(Screen.DESKTOP, learner)) {
            page.context().grantPermissions(List.of("notifications"));
            page.navigate(school.origin() + "/notifications/settings");
            CDPSession protocol = page.context().newCDPSession(page);
            AtomicReference<String> registration = new AtomicReference<>("");
            protocol.on(
                    "ServiceWorker.workerRegistrationUpdated",
                    event -> {
                        JsonArray all = event.getAsJsonArray("registrations");
                        if (!all.isEmpty()) {
                            registration.set(
                                    all.get(0)
                                            .getAsJsonObject()
                                            .get("registrationId")
                                            .getAsString());
                        }
                    });
            page.evaluate("navigator.serviceWorker.ready.then(() => true)");
            protocol.send("ServiceWorker.enable");
            page.waitForCondition(() -> !registration.get().isEmpty());
            for (int time = 0; time < 2; time++) {
                JsonObject push = new JsonObject();
                push.addProperty("origin", school.origin());
                push.addProperty("registrationId", registration.get());
                push.addProperty(
                        "data",
                        "{\"title\":\"Go on\",\"body\":\"Your place is kept.\",\"tag\":\"a\",\"path\":\"/learning\"}");
                protocol.send("ServiceWorker.deliverPushMessage", push);
            }
            page.waitForFunction(
                    "navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all => all.length > 0)");
            assertEquals(
                    "[[\"Go on\",\"Your place is kept.\",\"/learning\"]]",
                    page.evaluate(
                            "navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all =>"
                                    + " JSON.stringify(all.map(n => [n.title, n.body, n.data.path])))"));
        }
    }
}
