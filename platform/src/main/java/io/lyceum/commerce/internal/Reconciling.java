package io.lyceum.commerce.internal;

import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.Reconciliation;
import io.lyceum.commerce.Reconciliation.Kind;
import io.lyceum.commerce.internal.ReconciliationRows.Found;
import io.lyceum.commerce.internal.ReconciliationRows.Posted;
import io.lyceum.commerce.internal.StripeHistory.Message;
import io.lyceum.commerce.internal.StripeHistory.Movement;
import io.lyceum.shared.Json;
import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Leases;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Compares what Stripe says has happened with what came in and stands in the books. Whatever is
 * missing is repaired by settling its order; what differs then is told one by one.
 */
@ApplicationScoped
public class Reconciling implements Chore {

    private static final Logger LOG = Logger.getLogger(Reconciling.class.getName());
    private static final String LEASE = "payments/reconciliation";

    /** A node that stops in the middle leaves it to others then. */
    private static final Duration LENGTH = Duration.ofMinutes(10);

    /** Stripe may make something known later than it happened. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    /** So long Stripe keeps its messages. */
    private static final Duration FIRST = Duration.ofDays(30);

    private final ReconciliationRows rows;
    private final PaymentEventRows events;
    private final StripeGateway stripe;
    private final StripeHistory history;
    private final Settling settling;
    private final Leases leases;
    private final CurrentSchool school;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration every;
    private final Duration patience;

    @Resource ManagedExecutorService executor;

    protected Reconciling() {
        this(null, null, null, null, null, null, null, null, null, Duration.ZERO, Duration.ZERO);
    }

    /**
     * @param every how often it compares by itself; zero for never
     * @param check after which time Stripe is asked about a new order: what is not older than twice
     *     that may still come by itself
     */
    @Inject
    Reconciling(
            ReconciliationRows rows,
            PaymentEventRows events,
            StripeGateway stripe,
            StripeHistory history,
            Settling settling,
            Leases leases,
            CurrentSchool school,
            Transactions transactions,
            Clock clock,
            @ConfigProperty(name = "lyceum.payments.reconcile", defaultValue = "PT1H")
                    Duration every,
            @ConfigProperty(name = "lyceum.payments.check", defaultValue = "PT2M") Duration check) {
        this.rows = rows;
        this.events = events;
        this.stripe = stripe;
        this.history = history;
        this.settling = settling;
        this.leases = leases;
        this.school = school;
        this.transactions = transactions;
        this.clock = clock;
        this.every = every == null ? Duration.ZERO : every;
        this.patience = check.multipliedBy(2);
    }

    @Override
    public void onThisNode(Instant now) {
        if (!stripe.ready() || every.isZero()) {
            return;
        }
        Optional<Reconciliation> latest = transactions.call(rows::latest);
        boolean due = latest.map(run -> !run.startedAt().plus(every).isAfter(now)).orElse(true);
        if (due && leases.take(LEASE, LENGTH)) {
            Reconciliation run = start();
            executor.submit(() -> compare(run, clock.instant().minus(patience)));
        }
    }

    /**
     * Begins to compare all that there is, in the background; goes on with the one under way.
     *
     * @throws Problem PAYMENTS_OFF
     */
    public Reconciliation begin() {
        if (!stripe.ready()) {
            throw new Problem(PaymentProblem.PAYMENTS_OFF);
        }
        if (!leases.take(LEASE, LENGTH)) {
            return transactions
                    .call(rows::latest)
                    .orElseThrow(() -> new Problem(PaymentProblem.PAYMENT_UNREACHABLE));
        }
        Reconciliation run = start();
        executor.submit(() -> compare(run, Instant.MAX));
        return run;
    }

    private Reconciliation start() {
        try {
            return transactions.call(
                    () ->
                            rows.begin(
                                    rows.compared()
                                            .map(at -> at.minus(OVERLAP))
                                            .orElse(clock.instant().minus(FIRST))));
        } catch (RuntimeException e) {
            leases.release(LEASE, Duration.ZERO);
            throw e;
        }
    }

    /**
     * Compares.
     *
     * @param before what is younger is left to the next time
     */
    private void compare(Reconciliation run, Instant before) {
        try {
            school.run(SchoolId.PLATFORM, () -> new Comparison(run, before).make());
        } catch (Problem problem) {
            fail(run, problem.detail());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "payments: the comparison with Stripe failed", e);
            fail(run, String.valueOf(e.getMessage()));
        } finally {
            leases.release(LEASE, Duration.ZERO);
        }
    }

    private void fail(Reconciliation run, String why) {
        transactions.run(() -> rows.failed(run.id(), why));
    }

    private <T> T in(UUID of, Supplier<T> action) {
        return school.call(new SchoolId(of), () -> transactions.call(action));
    }

    /** One comparison. */
    private final class Comparison {

        private final Reconciliation run;
        private final Instant before;
        private final Map<String, PaymentEventRows.Whose> whose = new HashMap<>();
        private final Map<UUID, String> troubles = new HashMap<>();

        private Comparison(Reconciliation run, Instant before) {
            this.run = run;
            this.before = before;
        }

        private void make() {
            List<Message> messages = history.messages(run.since());
            List<Message> due = messages.stream().filter(m -> m.at().isBefore(before)).toList();
            catchUp(due);
            leases.extend(LEASE, LENGTH);
            List<Movement> movements = apart(history.movements(run.since()));
            List<Movement> old = movements.stream().filter(m -> m.at().isBefore(before)).toList();
            compareBalances(old, movements);
            Instant until = run.since();
            for (Movement movement : old) {
                until = movement.at().isAfter(until) ? movement.at() : until;
            }
            for (Message message : due) {
                until = message.at().isAfter(until) ? message.at() : until;
            }
            // What belongs to a test clock of Stripe may be of a time that has not come.
            Instant now = clock.instant();
            Instant last = until.isAfter(now) ? now : until;
            transactions.run(() -> rows.done(run.id(), last, old.size(), due.size()));
        }

        private void found(Optional<UUID> of, Found found) {
            transactions.run(() -> rows.found(run.id(), of, found));
        }

        /** Keeps what has not come in, and has its orders settled. */
        private void catchUp(List<Message> messages) {
            Map<UUID, List<Message>> bySchool = new HashMap<>();
            Map<String, Optional<PaymentEventRows.Whose>> about = new HashMap<>();
            for (Message message : messages) {
                Optional<PaymentEventRows.Whose> of =
                        transactions.call(() -> events.whose(message.told()));
                about.put(message.told().id(), of);
                bySchool.computeIfAbsent(
                                of.map(PaymentEventRows.Whose::school)
                                        .orElse(SchoolId.PLATFORM.value()),
                                id -> new ArrayList<>())
                        .add(message);
            }
            bySchool.forEach(
                    (of, its) -> {
                        Set<String> kept =
                                in(
                                        of,
                                        () ->
                                                rows.kept(
                                                        its.stream()
                                                                .map(m -> m.told().id())
                                                                .toList()));
                        Set<UUID> touched = new LinkedHashSet<>();
                        for (Message message : its) {
                            if (!kept.contains(message.told().id())) {
                                Optional<UUID> order =
                                        about.get(message.told().id())
                                                .flatMap(PaymentEventRows.Whose::order);
                                keep(of, message.told(), order);
                                order.ifPresent(touched::add);
                            }
                        }
                        touched.forEach(order -> settle(of, order));
                    });
        }

        /** Its body stays at Stripe: what was erased here does not come back. */
        private void keep(UUID of, StripeGateway.Told told, Optional<UUID> order) {
            in(
                    of,
                    () -> {
                        events.keep(
                                told,
                                order,
                                Json.write(Map.of("id", told.id(), "type", told.type())));
                        return true;
                    });
            found(
                    Optional.of(of).filter(id -> !id.equals(SchoolId.PLATFORM.value())),
                    new Found(
                            Kind.EVENT_MISSED,
                            told.id(),
                            told.type(),
                            order,
                            null,
                            null,
                            null,
                            ""));
        }

        private void settle(UUID of, UUID order) {
            try {
                school.run(new SchoolId(of), () -> settling.settle(order));
                troubles.remove(order);
            } catch (Problem problem) {
                troubles.put(order, problem.detail());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "payments: order " + order + " could not be settled", e);
                troubles.put(order, String.valueOf(e.getMessage()));
            }
        }

        /** What schools pay for their plans is the platform's own, and in no school's books. */
        private List<Movement> apart(List<Movement> movements) {
            Set<String> ofPlans =
                    transactions.call(
                            () ->
                                    rows.ofPlans(
                                            movements.stream()
                                                    .map(Movement::intent)
                                                    .collect(Collectors.toSet())));
            return movements.stream()
                    .map(m -> ofPlans.contains(m.intent()) ? m.platforms() : m)
                    .toList();
        }

        private void compareBalances(List<Movement> old, List<Movement> all) {
            whose.putAll(
                    transactions.call(
                            () ->
                                    rows.whose(
                                            all.stream()
                                                    .map(Movement::intent)
                                                    .collect(Collectors.toSet()))));
            Map<Optional<UUID>, List<Movement>> bySchool = new HashMap<>();
            for (UUID paid : transactions.call(rows::paidSchools)) {
                bySchool.put(Optional.of(paid), new ArrayList<>());
            }
            for (Movement movement : old) {
                bySchool.computeIfAbsent(
                                whose(movement).map(PaymentEventRows.Whose::school),
                                id -> new ArrayList<>())
                        .add(movement);
            }
            Set<String> known = new HashSet<>();
            all.forEach(movement -> known.add(movement.source()));
            Instant newest =
                    old.stream().map(Movement::at).max(Instant::compareTo).orElse(run.since());
            bySchool.forEach(
                    (of, movements) -> {
                        if (of.isPresent()) {
                            compareSchool(of.get(), movements, known, newest);
                        } else {
                            compareNobodys(movements);
                        }
                    });
        }

        /** Who paid for something before it was noted here says it at Stripe. */
        private Optional<PaymentEventRows.Whose> whose(Movement movement) {
            if (movement.intent().isEmpty()) {
                return Optional.empty();
            }
            PaymentEventRows.Whose of =
                    whose.computeIfAbsent(
                            movement.intent(),
                            intent -> {
                                StripeGateway.Told told = history.payment(intent);
                                return transactions.call(() -> events.whose(told)).orElse(null);
                            });
            return Optional.ofNullable(of);
        }

        private void compareNobodys(List<Movement> movements) {
            Map<String, long[]> sums = new TreeMap<>();
            for (Movement movement : movements) {
                add(sums, movement.currency(), movement.netMinor(), 0, 1);
                if (movement.payment()) {
                    found(Optional.empty(), unexplained(movement, Optional.empty(), null));
                }
            }
            note(Optional.empty(), sums);
        }

        private void compareSchool(
                UUID of, List<Movement> movements, Set<String> known, Instant newest) {
            List<String> sources = movements.stream().map(Movement::source).toList();
            Map<String, Long> before = posted(of, sources);
            Set<UUID> missing = new LinkedHashSet<>();
            for (Movement movement : movements) {
                if (!agrees(movement, before)) {
                    whose(movement).flatMap(PaymentEventRows.Whose::order).ifPresent(missing::add);
                }
            }
            missing.forEach(order -> settle(of, order));
            Map<String, Long> after = missing.isEmpty() ? before : posted(of, sources);
            Map<String, long[]> sums = new TreeMap<>();
            for (Movement movement : movements) {
                Long there = after.get(key(movement.source(), movement.currency()));
                add(sums, movement.currency(), movement.netMinor(), there == null ? 0 : there, 1);
                Optional<UUID> order = whose(movement).flatMap(PaymentEventRows.Whose::order);
                if (!agrees(movement, after)) {
                    found(Optional.of(of), unexplained(movement, order, there));
                } else if (!agrees(movement, before)) {
                    found(
                            Optional.of(of),
                            new Found(
                                    Kind.REPAIRED,
                                    movement.id(),
                                    movement.type(),
                                    order,
                                    movement.currency(),
                                    movement.netMinor(),
                                    there,
                                    ""));
                }
            }
            for (Posted posted : in(of, () -> rows.postedBesides(known, run.since(), newest))) {
                add(sums, posted.currency(), 0, posted.minor(), 0);
                found(
                        Optional.of(of),
                        new Found(
                                Kind.UNEXPLAINED,
                                posted.source(),
                                "ledger",
                                posted.order(),
                                posted.currency(),
                                null,
                                posted.minor(),
                                ""));
            }
            note(Optional.of(of), sums);
        }

        private Found unexplained(Movement movement, Optional<UUID> order, @Nullable Long there) {
            return new Found(
                    Kind.UNEXPLAINED,
                    movement.id(),
                    movement.type(),
                    order,
                    movement.currency(),
                    movement.netMinor(),
                    there,
                    order.map(id -> troubles.getOrDefault(id, "")).orElse(""));
        }

        private boolean agrees(Movement movement, Map<String, Long> posted) {
            Long there = posted.get(key(movement.source(), movement.currency()));
            return there == null ? movement.netMinor() == 0 : there == movement.netMinor();
        }

        private Map<String, Long> posted(UUID of, List<String> sources) {
            return in(of, () -> rows.posted(sources)).stream()
                    .collect(
                            Collectors.toMap(
                                    posted -> key(posted.source(), posted.currency()),
                                    Posted::minor,
                                    Long::sum));
        }

        private static String key(String source, String currency) {
            return source + " " + currency;
        }

        private static void add(
                Map<String, long[]> sums, String currency, long stripe, long ledger, int count) {
            long[] sum = sums.computeIfAbsent(currency, c -> new long[3]);
            sum[0] += stripe;
            sum[1] += ledger;
            sum[2] += count;
        }

        private void note(Optional<UUID> of, Map<String, long[]> sums) {
            transactions.run(
                    () ->
                            sums.forEach(
                                    (currency, sum) ->
                                            rows.sum(
                                                    run.id(),
                                                    of,
                                                    currency,
                                                    (int) sum[2],
                                                    sum[0],
                                                    sum[1])));
        }
    }
}
