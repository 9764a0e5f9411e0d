package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * {@code ./lyceum crash payments}: people buy at two nodes, every message of Stripe comes five
 * times, shuffled, at both, and at each step of a sale a node is killed (SIGKILL). In the end each
 * thing has to have happened once, and the books have to equal Stripe's balance.
 */
final class PaymentCrashRun {

    private static final String SCHOOL = "crash";
    private static final int FEW_PLACES = 4;
    private static final int CROWD = 10;
    private static final Duration SLOW = Duration.ofSeconds(6);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** Paid but without access lasts no longer, whatever happens. */
    private static final Duration WITHOUT_ACCESS = Duration.ofMinutes(5);

    private final Stack stack;
    private final Console console;
    private final Random random;
    private final StripeDesk desk;
    private final List<Liberty.Place> places;
    private final Map<Liberty.Place, Future<Liberty>> nodes = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(PaymentCrashRun::daemon);
    private final MessageRelay relay;
    private final List<Purchase> purchases = new ArrayList<>();
    private final List<TrialBuyer> tooLate = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final Set<CrashStep> reached = EnumSet.noneOf(CrashStep.class);
    private final Map<Item, String> paths = new LinkedHashMap<>();
    private PaymentBooks books;
    private LyceumApi owner;
    private int kills;

    /** What went wrong last, for whoever has to find out why. */
    private volatile String lately = "";

    PaymentCrashRun(Stack stack, Console console, long seed) {
        this.stack = stack;
        this.console = console;
        this.random = new Random(seed);
        this.desk = new StripeDesk(stack.settings(), stack.secrets());
        this.places =
                List.of(
                        Liberty.Place.first(stack.settings()),
                        new Liberty.Place("Open Liberty 2", "liberty-2", Settings.freePort()));
        this.relay = new MessageRelay(places, stack.secrets(), seed);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "people");
        thread.setDaemon(true);
        return thread;
    }

    /** What is sold. */
    enum Item {
        COURSE("EUR", 4900, 1),
        COURSE_IN_DOLLARS("USD", 1999, 1),
        BUNDLE("EUR", 6000, 2),
        MEMBERSHIP("EUR", 999, 0),
        FEW("EUR", 2500, 2);

        final String currency;
        final long minor;

        /** How many courses are begun with it. */
        final int courses;

        Item(String currency, long minor, int courses) {
            this.currency = currency;
            this.minor = minor;
            this.courses = courses;
        }
    }

    /** Somebody buys something, by what they did. */
    static final class Purchase {

        final TrialBuyer buyer;
        final Item item;
        final String code;
        Optional<String> checkout = Optional.empty();
        boolean paid;
        boolean refunded;
        Optional<String> dispute = Optional.empty();
        boolean won;

        Purchase(TrialBuyer buyer, Item item, String code) {
            this.buyer = buyer;
            this.item = item;
            this.code = code;
        }

        long dueMinor() {
            return code.isEmpty() ? item.minor : item.minor * 3 / 4;
        }

        /** Whether what was bought is there in the end. */
        boolean stays() {
            return !refunded && (dispute.isEmpty() || won);
        }
    }

    /**
     * @return 0 if everything happened once
     */
    int run(int rounds) {
        try (Connection sql = Postgres.superuser(stack.settings(), stack.secrets())) {
            prepare(sql);
            List<CrashStep> steps = steps(rounds);
            for (int i = 0; i < steps.size(); i++) {
                round(i + 1, steps.size(), steps.get(i));
            }
            renew(sql);
            console.step("Until all is quiet", this::awaitQuiet);
            PaymentEffects once = books.effects(purchases, tooLate, desk, mailbox());
            console.step(
                    "Every message five times more",
                    () -> {
                        relay.again();
                        awaitQuiet();
                    });
            PaymentEffects again = books.effects(purchases, tooLate, desk, mailbox());
            return tell(once, again) ? 0 : 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            relay.close();
            threads.shutdownNow();
        }
    }

    /** Each step as often as the others, in any order. */
    private List<CrashStep> steps(int rounds) {
        List<CrashStep> steps = new ArrayList<>();
        while (steps.size() < rounds) {
            List<CrashStep> more = new ArrayList<>(List.of(CrashStep.values()));
            Collections.shuffle(more, random);
            steps.addAll(more);
        }
        return steps.subList(0, rounds);
    }

    // ------------------------------------------------------------------ what there is

    private void prepare(Connection sql) {
        TrialSchool school =
                new TrialSchool(
                        stack.settings(),
                        stack.secrets(),
                        console,
                        SCHOOL,
                        "owner@crash.example",
                        "demo-Crash-2026");
        school.prepare(() -> {});
        owner = school.owner();
        desk.tell(relay.url());
        String one = course(4900, "EUR");
        String two = course(3900, "EUR");
        paths.put(Item.COURSE, coursePath(one));
        paths.put(Item.COURSE_IN_DOLLARS, coursePath(course(1999, "USD")));
        String bundle = product(Map.of("scope", "COURSES", "courses", List.of(one, two)));
        paths.put(
                Item.BUNDLE,
                offer(bundle, Map.of("kind", "ONCE", "priceMinor", 6000, "places", 500)));
        paths.put(
                Item.FEW,
                offer(bundle, Map.of("kind", "ONCE", "priceMinor", 2500, "places", FEW_PLACES)));
        paths.put(
                Item.MEMBERSHIP,
                offer(
                        product(Map.of("scope", "SCHOOL")),
                        Map.of("kind", "SUBSCRIPTION", "priceMinor", 999, "period", "MONTH")));
        LyceumApi.require(
                owner.post(
                        "/coupons",
                        Map.of(
                                "name", "A quarter off",
                                "code", "QUARTER",
                                "kind", "PERCENT",
                                "basisPoints", 2500,
                                "uses", 400)),
                "The coupon");
        books = new PaymentBooks(stack, SCHOOL);
        Liberty.Place first = places.get(0);
        Liberty.Place second = places.get(1);
        nodes.put(first, java.util.concurrent.CompletableFuture.completedFuture(stack.first()));
        Liberty started = console.step(second.label(), () -> stack.node(second));
        nodes.put(second, java.util.concurrent.CompletableFuture.completedFuture(started));
    }

    private String course(long minor, String currency) {
        String course = CrashRun.course(owner, minor, currency);
        LyceumApi.require(owner.post("/courses/" + course + "/publish"), "Publishing");
        return course;
    }

    private String coursePath(String course) {
        return "/courses/"
                + LyceumApi.require(owner.get("/courses/" + course), "The course")
                        .path("slug")
                        .asText()
                + "/checkout";
    }

    private String product(Map<String, Object> body) {
        Map<String, Object> all = new LinkedHashMap<>(body);
        all.put("title", "Product");
        return CrashRun.id(owner.post("/products", all), "The product");
    }

    private String offer(String product, Map<String, Object> body) {
        Map<String, Object> all = new LinkedHashMap<>(body);
        all.put("currency", "EUR");
        JsonNode made =
                LyceumApi.require(owner.post("/products/" + product + "/offers", all), "The offer");
        LyceumApi.require(
                owner.post("/offers/" + made.path("id").asText() + "/publish"), "Publishing");
        return "/offers/" + made.path("slug").asText() + "/checkout";
    }

    private TrialBuyer buyer() throws SQLException {
        try (Connection sql = Postgres.superuser(stack.settings(), stack.secrets())) {
            Settings settings = stack.settings();
            return TrialBuyer.join(
                    sql,
                    books.school(),
                    SCHOOL,
                    settings.schoolHost(SCHOOL) + ":" + settings.port(Port.WEB));
        }
    }

    private Purchase purchase(Item item) throws SQLException {
        Purchase purchase = new Purchase(buyer(), item, item == Item.BUNDLE ? "QUARTER" : "");
        purchases.add(purchase);
        return purchase;
    }

    // ------------------------------------------------------------------ rounds

    private void round(int number, int of, CrashStep step) throws SQLException {
        awaitNodes();
        String[] killed = new String[1];
        console.step(
                String.format(Locale.ROOT, "%d of %d: %s", number, of, step.words),
                () -> {
                    killed[0] = act(step);
                    return number;
                });
        console.line("        " + killed[0]);
        if (killed[0].startsWith("✗")) {
            missed.add(step.words);
        } else {
            reached.add(step);
        }
    }

    /** Lets people do something, kills a node at the step, and answers how it died. */
    private String act(CrashStep step) throws SQLException {
        return switch (step.act) {
            case BEGIN -> begin(step);
            case TELL, COME, COMMIT -> settle(step);
            case REFUND -> refund(step);
            case DISPUTE -> dispute(step);
            case RUSH -> rush();
        };
    }

    private String begin(CrashStep step) throws SQLException {
        Purchase purchase = purchase(Item.BUNDLE);
        Liberty.Place node = anyNode();
        String killed = during(step, node, () -> begin(purchase, node));
        beginAtLast(purchase);
        pay(purchase);
        return killed;
    }

    private void begin(Purchase purchase, Liberty.Place node) {
        Http.Answer answer = purchase.buyer.press(node, paths.get(purchase.item), purchase.code);
        if (answer.status() == 303 && answer.location().orElse("").contains("/pay/")) {
            purchase.checkout = answer.location();
        } else if (answer.status() != 409) {
            // Whoever reads it presses again.
            throw new Failure("The checkout did not open: " + answer.shortened());
        }
    }

    /** Whoever got no answer presses again. */
    private void beginAtLast(Purchase purchase) {
        eventually(
                "an answer to " + purchase.item,
                () -> {
                    if (purchase.checkout.isEmpty()) {
                        attempt(() -> begin(purchase, livingNode()));
                    }
                    return purchase.checkout.isPresent();
                });
    }

    private void pay(Purchase purchase) {
        purchase.buyer.pay(purchase.checkout.orElseThrow());
        purchase.paid = true;
    }

    private String settle(CrashStep step) throws SQLException {
        List<Purchase> all = new ArrayList<>();
        for (Item item : List.of(Item.COURSE, Item.COURSE_IN_DOLLARS, Item.MEMBERSHIP)) {
            Purchase purchase = purchase(item);
            beginAtLast(purchase);
            all.add(purchase);
        }
        if (step.act == CrashStep.Act.TELL) {
            return during(step, anyNode(), () -> all.forEach(this::pay));
        }
        relay.hold();
        try {
            all.forEach(this::pay);
            Liberty.Place node = anyNode();
            UUID order = books.orderOf(all.get(0).buyer);
            return during(step, node, () -> all.get(0).buyer.comeBack(node, order));
        } finally {
            relay.release();
        }
    }

    private String refund(CrashStep step) throws SQLException {
        Purchase purchase = settled();
        UUID order = books.orderOf(purchase.buyer);
        Liberty.Place node = anyNode();
        String killed = during(step, node, () -> refund(purchase, order, node));
        eventually(
                "a refund that is noted",
                () -> {
                    if (!books.hasRefund(order)) {
                        attempt(() -> refund(purchase, order, livingNode()));
                    }
                    return books.hasRefund(order);
                });
        purchase.refunded = true;
        return killed;
    }

    private void refund(Purchase purchase, UUID order, Liberty.Place node) {
        LyceumApi.require(
                owner.at(node)
                        .post(
                                "/orders/" + order + "/refunds",
                                Map.of("amountMinor", purchase.dueMinor(), "keepAccess", false)),
                "The refund");
    }

    private String dispute(CrashStep step) throws SQLException {
        Purchase purchase = settled();
        String charge = books.chargeOf(purchase.buyer);
        String killed =
                during(step, anyNode(), () -> purchase.dispute = Optional.of(desk.dispute(charge)));
        purchase.won = random.nextBoolean();
        desk.decide(purchase.dispute.orElseThrow(), purchase.won);
        return killed;
    }

    /** A purchase of a course with which nothing was done since it was paid. */
    private Purchase settled() throws SQLException {
        Optional<Purchase> known =
                purchases.stream()
                        .filter(p -> p.item == Item.COURSE && p.paid && p.stays())
                        .filter(p -> p.dispute.isEmpty())
                        .filter(p -> books.isPaid(p.buyer))
                        .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Purchase purchase = purchase(Item.COURSE);
        beginAtLast(purchase);
        pay(purchase);
        eventually("a paid order", () -> books.isPaid(purchase.buyer));
        return purchase;
    }

    /** More people than places press at both nodes, and one of these dies. */
    private String rush() throws SQLException {
        List<Purchase> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            crowd.add(new Purchase(buyer(), Item.FEW, ""));
        }
        Set<Purchase> refused = java.util.concurrent.ConcurrentHashMap.newKeySet();
        List<Future<?>> pressing = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            Purchase one = crowd.get(i);
            Liberty.Place node = places.get(i % places.size());
            pressing.add(threads.submit(() -> attempt(() -> press(one, node, refused))));
        }
        Servers.pause(random.nextInt(400));
        long answered = pressing.stream().filter(Future::isDone).count();
        Liberty.Place victim = anyNode();
        kill(victim);
        pressing.forEach(PaymentCrashRun::ended);
        for (Purchase one : crowd) {
            eventually(
                    "an answer in the rush",
                    () -> {
                        if (one.checkout.isEmpty() && !refused.contains(one)) {
                            attempt(() -> press(one, livingNode(), refused));
                        }
                        return one.checkout.isPresent() || refused.contains(one);
                    });
        }
        for (Purchase one : crowd) {
            if (one.checkout.isPresent()) {
                purchases.add(one);
                pay(one);
            } else {
                tooLate.add(one.buyer);
            }
        }
        return victim.label() + " died when " + answered + " of " + CROWD + " had their answers";
    }

    private void press(Purchase one, Liberty.Place node, Set<Purchase> refused) {
        begin(one, node);
        if (one.checkout.isEmpty()) {
            refused.add(one);
        }
    }

    /** A month passes at Stripe; all who subscribe pay once more, and a node dies of it. */
    private void renew(Connection sql) throws SQLException {
        awaitNodes();
        String[] killed = new String[1];
        console.step("A month passes", () -> killed[0] = renewed(sql));
        console.line("        " + killed[0]);
        if (killed[0].startsWith("✗")) {
            missed.add("a month passes");
        }
    }

    private String renewed(Connection sql) throws SQLException {
        // What was begun before is known by then.
        awaitQuiet();
        try (TableLock lock = books.lock("ledger_posting")) {
            desk.advance(Duration.ofDays(32));
            return killWhoWaits(lock);
        }
    }

    // ------------------------------------------------------------------ killing

    /** Has somebody do something and kills the node that is held at the step. */
    private String during(CrashStep step, Liberty.Place node, Runnable doing) throws SQLException {
        if (!step.slow.isEmpty()) {
            desk.slow(step.slow, step.table.isEmpty() ? SLOW : SLOW.dividedBy(2));
        }
        try {
            if (!step.table.isEmpty() && step.slow.isEmpty()) {
                try (TableLock lock =
                        step == CrashStep.ORDER_LOCKED
                                ? books.lockRows(step.table)
                                : books.lock(step.table)) {
                    Future<?> done = threads.submit(() -> attempt(doing));
                    String killed =
                            step.act == CrashStep.Act.COMMIT
                                    ? killWhoCommits(lock)
                                    : killWhoWaits(lock);
                    lock.close();
                    ended(done);
                    return killed;
                }
            }
            int before = books.due();
            Future<Boolean> done = threads.submit(() -> attempt(doing));
            if (!step.table.isEmpty()) {
                // It is at Stripe by now; what it notes afterwards is locked.
                Servers.pause((int) SLOW.toMillis() / 4);
                try (TableLock lock = books.lock(step.table)) {
                    String killed = killWhoWaits(lock);
                    lock.close();
                    ended(done);
                    return killed;
                }
            }
            return step.act == CrashStep.Act.TELL
                    ? killWhoLeases(done, before)
                    : killWhoAsks(node, done);
        } finally {
            desk.swift();
        }
    }

    /** Kills the nodes that wait for a lock, or one of them. */
    private String killWhoWaits(TableLock lock) throws SQLException {
        List<TableLock.Waiter> waiters = lock.awaitWaiters(SOON);
        if (waiters.isEmpty()) {
            return "✗ nobody came to " + lock.table() + ", so nobody was killed. " + lately;
        }
        Map<String, String> doing = new TreeMap<>();
        waiters.forEach(waiter -> doing.put(waiter.application(), waiter.statement()));
        List<Liberty.Place> found =
                new ArrayList<>(
                        places.stream()
                                .filter(place -> doing.containsKey(Liberty.application(place)))
                                .toList());
        Collections.shuffle(found, random);
        List<Liberty.Place> victims =
                found.size() > 1 && random.nextInt(3) == 0 ? found : found.subList(0, 1);
        List<String> told = new ArrayList<>();
        for (Liberty.Place victim : victims) {
            kill(victim);
            told.add(victim.label() + " died in: " + doing.get(Liberty.application(victim)));
        }
        return String.join("; ", told);
    }

    /** Lets a transaction go on until it is committed, and kills its node before it knows. */
    private String killWhoCommits(TableLock lock) throws SQLException {
        List<TableLock.Waiter> waiters = lock.awaitWaiters(SOON);
        if (waiters.isEmpty()) {
            return "✗ nobody came to " + lock.table() + ", so nobody was killed. " + lately;
        }
        try (AutoCloseable unanswered = books.answerNoCommit()) {
            lock.close();
            for (TableLock.Waiter waiter : waiters) {
                if (books.awaitCommit(waiter.pid(), SOON)) {
                    Liberty.Place victim =
                            places.stream()
                                    .filter(
                                            place ->
                                                    Liberty.application(place)
                                                            .equals(waiter.application()))
                                    .findFirst()
                                    .orElseThrow();
                    kill(victim);
                    return victim.label() + " died between the commit and its answer";
                }
            }
            return "✗ nobody committed, so nobody was killed";
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills the node that was asked and has not answered, as it waits for Stripe. */
    private String killWhoAsks(Liberty.Place node, Future<Boolean> done) {
        Servers.pause(1_000 + random.nextInt(2_000));
        boolean waits = !done.isDone();
        kill(node);
        return waits && !ended(done)
                ? node.label() + " died while it waited for Stripe"
                : "✗ " + node.label() + " did not wait for Stripe";
    }

    /** Kills both nodes once one has taken orders on; nobody is left. */
    private String killWhoLeases(Future<Boolean> done, int before) {
        ended(done);
        boolean[] leased = new boolean[1];
        eventually("a lane that is at work", () -> leased[0] = books.due() > before);
        places.forEach(this::kill);
        return "both nodes died while a lane waited for Stripe";
    }

    private void kill(Liberty.Place place) {
        Liberty node = running(place);
        node.kill(stack.servers());
        kills++;
        nodes.put(place, threads.submit(() -> stack.node(place)));
    }

    private Liberty running(Liberty.Place place) {
        try {
            return nodes.get(place).get(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Servers.Stopped();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new Failure(place.label() + " does not start again.", e);
        }
    }

    private void awaitNodes() {
        places.forEach(this::running);
    }

    private Liberty.Place anyNode() {
        return places.get(random.nextInt(places.size()));
    }

    /** A node that runs, one as often as the other. */
    private Liberty.Place livingNode() {
        List<Liberty.Place> living =
                places.stream().filter(place -> nodes.get(place).isDone()).toList();
        return living.isEmpty() ? places.get(0) : living.get(random.nextInt(living.size()));
    }

    // ------------------------------------------------------------------ waiting

    /** Waits until all was told and everybody has done what there is to do. */
    private void awaitQuiet() {
        awaitNodes();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String left = "";
        int quiet = 0;
        while (quiet < 3 && System.nanoTime() < deadline) {
            Servers.pause(500);
            left = relay.waiting() > 0 ? relay.waiting() + " messages" : books.unfinished();
            quiet = left.isEmpty() ? quiet + 1 : 0;
        }
        if (!left.isEmpty()) {
            console.line("  ✗ After " + PATIENCE.toMinutes() + " minutes there were left: " + left);
        }
    }

    private void eventually(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new Failure(
                        "There was never "
                                + what
                                + ". Lately: "
                                + lately
                                + " See "
                                + stack.settings().logs()
                                + ".");
            }
            Servers.pause(150);
        }
    }

    /** Whether it could be done: a node that is dead or dying answers nothing. */
    private boolean attempt(Runnable doing) {
        try {
            doing.run();
            return true;
        } catch (Failure e) {
            lately = String.valueOf(e.getMessage());
            return false;
        }
    }

    /** Waits for somebody; answers whether they got what they wanted. */
    private static boolean ended(Future<?> one) {
        try {
            return !Boolean.FALSE.equals(one.get(3, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Servers.Stopped();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    // ------------------------------------------------------------------ figures

    private String mailbox() {
        return Mailbox.url(stack.settings());
    }

    private boolean tell(PaymentEffects once, PaymentEffects again) {
        Duration longest = books.longestWithoutAccess();
        boolean told = relay.least() >= 2 * MessageRelay.COPIES;
        console.line(
                String.format(
                        Locale.ROOT,
                        """

                          Killed (SIGKILL)         %,8d times, at %d steps and a month's end
                          Messages of Stripe       %,8d, each taken %d times or more
                          Copies taken             %s; %,d times a node was not there
                          Purchases                %,8d, and %d people who came too late
                          Paid without access      %,8d s at most
                          Mails that came again    %,8d, by the same Message-ID
                        """,
                        kills,
                        reached.size(),
                        relay.messages(),
                        relay.least(),
                        relay.byNode(),
                        relay.refused(),
                        purchases.size(),
                        tooLate.size(),
                        longest.toSeconds(),
                        books.mailsAgain(mailbox())));
        console.line(once.toString());
        boolean same = once.equals(again);
        console.line(
                same
                        ? "  Every message five times more has changed nothing."
                        : "  ✗ Every message five times more has changed:\n" + again);
        missed.forEach(step -> console.line("  ✗ Nobody was killed when " + step + "."));
        boolean soon = longest.compareTo(WITHOUT_ACCESS) < 0;
        if (!soon) {
            console.line("  ✗ Somebody had paid and no access for longer than five minutes.");
        }
        if (!told) {
            console.line("  ✗ A message was taken too seldom.");
        }
        return once.isExact() && same && missed.isEmpty() && soon && told;
    }
}
