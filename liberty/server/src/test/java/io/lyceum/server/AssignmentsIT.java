package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.server.Forms.Form;
import io.lyceum.server.SampleSchool.SampleCourse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Learners hand in, teachers mark and give back: the whole way, and all that can go wrong on it.
 */
@Beside.Schools
class AssignmentsIT {

    private static final SampleSchool SCHOOL = SampleSchool.withPeople("Atelier");
    private static final String TYPE = "lyceum.house/assignment";
    private static final int MIB = 1 << 20;

    private final SampleSchool school = SCHOOL;
    private final Forms teacher = new Forms(school.origin(), school.token("TEACHER"));
    private final SampleCourse course = school.publish("Joinery " + System.nanoTime());
    private final String settings = school.addActivity(course, "Dovetails", TYPE).split("#")[0];
    private final String activity = settings.split("/")[7];
    private final String lesson = school.lessonPage(course);
    private final String work = lesson + "/assignments/" + activity;

    /** Somebody new who takes the course. */
    private final class Learner {

        private final String email =
                "apprentice-" + System.nanoTime() + "@" + school.slug + ".example";
        private final Api api;
        private final Forms forms;
        private final String name;

        private Learner(String name) {
            this.name = name + " " + System.nanoTime();
            Stack.RUNNING.account(school.slug, email, this.name, SampleSchool.PASSWORD);
            api = new Api(school.origin(), this::token);
            forms = new Forms(school.origin(), token());
            api.post("/enrolments", Map.of("course", course.id())).expect(201);
        }

        private String token() {
            return Stack.token(school.slug, email, SampleSchool.PASSWORD);
        }

        private String page() {
            return forms.get(lesson).expect(200).body();
        }

        /** Sends a form, and reads the lesson that it leads to. */
        private String post(String path, Map<String, String> values) {
            Map<String, List<String>> all = new HashMap<>();
            values.forEach((field, value) -> all.put(field, List.of(value)));
            Answer answer = forms.post(work + path, all, "text/html").expect(303);
            return forms.get(answer.redirect().split("#")[0]).expect(200).body();
        }

        private String submit(String text) {
            return post("/submit", Map.of("text", text));
        }

        private Answer json(String method, String path, String type, byte[] body) {
            return Stack.send(
                    method,
                    school.origin() + work + path,
                    Map.of(
                            "Authorization",
                            "Bearer " + token(),
                            "Accept",
                            "application/json",
                            "Content-Type",
                            type),
                    body);
        }

        private JsonNode begin(String file, long size) {
            return announce(file, size).expect(200).json();
        }

        private Answer announce(String file, long size) {
            String body = Api.json(Map.of("name", file, "size", size, "modified", 1));
            return json(
                    "POST", "/uploads", "application/json", body.getBytes(StandardCharsets.UTF_8));
        }

        private Answer chunk(String id, long from, byte[] bytes) {
            return json(
                    "PATCH", "/uploads/" + id + "?from=" + from, "application/octet-stream", bytes);
        }

        private int percent() {
            for (JsonNode one : api.get("/enrolments").expect(200).json()) {
                if (one.toString().contains(course.id())) {
                    return one.findValue("percent").asInt();
                }
            }
            throw new AssertionError("not enrolled");
        }
    }

    private Form form() {
        return Forms.find(teacher.get(settings).expect(200).body(), "name=\"instructions\"");
    }

    /** Saves what is asked for. */
    private void ask(String... namesAndValues) {
        Form form = form();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form = form.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        teacher.send(selected(form, namesAndValues)).expect(303);
    }

    /** A select keeps its value unless it is told another one. */
    private static Form selected(Form form, String... namesAndValues) {
        List<String> told = Arrays.asList(namesAndValues);
        Form filled = form;
        if (!told.contains("due")) {
            filled = filled.with("due", "NONE");
        }
        if (!told.contains("completion")) {
            filled = filled.with("completion", "SUBMITTED");
        }
        return filled;
    }

    private String queue() {
        return teacher.get("/manage/submissions?activity=" + activity).expect(200).body();
    }

    private String submission(Learner learner) {
        String page = queue();
        int at = page.indexOf(learner.name);
        assertTrue(at > 0, page);
        String before = page.substring(0, at);
        return before.substring(before.lastIndexOf("/manage/submissions/")).split("\"")[0];
    }

    private Form marking(String submission) {
        return Forms.find(teacher.get(submission).expect(200).body(), "name=\"feedback\"");
    }

    private void giveBack(Learner learner, String points, String feedback, String... also) {
        Form form =
                marking(submission(learner))
                        .with("points", points)
                        .with("feedback", feedback)
                        .with("action", "return");
        for (int i = 0; i < also.length; i += 2) {
            form = form.with(also[i], also[i + 1]);
        }
        teacher.send(form).expect(303);
    }

    @Test
    void aLearnerHandsInATeacherMarksAndTheLearnerReadsIt() {
        ask(
                "instructions", "Cut **one** joint.",
                "points", "20",
                "completion", "PASSED",
                "pass", "60");
        Learner ada = new Learner("Ada");
        String page = ada.page();
        assertTrue(page.contains("Cut <strong>one</strong> joint."), page);
        assertTrue(page.contains("60\u00a0% to pass"), page);

        page = ada.submit("I cut it, <script>alert(1)</script> **twice**.");
        assertTrue(page.contains("Handed in."), page);
        assertFalse(page.contains("<script>alert(1)"), page);
        assertEquals(0, ada.percent());
        assertTrue(
                teacher.get("/manage").expect(200).body().contains("?activity=" + activity),
                "it is among what needs the teacher");

        String submission = submission(ada);
        assertTrue(teacher.get(submission).expect(200).body().contains("<strong>twice</strong>"));
        // What is only kept is nobody else's to read yet.
        Form keep =
                marking(submission)
                        .with("points", "12,5")
                        .with("feedback", "Mind the *pins*.")
                        .with("action", "keep");
        teacher.send(keep).expect(303);
        page = ada.page();
        assertFalse(page.contains("Mind the"), page);
        assertFalse(page.contains("/take-back"), "somebody has begun to mark it");
        assertTrue(queue().contains("Begun"));

        teacher.send(marking(submission).with("action", "return")).expect(303);
        page = ada.page();
        assertTrue(page.contains("<strong>12.5</strong>"), page);
        assertTrue(page.contains("Mind the <em>pins</em>."), page);
        assertEquals(25, ada.percent(), "passed: the lesson is complete");
        assertFalse(queue().contains(ada.name));
        Mail mail = Mail.await(ada.email, "the marks", m -> m.subject().contains("Dovetails"));
        assertTrue(mail.text().contains("12.5 / 20"), mail.text());
        assertTrue(mail.links().stream().anyMatch(l -> l.contains(lesson)), mail.toString());
        String told = ada.forms.get("/notifications").expect(200).body();
        assertTrue(told.contains("Dovetails"), told);

        // A correction counts as well, downwards too; what was completed stays so.
        teacher.send(marking(submission).with("points", "3").with("action", "return")).expect(303);
        assertTrue(ada.page().contains("<strong>3</strong>"));
        assertEquals(25, ada.percent());
        String csv =
                teacher.get("/manage/courses/" + course.id() + "/grades/csv").expect(200).body();
        assertTrue(csv.lines().anyMatch(l -> l.contains(ada.email) && l.endsWith(",15")), csv);
    }

    @Test
    void whoDoesNotPassTriesAgainAsOftenAsTheyMay() {
        ask("points", "10", "completion", "PASSED", "pass", "50", "attempts", "2");
        Learner ben = new Learner("Ben");
        ben.submit("First try");
        giveBack(ben, "4", "Not yet.");
        assertEquals(0, ben.percent());
        String page = ben.post("/again", Map.of());
        assertTrue(page.contains(">First try</textarea>"), page);
        assertTrue(ben.post("/again", Map.of()).contains(">First try</textarea>"), "repeated");
        ben.submit("Second try");
        giveBack(ben, "4.5", "Still not.");
        page = ben.post("/again", Map.of());
        assertTrue(page.contains("All attempts are used."), page);

        // The teacher may always ask for another one.
        String last = "/manage/submissions/" + latest(ben);
        teacher.send(marking(last).with("again", "on").with("action", "return")).expect(303);
        page = ben.post("/again", Map.of());
        assertTrue(page.contains(">Second try</textarea>"), page);
        ben.submit("Third try");
        giveBack(ben, "9", "There it is.");
        assertEquals(25, ben.percent());
        page = ben.page();
        assertTrue(page.contains("2 earlier attempts"), page);
        assertTrue(page.contains("Not yet."), "what was said before stays");
    }

    private static String latest(Learner learner) {
        try (Connection connection = Stack.superuser();
                var statement =
                        connection.prepareStatement(
                                """
                                select s.id from submission s
                                join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
                                where p.email = ? order by s.attempt desc limit 1
                                """)) {
            statement.setString(1, learner.email);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRubricIsSeenBeforeAndMarkedWhole() {
        ask(
                "c0",
                "Fit",
                "c0-l0",
                "Tight",
                "c0-l0-points",
                "4",
                "c0-l0-text",
                "Holds without glue",
                "c0-l1",
                "Loose",
                "c0-l1-points",
                "1",
                "c1",
                "Finish",
                "c1-l0",
                "Smooth",
                "c1-l0-points",
                "2,5");
        Learner cleo = new Learner("Cleo");
        String page = cleo.page();
        assertTrue(page.contains("Holds without glue") && page.contains("6.5 points"), page);
        cleo.submit("Done");

        String submission = submission(cleo);
        Form half =
                marking(submission)
                        .with("level-0", "0")
                        .with("feedback", "Half & half")
                        .with("action", "return");
        Answer refused = teacher.send(half).expect(422);
        assertTrue(refused.body().contains("Choose a level in each criterion."), refused.body());
        assertTrue(refused.body().contains("Half &amp; half"), "what was typed stays");
        teacher.send(half.with("level-1", "7")).expect(422);
        teacher.send(half.with("level-1", "0").with("note-0", "Well cut")).expect(303);
        page = cleo.page();
        assertTrue(page.contains("<strong>6.5</strong>") && page.contains("Well cut"), page);

        // Another rubric later does not change what was said.
        ask(
                "c0",
                "",
                "c0-l0",
                "",
                "c0-l0-points",
                "",
                "c0-l0-text",
                "",
                "c0-l1",
                "",
                "c0-l1-points",
                "");
        page = cleo.page();
        assertTrue(page.contains("<strong>6.5</strong>") && page.contains("Tight"), page);
    }

    @Test
    void whatComesLateCostsOrIsNotTakenAndNothingOfItIsLost() {
        String yesterday =
                LocalDateTime.now(ZoneId.of("Europe/Lisbon"))
                        .minusHours(30)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
        ask("due", "DATE", "dueAt", yesterday, "penalty", "10", "points", "10");
        Learner dora = new Learner("Dora");
        assertTrue(dora.page().contains("You are 2 days late: 20\u00a0% will be taken off."));
        dora.submit("Late but there");
        assertTrue(queue().contains("2 days late"));
        giveBack(dora, "10", "Good.");
        assertTrue(dora.page().contains("<strong>8</strong>"), dora.page());
        teacher.send(
                        marking("/manage/submissions/" + latest(dora))
                                .with("waived", "on")
                                .with("action", "return"))
                .expect(303);
        assertTrue(dora.page().contains("<strong>10</strong>"));

        Learner emil = new Learner("Emil");
        emil.post("/draft", Map.of("text", "Almost"));
        Form closed = form();
        Map<String, List<String>> without = new HashMap<>(closed.values());
        without.remove("late");
        without.put("due", List.of("DATE"));
        without.put("completion", List.of("SUBMITTED"));
        teacher.post(settings, without, "text/html").expect(303);
        String page = emil.submit("Almost there");
        assertTrue(page.contains("The time for handing this in is over."), page);
        assertEquals("Almost", text(emil));
        assertFalse(queue().contains(emil.name));
    }

    private static String text(Learner learner) {
        try (Connection connection = Stack.superuser();
                var statement =
                        connection.prepareStatement("select text from submission where id = ?")) {
            statement.setObject(1, UUID.fromString(latest(learner)));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anUploadThatWasCutOffGoesOnWhereItStopped() throws SQLException {
        ask("files", "2");
        Learner finn = new Learner("Finn");
        byte[] content = new byte[2 * MIB + 4321];
        new Random(7).nextBytes(content);
        byte[] pdf = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(pdf, 0, content, 0, pdf.length);

        JsonNode begun = finn.begin("C:\\plans\\joint.pdf", content.length);
        String id = begun.path("id").asText();
        assertEquals("joint.pdf", begun.path("name").asText());
        finn.chunk(id, 0, Arrays.copyOf(content, MIB)).expect(200);
        // Sent twice, out of step, too much: nothing of the file is spoilt.
        finn.chunk(id, 0, Arrays.copyOf(content, MIB)).expect(200);
        Answer ahead = finn.chunk(id, 2 * MIB, new byte[10]).expect(409);
        assertTrue(ahead.body().contains("UPLOAD_OUT_OF_STEP"), ahead.body());
        finn.chunk(id, MIB, new byte[MIB + 1]).expect(413);
        String page = finn.submit("With a file");
        assertTrue(page.contains("A file has not arrived completely."), page);
        assertTrue(page.contains("With a file"), "what was written is kept");

        // The same file chosen again is the same upload.
        JsonNode again = finn.begin("joint.pdf", content.length);
        assertEquals(id, again.path("id").asText());
        assertEquals(MIB, again.path("received").asLong());
        finn.chunk(id, MIB, Arrays.copyOfRange(content, MIB, 2 * MIB)).expect(200);
        byte[] rest = Arrays.copyOfRange(content, 2 * MIB, content.length);
        finn.chunk(id, 2 * MIB, new byte[5000]).expect(422);
        JsonNode whole = finn.chunk(id, 2 * MIB, rest).expect(200).json();
        assertTrue(whole.path("whole").asBoolean(), whole.toString());
        finn.chunk(id, 2 * MIB, rest).expect(200);
        assertEquals(0, count("submission_chunk", "file_id", id));

        page = finn.submit("With a file");
        assertTrue(page.contains("Handed in.") && page.contains("joint.pdf"), page);
        String submission = submission(finn);
        String file = submission + "/files/" + id;
        Answer read =
                Stack.get(
                        school.origin() + file,
                        Map.of("Authorization", "Bearer " + school.token("TEACHER")));
        assertEquals(200, read.status());
        assertEquals(Integer.toString(content.length), read.header("Content-Length").orElse(""));
        assertArrayEquals(
                Arrays.copyOfRange(content, MIB - 3, MIB + 5),
                bytes(file, "bytes=" + (MIB - 3) + "-" + (MIB + 4)));
        assertEquals("nosniff", read.header("X-Content-Type-Options").orElse(""));

        Learner other = new Learner("Other");
        other.forms.get(work + "/submissions/" + latest(finn) + "/files/" + id).expect(404);
        other.chunk(id, 0, new byte[1]).expect(404);
        finn.forms.get(work + "/submissions/" + latest(finn) + "/files/" + id).expect(200);
        // Handed in is handed in.
        finn.announce("more.pdf", 10).expect(409);
    }

    private byte[] bytes(String path, String range) {
        return Stack.get(
                        school.origin() + path,
                        Map.of(
                                "Authorization",
                                "Bearer " + school.token("TEACHER"),
                                "Range",
                                range))
                .expect(206)
                .bytes();
    }

    private static int count(String table, String column, String id) throws SQLException {
        try (Connection connection = Stack.superuser();
                var statement =
                        connection.prepareStatement(
                                "select count(*) from " + table + " where " + column + " = ?")) {
            statement.setObject(1, UUID.fromString(id));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @Test
    void filesThatAreNotTakenAreRefusedWithAReason() {
        ask("files", "1");
        Learner gus = new Learner("Gus");
        assertTrue(gus.announce("virus.exe", 10).expect(415).body().contains(".exe"));
        gus.announce("big.pdf", 500L << 20).expect(413);
        gus.announce("empty.pdf", 0).expect(422);
        gus.announce("", 10).expect(422);
        JsonNode lie = gus.begin("letter.pdf", 12);
        gus.chunk(
                        lie.path("id").asText(),
                        0,
                        "no pdf at all".substring(0, 12).getBytes(StandardCharsets.US_ASCII))
                .expect(415);
        Answer full = gus.announce("second.pdf", 12).expect(409);
        assertTrue(full.body().contains("TOO_MANY_FILES"), full.body());
        String page = gus.post("/uploads/" + lie.path("id").asText() + "/remove", Map.of());
        assertFalse(page.contains("letter.pdf"), page);
        page = gus.post("/uploads/" + lie.path("id").asText() + "/restore", Map.of());
        assertTrue(page.contains("letter.pdf"), "taking it out can be undone");
        gus.post("/uploads/" + lie.path("id").asText() + "/remove", Map.of());
        String empty = gus.submit("   ");
        assertTrue(empty.contains("Write something or add a file"), empty);
    }

    @Test
    void aFormWithoutScriptsUploadsAsWell() {
        ask("files", "2");
        Browser learner = school.signedIn("LEARNER");
        school.as("LEARNER").post("/enrolments", Map.of("course", course.id()));
        Answer page = learner.get(school.origin() + lesson).expect(200);
        byte[] content = "Plan\n\n1. Saw\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        Answer sent =
                learner.upload(
                        page,
                        Browser.form(page, "/assignments/" + activity + "/files"),
                        "file",
                        "план.txt",
                        content);
        String after = learner.follow(sent).expect(200).body();
        assertTrue(after.contains("план.txt"), after);
        assertTrue(after.contains("1.2\u00a0MB"), after);
    }

    @Test
    void aTextThatWasChangedInAnotherWindowIsNotWrittenOver() {
        Learner hana = new Learner("Hana");
        JsonNode first = kept(hana, "One", 0).expect(200).json();
        JsonNode second = kept(hana, "One two", first.path("version").asLong()).expect(200).json();
        assertEquals(412, kept(hana, "Zero", first.path("version").asLong()).status());
        assertEquals("One two", text(hana));
        kept(hana, "One two three", second.path("version").asLong()).expect(200);
        assertEquals("One two three", text(hana));
        assertEquals(422, kept(hana, "x".repeat(200_001), 0).status());
    }

    private static Answer kept(Learner learner, String text, long version) {
        return learner.json(
                "POST",
                "/draft",
                "application/x-www-form-urlencoded",
                Browser.encode(Map.of("text", text, "version", Long.toString(version)))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsHandedInManyTimesAtOnceIsHandedInOnce() throws SQLException {
        Learner ida = new Learner("Ida");
        ida.page();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.supplyAsync(() -> ida.submit("The same")));
        }
        for (CompletableFuture<String> one : all) {
            assertTrue(one.join().contains("Handed in."));
        }
        String page = ida.page();
        assertEquals(1, page.split("Attempt 1", -1).length - 1, page);
        try (Connection connection = Stack.superuser();
                var statement =
                        connection.prepareStatement(
                                """
                                select count(*) from outbox_event
                                where tenant_id = ? and type = 'submission.submitted'
                                  and payload ->> 'submission' = ?
                                """)) {
            statement.setObject(1, school.id);
            statement.setString(2, latest(ida));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertEquals(1, rows.getInt(1));
            }
        }
        page = ida.post("/take-back", Map.of());
        assertTrue(page.contains(">The same</textarea>"), page);
        assertFalse(queue().contains(ida.name));
        ida.submit("The same, better");
        assertTrue(queue().contains(ida.name));
    }

    @Test
    void whatIsAskedForOnceMoreIsTakenAfterTheLastDayAndIsNotLate() {
        Learner quinn = new Learner("Quinn");
        ask("points", "10");
        quinn.submit("First");
        String yesterday =
                LocalDateTime.now(ZoneId.of("Europe/Lisbon"))
                        .minusHours(30)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
        Map<String, List<String>> closed = new HashMap<>(form().values());
        closed.remove("late");
        closed.put("due", List.of("DATE"));
        closed.put("dueAt", List.of(yesterday));
        closed.put("penalty", List.of("10"));
        closed.put("completion", List.of("SUBMITTED"));
        teacher.post(settings, closed, "text/html").expect(303);
        giveBack(quinn, "4", "Once more, please.", "again", "on");

        String page = quinn.post("/again", Map.of());
        assertTrue(page.contains(">First</textarea>"), page);
        quinn.post("/draft", Map.of("text", "Second"));
        page = quinn.submit("Second and last");
        assertTrue(page.contains("Handed in."), page);
        assertFalse(queue().contains("days late"), "it was asked for");
        giveBack(quinn, "9", "Good.");
        assertTrue(quinn.page().contains("<strong>9</strong>"));
        page = quinn.post("/again", Map.of());
        assertTrue(page.contains("The time for handing this in is over."), page);
    }

    @Test
    void aWindowThatWasOvertakenLosesNothingAndOverwritesNothing() {
        Learner rae = new Learner("Rae");
        // Two windows were opened before there was a word.
        kept(rae, "From the first window", 0).expect(200);
        assertEquals(412, kept(rae, "From the second window", 0).status());
        rae.json(
                        "POST",
                        "/left",
                        "application/x-www-form-urlencoded",
                        Browser.encode(Map.of("text", "Left open", "version", "0"))
                                .getBytes(StandardCharsets.UTF_8))
                .expect(204);
        assertEquals("From the first window", text(rae));
        String page = rae.post("/submit", Map.of("text", "From the second window", "version", "0"));
        assertTrue(page.contains("Both texts are here now"), page);
        assertTrue(
                page.contains("From the first window") && page.contains("From the second window"),
                page);
        assertFalse(queue().contains(rae.name));
    }

    @Test
    void oneAfterTheOtherIsMarkedAndNoneIsSkippedForEver() {
        Learner sol = new Learner("Sol");
        Learner tam = new Learner("Tam");
        Learner una = new Learner("Una");
        for (Learner one : List.of(sol, tam, una)) {
            one.submit("Here");
        }
        String first = submission(sol);
        String second = next(first);
        String third = next(second);
        assertEquals(submission(tam), second);
        assertEquals(submission(una), third);
        assertEquals(first, next(third), "round to what was skipped");
    }

    private String next(String submission) {
        String page = teacher.get(submission).expect(200).body();
        return page.replaceFirst("(?s).*href=\"([^\"]+)\" rel=\"next\".*", "$1");
    }

    @Test
    void anotherRubricMeanwhileMarksNothingByMistake() {
        ask("c0", "Fit", "c0-l0", "Tight", "c0-l0-points", "4");
        Learner vic = new Learner("Vic");
        vic.submit("Done");
        Form seen = marking(submission(vic)).with("level-0", "0").with("action", "return");
        ask(
                "c1",
                "Fit",
                "c1-l0",
                "Tight",
                "c1-l0-points",
                "4",
                "c0",
                "Speed",
                "c0-l0",
                "Slow",
                "c0-l0-points",
                "1");
        Answer stale = teacher.send(seen.with("feedback", "Well cut")).expect(412);
        assertTrue(stale.body().contains("Well cut"), stale.body());
        assertTrue(vic.page().contains("Handed in."));
    }

    @Test
    void notesAreKeptBeforeALevelIsChosenAndNoNoughtIsPlanted() {
        ask(
                "c0",
                "Fit",
                "c0-l0",
                "Tight",
                "c0-l0-points",
                "1.1",
                "c1",
                "Finish",
                "c1-l0",
                "Smooth",
                "c1-l0-points",
                "2.2");
        Learner wes = new Learner("Wes");
        wes.submit("Done");
        String submission = submission(wes);
        teacher.send(marking(submission).with("note-1", "Look at the edge").with("action", "keep"))
                .expect(303);
        assertEquals(List.of("Look at the edge"), marking(submission).values().get("note-1"));
        teacher.send(
                        marking(submission)
                                .with("level-0", "0")
                                .with("level-1", "0")
                                .with("action", "return"))
                .expect(303);
        assertTrue(wes.page().contains("<strong>3.3</strong>"), wes.page());

        ask("c0", "", "c0-l0", "", "c0-l0-points", "", "c1", "", "c1-l0", "", "c1-l0-points", "");
        Learner xia = new Learner("Xia");
        xia.submit("Done");
        String plain = submission(xia);
        teacher.send(marking(plain).with("feedback", "So far so good").with("action", "keep"))
                .expect(303);
        assertEquals(List.of(""), marking(plain).values().get("points"));
        teacher.send(marking(plain).with("action", "return")).expect(422);
        // Nor is it sent off from the table before it is ready.
        enter(xia, "5").expect(303);
        assertTrue(xia.page().contains("Handed in."));
    }

    @Test
    void workInALessonThatIsTakenAwayWaitsForNobody() {
        Learner yan = new Learner("Yan");
        yan.submit("Done");
        String submission = submission(yan);
        school.as("TEACHER")
                .send(
                        "DELETE",
                        "/courses/" + course.id() + "/lessons/" + course.lessons().get(0),
                        Map.of(),
                        "")
                .expect(204);
        assertFalse(queue().contains(yan.name));
        assertFalse(teacher.get("/manage").expect(200).body().contains("?activity=" + activity));
        teacher.send(marking(submission).with("points", "50").with("action", "return")).expect(303);
    }

    @Test
    void twoTeachersDoNotWriteOverEachOther() {
        Learner jon = new Learner("Jon");
        jon.submit("Look");
        String submission = submission(jon);
        Form mine = marking(submission).with("points", "5").with("action", "return");
        teacher.send(marking(submission).with("points", "50").with("action", "return")).expect(303);
        Answer stale = teacher.send(mine.with("feedback", "My own words")).expect(412);
        assertTrue(stale.body().contains("My own words"), stale.body());
        assertTrue(jon.page().contains("<strong>50</strong>"));
        teacher.send(marking(submission).with("points", "101").with("action", "return"))
                .expect(422);
        teacher.send(marking(submission).with("points", "five").with("action", "return"))
                .expect(422);
    }

    @Test
    void draftsAreTheLearnersAlone() {
        Learner kim = new Learner("Kim");
        kim.post("/draft", Map.of("text", "Still thinking"));
        teacher.get("/manage/submissions/" + latest(kim)).expect(404);
        assertFalse(queue().contains(kim.name));
        String grades =
                teacher.get("/manage/courses/" + course.id() + "/grades").expect(200).body();
        assertFalse(grades.contains("Still thinking"));
        new Forms(school.origin(), school.token("LEARNER")).get("/manage/submissions").expect(403);
    }

    @Test
    void pointsAreTypedIntoTheTableOfGrades() {
        ask("points", "20", "completion", "RETURNED");
        Learner lea = new Learner("Lea");
        Learner max = new Learner("Max");
        max.submit("Here");
        String grades = "/manage/courses/" + course.id() + "/grades";
        assertTrue(teacher.get(grades).expect(200).body().contains(lea.name));

        enter(lea, "17.5").expect(303);
        assertTrue(lea.page().contains("<strong>17.5</strong>"), "nothing was handed in for it");
        assertEquals(25, lea.percent());
        // Whoever looked before somebody else has entered something is told so.
        String stale =
                teacher.get(enter(person(lea), "3", "", 0).expect(303).redirect().split("#")[0])
                        .body();
        assertTrue(lea.page().contains("<strong>17.5</strong>"), stale);
        enter(max, "10").expect(303);
        assertTrue(max.page().contains("<strong>10</strong>"), max.page());

        Learner nia = new Learner("Nia");
        nia.post("/draft", Map.of("text", "Not yet"));
        enter(nia, "5").expect(303);
        assertTrue(nia.page().contains(">Not yet</textarea>"), "who is writing is left alone");
        enter(UUID.randomUUID().toString(), "5", "", 0);
        teacher.get(grades + "?after=nonsense").expect(422);
    }

    /** Types points into the cell as the table shows it. */
    private Answer enter(Learner learner, String points) {
        String page = teacher.get("/manage/courses/" + course.id() + "/grades").expect(200).body();
        String cell = page.substring(page.indexOf("id=\"g-" + person(learner)));
        return teacher.send(Forms.find(cell, "data-grade").with("points", points));
    }

    private Answer enter(String person, String points, String submission, long version) {
        return teacher.post(
                "/manage/courses/" + course.id() + "/grades",
                Map.of(
                        "person", List.of(person),
                        "activity", List.of(activity),
                        "points", List.of(points),
                        "submission", List.of(submission),
                        "version", List.of(Long.toString(version))),
                "text/html");
    }

    private static String person(Learner learner) {
        return learner.api.get("/people/me").expect(200).json().path("id").asText();
    }

    @Test
    void whatIsAskedForGoesAlongWithItsCourse() {
        ask("instructions", "Cut a *joint*.", "points", "7", "attempts", "3");
        byte[] archive =
                Stack.send(
                                "GET",
                                school.origin() + "/api/v1/courses/" + course.id() + "/export",
                                Map.of("Authorization", "Bearer " + school.token("OWNER")),
                                new byte[0])
                        .expect(200)
                        .bytes();
        assertTrue(archive.length > 100);
        // A copy in the same lesson has the same settings and nobody's work.
        Learner oda = new Learner("Oda");
        oda.submit("Mine");
        Answer copied =
                teacher.post(settings.replace("/assignment", "/duplicate"), Map.of(), "text/html")
                        .expect(303);
        String copy = copied.redirect();
        assertTrue(copy.endsWith("/assignment"), copy);
        Form there = Forms.find(teacher.get(copy).expect(200).body(), "name=\"instructions\"");
        assertEquals(List.of("Cut a *joint*."), there.values().get("instructions"));
        assertEquals(List.of("7"), there.values().get("points"));
        assertEquals(List.of("3"), there.values().get("attempts"));
        assertTrue(
                teacher.get("/manage/submissions?activity=" + copy.split("/")[7])
                        .expect(200)
                        .body()
                        .contains("Nothing waits for you"));
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedAndKept() {
        Form form = selected(form()).with("files", "0");
        Map<String, List<String>> neither = new HashMap<>(form.values());
        neither.remove("text");
        Answer refused = teacher.post(settings, neither, "text/html").expect(422);
        assertTrue(refused.body().contains("Ask for a text, or for files, or for both."));
        assertTrue(
                teacher.send(form.with("due", "DATE").with("dueAt", ""))
                        .expect(422)
                        .body()
                        .contains("Choose a day and a time."));
        assertTrue(
                teacher.send(form.with("c0", "Fit").with("instructions", "Kept text"))
                        .expect(422)
                        .body()
                        .contains("Kept text"));
        teacher.send(form.with("points", "-1")).expect(422);
        teacher.send(form.with("title", "")).expect(422);
        teacher.send(form.with("version", "1").with("points", "5")).expect(303);
        teacher.send(form.with("version", "1").with("points", "6")).expect(412);
    }

    @Test
    void filesOfAnErasedPersonAreGone() throws SQLException {
        Learner pia = new Learner("Pia");
        ask("files", "1");
        byte[] text = "My own words\n".getBytes(StandardCharsets.UTF_8);
        String id = pia.begin("own.txt", text.length).path("id").asText();
        pia.chunk(id, 0, text).expect(200);
        pia.submit("");
        assertTrue(submission(pia).length() > 10);
        String data = pia.forms.get("/profile/data").expect(200).body();
        assertTrue(data.contains("own.txt") && data.contains("\"submission\""), data);
        String person = person(pia);
        school.as("OWNER")
                .post("/people/" + person + "/erasure", Map.of("email", pia.email))
                .expect(202);
        Stack.eventually(
                "the erasure of what was handed in",
                Duration.ofSeconds(60),
                () -> {
                    try {
                        return count("submission_file", "id", id) == 0
                                        && count("submission", "person_id", person) == 0
                                ? Optional.of(true)
                                : Optional.empty();
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
        assertFalse(queue().contains(pia.name));
    }
}
