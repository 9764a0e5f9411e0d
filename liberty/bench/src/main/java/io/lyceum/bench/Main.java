package io.lyceum.bench;

import io.lyceum.plugin.testkit.TestHost;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Loads the rows, warms up, measures in turns, and says which targets are met. */
public final class Main {

    private static final int MIX_WARM_UPS = 3;
    private static final int GENTLE_RATE = 50;

    /** Before other words: they are read, and nothing is measured. */
    private static final String ONLY_CHECK = "--check";

    private static final int WEBHOOK_RATE = 200;
    private static final int WEBHOOK_BURST = 1000;
    private static final int WEBHOOK_SCHOOLS = 200;
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);

    private final Target target;
    private final Options options;
    private final PrintStream out;
    private final Report report = new Report();
    private final SignInFlow signIn;

    private Main(Target target, Options options, PrintStream out) {
        this.target = target;
        this.options = options;
        this.out = out;
        this.signIn = new SignInFlow(target);
    }

    public static void main(String[] given) throws SQLException, IOException {
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            if (given.length > 0 && given[0].equals(ONLY_CHECK)) {
                Options.parse(Arrays.copyOfRange(given, 1, given.length));
                System.exit(0);
            }
            Options options = Options.parse(given);
            System.exit(new Main(Target.from(System.getenv()), options, out).run());
        } catch (IllegalArgumentException e) {
            out.println("  ✗ " + e.getMessage());
            System.exit(2);
        }
    }

    private int run() throws SQLException, IOException {
        step("Rows: " + options.scale());
        Scale.Loaded loaded = options.scale().load(target, out);
        report.facts(Machine.facts(target));
        report.fact("rows", options.scale() + " (" + loaded + ")");
        Traffic traffic = new Traffic(target);
        step("Sign in " + target.learners() + " learners");
        signInLearners(traffic);
        keepToken(traffic);
        SqlDriver sql =
                new SqlDriver(
                        target, Scale.tenant(target), traffic.courses(), statementOfRead(traffic));
        try (HttpDriver http = new HttpDriver(target);
                Sales sales = new Sales(target, options, traffic)) {
            measure(http, sql, traffic, sales);
        }
        out.println(report);
        if (!report.errors().isEmpty()) {
            out.println("  errors: " + report.errors());
        }
        out.println("  Written to " + report.write(target.output()));
        return report.errors().isEmpty() ? 0 : 1;
    }

    private void step(String what) {
        out.println("  … " + what);
    }

    private void signInLearners(Traffic traffic) throws SQLException {
        for (int i = 1; i <= target.learners(); i++) {
            traffic.session(signIn.signIn("learner" + i + "@bench.example").cookie());
        }
        try (Connection connection = target.superuser();
                PreparedStatement enrol =
                        connection.prepareStatement(
                                """
                                insert into enrolment
                                    (tenant_id, id, person_id, course_id, status, enrolled_at, last_activity_at)
                                select p.tenant_id, gen_random_uuid(), p.id, c.id, 'ACTIVE', now(), now()
                                from person p
                                join course c on c.tenant_id = p.tenant_id
                                where p.tenant_id = ?
                                  and p.email like 'learner%@bench.example'
                                  and (c.id = ? or c.slug ~ '^course-[0-9]$')
                                on conflict do nothing
                                """)) {
            enrol.setObject(1, Scale.tenant(target));
            enrol.setObject(2, traffic.learnersCourse());
            enrol.executeUpdate();
        }
    }

    /** Access tokens live for minutes; a program renews its own in time. */
    private void keepToken(Traffic traffic) {
        traffic.token(signIn.accessToken("owner@bench.example"));
        Thread renewal =
                new Thread(
                        () -> {
                            try {
                                while (true) {
                                    Thread.sleep(TOKEN_LIFE.toMillis());
                                    traffic.token(signIn.accessToken("owner@bench.example"));
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "token");
        renewal.setDaemon(true);
        renewal.start();
    }

    /** The one statement about a course that the API read sends, as the database saw it. */
    private String statementOfRead(Traffic traffic) throws SQLException {
        try (HttpDriver http = new HttpDriver(target);
                Connection connection = target.superuser();
                Statement sql = connection.createStatement()) {
            sql.execute("select pg_stat_statements_reset()");
            Sample reads = http.closed(1, Duration.ofMillis(500), traffic::apiRead);
            if (reads.failed() > 0 || reads.count() == 0) {
                throw new IllegalStateException("The API read fails: " + reads.errors());
            }
            List<String> found = new ArrayList<>();
            try (ResultSet row =
                    sql.executeQuery(
                            """
                            select s.query from pg_stat_statements s
                            join pg_roles r on r.oid = s.userid
                            where r.rolname = 'lyceum_app' and s.query ~* 'from course\\s'
                            order by s.calls desc
                            """)) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            if (found.isEmpty()) {
                throw new IllegalStateException("The API read sends no statement about a course.");
            }
            return found.get(0);
        }
    }

    private void measure(HttpDriver http, SqlDriver sql, Traffic traffic, Sales sales)
            throws SQLException {
        traffic.pageBytes(signIn.lengthOf("/courses"));
        int connections = options.connections();
        Subject raw = new Subject("sql", "raw SQL", null, d -> sql.closed(connections, d));
        Subjects asked = new Subjects(http, connections);
        Subject bare = asked.add("bare", "bare resource", null, traffic::bare);
        asked.add("catalogue", "catalogue, cached", bare, traffic::cachedCatalogue);
        asked.add("any", "catalogue, any school", bare, traffic::catalogue);
        asked.add("page", "catalogue, uncached", bare, traffic::cataloguePage);
        asked.add("course", "course page", bare, traffic::coursePage);
        asked.add("lesson", "lesson, signed in", bare, traffic::lesson);
        asked.add("search", "search", bare, traffic::search);
        asked.add("largest", "search, largest", bare, traffic::searchLargest);
        asked.all().add(raw);
        asked.add("read", "API read", raw, traffic::apiRead);
        asked.all().addAll(sales.subjects());
        List<Subject> subjects = asked.all();
        Map<Subject, Supplier<Call>> gentle = asked.calls();
        keepOnly(subjects, gentle);
        step("Warm up, " + seconds(options.warmUp()) + " each");
        subjects.forEach(subject -> subject.warmUp(options.warmUp()));
        if (options.mixes()) {
            // What runs alone is compiled for that alone: the mix is warmed up as well.
            http.open(options.rate(), options.warmUp().multipliedBy(MIX_WARM_UPS), traffic.mixed());
        }
        for (int round = 1; round <= options.rounds(); round++) {
            step(
                    "Round "
                            + round
                            + " of "
                            + options.rounds()
                            + ", "
                            + seconds(options.turn())
                            + " each, load "
                            + Machine.load());
            subjects.forEach(subject -> subject.takeTurn(options.turn()));
        }
        subjects.forEach(report::rate);
        step("One after the other at " + GENTLE_RATE + " req/s, " + seconds(options.gentle()));
        gentle.forEach(
                (subject, calls) -> {
                    Sample sample = http.open(GENTLE_RATE, options.gentle(), calls);
                    subject.gentle(sample);
                    report.latency(subject.key, subject.title, sample);
                });
        if (options.only().isEmpty()) {
            step("Log in, one after the other, " + seconds(options.gentle()));
            logins();
            step("Calls to a plugin, one after the other, " + seconds(options.gentle()));
            plugins();
        }
        if (options.tells()) {
            webhooks();
        }
        Optional<Sample> mixed =
                options.mixes() ? Optional.of(mixed(http, traffic)) : Optional.empty();
        report.fact("load after", Machine.load());
        verdicts(subjects);
        mixed.ifPresent(this::verdict);
    }

    /**
     * Whether one endpoint that hangs is felt by others: in turns, as everything that is compared.
     */
    private void besides(WebhookRun run, Duration length) throws SQLException {
        int schools = Math.min(WEBHOOK_SCHOOLS, options.scale().schools() - 1);
        step("Webhooks of " + schools + " schools, one of them slow, " + seconds(length));
        run.spread(schools);
        run.fromMany(WEBHOOK_RATE, options.warmUp(), true);
        List<Double> ratios = new ArrayList<>();
        Sample alone = run.fromMany(WEBHOOK_RATE, length, false);
        Sample beside = alone;
        for (int turn = 0; turn < 3; turn++) {
            beside = run.fromMany(WEBHOOK_RATE, length, true);
            ratios.add(beside.millis(99) / alone.millis(99));
            if (turn < 2) {
                alone = run.fromMany(WEBHOOK_RATE, length, false);
            }
        }
        report.latency("webhookMany", "webhooks of " + schools + " schools", alone);
        report.latency("webhookSlow", "the same, one endpoint hangs for 30 s", beside);
        Collections.sort(ratios);
        double median = ratios.get(1);
        report.verdict(
                "p99 of the others ≤ 1.2 times while an endpoint hangs",
                String.format(Locale.ROOT, "%.2f", median),
                median <= 1.2 && beside.failed() == 0);
    }

    private void webhooks() throws SQLException {
        Duration length = options.gentle().multipliedBy(2);
        step(
                "Webhooks at "
                        + WEBHOOK_RATE
                        + "/s and at "
                        + WEBHOOK_BURST
                        + "/s, "
                        + seconds(length));
        try (WebhookRun run =
                new WebhookRun(target, signIn, () -> signIn.accessToken("owner@bench.example"))) {
            run.at(WEBHOOK_RATE, options.warmUp(), false);
            Sample steady = run.at(WEBHOOK_RATE, length, false);
            Sample burst = run.at(WEBHOOK_BURST, length, true);
            report.latency("webhook", "webhook", steady);
            report.latency("webhookOld", "webhook, old transaction open", burst);
            besides(run, length);
            report.verdict(
                    "webhook delivery p99 ≤ 250 ms at 200/s",
                    Report.millis(steady.millis(99)) + " ms",
                    steady.millis(99) <= 250 && steady.failed() == 0);
            report.verdict(
                    "≥ 800 events/s to a webhook while an old transaction is open",
                    String.format(Locale.ROOT, "%.0f/s", burst.rate()),
                    burst.rate() >= 800 && burst.failed() == 0);
        }
    }

    private void plugins() {
        PluginLatency latency = new PluginLatency();
        Sample inProcess = latency.in(TestHost.Where.IN_PROCESS, options.gentle());
        Sample worker = latency.in(TestHost.Where.WORKER, options.gentle());
        report.latency("plugin", "plugin, in process", inProcess);
        report.latency("worker", "plugin, in a worker", worker);
        report.fact(
                "a worker adds",
                "%.2f ms (p50), %.2f ms (p99) to a call"
                        .formatted(
                                worker.millis(50) - inProcess.millis(50),
                                worker.millis(99) - inProcess.millis(99)));
    }

    /** What is asked for, and what that is compared with. */
    private void keepOnly(List<Subject> subjects, Map<Subject, Supplier<Call>> gentle) {
        List<Subject> kept =
                subjects.stream()
                        .filter(
                                subject ->
                                        options.measures(subject)
                                                || subjects.stream()
                                                        .filter(options::measures)
                                                        .anyMatch(other -> other.base == subject))
                        .toList();
        subjects.retainAll(kept);
        gentle.keySet().removeIf(subject -> !options.measures(subject));
    }

    /** Subjects in the order of their turns, with what each of them asks over HTTP. */
    private record Subjects(
            HttpDriver http,
            int connections,
            List<Subject> all,
            Map<Subject, Supplier<Call>> calls) {

        Subjects(HttpDriver http, int connections) {
            this(http, connections, new ArrayList<>(), new LinkedHashMap<>());
        }

        Subject add(String key, String title, @Nullable Subject base, Supplier<Call> asked) {
            Subject subject =
                    new Subject(key, title, base, d -> http.closed(connections, d, asked));
            all.add(subject);
            calls.put(subject, asked);
            return subject;
        }
    }

    private static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
    }

    /** Signs learners in one after the other; how long Lyceum's own part takes is told apart. */
    private void logins() {
        Histogram whole = Sample.histogram();
        Histogram ours = Sample.histogram();
        Map<String, Integer> errors = new TreeMap<>();
        Cpu before = Cpu.now(target);
        long start = System.nanoTime();
        long end = start + options.gentle().toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            login(i, whole, ours, errors);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Cpu cpu = Cpu.now(target).since(before);
        report.latency("login", "login, whole", new Sample(took, whole, errors, cpu));
        report.latency(
                "loginOurs", "login, without Keycloak", new Sample(took, ours, Map.of(), cpu));
    }

    private void login(int turn, Histogram whole, Histogram ours, Map<String, Integer> errors) {
        try {
            SignInFlow.Journey journey =
                    signIn.signIn("learner" + (1 + turn % target.learners()) + "@bench.example");
            whole.recordValue((journey.ours() + journey.realms()) / 1000);
            ours.recordValue(journey.ours() / 1000);
        } catch (IllegalStateException e) {
            errors.merge("login: " + e.getMessage(), 1, Integer::sum);
        }
    }

    private Sample mixed(HttpDriver http, Traffic traffic) {
        step("Mixed at " + options.rate() + " req/s, " + seconds(options.mixed()));
        Histogram whole = Sample.histogram();
        Histogram ours = Sample.histogram();
        Map<String, Integer> errors = new TreeMap<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread visitors =
                new Thread(
                        () -> {
                            for (int i = 0; !over.get(); i++) {
                                login(i, whole, ours, errors);
                                pause(over);
                            }
                        },
                        "logins");
        Cpu before = Cpu.now(target);
        long start = System.nanoTime();
        visitors.start();
        Sample sample = http.open(options.rate(), options.mixed(), traffic.mixed());
        over.set(true);
        try {
            visitors.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        report.latency("mixed", "mixed", sample);
        sample.byKind()
                .forEach((kind, run) -> report.latency("mixed: " + kind, "mixed: " + kind, run));
        report.fact(
                "mixed run",
                "%s of the processors; server %s µs, database %s µs, driver %s µs a request"
                        .formatted(
                                Report.percent(sample.busy()),
                                Report.number(sample.serverMicros()),
                                Report.number(sample.databaseMicros()),
                                Report.number(sample.driverMicros())));
        report.latency(
                "mixedLogin",
                "mixed: login",
                new Sample(
                        Duration.ofNanos(System.nanoTime() - start),
                        whole,
                        errors,
                        Cpu.now(target).since(before)));
        Map<String, Integer> all = new TreeMap<>(sample.errors());
        all.putAll(errors);
        report.fact("mix", Traffic.MIX + ", and a login every two seconds");
        report.fact(
                "heap",
                Machine.usedHeap(target)
                        + " MB used after the mixed run, "
                        + Machine.liveHeap(target)
                        + " MB after a collection; "
                        + Machine.peakMemory(target)
                        + " MB process at most");
        return new Sample(sample.took(), sample.latency(), all, sample.cpu());
    }

    /** Two seconds, or as long as there is still something to do. */
    private static void pause(AtomicBoolean over) {
        try {
            for (int i = 0; i < 20 && !over.get(); i++) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over.set(true);
        }
    }

    private void verdicts(List<Subject> subjects) {
        for (Subject subject : subjects) {
            switch (subject.key) {
                case "catalogue" ->
                        report.verdict(
                                "cached catalogue ≥ 50 % of the bare resource",
                                Report.percent(subject.ratio().orElseThrow()),
                                subject.ratio().orElseThrow() >= 0.5);
                case "read" ->
                        report.verdict(
                                "tenant-scoped read ≥ 30 % of its raw SQL",
                                Report.percent(subject.ratio().orElseThrow()),
                                subject.ratio().orElseThrow() >= 0.3);
                case "search" -> {
                    double p99 = subject.gentle().orElseThrow().millis(99);
                    report.verdict(
                            "search p99 ≤ 35 ms with " + options.scale(),
                            Report.millis(p99) + " ms at " + GENTLE_RATE + " req/s",
                            p99 <= 35);
                }
                default -> {}
            }
        }
    }

    private void verdict(Sample mixed) {
        report.verdict(
                "500 req/s mixed for 5 min: no errors, p95 < 100 ms",
                String.format(
                        Locale.ROOT,
                        "%.0f req/s for %s: %d errors, p95 %s ms",
                        mixed.rate(),
                        seconds(options.mixed()),
                        mixed.failed(),
                        Report.millis(mixed.millis(95))),
                options.rate() >= 500
                        && options.mixed().compareTo(Duration.ofMinutes(5)) >= 0
                        && mixed.failed() == 0
                        && mixed.millis(95) < 100);
    }
}
