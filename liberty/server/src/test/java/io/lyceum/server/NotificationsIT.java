package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people are told by itself: when, how often, by which channels, and how they refuse it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Beside.Schools
class NotificationsIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final SampleSchool school = SampleSchool.withPeople("Elder");
    private final Api learner = school.as("LEARNER");
    private final UUID person = UUID.fromString(Api.id(learner.get("/people/me").expect(200)));

    private void sql(String text, Object... values) {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(superuser, text, values);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String text, Object... values) {
        try (Connection superuser = Stack.superuser();
                PreparedStatement query = superuser.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has a step look at what happened since a month ago, as if it had been on for so long. */
    private void lookBack(String step) {
        Stack.eventually(
                "the first round of " + step,
                SOON,
                () ->
                        count(
                                                "select count(*) from sequence_step where tenant_id = ? and kind = ?",
                                                school.id,
                                                step)
                                        == 1
                                ? Optional.of(true)
                                : Optional.empty());
        sql(
                "update sequence_step set reached_at = now() - interval '30 days' where tenant_id = ? and kind = ?",
                school.id,
                step);
    }

    private SampleCourse enrolled(String title) {
        SampleCourse course = school.publish(title);
        learner.post("/enrolments", Map.of("course", course.id())).expect(201);
        return course;
    }

    private void lastActive(SampleCourse course, String ago) {
        sql(
                "update enrolment set last_activity_at = now() - cast(? as interval) where tenant_id = ? and course_id = cast(? as uuid)",
                ago,
                school.id,
                course.id());
    }

    private String titleOf(SampleCourse course) {
        return school.as("OWNER")
                .get("/courses/" + course.id())
                .expect(200)
                .json()
                .path("title")
                .asText();
    }

    private Optional<JsonNode> told(String words) {
        JsonNode list = learner.get("/notifications?limit=100").expect(200).json().path("items");
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("title").asText().contains(words))
                .findFirst();
    }

    private JsonNode awaitTold(String words) {
        return Stack.eventually("being told: " + words, SOON, () -> told(words));
    }

    private static void switchStep(
            SampleSchool school, String step, boolean enabled, String delay) {
        Api owner = school.as("OWNER");
        String tag = owner.get("/sequences/" + step).expect(200).header("ETag").orElseThrow();
        owner.put("/sequences/" + step, tag, Map.of("enabled", enabled, "delay", delay))
                .expect(200);
    }

    private void prefer(List<String> refused) {
        String tag =
                learner.get("/notification-preferences").expect(200).header("ETag").orElseThrow();
        learner.put("/notification-preferences", tag, Map.of("refused", refused)).expect(200);
    }

    @Test
    void whoHasLeftACourseIsRemindedOnceAndMayRefuseItWithOneClick() {
        prefer(List.of());
        SampleCourse left = enrolled("Left " + System.nanoTime());
        String title = titleOf(left);
        lastActive(left, "8 days");
        lookBack("UNFINISHED");

        Mail mail =
                Mail.await(school.email("LEARNER"), title, m -> m.subject().contains("Go on with"));
        assertEquals("Go on with “" + title + "”?", mail.subject());
        assertTrue(mail.text().contains(title) && mail.html().contains(title), mail.text());
        String address = mail.headers().get("List-Unsubscribe").replaceAll("^<(.*)>$", "$1");
        assertEquals("List-Unsubscribe=One-Click", mail.headers().get("List-Unsubscribe-Post"));
        assertTrue(mail.headers().get("List-Id").startsWith("<reminders."), mail.toString());
        assertEquals("auto-generated", mail.headers().get("Auto-Submitted"));
        assertTrue(address.startsWith(school.origin() + "/unsubscribe/"), address);
        assertTrue(mail.links().contains(address), mail.links().toString());

        JsonNode told = awaitTold(title);
        assertFalse(told.has("readAt"), told.toString());

        // Looking at the address changes nothing: programs that read mails look at all of them.
        Answer asked = Stack.get(address, Map.of()).expect(200);
        assertTrue(asked.body().contains("Reminders"), asked.body());
        assertTrue(refused().isEmpty(), refused().toString());

        Answer done =
                Stack.send(
                                "POST",
                                address,
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                "List-Unsubscribe=One-Click")
                        .expect(200);
        assertTrue(done.body().contains("You are unsubscribed"), done.body());
        assertEquals(List.of("REMINDERS:MAIL"), refused());

        // Mail programs may write it as a form of several parts as well.
        Stack.send(
                        "POST",
                        address,
                        Map.of("Content-Type", "multipart/form-data; boundary=b"),
                        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
                                + "One-Click\r\n--b--\r\n")
                .expect(200);
        assertEquals(List.of("REMINDERS:MAIL"), refused());

        SampleCourse other = enrolled("Refused " + System.nanoTime());
        String otherTitle = titleOf(other);
        lastActive(other, "9 days");
        lookBack("UNFINISHED");
        awaitTold(otherTitle);
        assertEquals(1, reminders(title));
        assertEquals(0, reminders(otherTitle));

        Stack.send(
                        "POST",
                        address,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "back=1")
                .expect(200);
        assertTrue(refused().isEmpty(), refused().toString());
    }

    private long reminders(String title) {
        return Mail.to(school.email("LEARNER")).stream()
                .filter(m -> m.subject().equals("Go on with “" + title + "”?"))
                .count();
    }

    private List<String> refused() {
        JsonNode all = learner.get("/notification-preferences").expect(200).json().path("refused");
        return StreamSupport.stream(all.spliterator(), false).map(JsonNode::asText).toList();
    }

    @Test
    void anAddressOfAnotherSchoolOrOfNobodyRefusesNothing() {
        Stack.send(
                        "POST",
                        school.origin() + "/unsubscribe/nobody-gave-this",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "List-Unsubscribe=One-Click")
                .expect(404);

        SampleCourse left = enrolled("Moved " + System.nanoTime());
        String title = titleOf(left);
        prefer(List.of());
        lastActive(left, "8 days");
        lookBack("UNFINISHED");
        Mail mail =
                Mail.await(
                        school.email("LEARNER"),
                        title,
                        m -> m.subject().equals("Go on with “" + title + "”?"));
        String token =
                mail.headers().get("List-Unsubscribe").replaceAll("^.*/unsubscribe/(.*)>$", "$1");
        Stack.send(
                        "POST",
                        TwoSchools.ready().a.origin() + "/unsubscribe/" + token,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "List-Unsubscribe=One-Click")
                .expect(404);
        assertTrue(refused().isEmpty(), refused().toString());
    }

    private List<JsonNode> suppressed() {
        JsonNode all =
                school.as("OWNER")
                        .get("/mail-suppressions?q=" + school.email("LEARNER"))
                        .expect(200)
                        .json()
                        .path("items");
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    private void mailbox(String method) {
        Stack.send(
                        method,
                        Stack.RUNNING.mailboxUrl() + "/api/refusals?to=" + school.email("LEARNER"),
                        Map.of(),
                        "")
                .expect(204);
    }

    @Test
    void anAddressWithNobodyGetsNoRemindersUntilAnAnswerGetsThrough() {
        prefer(List.of());
        noMailIsDue();
        mailbox("PUT");
        SampleCourse first = enrolled("Bounced " + System.nanoTime());
        noMailIsDue();
        JsonNode bounced =
                Stack.eventually("the bounce", SOON, () -> suppressed().stream().findFirst());
        assertEquals("BOUNCED", bounced.path("reason").asText());
        assertFalse(
                bounced.path("note").asText().contains(school.email("LEARNER")),
                bounced.toString());
        mailbox("DELETE");

        lastActive(first, "8 days");
        lookBack("UNFINISHED");
        awaitTold(titleOf(first));
        noMailIsDue();
        assertEquals(0, reminders(titleOf(first)));

        SampleCourse second = enrolled("Answered " + System.nanoTime());
        String title = titleOf(second);
        Mail.await(school.email("LEARNER"), title, m -> m.subject().contains(title));
        Stack.eventually(
                "being taken off the list",
                SOON,
                () -> suppressed().isEmpty() ? Optional.of(true) : Optional.empty());
    }

    private void noMailIsDue() {
        Stack.eventually(
                "the end of all mails",
                SOON,
                () ->
                        count(
                                                "select count(*) from outbox_delivery where tenant_id = ? and lower(listener) like '%mail%' and status = 'PENDING'",
                                                school.id)
                                        == 0
                                ? Optional.of(true)
                                : Optional.empty());
    }

    @Test
    void theSchoolKeepsAListOfAddressesByHandAndByProgram() {
        Api owner = school.as("OWNER");
        Answer added =
                owner.post(
                                "/mail-suppressions",
                                Map.of("address", "Spam@Elder.example", "reason", "complained"))
                        .expect(201);
        assertEquals("spam@elder.example", added.json().path("address").asText());
        owner.post("/mail-suppressions", Map.of("address", "nobody")).expect(422);
        owner.post("/mail-suppressions", Map.of("address", "a@b.example", "reason", "x"))
                .expect(422);

        Browser browser = school.signedIn("OWNER");
        String path = "/manage/mail-suppressions";
        Answer page = browser.get(school.origin() + path + "?q=SPAM").expect(200);
        assertTrue(page.body().contains("spam@elder.example"), page.body());
        browser.submit(page, Browser.form(page, "/remove"), Map.of()).expect(303);
        owner.send("DELETE", "/mail-suppressions/" + Api.id(added), Map.of(), "").expect(404);
        Answer empty = browser.get(school.origin() + path);
        Answer refused =
                browser.submit(
                                empty,
                                new Browser.Form(
                                        school.origin() + path,
                                        Map.of(
                                                "_csrf",
                                                Browser.form(empty, path).values().get("_csrf"))),
                                Map.of("address", "no address"))
                        .expect(422);
        assertTrue(refused.body().contains("no address"), refused.body());
    }

    @Test
    void newLessonsAreToldTogetherToThoseWhoLearnThere() {
        prefer(List.of());
        SampleCourse course = enrolled("Growing " + System.nanoTime());
        String title = titleOf(course);
        sql(
                "update course set published_at = now() - interval '3 days' where tenant_id = ? and id = cast(? as uuid)",
                school.id,
                course.id());
        sql(
                "update lesson set created_at = now() - interval '4 days' where tenant_id = ?",
                school.id);
        for (String lesson : List.of("First of the new", "Second of the new")) {
            school.as("TEACHER")
                    .post(
                            "/courses/"
                                    + course.id()
                                    + "/modules/"
                                    + course.modules().get(1)
                                    + "/lessons",
                            Map.of("title", lesson, "markdown", "Some text.", "minutes", 3))
                    .expect(201);
        }
        sql(
                "update lesson set created_at = now() - interval '2 hours' where tenant_id = ? and title like '% of the new'",
                school.id);
        lookBack("NEW_LESSONS");

        JsonNode told = awaitTold("2 new lessons in “" + title + "”");
        assertEquals("Begins with “First of the new”.", told.path("text").asText());
        Mail mail =
                Mail.await(
                        school.email("LEARNER"), title, m -> m.subject().contains("2 new lessons"));
        assertTrue(mail.headers().get("List-Id").startsWith("<lessons."), mail.toString());
        assertEquals(
                1,
                count(
                        "select count(*) from notification where tenant_id = ? and kind = 'NEW_LESSONS' and facts ->> 'course' = ?",
                        school.id,
                        title));
    }

    @Test
    void aCertificateIsToldAndLeadsToItsFile() {
        SampleCourse course = school.newcomerCompletes();
        String title = titleOf(course);
        long told =
                Stack.eventually(
                        "the notification of a certificate",
                        SOON,
                        () ->
                                Optional.of(
                                                count(
                                                        "select count(*) from notification where tenant_id = ? and kind = 'CERTIFICATE' and facts ->> 'course' = ?",
                                                        school.id,
                                                        title))
                                        .filter(n -> n > 0));
        assertEquals(1, told);
    }

    @Test
    void aPlanRemindsAtItsHourUnlessSomebodyHasLearnedThatDay() {
        SampleCourse course = enrolled("Planned " + System.nanoTime());
        lastActive(course, "2 days");
        sql(
                "update enrolment set last_activity_at = now() - interval '3 days' where tenant_id = ? and course_id <> cast(? as uuid)",
                school.id,
                course.id());
        String tag =
                learner.get("/notification-preferences").expect(200).header("ETag").orElseThrow();
        learner.put(
                        "/notification-preferences",
                        tag,
                        Map.of(
                                "refused",
                                List.of("REMINDERS:MAIL"),
                                "timeZone",
                                "Asia/Tokyo",
                                "studyDays",
                                List.of(
                                        "MONDAY",
                                        "TUESDAY",
                                        "WEDNESDAY",
                                        "THURSDAY",
                                        "FRIDAY",
                                        "SATURDAY",
                                        "SUNDAY"),
                                "studyAt",
                                "07:15"))
                .expect(200);
        assertEquals(
                1,
                count(
                        "select count(*) from notification_preference where tenant_id = ? and person_id = ? and to_char(next_study_at at time zone 'Asia/Tokyo', 'HH24:MI') = '07:15' and next_study_at between now() and now() + interval '24 hours'",
                        school.id,
                        person));

        hourComes();
        JsonNode told = awaitTold("Time to learn");
        assertTrue(told.path("text").asText().contains(titleOf(course)), told.toString());
        assertEquals(
                1,
                count(
                        "select count(*) from notification_preference where tenant_id = ? and person_id = ? and next_study_at > now()",
                        school.id,
                        person));

        sql("delete from notification where tenant_id = ? and kind = 'LESSON_REMINDER'", school.id);
        lastActive(course, "0 seconds");
        hourComes();
        Stack.eventually(
                "the next hour",
                SOON,
                () ->
                        count(
                                                "select count(*) from notification_preference where tenant_id = ? and person_id = ? and next_study_at > now()",
                                                school.id,
                                                person)
                                        == 1
                                ? Optional.of(true)
                                : Optional.empty());
        assertEquals(Optional.empty(), told("Time to learn"));
        prefer(List.of());
    }

    private void hourComes() {
        sql(
                "update notification_preference set next_study_at = now() where tenant_id = ? and person_id = ?",
                school.id,
                person);
        sql(
                "insert into outbox_due (id, tenant_id, lane, due_at) values (gen_random_uuid(), ?, 'STUDY', now())",
                school.id);
    }

    @Test
    void manyAreToldEachOnceAndThoseWhoHaveRefusedByNoMail() {
        SampleSchool crowded = SampleSchool.withPeople("Fir");
        String host = "@" + crowded.slug + ".example";
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    """
                    insert into person (tenant_id, id, subject, email, name, role, active, created_at)
                    select ?, gen_random_uuid(), 'crowd-' || n, 'crowd-' || n || ?, 'Crowd ' || n,
                        'LEARNER', n <> 7, now() - interval '40 days'
                    from generate_series(1, 450) n
                    """,
                    crowded.id,
                    host);
            Stack.execute(
                    superuser,
                    """
                    insert into notification_preference
                        (tenant_id, id, person_id, refused, time_zone, study_days, study_at)
                    select tenant_id, gen_random_uuid(), id, '{NEWS:MAIL}', '', 0, 0
                    from person
                    where tenant_id = ? and subject like 'crowd-%' and subject <> 'crowd-9'
                    """,
                    crowded.id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        switchStep(crowded, "new_courses", true, "PT10M");
        crowded.publish("New here");
        sql(
                "update course set published_at = now() - interval '1 hour' where tenant_id = ?",
                crowded.id);
        sql(
                "update sequence_step set reached_at = now() - interval '2 hours' where tenant_id = ? and kind = 'NEW_COURSES'",
                crowded.id);

        Mail mail = Mail.await("crowd-9" + host, "the news", m -> m.subject().startsWith("New at"));
        assertTrue(mail.headers().get("List-Id").startsWith("<news."), mail.toString());
        Stack.eventually(
                "all being told",
                SOON,
                () ->
                        count(
                                                "select count(distinct person_id) from notification where tenant_id = ? and kind = 'NEW_COURSES'",
                                                crowded.id)
                                        == 450
                                ? Optional.of(true)
                                : Optional.empty());
        assertEquals(
                450,
                count(
                        "select count(*) from notification where tenant_id = ? and kind = 'NEW_COURSES'",
                        crowded.id));
        assertEquals(List.of(), Mail.to("crowd-8" + host));
        assertEquals(List.of(), Mail.to("crowd-7" + host));
    }

    @Test
    void whoHasFoundTheirFirstCourseIsNotAskedForIt() {
        String without = "without@" + school.slug + ".example";
        switchStep(school, "first_course", true, "PT48H");
        sql(
                "insert into person (tenant_id, id, subject, email, name, role, active, created_at) values (?, gen_random_uuid(), 'without-course', ?, 'Without', 'LEARNER', true, now() - interval '3 days')",
                school.id,
                without);
        enrolled("Found " + System.nanoTime());
        sql(
                "update person set created_at = now() - interval '3 days' where tenant_id = ? and id = ?",
                school.id,
                person);
        lookBack("FIRST_COURSE");

        Mail.await(without, "first course", m -> m.subject().contains("first course"));
        assertEquals(
                0,
                count(
                        "select count(*) from notification where tenant_id = ? and person_id = ? and kind = 'FIRST_COURSE'",
                        school.id,
                        person));
    }

    @Test
    void whatIsReadNoLongerCounts() {
        prefer(List.of());
        SampleCourse course = enrolled("Bell " + System.nanoTime());
        String title = titleOf(course);
        lastActive(course, "8 days");
        lookBack("UNFINISHED");
        JsonNode told = awaitTold(title);
        Browser browser = school.signedIn("LEARNER");

        Answer list = browser.get(school.origin() + "/notifications").expect(200);
        assertTrue(list.body().contains(title), list.body());
        assertTrue(list.body().contains("bell-count"), list.body());

        Answer opened =
                browser.once(school.origin() + "/notifications/" + told.path("id").asText());
        assertEquals(303, opened.status());
        assertTrue(
                opened.header("Location").orElseThrow().endsWith("/continue"),
                opened.headers().toString());
        assertTrue(told(title).orElseThrow().has("readAt"));

        Answer again = browser.get(school.origin() + "/notifications");
        if (again.body().contains("/notifications/read")) {
            browser.submit(again, Browser.form(again, "/notifications/read"), Map.of());
        }
        Answer after = browser.get(school.origin() + "/notifications").expect(200);
        assertFalse(after.body().contains("bell-count"), after.body());
        school.as("TEACHER")
                .post("/notifications/" + told.path("id").asText() + "/read", Map.of())
                .expect(404);
    }

    @Test
    void choicesAreMadeOnAPageAndNothingIsLostWhenTheyCannotBeKept() {
        Browser browser = school.signedIn("TEACHER");
        String path = school.origin() + "/notifications/settings";
        Answer page = browser.get(path).expect(200);
        Browser.Form form = Browser.form(page, "/notifications/settings");
        Map<String, String> wanted =
                Map.of(
                        "choice", "NEWS:SITE",
                        "day", "MONDAY",
                        "studyAt", "18:30",
                        "quiet", "1",
                        "quietFrom", "22:00",
                        "quietUntil", "07:00",
                        "zone", "Asia/Tokyo");
        browser.submit(page, form, wanted).expect(303);
        JsonNode saved = school.as("TEACHER").get("/notification-preferences").expect(200).json();
        assertEquals("Asia/Tokyo", saved.path("timeZone").asText());
        assertEquals("22:00", saved.path("quietFrom").asText());
        assertEquals("MONDAY", saved.path("studyDays").get(0).asText());
        assertFalse(saved.path("refused").toString().contains("NEWS:SITE"), saved.toString());
        assertFalse(saved.path("refused").toString().contains("LEARNING:MAIL"), saved.toString());
        assertTrue(saved.path("refused").toString().contains("REMINDERS:MAIL"), saved.toString());

        // The form was read before that.
        Answer stale = browser.submit(page, form, wanted);
        assertEquals(409, stale.status());
        assertTrue(stale.body().contains("somewhere else"), stale.body());

        Answer fresh = browser.get(path);
        Browser.Form second = Browser.form(fresh, "/notifications/settings");
        for (Map<String, String> wrong :
                List.of(
                        Map.of("quiet", "1", "quietFrom", "07:00", "quietUntil", "07:00"),
                        Map.of("studyAt", "25:00"),
                        Map.of("day", "SOMEDAY"),
                        Map.of("zone", "Mars/Olympus"))) {
            browser.submit(fresh, second, wrong).expect(422);
        }
        assertEquals(
                saved, school.as("TEACHER").get("/notification-preferences").expect(200).json());
    }

    private Answer addDevice(Browser browser, Map<String, String> subscription) {
        return post(browser, "/notifications/devices", subscription);
    }

    private Answer post(Browser browser, String path, Map<String, String> values) {
        Answer page = browser.get(school.origin() + "/notifications/settings").expect(200);
        String csrf = Browser.form(page, "/notifications/settings").values().get("_csrf");
        return browser.submit(
                page, new Browser.Form(school.origin() + path, Map.of("_csrf", csrf)), values);
    }

    private long devices() {
        return count(
                "select count(*) from push_device where tenant_id = ? and person_id = ?",
                school.id,
                person);
    }

    private String leave() {
        SampleCourse course = enrolled("Pushed " + System.nanoTime());
        lastActive(course, "8 days");
        lookBack("UNFINISHED");
        return titleOf(course);
    }

    @Test
    void aDeviceIsToldWhatOnlyItCanReadUntilItIsGone() {
        prefer(List.of());
        sql("delete from push_device where tenant_id = ?", school.id);
        Browser browser = school.signedIn("LEARNER");
        PushBrowser device = new PushBrowser();
        try (Receiver service = new Receiver()) {
            addDevice(browser, device.subscription(service.url("/push/1"))).expect(204);
            addDevice(browser, device.subscription(service.url("/push/1"))).expect(204);
            assertEquals(1, devices());

            service.behave(Receiver.Manner.FAILS);
            String title = leave();
            Stack.eventually(
                    "the first attempt", SOON, () -> service.messages().stream().findFirst());
            service.behave(Receiver.Manner.TAKES);
            awaitPushed(title);
            Receiver.Message message = service.messages().get(service.messages().size() - 1);

            JsonNode shown = device.open(message.bytes());
            assertEquals("Go on with “" + title + "”?", shown.path("title").asText());
            String id = told(title).orElseThrow().path("id").asText();
            assertEquals("/notifications/" + id, shown.path("path").asText());
            assertEquals(id, shown.path("tag").asText());
            assertFalse(message.body().contains(title), message.body());
            assertEquals("aes128gcm", message.headers().get("content-encoding"));
            assertEquals("86400", message.headers().get("ttl"));
            JsonNode vouched = device.vouched(message.headers().get("authorization"));
            assertEquals(service.url(""), vouched.path("aud").asText());
            assertTrue(vouched.path("sub").asText().contains(school.slug), vouched.toString());

            post(browser, "/notifications/devices/test", Map.of()).expect(303);
            Receiver.Message trial = service.messages().get(service.messages().size() - 1);
            assertEquals("It works", device.open(trial.bytes()).path("title").asText());

            service.behave(Receiver.Manner.IS_GONE);
            post(browser, "/notifications/devices/test", Map.of()).expect(303);
            assertEquals(0, devices());
        }
    }

    private void awaitPushed(String title) {
        Stack.eventually(
                "the push about " + title,
                SOON,
                () ->
                        count(
                                                "select count(*) from notification where tenant_id = ? and facts ->> 'course' = ? and pushed_at is not null",
                                                school.id,
                                                title)
                                        == 1
                                ? Optional.of(true)
                                : Optional.empty());
    }

    @Test
    void inQuietHoursADeviceIsLeftAlone() {
        sql("delete from push_device where tenant_id = ?", school.id);
        String tag =
                learner.get("/notification-preferences").expect(200).header("ETag").orElseThrow();
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        learner.put(
                        "/notification-preferences",
                        tag,
                        Map.of(
                                "timeZone",
                                "Africa/Abidjan",
                                "quietFrom",
                                now.minusHours(2).format(HOUR),
                                "quietUntil",
                                now.plusHours(2).format(HOUR)))
                .expect(200);
        PushBrowser device = new PushBrowser();
        try (Receiver service = new Receiver()) {
            addDevice(school.signedIn("LEARNER"), device.subscription(service.url("/push/2")))
                    .expect(204);
            String title = leave();
            String waiting =
                    """
                    select count(*)
                    from outbox_delivery d
                    join outbox_event e on e.tenant_id = d.tenant_id and e.id = d.event_id
                    join notification n on n.tenant_id = e.tenant_id and cast(n.id as text) = e.payload ->> 'notification'
                    where d.tenant_id = ?
                      and n.facts ->> 'course' = ?
                      and d.listener = 'PushOfNotification'
                      and d.status = 'PENDING'
                      and d.attempts = 0
                      and d.due_at > now() + interval '1 hour'
                    """;
            Stack.eventually(
                    "being put off",
                    SOON,
                    () ->
                            count(waiting, school.id, title) == 1
                                    ? Optional.of(true)
                                    : Optional.empty());
            assertEquals(List.of(), service.messages());

            prefer(List.of());
            sql(
                    "update outbox_delivery set due_at = now() where tenant_id = ? and listener = 'PushOfNotification' and status = 'PENDING'",
                    school.id);
            sql(
                    "insert into outbox_due (id, tenant_id, lane, due_at) values (gen_random_uuid(), ?, 'BULK', now())",
                    school.id);
            awaitPushed(title);
            assertEquals(1, service.messages().size());
        }
        sql("delete from push_device where tenant_id = ?", school.id);
    }

    @Test
    void nobodyCanBeMadeToKnockAtDoorsOfTheInside() {
        Browser browser = school.signedIn("TEACHER");
        PushBrowser device = new PushBrowser();
        for (String endpoint :
                List.of(
                        "http://127.0.0.1:1/",
                        "http://push.example/",
                        "ftp://push.example/",
                        "nonsense of a kind",
                        "https://push.example/" + "x".repeat(1001),
                        "")) {
            addDevice(browser, device.subscription(endpoint)).expect(422);
        }
        Map<String, String> keyless = new HashMap<>(device.subscription("https://push.example/"));
        keyless.put("p256dh", "AAAA");
        addDevice(browser, keyless).expect(422);
        keyless.put("p256dh", "no base64!");
        addDevice(browser, keyless).expect(422);
        post(browser, "/notifications/devices/" + UUID.randomUUID() + "/remove", Map.of())
                .expect(404);
    }

    @Test
    void programsAreToldWhatIsWrong() {
        String path = "/notification-preferences";
        Api teacher = school.as("ADMIN");
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("refused", List.of("nothing")),
                        Map.of("refused", List.of("LEARNING:MAIL")),
                        Map.of("refused", List.of("NEWS:PIGEON")),
                        Map.of("timeZone", "Mars/Olympus"),
                        Map.of("quietFrom", "22:00"),
                        Map.of("studyAt", "7 o'clock"))) {
            teacher.put(path, "\"v0\"", wrong).expect(422);
        }
        teacher.put(path, "\"v3\"", Map.of()).expect(412);
        Api owner = school.as("OWNER");
        owner.put("/sequences/comeback", "\"v9\"", Map.of("enabled", true, "delay", "PT24H"))
                .expect(412);
        String tag = owner.get("/sequences/comeback").header("ETag").orElseThrow();
        owner.put("/sequences/comeback", tag, Map.of("enabled", true, "delay", "PT1M")).expect(422);
        owner.put("/sequences/comeback", tag, Map.of("enabled", true)).expect(422);
        owner.put("/sequences/comeback", tag, Map.of("delay", "PT24H")).expect(422);
    }
}
