package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** AI credits: nobody spends what is not there, however many ask at once. */
@Beside.Schools
class CreditsIT {

    private static final int FREE = 50;

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api owner = school.as("OWNER");

    /** Somebody new with this month's free credits. */
    private final class Learner {

        private final String email = "ai-" + System.nanoTime() + "@" + school.slug + ".example";
        private final Api api =
                new Api(
                        school.origin(),
                        () -> Stack.token(school.slug, email, SampleSchool.PASSWORD));
        private final String id;

        Learner() {
            Stack.RUNNING.account(school.slug, email, "Ada Asks", SampleSchool.PASSWORD);
            id = Api.id(api.get("/people/me").expect(200));
        }

        Answer reserve(long amount, String key) {
            return owner.post(
                    "/credits/reservations",
                    Map.of("person", id, "amount", amount, "purpose", "Tutor", "key", key));
        }

        String reserved(long amount) {
            return Api.id(reserve(amount, "key-" + System.nanoTime()).expect(201));
        }

        JsonNode balance() {
            return api.get("/credits/me").expect(200).json().path("balance");
        }

        long left() {
            return balance().path("left").asLong();
        }

        Answer grant(long credits, String key) {
            return owner.post(
                    "/credits/grants",
                    Map.of("person", id, "credits", credits, "note", "A pack"),
                    Map.of("Idempotency-Key", key));
        }

        /** The row, the sums of all entries, and what open reservations hold. */
        void addsUp() {
            assertEquals(
                    List.of("true"),
                    query(
                            """
                            select e.free = a.free_left and e.extra = a.extra_left
                                and a.free_left >= 0 and a.extra_left >= 0
                            from credit_account a,
                                lateral (
                                    select sum(free) as free, sum(extra) as extra
                                    from credit_entry
                                    where tenant_id = a.tenant_id and account_id = a.id) e
                            where a.person_id = cast(? as uuid)
                            """,
                            id));
        }
    }

    private static List<String> query(String sql, @Nullable Object... values) {
        try (Connection connection = Stack.superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1) == null ? "" : rows.getObject(1).toString());
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String sql, @Nullable Object... values) {
        try (Connection connection = Stack.superuser()) {
            Stack.execute(connection, sql, values);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer commit(String reservation, long used) {
        return owner.post("/credits/reservations/" + reservation + "/commit", Map.of("used", used));
    }

    private Answer release(String reservation) {
        return owner.post("/credits/reservations/" + reservation + "/release", Map.of());
    }

    private static List<Answer> atOnce(int times, java.util.function.IntFunction<Answer> asked)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(40);
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

    @Test
    void twoHundredWhoAskAtOnceForFiftyGetFifty() throws Exception {
        Learner learner = new Learner();

        List<Answer> answers = atOnce(200, i -> learner.reserve(1, "at-once-" + i));

        assertEquals(FREE, answers.stream().filter(a -> a.status() == 201).count());
        assertEquals(200 - FREE, answers.stream().filter(a -> a.status() == 402).count());
        assertEquals(0, learner.left());
        assertEquals(FREE, learner.balance().path("held").asLong());
        learner.addsUp();

        // Half of them was not needed, said by several at once.
        List<String> ids = answers.stream().filter(a -> a.status() == 201).map(Api::id).toList();
        atOnce(100, i -> release(ids.get(i % 25))).forEach(answer -> answer.expect(200));
        atOnce(75, i -> commit(ids.get(25 + i % 25), 1)).forEach(answer -> answer.expect(200));
        assertEquals(25, learner.left());
        assertEquals(0, learner.balance().path("held").asLong());
        learner.addsUp();
    }

    @Test
    void whatIsRefusedSaysWhatIsLeftAndWhenThereIsMore() {
        Learner learner = new Learner();

        Answer refused = learner.reserve(FREE + 1, "too-much").expect(402);

        assertEquals("NOT_ENOUGH_CREDITS", refused.json().path("code").asText());
        String detail = refused.json().path("detail").asText();
        assertTrue(
                detail.matches("51 credits are needed and 50 are left\\..* \\d{4}-\\d\\d-01\\."),
                detail);
        assertEquals(FREE, learner.left());
    }

    @Test
    void workIsPaidForOnceAndTheRestComesBack() {
        Learner learner = new Learner();
        learner.grant(20, "pack-" + learner.id).expect(200);
        String reservation = learner.reserved(60);
        assertEquals(10, learner.left());
        assertEquals(60, learner.balance().path("held").asLong());

        commit(reservation, 61).expect(422);
        commit(reservation, 55).expect(200);
        commit(reservation, 55).expect(200);

        commit(reservation, 54).expect(409);
        Answer over = release(reservation).expect(409);
        assertEquals("RESERVATION_OVER", over.json().path("code").asText());
        JsonNode balance = learner.balance();
        assertEquals(0, balance.path("free").asLong(), "free ones are used first");
        assertEquals(15, balance.path("extra").asLong());
        learner.addsUp();
    }

    @Test
    void theSameKeyIsTheSameReservation() throws Exception {
        Learner learner = new Learner();

        List<Answer> answers = atOnce(20, i -> learner.reserve(5, "again"));

        answers.forEach(answer -> answer.expect(201));
        assertEquals(1, answers.stream().map(Api::id).distinct().count());
        assertEquals(FREE - 5, learner.left());
        assertEquals(
                "IDEMPOTENCY_KEY_REUSED",
                learner.reserve(6, "again").expect(422).json().path("code").asText());
        learner.addsUp();
    }

    @Test
    void whatIsGrantedTwiceComesOnce() throws Exception {
        Learner learner = new Learner();
        String key = "grant-" + learner.id;
        learner.grant(30, key).expect(200);
        // As if a day had passed since, and nobody remembered the request.
        execute("delete from idempotency_record where idempotency_key = ?", key);

        learner.grant(30, key).expect(200);

        assertEquals(FREE + 30, learner.left());
        learner.addsUp();
    }

    @Test
    void whatNobodyEndsComesBackByItself() {
        Learner learner = new Learner();
        String looked = learner.reserved(30);
        execute(
                "update credit_reservation set expires_at = now() - interval '1 second' where id = cast(? as uuid)",
                looked);

        // Whoever looks sees it at once.
        assertEquals(FREE, learner.left());
        assertEquals(
                "RESERVATION_OVER", commit(looked, 3).expect(409).json().path("code").asText());
        // And nobody has to look.
        Stack.eventually(
                "the end of the reservation",
                Duration.ofSeconds(60),
                () ->
                        owner.get("/credits/reservations/" + looked)
                                        .expect(200)
                                        .json()
                                        .path("status")
                                        .asText()
                                        .equals("EXPIRED")
                                ? Optional.of(true)
                                : Optional.empty());
        assertEquals(FREE, learner.left());
        learner.addsUp();
    }

    /** Moves what somebody has and holds to the month before. */
    private static void aMonthPasses(Learner learner) {
        execute(
                """
                update credit_reservation
                set month = month - interval '1 month'
                where account_id = (select id from credit_account where person_id = cast(? as uuid))
                """,
                learner.id);
        execute(
                "update credit_account set month = month - interval '1 month' where person_id = cast(? as uuid)",
                learner.id);
    }

    @Test
    void freeCreditsOfTheMonthBeforeDoNotComeBack() {
        Learner learner = new Learner();
        learner.grant(20, "month-" + learner.id).expect(200);
        String open = learner.reserved(60);
        String other = learner.reserved(4);
        aMonthPasses(learner);

        assertEquals(FREE + 6, learner.left(), "all free ones are new, what was granted stays");
        commit(open, 45).expect(200);

        // 5 free ones of the month before have lapsed; 10 that were granted come back.
        JsonNode balance = learner.balance();
        assertEquals(FREE, balance.path("free").asLong());
        assertEquals(16, balance.path("extra").asLong());
        release(other).expect(200);
        assertEquals(FREE + 20, learner.left());
        assertTrue(
                learner.api.get("/credits/me").json().path("lines").toString().contains("LAPSED"));
        learner.addsUp();
    }

    @Test
    void unlimitedCreditsAreNotCountedButNoted() {
        Learner learner = new Learner();
        owner.post(
                        "/credits/grants",
                        Map.of("person", learner.id, "unlimitedUntil", "2999-01-01T00:00:00Z"))
                .expect(200);

        String reservation = learner.reserved(900_000);
        commit(reservation, 777).expect(200);

        assertEquals(FREE, learner.left());
        JsonNode line = learner.api.get("/credits/me").json().path("lines").get(0);
        assertEquals(-777, line.path("amount").asLong());
        assertTrue(line.path("unlimited").asBoolean());
        owner.post(
                        "/credits/grants",
                        Map.of("person", learner.id, "unlimitedUntil", "2020-01-01T00:00:00Z"))
                .expect(200);
        learner.reserve(FREE + 1, "counted-again").expect(402);
        learner.addsUp();
    }

    @Test
    void anyHistoryAddsUp() {
        for (long seed = 1; seed <= 4; seed++) {
            Random random = new Random(seed);
            Learner learner = new Learner();
            List<String> open = new ArrayList<>();
            Map<String, Long> amounts = new HashMap<>();
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(9)) {
                    case 0 -> learner.grant(1 + random.nextInt(30), learner.id + random.nextInt(6));
                    case 1 -> {
                        if (random.nextInt(3) == 0) {
                            aMonthPasses(learner);
                        }
                    }
                    case 2 -> {
                        if (!open.isEmpty()) {
                            execute(
                                    "update credit_reservation set expires_at = now() where id = cast(? as uuid)",
                                    open.remove(random.nextInt(open.size())));
                        }
                    }
                    case 3, 4, 5 -> {
                        long amount = 1 + random.nextInt(25);
                        long left = learner.left();
                        Answer answer = learner.reserve(amount, "history-" + seed + "-" + step);
                        assertEquals(amount <= left ? 201 : 402, answer.status(), "seed " + seed);
                        if (answer.status() == 201) {
                            open.add(Api.id(answer));
                            amounts.put(Api.id(answer), amount);
                            assertEquals(left - amount, learner.left(), "seed " + seed);
                        }
                    }
                    case 6 -> {
                        if (!open.isEmpty()) {
                            release(open.remove(random.nextInt(open.size()))).expect(200);
                        }
                    }
                    default -> {
                        if (!open.isEmpty()) {
                            String one = open.remove(random.nextInt(open.size()));
                            commit(one, random.nextLong(amounts.get(one) + 1)).expect(200);
                        }
                    }
                }
            }
            long seen = learner.left();
            // One more change brings the row up to what was shown.
            learner.grant(1, "last-" + learner.id).expect(200);
            learner.addsUp();
            assertEquals(
                    List.of(Long.toString(seen + 1)),
                    query(
                            "select free_left + extra_left from credit_account where person_id = cast(? as uuid)",
                            learner.id),
                    "seed " + seed);
        }
    }

    @Test
    void theDatabaseRefusesLessThanNothingAndKeepsEntries() {
        Learner learner = new Learner();
        learner.reserved(1);
        for (String change :
                List.of(
                        "update credit_account set free_left = -1",
                        "update credit_account set extra_left = -1",
                        "update credit_entry set free = 1000",
                        "delete from credit_entry")) {
            assertThrows(
                    SQLException.class,
                    () -> {
                        try (Connection connection = Stack.superuser()) {
                            Stack.execute(connection, change);
                        }
                    },
                    change);
        }
    }

    @Test
    void theSchoolHasAnAccountOfItsOwn() {
        long before = owner.get("/credits").expect(200).json().path("school").path("left").asLong();

        String reservation =
                Api.id(
                        owner.post(
                                        "/credits/reservations",
                                        Map.of(
                                                "amount",
                                                7,
                                                "purpose",
                                                "Outline",
                                                "key",
                                                "school-" + System.nanoTime()))
                                .expect(201));
        commit(reservation, 7).expect(200);

        JsonNode all = owner.get("/credits").expect(200).json();
        assertEquals(before - 7, all.path("school").path("left").asLong());
        assertTrue(all.path("totals").path("usedThisMonth").asLong() >= 7);
    }

    @Test
    void aSchoolChoosesHowManyAreFree() {
        SampleSchool other = TwoSchools.ready().a;
        Learner learner = new Learner();
        learner.reserved(10);
        Answer read = owner.get("/credits/settings").expect(200);
        try {
            Answer changed =
                    owner.put(
                                    "/credits/settings",
                                    read.header("ETag").orElseThrow(),
                                    Map.of("learnerMonthly", 80))
                            .expect(200);
            owner.put(
                            "/credits/settings",
                            read.header("ETag").orElseThrow(),
                            Map.of("learnerMonthly", 90))
                    .expect(412);
            owner.put(
                            "/credits/settings",
                            changed.header("ETag").orElseThrow(),
                            Map.of("learnerMonthly", -1))
                    .expect(422);

            assertEquals(70, learner.left(), "more hold at once");
            learner.reserved(5);
            assertEquals(
                    50,
                    other.as("OWNER")
                            .get("/credits/settings")
                            .expect(200)
                            .json()
                            .path("learnerMonthly")
                            .asLong(),
                    "the other school has its own");
        } finally {
            Answer now = owner.get("/credits/settings").expect(200);
            owner.put(
                            "/credits/settings",
                            now.header("ETag").orElseThrow(),
                            Map.of("learnerMonthly", FREE))
                    .expect(200);
        }
        assertEquals(65, learner.left(), "fewer hold from the next month");
        learner.addsUp();
    }

    @Test
    void peopleOfOtherSchoolsAreNotThere() {
        Learner learner = new Learner();
        String reservation = learner.reserved(1);
        Api stranger = TwoSchools.ready().a.as("OWNER");

        stranger.get("/credits/people/" + learner.id).expect(404);
        stranger.get("/credits/reservations/" + reservation).expect(404);
        stranger.post("/credits/reservations/" + reservation + "/release", Map.of()).expect(404);
        stranger.post("/credits/grants", Map.of("person", learner.id, "credits", 5)).expect(404);
        assertFalse(
                stranger.get("/credits?q=" + learner.email)
                        .expect(200)
                        .body()
                        .contains(learner.id));
        assertEquals(FREE - 1, learner.left());
    }

    @Test
    void theListGoesOnWhereItEnded() {
        new Learner();
        new Learner();
        List<String> seen = new ArrayList<>();
        String path = "/credits?q=ai-&limit=1";
        String cursor = "";
        do {
            JsonNode page = owner.get(path + "&cursor=" + cursor).expect(200).json();
            page.path("items").forEach(item -> seen.add(item.path("person").asText()));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null") && seen.size() < 200);

        assertTrue(seen.size() >= 2, seen.toString());
        assertEquals(seen.size(), seen.stream().distinct().count());
    }

    @Test
    void theOwnerGrantsOnAPageAndTheLearnerSeesIt() {
        Learner learner = new Learner();
        Browser admin = new Browser();
        admin.signIn(school.origin(), "/manage", school.email("ADMIN"), SampleSchool.PASSWORD);
        Answer list = admin.get(school.origin() + "/manage/credits?q=" + learner.email).expect(200);
        assertTrue(list.body().contains("50 of 50"), list.toString());
        String address = school.origin() + "/manage/credits/" + learner.id;
        Answer page = admin.get(address).expect(200);
        Browser.Form form = Browser.form(page, "/grants");

        Answer wrong = admin.submit(page, form, Map.of("credits", "a lot")).expect(422);
        assertTrue(wrong.body().contains("Choose between 1 and 1,000,000."), wrong.toString());
        Map<String, String> sent = Map.of("credits", "25", "note", "For the essay");
        Answer done = admin.follow(admin.submit(page, form, sent)).expect(200);
        admin.follow(admin.submit(page, form, sent)).expect(200);

        assertTrue(done.body().contains("For the essay"), done.toString());
        assertEquals(FREE + 25, learner.left(), "a form that is sent twice grants once");
        Browser browser = new Browser();
        Answer own =
                browser.signIn(school.origin(), "/credits", learner.email, SampleSchool.PASSWORD)
                        .expect(200);
        assertTrue(own.body().contains("75 credits left"), own.toString());
        assertTrue(own.body().contains("For the essay"), own.toString());

        Answer account = admin.get(address).expect(200);
        Browser.Form time = Browser.form(account, "/unlimited");
        admin.submit(account, time, Map.of("until", "tomorrow")).expect(422);
        admin.follow(admin.submit(account, time, Map.of("until", "2998-12-31"))).expect(200);
        assertTrue(
                browser.get(school.origin() + "/credits")
                        .body()
                        .contains("Unlimited until December 31, 2998"));
    }
}
