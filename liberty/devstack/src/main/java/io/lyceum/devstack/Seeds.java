package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fills a fresh stack with the demo schools, only through the public REST API, as people would.
 * Each step looks first whether it was done, so that a broken run is continued by the next start.
 */
final class Seeds {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Settings settings;
    private final Console console;
    private final DemoAccess access;
    private final Path done;

    Seeds(Settings settings, Console console, DemoAccess access) {
        this.settings = settings;
        this.console = console;
        this.access = access;
        this.done = settings.data().resolve("seeded");
    }

    static List<DemoSchool> schools(Settings settings) {
        return DemoSchool.readAll(
                settings.root().resolve("liberty/devstack/src/main/resources/seeds"));
    }

    /** Gives the platform's admin the demo password, once the application has made its realm. */
    void openPlatform() {
        if (isDone(DemoAccess.PLATFORM_REALM)) {
            return;
        }
        console.step("Platform and its admin", this::preparePlatform);
        markDone(DemoAccess.PLATFORM_REALM);
    }

    private void preparePlatform() {
        DemoAccess.eventually(
                PATIENCE,
                "The platform's realm",
                () ->
                        access.hasRealm(DemoAccess.PLATFORM_REALM)
                                ? Optional.of(true)
                                : Optional.empty());
        access.open(DemoAccess.PLATFORM_REALM);
        access.account(
                DemoAccess.PLATFORM_REALM,
                DemoAccess.PLATFORM_ADMIN,
                "Platform Admin",
                DemoAccess.PLATFORM_PASSWORD);
        // Until the application has invited its admin, it refuses the sign-in.
        DemoAccess.eventually(
                PATIENCE,
                "The platform admin's invitation",
                () -> {
                    Http.Answer answer = access.platform().get("/platform/schools");
                    return answer.isSuccess() ? Optional.of(true) : Optional.empty();
                });
    }

    void fill(List<DemoSchool> schools) {
        for (DemoSchool school : schools) {
            if (!isDone(school.slug()) || !isThere(school)) {
                console.step(school.name(), () -> fill(school));
                markDone(school.slug());
            }
        }
    }

    private boolean isThere(DemoSchool school) {
        return access.platform().get("/platform/schools/" + school.slug()).status() == 200;
    }

    private void fill(DemoSchool school) {
        onboard(school);
        access.open(school.slug());
        for (DemoSchool.DemoPerson person : school.people()) {
            admit(school, person);
        }
        LyceumApi owner = as(school, school.first("owner").orElseThrow());
        logo(school, owner);
        categories(school, owner);
        new CourseUploads(school, owner).bringIn(school.courses());
        Map<String, String> courses = courseIds(owner);
        sales(school, owner, courses);
        for (DemoSchool.DemoEnrolment enrolment : school.enrolments()) {
            if (courses.containsKey(enrolment.course())) {
                enrol(school, owner, enrolment, courses.get(enrolment.course()));
            }
        }
    }

    private LyceumApi as(DemoSchool school, DemoSchool.DemoPerson person) {
        return access.school(school.slug(), person.email(), person.password());
    }

    private void onboard(DemoSchool school) {
        LyceumApi platform = access.platform();
        String path = "/platform/schools/" + school.slug();
        if (platform.get(path).status() == 404) {
            LyceumApi.require(
                    platform.post("/platform/schools", request(school)),
                    "The school " + school.slug());
        }
        awaitActive(platform, path, school.slug());
    }

    private static JsonNode request(DemoSchool school) {
        ObjectNode body = Http.JSON.createObjectNode();
        for (String field :
                List.of("slug", "name", "ownerEmail", "ownerName", "locale", "timeZone")) {
            body.set(field, school.description().path(field));
        }
        ObjectNode brand = school.description().path("brand").deepCopy();
        brand.remove("logo");
        body.set("brand", brand);
        return body;
    }

    /** Waits for the onboarding's last step; a step that failed is told with its reason. */
    static JsonNode awaitActive(LyceumApi platform, String path, String slug) {
        return DemoAccess.eventually(
                PATIENCE,
                "The onboarding of " + slug,
                () -> {
                    JsonNode state = LyceumApi.require(platform.get(path), "Reading " + slug);
                    for (JsonNode step : state.path("steps")) {
                        if (step.path("status").asText().equals("FAILED")
                                && step.path("attempts").asInt() >= 5) {
                            throw new Failure(
                                    "The onboarding of "
                                            + slug
                                            + " fails at "
                                            + step.path("key").asText()
                                            + ": "
                                            + step.path("error").asText());
                        }
                    }
                    return state.path("status").asText().equals("ACTIVE")
                            ? Optional.of(state)
                            : Optional.empty();
                });
    }

    /** Learners sign themselves up; the others are invited by the owner and accept. */
    private void admit(DemoSchool school, DemoSchool.DemoPerson person) {
        String role = person.role().toUpperCase(Locale.ROOT);
        if (!role.equals("OWNER") && !role.equals("LEARNER")) {
            Http.Answer answer =
                    as(school, school.first("owner").orElseThrow())
                            .post(
                                    "/people/invitations",
                                    Map.of(
                                            "email", person.email(),
                                            "name", person.name(),
                                            "role", role));
            // 409: invited or here already.
            if (!answer.isSuccess() && answer.status() != 409) {
                LyceumApi.require(answer, "Inviting " + person.email());
            }
        }
        access.account(school.slug(), person.email(), person.name(), person.password());
        LyceumApi.require(as(school, person).get("/people/me"), "Signing in " + person.email());
    }

    private void logo(DemoSchool school, LyceumApi owner) {
        String file = school.description().path("brand").path("logo").asText();
        if (!file.isEmpty()
                && !LyceumApi.require(owner.get("/brand"), "Reading the brand")
                        .hasNonNull("logo")) {
            LyceumApi.require(
                    owner.send(
                            "PUT",
                            "/brand/logo?name=" + Http.encode(file),
                            file.endsWith(".svg") ? "image/svg+xml" : "image/png",
                            bytes(school.folder().resolve(file))),
                    "The logo of " + school.slug());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made first, so that they stand in the order of the description. */
    private static void categories(DemoSchool school, LyceumApi owner) {
        for (JsonNode category : school.description().path("categories")) {
            LyceumApi.require(
                    owner.post("/courses/categories", category),
                    "The category " + category.path("slug").asText());
        }
    }

    /** Memberships and bundles with their offers, and coupons, unless the school sells some. */
    private static void sales(DemoSchool school, LyceumApi owner, Map<String, String> courses) {
        if (!LyceumApi.require(owner.get("/products"), "Listing products").isEmpty()) {
            return;
        }
        for (JsonNode described : school.description().path("products")) {
            ObjectNode product = described.deepCopy();
            product.remove("offers");
            ArrayNode ids = product.putArray("courses");
            described.path("courses").forEach(slug -> ids.add(courses.get(slug.asText())));
            String title = product.path("title").asText();
            String id = id(LyceumApi.require(owner.post("/products", product), title));
            for (JsonNode offer : described.path("offers")) {
                JsonNode added =
                        LyceumApi.require(owner.post("/products/" + id + "/offers", offer), title);
                LyceumApi.require(owner.post("/offers/" + id(added) + "/publish", Map.of()), title);
            }
        }
        for (JsonNode coupon : school.description().path("coupons")) {
            LyceumApi.require(owner.post("/coupons", coupon), coupon.path("name").asText());
        }
    }

    /** Ids come as text, or wrapped as {@code {"value": …}}. */
    static String id(JsonNode thing) {
        return id(thing, "id");
    }

    static String id(JsonNode thing, String field) {
        JsonNode id = thing.path(field);
        return id.isObject() ? id.path("value").asText() : id.asText();
    }

    private Map<String, String> courseIds(LyceumApi owner) {
        Map<String, String> ids = new HashMap<>();
        JsonNode page = LyceumApi.require(owner.get("/courses?limit=100"), "Listing courses");
        for (JsonNode course : page.path("items")) {
            ids.put(course.path("slug").asText(), id(course));
        }
        return ids;
    }

    private void enrol(
            DemoSchool school, LyceumApi owner, DemoSchool.DemoEnrolment wanted, String course) {
        DemoSchool.DemoPerson person =
                school.person(wanted.learner())
                        .orElseThrow(() -> new Failure("Unknown learner " + wanted.learner()));
        LyceumApi learner = as(school, person);
        Http.Answer enrolled = learner.post("/enrolments", Map.of("course", course));
        if (enrolled.status() == 402 || enrolled.status() == 409) {
            // A course with a price cannot be had by this call.
            return;
        }
        String enrolment =
                id(LyceumApi.require(enrolled, wanted.learner() + " in " + wanted.course()));
        List<String> lessons = new ArrayList<>();
        for (JsonNode module :
                LyceumApi.require(owner.get("/courses/" + course + "/modules"), "The outline")) {
            module.path("lessons").forEach(lesson -> lessons.add(id(lesson)));
        }
        for (String lesson :
                lessons.subList(0, Math.min(wanted.completedLessons(), lessons.size()))) {
            LyceumApi.require(
                    learner.post("/enrolments/" + enrolment + "/lessons/" + lesson + "/complete"),
                    "Completing a lesson of " + wanted.course());
        }
    }

    private boolean isDone(String name) {
        return Files.exists(done.resolve(name));
    }

    private void markDone(String name) {
        try {
            Files.createDirectories(done);
            Files.writeString(done.resolve(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
