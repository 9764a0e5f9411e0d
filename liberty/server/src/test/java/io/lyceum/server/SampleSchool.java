package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A school of the tests with one person of each role and a course, all made by the public API. */
final class SampleSchool {

    static final String PASSWORD = "correct-Horse-7";

    private static final String RUN =
            Long.toString(System.currentTimeMillis() / 1000 % 1_000_000, 36);

    private static final AtomicInteger MADE = new AtomicInteger();

    final String slug;
    final UUID id;

    /** A word that every text of this school holds and no other school's. */
    final String mark;

    private Optional<SampleCourse> course = Optional.empty();

    /** A published course with two modules of two lessons. */
    record SampleCourse(String id, String slug, List<String> modules, List<String> lessons) {}

    private SampleSchool(String slug, UUID id, String mark) {
        this.slug = slug;
        this.id = id;
        this.mark = mark;
    }

    /** Creates a school and waits until it is open; its owner is invited but not here yet. */
    static SampleSchool onboard(String name, String locale) {
        String slug = name.toLowerCase(java.util.Locale.ROOT) + "-" + RUN + MADE.incrementAndGet();
        String mark = name + "xq";
        Api platform = Stack.platform();
        platform.post(
                        "/platform/schools",
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                mark + " School",
                                "ownerEmail",
                                email(slug, "owner"),
                                "ownerName",
                                mark + " Owner",
                                "locale",
                                locale,
                                "timeZone",
                                "Europe/Lisbon",
                                "brand",
                                Map.of(
                                        "tagline", mark + " tagline",
                                        "primary", "#0b6e6e",
                                        "secondary", "#f2b84b")))
                .expect(202);
        JsonNode made =
                Stack.eventually(
                        "the onboarding of " + slug,
                        Duration.ofSeconds(120),
                        () -> {
                            JsonNode state =
                                    platform.get("/platform/schools/" + slug).expect(200).json();
                            return state.path("status").asText().equals("ACTIVE")
                                    ? Optional.of(state)
                                    : Optional.empty();
                        });
        return new SampleSchool(slug, UUID.fromString(made.path("id").asText()), mark);
    }

    /** A school with an owner, admin, teacher and learner who can sign in. */
    static SampleSchool withPeople(String name) {
        SampleSchool school = onboard(name, "en");
        school.invited("OWNER");
        for (String role : List.of("ADMIN", "TEACHER")) {
            school.as("OWNER")
                    .post(
                            "/people/invitations",
                            Map.of(
                                    "email",
                                    school.email(role),
                                    "name",
                                    school.mark + " " + role,
                                    "role",
                                    role))
                    .expect(201);
            school.invited(role);
        }
        school.account("LEARNER");
        return school;
    }

    /** Gives an invited person a password, once the realm has mailed them. */
    private void invited(String role) {
        Mail.await(email(role), "the invitation", mail -> mail.link("action-token").isPresent());
        account(role);
    }

    private void account(String role) {
        Stack.RUNNING.account(slug, email(role), mark + " " + role, PASSWORD);
        as(role).get("/people/me").expect(200);
    }

    private static String email(String slug, String role) {
        return role.toLowerCase(java.util.Locale.ROOT) + "@" + slug + ".example";
    }

    String email(String role) {
        return email(slug, role);
    }

    String origin() {
        return Stack.schoolUrl(slug);
    }

    String token(String role) {
        return Stack.token(slug, email(role), PASSWORD);
    }

    Api as(String role) {
        return new Api(origin(), () -> token(role));
    }

    Api asVisitor() {
        return new Api(origin(), () -> "");
    }

    Browser signedIn(String role) {
        Browser browser = new Browser();
        browser.signIn(origin(), "/profile", email(role), PASSWORD).expect(200);
        browser.cookie(slug + ".lyceum.localhost", "lyceum_session")
                .orElseThrow(() -> new AssertionError(role + " did not get a session"));
        return browser;
    }

    /** Has somebody new take a new course from beginning to end. */
    SampleCourse newcomerCompletes() {
        SampleCourse taken = publish("Taken " + System.nanoTime());
        String email = "newcomer-" + System.nanoTime() + "@" + slug + ".example";
        Stack.RUNNING.account(slug, email, "Newcomer", PASSWORD);
        Api learner = new Api(origin(), () -> Stack.token(slug, email, PASSWORD));
        String enrolment =
                Api.id(learner.post("/enrolments", Map.of("course", taken.id())).expect(201));
        for (String lesson : taken.lessons()) {
            learner.post("/enrolments/" + enrolment + "/lessons/" + lesson + "/complete", Map.of())
                    .expect(200);
        }
        return taken;
    }

    /** The school's course; it is made at the first call. */
    SampleCourse course() {
        if (course.isEmpty()) {
            course = Optional.of(publish(mark + " course"));
        }
        return course.get();
    }

    SampleCourse publish(String title) {
        Api teacher = as("TEACHER");
        String category =
                Api.id(
                        teacher.post(
                                        "/courses/categories",
                                        Map.of("slug", "crafts", "name", mark + " crafts"))
                                .expect(200));
        Answer made =
                teacher.post(
                                "/courses",
                                Map.of(
                                        "title",
                                        title,
                                        "subtitle",
                                        mark + " subtitle",
                                        "description",
                                        mark + " **description**",
                                        "language",
                                        "en",
                                        "level",
                                        "BEGINNER",
                                        "category",
                                        category,
                                        "teacherName",
                                        mark + " Teacher",
                                        "priceMinor",
                                        0,
                                        "currency",
                                        "EUR"))
                        .expect(201);
        String id = Api.id(made);
        List<String> modules = new ArrayList<>();
        List<String> lessons = new ArrayList<>();
        for (int m = 1; m <= 2; m++) {
            String module =
                    Api.id(
                            teacher.post(
                                            "/courses/" + id + "/modules",
                                            Map.of("title", mark + " module " + m))
                                    .expect(201));
            modules.add(module);
            for (int l = 1; l <= 2; l++) {
                lessons.add(
                        Api.id(
                                teacher.post(
                                                "/courses/"
                                                        + id
                                                        + "/modules/"
                                                        + module
                                                        + "/lessons",
                                                Map.of(
                                                        "title",
                                                        mark + " lesson " + m + l,
                                                        "markdown",
                                                        "# " + mark + "\n\nSand it.",
                                                        "minutes",
                                                        5,
                                                        "preview",
                                                        false))
                                        .expect(201)));
            }
        }
        teacher.post("/courses/" + id + "/publish", Map.of()).expect(200);
        return new SampleCourse(id, made.json().path("slug").asText(), modules, lessons);
    }

    /** The address of a course's first lesson in the academy. */
    String lessonPage(SampleCourse course) {
        return "/courses/"
                + course.slug()
                + "/lessons/"
                + as("TEACHER")
                        .get("/courses/" + course.id() + "/lessons/" + course.lessons().get(0))
                        .expect(200)
                        .json()
                        .path("slug")
                        .asText();
    }

    /**
     * Has the teacher add an activity to a course's first lesson.
     *
     * @param type key of its type
     * @return where the teacher is sent to: its page in the back office
     */
    String addActivity(SampleCourse course, String title, String type) {
        return new Forms(origin(), token("TEACHER"))
                .post(
                        "/manage/courses/"
                                + course.id()
                                + "/lessons/"
                                + course.lessons().get(0)
                                + "/activities",
                        Map.of("title", List.of(title), "type", List.of(type)),
                        "text/html")
                .expect(303)
                .redirect();
    }

    /** Enrols the learner in the school's course and completes all of it. */
    JsonNode completeCourse() {
        return complete(course());
    }

    /** Enrols the learner in a course and completes all of it; answers the certificate. */
    JsonNode complete(SampleCourse taken) {
        Api learner = as("LEARNER");
        String enrolment =
                Api.id(learner.post("/enrolments", Map.of("course", taken.id())).expect(201));
        for (String lesson : taken.lessons()) {
            learner.post("/enrolments/" + enrolment + "/lessons/" + lesson + "/complete", Map.of())
                    .expect(200);
        }
        return Stack.eventually(
                "the certificate",
                Duration.ofSeconds(20),
                () -> {
                    for (JsonNode one : learner.get("/certificates").expect(200).json()) {
                        if (one.toString().contains(taken.id())) {
                            return Optional.of(one);
                        }
                    }
                    return Optional.empty();
                });
    }
}
