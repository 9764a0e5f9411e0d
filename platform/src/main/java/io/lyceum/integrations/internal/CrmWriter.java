package io.lyceum.integrations.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.integrations.CrmChange;
import io.lyceum.integrations.CrmConnection;
import io.lyceum.integrations.CrmRecord;
import io.lyceum.integrations.internal.CrmFacts.Facts;
import io.lyceum.shared.Json;
import io.lyceum.shared.camel.Routes;
import io.lyceum.shared.net.OutboundHttp.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * Writes how things stand with a learner to a CRM, and reads what it has. Never inside a
 * transaction. A CRM is sent no more requests a minute than it was said to bear, on each node.
 */
@ApplicationScoped
public class CrmWriter {

    private final Routes routes;
    private final Clock clock;
    private final Pace pace;

    protected CrmWriter() {
        this(null, null, null);
    }

    @Inject
    CrmWriter(Routes routes, Clock clock, Pace pace) {
        this.pace = pace;
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param attempted the last request
     * @param impossible whether there is none, because it cannot be made
     */
    record Written(Attempted attempted, boolean impossible) {

        boolean done() {
            return attempted.delivered();
        }

        /** Tells whether the CRM refuses what it is sent, which trying again cannot mend. */
        boolean refused() {
            return impossible
                    || attempted
                            .answer()
                            .map(Answer::status)
                            .filter(
                                    status ->
                                            status >= 400
                                                    && status < 500
                                                    && status != 401
                                                    && status != 403
                                                    && status != 408
                                                    && status != 429)
                            .isPresent();
        }
    }

    /**
     * Writes a contact, and an enrolment if it is about one. How things stand is read right before
     * each request, after the CRM's turn has come: what was read long ago might undo what is newer.
     *
     * @param read in a transaction of its own; nothing if there is nobody to tell of any more
     * @return nothing if nobody was told of
     */
    Optional<Written> write(CrmConnection crm, String secret, Supplier<Optional<Facts>> read) {
        Optional<Written> contact = write(crm, secret, crm.contact(), read, false);
        return contact.isPresent() && contact.get().done() && crm.enrolment().written()
                ? write(crm, secret, crm.enrolment(), read, true).or(() -> contact)
                : contact;
    }

    private Optional<Written> write(
            CrmConnection crm,
            String secret,
            CrmRecord record,
            Supplier<Optional<Facts>> read,
            boolean ofEnrolment) {
        waitForTurn(crm);
        Optional<Facts> facts = read.get().filter(f -> f.enrolled() || !ofEnrolment);
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        String path;
        try {
            path = CrmDocument.path(record, facts.get());
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    new Written(
                            new Attempted(
                                    clock.instant(),
                                    0,
                                    Optional.empty(),
                                    String.valueOf(e.getMessage())),
                            true));
        }
        Attempted attempted =
                ask(
                        crm,
                        secret,
                        record.method(),
                        path,
                        CrmDocument.body(record, facts.get()).toString());
        return Optional.of(new Written(attempted, false));
    }

    /** Reads what a CRM has, and says what writing would change. */
    List<CrmChange> preview(CrmConnection crm, String secret, Facts facts) throws IOException {
        List<CrmChange> changes = new ArrayList<>();
        changes.addAll(preview(crm, secret, crm.contact(), facts, facts.text("person.email")));
        if (facts.enrolled() && crm.enrolment().written()) {
            changes.addAll(
                    preview(
                            crm,
                            secret,
                            crm.enrolment(),
                            facts,
                            facts.text("person.email") + ", " + facts.text("course.title")));
        }
        return changes;
    }

    private List<CrmChange> preview(
            CrmConnection crm, String secret, CrmRecord record, Facts facts, String about)
            throws IOException {
        return CrmDocument.changes(
                record,
                facts,
                about,
                record.readable()
                        ? read(crm, secret, CrmDocument.path(record, facts))
                        : Optional.empty());
    }

    /** Reads a record; nothing if there is none. */
    private Optional<JsonNode> read(CrmConnection crm, String secret, String path)
            throws IOException {
        waitForTurn(crm);
        Attempted read = ask(crm, secret, "GET", path, "");
        int status = read.answer().map(Answer::status).orElse(0);
        if (status == 404) {
            return Optional.empty();
        }
        if (!read.delivered()) {
            throw new IOException(read.error());
        }
        try {
            return Optional.of(Json.MAPPER.readTree(read.answer().orElseThrow().body()));
        } catch (JsonProcessingException e) {
            throw new IOException("the answer is no JSON", e);
        }
    }

    private Attempted ask(
            CrmConnection crm, String secret, String method, String path, String body) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        Exchange exchange =
                routes.send(
                                CrmRoute.ENTRANCE,
                                e ->
                                        e.getMessage()
                                                .setBody(
                                                        new CrmRoute.Request(
                                                                crm, secret, method, path, body)))
                        .join();
        Attempted attempted = Attempted.of(exchange, at, System.nanoTime() - begun);
        int status = attempted.answer().map(Answer::status).orElse(0);
        return status != 0 && status / 100 != 2
                ? new Attempted(at, attempted.millis(), attempted.answer(), "answered " + status)
                : attempted;
    }

    private void waitForTurn(CrmConnection crm) {
        Instant now = clock.instant();
        pace.took(crm.id(), crm.perMinute(), 1, now);
        long millis = Duration.between(now, pace.next(crm.id(), now)).toMillis();
        if (millis > 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
