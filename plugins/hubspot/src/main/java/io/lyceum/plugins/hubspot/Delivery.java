package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.Users;
import io.lyceum.plugin.connector.Connector.Change;
import io.lyceum.plugin.connector.Connector.Line;
import io.lyceum.plugin.connector.Connector.Outcome;
import io.lyceum.plugin.connector.Connector.PushRequest;
import io.lyceum.plugin.connector.Connector.Pushed;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugins.hubspot.HubSpot.Contact;
import io.lyceum.plugins.hubspot.HubSpot.Write;
import io.lyceum.plugins.hubspot.LearnerEvent.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One push of events. The events of a learner become one write of how things stand after the last
 * of them; their lines share its outcome. Contacts are read before they are written, in a dry run
 * as in a real one, so that both find the same changes.
 */
final class Delivery {

    /** Leaves the last request, which may be slow, time to end before the host's deadline. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final PluginContext context;
    private final Locale locale;
    private final List<DomainEvent> events;
    private final boolean dryRun;
    private final Mapping mapping;
    private final Ledger ledger;
    private final HubSpot hubSpot;
    private final @Nullable Line[] lines;
    private final Map<String, Learner> learners = new LinkedHashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private int leftOut;

    /** After it, HubSpot is asked nothing more; null while all is well. */
    private @Nullable HubSpotProblem halt;

    Delivery(PluginContext context, PushRequest request) {
        this.context = context;
        this.locale = context.locale();
        this.events = request.events();
        this.dryRun = request.dryRun();
        this.mapping = new Mapping(context);
        this.ledger = new Ledger(context);
        this.hubSpot = new HubSpot(context, LONGEST);
        this.lines = new Line[events.size()];
    }

    /** A learner, and what the batch tells of them. */
    private static final class Learner {

        private final String person;
        private final @Nullable LearnerFacts known;
        private final Users.@Nullable Profile profile;
        private final List<Step> steps = new ArrayList<>();
        private boolean settled;

        Learner(String person, @Nullable LearnerFacts known, Users.@Nullable Profile profile) {
            this.person = person;
            this.known = known;
            this.profile = profile;
        }

        LearnerFacts before() {
            return known == null ? LearnerFacts.NONE : known;
        }

        LearnerFacts facts() {
            return steps.isEmpty() ? before() : steps.get(steps.size() - 1).facts();
        }

        Users.Profile profile() {
            return Objects.requireNonNull(profile);
        }

        String email() {
            String email = profile == null ? null : profile.email();
            return email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An event of a learner.
     *
     * @param index among the events
     * @param facts after it
     */
    private record Step(int index, LearnerEvent event, LearnerFacts facts) {}

    /**
     * What a learner's contact lacks.
     *
     * @param contact null when there is none yet
     * @param write all that differs in the end; empty when nothing does
     * @param changes for each step
     */
    private record Plan(
            Learner learner,
            @Nullable Contact contact,
            Map<String, String> write,
            List<List<Change>> changes) {}

    Pushed run() {
        try {
            for (int i = 0; i < events.size(); i++) {
                take(i);
            }
            List<Learner> due = new ArrayList<>();
            for (Learner learner : learners.values()) {
                if (!learner.steps.isEmpty() && kept(learner) && news(learner)) {
                    due.add(learner);
                }
            }
            if (!due.isEmpty() && context.secrets().get("accessToken").isEmpty()) {
                fail(due, Words.TOKEN_MISSING.in(locale));
            } else {
                rounds(due).forEach(this::deliver);
            }
        } catch (CapabilityDenied e) {
            for (int i = 0; i < lines.length; i++) {
                if (lines[i] == null) {
                    line(
                            i,
                            Outcome.FAILED,
                            List.of(),
                            Words.NOT_GRANTED.in(locale, e.getMessage()));
                }
            }
        }
        if (leftOut > 0) {
            context.log()
                    .info(
                            leftOut
                                    + " of "
                                    + events.size()
                                    + " events were left out: their people are gone, without an"
                                    + " address, not learners, or their enrolment is not known");
        }
        return new Pushed(
                Arrays.stream(lines).map(Objects::requireNonNull).toList(),
                halt == null ? 0 : halt.retryAfterSeconds());
    }

    /** Puts an event to the learner that it is about, or settles it. */
    private void take(int index) {
        DomainEvent event = events.get(index);
        Optional<Type> type = LearnerEvent.typeOf(event);
        if (type.isEmpty()) {
            line(index, Outcome.UNCHANGED, List.of(), null);
            return;
        }
        Optional<LearnerEvent> read = LearnerEvent.of(type.get(), event);
        if (read.isEmpty()) {
            line(index, Outcome.FAILED, List.of(), Words.BAD_EVENT.in(locale, event.type()));
            return;
        }
        Optional<Learner> learner =
                person(read.get()).map(id -> learners.computeIfAbsent(id, this::learner));
        if (learner.isEmpty()
                || learner.get().profile == null
                || !isOfLearner(read.get(), learner.get())) {
            leftOut++;
            line(index, Outcome.UNCHANGED, List.of(), null);
            return;
        }
        Learner found = learner.get();
        found.steps.add(new Step(index, read.get(), found.facts().with(read.get())));
        if (read.get().enrolment() != null) {
            owners.put(read.get().enrolment(), found.person);
        }
    }

    /** Completed lessons don't tell whose they are; the enrolment did. */
    private Optional<String> person(LearnerEvent event) {
        if (event.person() != null) {
            return Optional.of(event.person());
        }
        String enrolment = Objects.requireNonNull(event.enrolment());
        String seen = owners.get(enrolment);
        return seen != null ? Optional.of(seen) : ledger.owner(enrolment);
    }

    private Learner learner(String person) {
        return new Learner(
                person,
                ledger.facts(person).orElse(null),
                context.users().find(person).orElse(null));
    }

    /** People who work at the school are not sent, nor is a change of somebody never sent. */
    private static boolean isOfLearner(LearnerEvent event, Learner learner) {
        return switch (event.type()) {
            case JOINED -> !event.staff();
            case CHANGED -> learner.known != null || !learner.steps.isEmpty();
            case ENROLLED, LESSON_COMPLETED, COURSE_COMPLETED -> true;
        };
    }

    /**
     * Keeps what the events tell, before anything is sent: an event that HubSpot refuses still
     * counts when the next one comes.
     */
    private boolean kept(Learner learner) {
        if (dryRun) {
            return true;
        }
        try {
            for (Step step : learner.steps) {
                if (step.event().enrolment() != null && step.event().person() != null) {
                    ledger.own(step.event().enrolment(), learner.person);
                }
            }
            if (ledger.learn(learner.person, facts -> withAll(facts, learner.steps))) {
                return true;
            }
            settle(learner, Outcome.LATER, Words.MEANWHILE_CHANGED.in(locale));
        } catch (QuotaExceeded e) {
            settle(learner, Outcome.FAILED, Words.STORAGE_FULL.in(locale, e.getMessage()));
        }
        return false;
    }

    private static LearnerFacts withAll(LearnerFacts facts, List<Step> steps) {
        LearnerFacts all = facts;
        for (Step step : steps) {
            all = all.with(step.event());
        }
        return all;
    }

    /** Tells whether HubSpot has not been told already. */
    private boolean news(Learner learner) {
        if (learner.email().isEmpty()) {
            leftOut += learner.steps.size();
            settle(learner, Outcome.UNCHANGED, null);
            return false;
        }
        LearnerFacts facts = learner.facts();
        if (learner.email().equals(facts.email())
                && facts.contact() != null
                && mapping.properties(facts, learner.profile()).equals(facts.sent())) {
            settle(learner, Outcome.UNCHANGED, null);
            return false;
        }
        return true;
    }

    /** HubSpot takes an address once in a batch; two people may share one. */
    private static List<List<Learner>> rounds(List<Learner> due) {
        List<List<Learner>> rounds = new ArrayList<>();
        List<Learner> left = due;
        while (!left.isEmpty()) {
            Set<String> addresses = new HashSet<>();
            List<Learner> round = new ArrayList<>();
            List<Learner> again = new ArrayList<>();
            for (Learner learner : left) {
                (addresses.add(learner.email()) ? round : again).add(learner);
            }
            rounds.add(round);
            left = again;
        }
        return rounds;
    }

    private void deliver(List<Learner> batch) {
        try {
            if (halt != null) {
                throw halt;
            }
            List<Plan> plans = plans(batch);
            if (dryRun) {
                plans.forEach(this::settle);
            } else {
                write(plans);
            }
        } catch (HubSpotProblem problem) {
            switch (problem.kind()) {
                case WAIT -> {
                    halt = problem;
                    open(batch).forEach(l -> settle(l, Outcome.LATER, problem.words(locale)));
                }
                case TOKEN, SCOPES -> {
                    halt = problem;
                    fail(open(batch), problem.words(locale));
                }
                case MISSING, REFUSED -> {
                    if (batch.size() == 1) {
                        fail(batch, problem.words(locale));
                    }
                }
            }
        }
        // What is left was in a batch with something that HubSpot does not take.
        open(batch).forEach(learner -> deliver(List.of(learner)));
    }

    private static List<Learner> open(Collection<Learner> learners) {
        return learners.stream().filter(learner -> !learner.settled).toList();
    }

    private List<Plan> plans(List<Learner> batch) {
        Set<String> properties = mapping.toRead();
        Map<String, Contact> byEmail = new HashMap<>();
        hubSpot.byEmail(batch.stream().map(Learner::email).toList(), properties)
                .forEach(contact -> contact.emails().forEach(e -> byEmail.put(e, contact)));
        // Who has another address now is still the contact of before.
        Map<String, Contact> byId = new HashMap<>();
        hubSpot.byId(
                        batch.stream()
                                .filter(l -> !byEmail.containsKey(l.email()))
                                .flatMap(l -> Optional.ofNullable(l.before().contact()).stream())
                                .distinct()
                                .toList(),
                        properties)
                .forEach(contact -> byId.put(contact.id(), contact));
        return batch.stream()
                .map(
                        learner -> {
                            Contact contact = byEmail.get(learner.email());
                            String before = learner.before().contact();
                            return plan(
                                    learner,
                                    contact == null && before != null ? byId.get(before) : contact);
                        })
                .toList();
    }

    private Plan plan(Learner learner, @Nullable Contact contact) {
        Map<String, String> current = new TreeMap<>();
        if (contact != null) {
            current.putAll(contact.properties());
            if (contact.emails().contains(learner.email())) {
                current.put("email", learner.email());
            }
        }
        String object = Words.CONTACT.in(locale, learner.email());
        Map<String, String> write = new TreeMap<>();
        List<List<Change>> changes = new ArrayList<>();
        for (Step step : learner.steps) {
            Map<String, String> wanted = mapping.properties(step.facts(), learner.profile());
            wanted.put("email", learner.email());
            List<Change> stepChanges = new ArrayList<>();
            wanted.forEach(
                    (name, value) -> {
                        String now = current.get(name);
                        if (!value.equals(now) && !isCorrected(learner, name, value, now)) {
                            stepChanges.add(new Change(object, name, now, value));
                            current.put(name, value);
                            write.put(name, value);
                        }
                    });
            changes.add(stepChanges);
        }
        return new Plan(learner, contact, write, changes);
    }

    /** A name that somebody wrote at HubSpot stays until the person's name changes here. */
    private boolean isCorrected(
            Learner learner, String property, String value, @Nullable String now) {
        String sent = learner.before().sent().get(property);
        return mapping.isOfPerson(property) && now != null && (sent == null || sent.equals(value));
    }

    private void write(List<Plan> plans) {
        List<Plan> same = plans.stream().filter(plan -> plan.write().isEmpty()).toList();
        same.forEach(plan -> done(plan, Objects.requireNonNull(plan.contact()).id()));
        List<Plan> there =
                plans.stream().filter(p -> p.contact() != null && !p.write().isEmpty()).toList();
        // By id, since HubSpot changes single properties by address only reluctantly.
        note(
                there,
                hubSpot.update(
                        there.stream()
                                .map(
                                        plan ->
                                                new Write(
                                                        Objects.requireNonNull(plan.contact()).id(),
                                                        plan.write()))
                                .toList()));
        List<Plan> fresh = plans.stream().filter(plan -> plan.contact() == null).toList();
        note(
                fresh,
                hubSpot.create(
                        fresh.stream()
                                .map(plan -> new Write(plan.learner().email(), plan.write()))
                                .toList()));
    }

    private void note(List<Plan> plans, List<Optional<String>> written) {
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            written.get(i).ifPresent(contact -> done(plan, contact));
        }
    }

    private void done(Plan plan, String contact) {
        Learner learner = plan.learner();
        Map<String, String> told = mapping.properties(learner.facts(), learner.profile());
        settle(plan);
        try {
            ledger.amend(learner.person, facts -> facts.told(contact, learner.email(), told));
        } catch (QuotaExceeded e) {
            // It is sent; without the note it is compared once more when the next event comes.
            context.log().warn("what was sent could not be noted: " + e.getMessage());
        }
    }

    private void settle(Plan plan) {
        for (int i = 0; i < plan.learner().steps.size(); i++) {
            List<Change> changes = plan.changes().get(i);
            line(
                    plan.learner().steps.get(i).index(),
                    changes.isEmpty() ? Outcome.UNCHANGED : Outcome.SENT,
                    changes,
                    null);
        }
        plan.learner().settled = true;
    }

    private void fail(List<Learner> failed, String why) {
        failed.forEach(learner -> settle(learner, Outcome.FAILED, why));
    }

    private void settle(Learner learner, Outcome outcome, @Nullable String why) {
        learner.steps.forEach(step -> line(step.index(), outcome, List.of(), why));
        learner.settled = true;
    }

    private void line(int index, Outcome outcome, List<Change> changes, @Nullable String error) {
        lines[index] = new Line(events.get(index).id(), outcome, changes, error);
    }
}
