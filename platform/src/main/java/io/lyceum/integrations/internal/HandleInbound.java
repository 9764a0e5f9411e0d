package io.lyceum.integrations.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.identity.Audience;
import io.lyceum.identity.People;
import io.lyceum.identity.PersonId;
import io.lyceum.integrations.AddressReported;
import io.lyceum.integrations.InboundMessage;
import io.lyceum.integrations.InboundMessage.Status;
import io.lyceum.integrations.InboundReceived;
import io.lyceum.integrations.InboundRule;
import io.lyceum.integrations.InboundWebhook;
import io.lyceum.integrations.InboundWebhooks;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Does what a message's rules say. All of it is one transaction with the note that it is done, or
 * nothing is, and the note says why.
 */
@ApplicationScoped
class HandleInbound implements EventListener.Outbound<InboundReceived> {

    @Inject InboundWebhooks webhooks;
    @Inject People people;
    @Inject Audience audience;
    @Inject Courses courses;
    @Inject Enrolments enrolments;
    @Inject Outbox outbox;
    @Inject Transactions transactions;

    @Override
    public Class<InboundReceived> event() {
        return InboundReceived.class;
    }

    @Override
    public void on(UUID id, InboundReceived event) {
        try {
            List<String> waiting =
                    transactions.call(
                            () ->
                                    webhooks.takeOn(event.message())
                                            .map(this::handle)
                                            .orElse(List.of()));
            // Somebody may have joined while it was handled.
            transactions.run(
                    () ->
                            waiting.stream()
                                    .filter(address -> audience.byEmail(address).isPresent())
                                    .forEach(webhooks::joined));
        } catch (Problem problem) {
            // A system that tells nonsense is told nothing; whoever runs the school sees why.
            transactions.run(
                    () ->
                            webhooks.note(
                                    event.message(), Status.FAILED, problem.detail(), List.of()));
        } catch (RuntimeException e) {
            transactions.run(() -> webhooks.trouble(event.message(), "it is tried again"));
            throw e;
        }
    }

    /** Somebody has to join before the rest can be done. */
    private record Done(String outcome, Optional<String> waitsFor) {

        static Done with(String outcome) {
            return new Done(outcome, Optional.empty());
        }
    }

    /** Answers for whom it waits. */
    private List<String> handle(InboundMessage message) {
        InboundWebhook webhook = webhooks.byId(message.webhook());
        List<Done> done = new ArrayList<>();
        for (JsonNode item : InboundReading.kept(message.body()).items()) {
            for (InboundRule rule : InboundReading.rules(webhook, item)) {
                done.add(act(webhook, rule, item));
            }
        }
        List<String> waitsFor = done.stream().flatMap(d -> d.waitsFor().stream()).toList();
        webhooks.note(
                message.id(),
                !waitsFor.isEmpty()
                        ? Status.WAITING
                        : done.isEmpty() ? Status.IGNORED : Status.HANDLED,
                done.isEmpty()
                        ? "no rule is about it"
                        : String.join("; ", done.stream().map(Done::outcome).distinct().toList()),
                waitsFor);
        return waitsFor;
    }

    private Done act(InboundWebhook webhook, InboundRule rule, JsonNode item) {
        String email = InboundReading.at(item, rule.email());
        if (email.isEmpty()) {
            throw new Problem(CommonProblem.INVALID_INPUT, "nothing at " + rule.email());
        }
        return switch (rule.action()) {
            case INVITE -> invite(rule, item, email);
            case ENROL -> enrol(rule, item, email);
            case ADDRESS_BOUNCED -> report(webhook, email, false);
            case ADDRESS_COMPLAINED -> report(webhook, email, true);
        };
    }

    private Done invite(InboundRule rule, JsonNode item, String email) {
        return Done.with(words(ask(rule, item, email)));
    }

    private People.Asked ask(InboundRule rule, JsonNode item, String email) {
        return people.ask(email, InboundReading.at(item, rule.name()));
    }

    private static String words(People.Asked asked) {
        return switch (asked) {
            case INVITED -> "invited";
            case INVITED_BEFORE -> "was invited before";
            case HERE -> "is here already";
            case DEACTIVATED -> "the account is deactivated";
        };
    }

    private Done enrol(InboundRule rule, JsonNode item, String email) {
        Course course = course(InboundReading.at(item, rule.course()));
        Optional<PersonId> person = audience.byEmail(email);
        if (person.isPresent()) {
            enrolments.enrol(person.get(), course.id());
            return Done.with("enrolled in " + course.slug());
        }
        People.Asked asked = ask(rule, item, email);
        return asked == People.Asked.DEACTIVATED
                ? Done.with(words(asked))
                : new Done(words(asked) + "; enrolled on joining", Optional.of(email));
    }

    private Course course(String named) {
        try {
            return courses.byId(new CourseId(UUID.fromString(named)));
        } catch (IllegalArgumentException e) {
            return courses.bySlug(named);
        }
    }

    private Done report(InboundWebhook webhook, String email, boolean complained) {
        outbox.publish(new AddressReported(email, complained, webhook.name()));
        return Done.with(complained ? "complaint noted" : "bounce noted");
    }
}
