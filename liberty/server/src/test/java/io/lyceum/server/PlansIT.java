package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Schools have no more than their plan allows, however many things are made at once. */
@Isolated
class PlansIT {

    private static final String REACHED = "PLAN_LIMIT_REACHED";

    /** Only this school is ever on the plan whose limits are changed here. */
    private static SampleSchool made;

    private final SampleSchool school = school();
    private final Api owner = school.as("OWNER");
    private final Api platform = Stack.platform();
    private final String pro = plan("Pro");
    private final Answer before = platform.get("/platform/plans/" + pro).expect(200);

    private static synchronized SampleSchool school() {
        if (made == null) {
            made = SampleSchool.withPeople("Cedar");
            made.course();
        }
        return made;
    }

    private static String plan(String name) {
        for (JsonNode plan : Stack.platform().get("/platform/plans").expect(200).json()) {
            if (plan.path("name").asText().equals(name)) {
                return plan.path("id").asText();
            }
        }
        throw new AssertionError("there is no plan " + name);
    }

    @AfterEach
    void plansAreAsTheyWere() {
        priced(4900, before.json().path("yearlyMinor").asLong());
        choose(plan("Enterprise")).expect(200);
        Answer now = platform.get("/platform/plans/" + pro).expect(200);
        platform.put(
                        "/platform/plans/" + pro,
                        now.header("ETag").orElseThrow(),
                        body(before.json().path("limits")))
                .expect(200);
    }

    private static Map<String, Object> body(Object limits) {
        Map<String, Object> body = new HashMap<>();
        body.put("limits", limits);
        body.put("priceMinor", 4900);
        body.put("feeBasisPoints", 500);
        return body;
    }

    /** As the platform does, which need not pay. */
    private Answer choose(String plan) {
        return platform.put(
                "/platform/schools/" + school.slug + "/plan", "*", Map.of("plan", plan));
    }

    private Answer chooseAsOwner(String plan) {
        return owner.put("/plan", "*", Map.of("plan", plan));
    }

    private void priced(long monthly, long yearly) {
        Answer now = platform.get("/platform/plans/" + pro).expect(200);
        Map<String, Object> body = body(now.json().path("limits"));
        body.put("priceMinor", monthly);
        body.put("yearlyMinor", yearly);
        platform.put("/platform/plans/" + pro, now.header("ETag").orElseThrow(), body).expect(200);
    }

    private void limit(String quota, long limit) {
        Answer now = platform.get("/platform/plans/" + pro).expect(200);
        platform.put(
                        "/platform/plans/" + pro,
                        now.header("ETag").orElseThrow(),
                        body(Map.of(quota, limit)))
                .expect(200);
    }

    private long used(String quota) {
        return owner.get("/plan").expect(200).json().path("used").path(quota).asLong();
    }

    private static List<Answer> atOnce(int times, IntFunction<Answer> asked) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(20);
        try {
            List<Future<Answer>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                futures.add(pool.submit(() -> asked.apply(number)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private static long count(List<Answer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    private static void assertReached(Answer answer, String what) {
        assertEquals(REACHED, answer.expect(402).json().path("code").asText());
        assertTrue(answer.json().path("detail").asText().contains(what), answer.toString());
    }

    private Answer addCourse(int number) {
        return school.as("TEACHER")
                .post(
                        "/courses",
                        Map.of(
                                "title", "Planned " + number + " " + System.nanoTime(),
                                "subtitle", "s",
                                "description", "d",
                                "language", "en",
                                "level", "BEGINNER",
                                "category", category(),
                                "teacherName", "T",
                                "priceMinor", 0,
                                "currency", "EUR"));
    }

    private String category() {
        return Api.id(school.as("TEACHER").get("/courses/categories").expect(200).json().get(0));
    }

    @Test
    void aNewSchoolIsOnTheUsualPlanAndNotLimited() {
        JsonNode plan = owner.get("/plan").expect(200).json();

        assertEquals("Enterprise", plan.path("plan").path("name").asText());
        assertTrue(plan.path("plan").path("limits").isEmpty(), plan.toString());
        assertTrue(plan.path("used").path("COURSES").asLong() >= 1, plan.toString());
        assertTrue(plan.path("used").path("LEARNERS").asLong() >= 1, plan.toString());
        assertTrue(plan.path("offered").size() >= 3, plan.toString());
    }

    @Test
    void ofManyCoursesThatAreMadeAtOnceAsManyComeInAsThereIsRoomFor() throws Exception {
        long most = used("COURSES") + 4;
        limit("COURSES", most);
        choose(pro).expect(200);

        List<Answer> answers = atOnce(16, this::addCourse);

        assertEquals(4, count(answers, 201), answers.toString());
        assertEquals(12, count(answers, 402), answers.toString());
        assertEquals(most, used("COURSES"));
        assertReached(addCourse(0), "The plan Pro of this school allows " + most + " courses");

        choose(plan("Enterprise")).expect(200);
        addCourse(1).expect(201);
    }

    @Test
    void ofManyLearnersWhoJoinAtOnceAsManyComeInAsThereIsRoomFor() throws Exception {
        List<Api> learners = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String email = "joins-" + System.nanoTime() + "@" + school.slug + ".example";
            Stack.RUNNING.account(school.slug, email, "Joins", SampleSchool.PASSWORD);
            Stack.token(school.slug, email, SampleSchool.PASSWORD);
            learners.add(
                    new Api(
                            school.origin(),
                            () -> Stack.token(school.slug, email, SampleSchool.PASSWORD)));
        }
        long most = used("LEARNERS") + 2;
        limit("LEARNERS", most);
        choose(pro).expect(200);

        List<Answer> answers = atOnce(6, i -> learners.get(i).get("/people/me"));

        assertEquals(2, count(answers, 200), answers.toString());
        assertEquals(4, count(answers, 402), answers.toString());
        assertEquals(most, used("LEARNERS"));
        // Whoever is there already stays, and staff may still be invited.
        school.as("LEARNER").get("/people/me").expect(200);

        choose(plan("Enterprise")).expect(200);
        learners.forEach(learner -> learner.get("/people/me").expect(200));
    }

    private Answer install(String plugin) {
        return owner.post(
                "/plugins",
                Map.of(
                        "plugin",
                        plugin,
                        "version",
                        "1.0.0",
                        "scopes",
                        plugin.equals("scorm") ? List.of("users.name") : List.of(),
                        "hosts",
                        List.of()));
    }

    @Test
    void pluginsAreSwitchedOnAsLongAsThereIsRoom() {
        install("quiz").expect(201);
        limit("PLUGINS", used("PLUGINS"));
        choose(pro).expect(200);

        assertReached(install("scorm"), "plugins");
        owner.get("/plugins/scorm").expect(404);
        // The same once more is no more.
        install("quiz").expect(201);
        owner.post("/plugins/quiz/disable", Map.of()).expect(200);
        install("scorm").expect(201);
        assertReached(owner.post("/plugins/quiz/enable", Map.of()), "plugins");

        choose(plan("Enterprise")).expect(200);
        owner.post("/plugins/quiz/enable", Map.of()).expect(200);
    }

    @Test
    void filesNeedRoom() {
        limit("STORAGE", used("STORAGE") + 10);
        choose(pro).expect(200);

        assertReached(
                owner.send(
                        "PUT",
                        "/brand/logo?name=logo.svg",
                        Map.of("Content-Type", "image/svg+xml"),
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
                                + "<rect width='8' height='8'/></svg>"),
                "storage");
    }

    @Test
    void callsOfProgramsAreCountedAndPagesAreNot() {
        long most = used("CALLS") + 150;
        limit("CALLS", most);
        choose(pro).expect(200);

        int passed = 0;
        Answer answer = owner.get("/people/me");
        while (answer.status() == 200 && passed < 400) {
            passed++;
            answer = owner.get("/people/me");
        }

        assertReached(answer, most + " calls");
        assertTrue(passed <= 150, passed + " of 150 calls passed");
        assertTrue(passed > 0);
        school.signedIn("LEARNER");
        assertEquals(most, used("CALLS"));
        choose(plan("Enterprise")).expect(200);
        owner.get("/people/me").expect(200);
    }

    @Test
    void aPlanThatIsTooSmallIsNotChosen() {
        limit("COURSES", 0);

        Answer refused = choose(pro).expect(409);

        assertEquals("PLAN_TOO_SMALL", refused.json().path("code").asText());
        assertTrue(refused.json().path("detail").asText().contains("courses"), refused.toString());
        assertEquals(
                "Enterprise",
                owner.get("/plan").expect(200).json().path("plan").path("name").asText());
    }

    @Test
    void onlyOwnersChooseAndOnlyWhatIsOffered() {
        school.as("ADMIN").get("/plan").expect(200);
        school.as("ADMIN").put("/plan", "*", Map.of("plan", pro)).expect(403);
        Answer now = platform.get("/platform/plans/" + pro).expect(200);
        Map<String, Object> hidden = body(before.json().path("limits"));
        hidden.put("offered", false);
        Answer changed =
                platform.put("/platform/plans/" + pro, now.header("ETag").orElseThrow(), hidden)
                        .expect(200);
        try {
            chooseAsOwner(pro).expect(404);
            assertFalse(owner.get("/plan").json().path("offered").toString().contains(pro));
            platform.put("/platform/schools/" + school.slug + "/plan", "*", Map.of("plan", pro))
                    .expect(200);
            assertEquals(
                    "Pro",
                    platform.get("/platform/schools/" + school.slug + "/plan")
                            .expect(200)
                            .json()
                            .path("name")
                            .asText());
        } finally {
            Map<String, Object> shown = body(before.json().path("limits"));
            shown.put("offered", true);
            platform.put("/platform/plans/" + pro, changed.header("ETag").orElseThrow(), shown)
                    .expect(200);
        }
    }

    @Test
    void whatIsWrongWithAPlanIsSaid() {
        Answer now = platform.get("/platform/plans/" + pro).expect(200);
        String tag = now.header("ETag").orElseThrow();

        platform.put("/platform/plans/" + pro, "\"v99999\"", body(Map.of())).expect(412);
        platform.put("/platform/plans/" + pro, tag, body(Map.of("COURSES", -1))).expect(422);
        Map<String, Object> dear = body(Map.of());
        dear.put("feeBasisPoints", 10_001);
        platform.put("/platform/plans/" + pro, tag, dear).expect(422);
        String usual = plan("Enterprise");
        platform.put(
                        "/platform/plans/" + usual,
                        platform.get("/platform/plans/" + usual).header("ETag").orElseThrow(),
                        Map.of("usual", false))
                .expect(422);
        assertEquals(now.body(), platform.get("/platform/plans/" + pro).body());
    }

    @Test
    void theOwnerChangesThePlanOnAPage() {
        limit("COURSES", used("COURSES") + 50);
        priced(0, 0);
        Browser browser = new Browser();
        browser.signIn(school.origin(), "/manage", school.email("OWNER"), SampleSchool.PASSWORD);
        Answer page = browser.get(school.origin() + "/manage/plan").expect(200);
        assertTrue(page.body().contains("What the school uses of its plan Enterprise."));
        Browser.Form form =
                Browser.forms(page).stream()
                        .filter(one -> pro.equals(one.values().get("plan")))
                        .findFirst()
                        .orElseThrow();

        Answer done = browser.follow(browser.submit(page, form, Map.of())).expect(200);

        assertTrue(done.body().contains("The school is on the plan Pro now."), done.toString());
        assertTrue(done.body().contains(" of " + (used("COURSES") + 50)), done.toString());
        Browser admin = new Browser();
        admin.signIn(school.origin(), "/manage", school.email("ADMIN"), SampleSchool.PASSWORD);
        Answer read = admin.get(school.origin() + "/manage/plan").expect(200);
        assertTrue(read.body().contains("An owner of the school changes the plan."));
    }
}
