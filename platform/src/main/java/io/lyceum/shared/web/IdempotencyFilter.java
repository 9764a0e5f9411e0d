package io.lyceum.shared.web;

import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.audit.Actor;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets a client repeat a POST safely: the same {@code Idempotency-Key} with the same request by the
 * same person is answered from memory for a day. Failures are not remembered, so they can be tried
 * again.
 */
@Provider
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String KEY = "Idempotency-Key";
    private static final String RECORD = "io.lyceum.idempotency";
    static final Duration LIFE = Duration.ofDays(1);
    private static final Duration STUCK = Duration.ofMinutes(2);

    @Inject Sql sql;
    @Inject Clock clock;
    @Inject Transactions transactions;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(KEY);
        Optional<UUID> person = Actor.bound();
        if (key == null
                || person.isEmpty()
                || !request.getMethod().equals("POST")
                || !request.getUriInfo().getPath().startsWith("/api/")
                || request.getMediaType() != null
                        && !request.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return;
        }
        if (key.isBlank() || key.length() > 200) {
            throw new Problem(CommonProblem.INVALID_INPUT, KEY);
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String hash =
                Tokens.hash(
                        request.getUriInfo().getRequestUri().getPath()
                                + "\n"
                                + new String(body, StandardCharsets.UTF_8));
        Optional<Remembered> known = transactions.call(() -> begin(person.get(), key, hash));
        if (known.isEmpty()) {
            request.setProperty(RECORD, key);
            return;
        }
        request.abortWith(replay(known.get(), hash));
    }

    private Optional<Remembered> begin(UUID person, String key, String hash) {
        Instant now = clock.instant();
        sql.update(
                        """
                        delete from idempotency_record
                        where tenant_id = :tenant and person_id = :person and idempotency_key = :key
                          and (created_at < :old or created_at < :stuck and status is null)
                        """)
                .set("person", person)
                .set("key", key)
                .set("old", now.minus(LIFE))
                .set("stuck", now.minus(STUCK))
                .run();
        int begun =
                sql.update(
                                """
                                insert into idempotency_record
                                    (tenant_id, id, person_id, idempotency_key, request_hash, created_at)
                                values (:tenant, :id, :person, :key, :hash, :now)
                                on conflict (tenant_id, person_id, idempotency_key) do nothing
                                """)
                        .set("id", Ids.at(now))
                        .set("person", person)
                        .set("key", key)
                        .set("hash", hash)
                        .set("now", now)
                        .run();
        if (begun == 1) {
            return Optional.empty();
        }
        return sql.query(
                        """
                        select request_hash, status, media_type, location, body
                        from idempotency_record
                        where tenant_id = :tenant and person_id = :person and idempotency_key = :key
                        """)
                .set("person", person)
                .set("key", key)
                .first(IdempotencyFilter::remembered);
    }

    private static Remembered remembered(Row row) {
        return new Remembered(
                row.text("request_hash"),
                row.integer("status"),
                row.optionalText("media_type"),
                row.optionalText("location"),
                row.optionalText("body"));
    }

    private static Response replay(Remembered remembered, String hash) {
        if (!remembered.hash().equals(hash)) {
            throw new Problem(CommonProblem.IDEMPOTENCY_KEY_REUSED);
        }
        if (remembered.status() == 0) {
            throw new Problem(CommonProblem.IDEMPOTENCY_IN_PROGRESS);
        }
        Response.ResponseBuilder answer =
                Response.status(remembered.status()).header("Idempotent-Replayed", "true");
        remembered.location().ifPresent(l -> answer.location(URI.create(l)));
        remembered
                .body()
                .ifPresent(
                        body ->
                                answer.entity(body.getBytes(StandardCharsets.UTF_8))
                                        .type(
                                                remembered
                                                        .mediaType()
                                                        .orElse(MediaType.APPLICATION_JSON)));
        return answer.build();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(RECORD) instanceof String key)) {
            return;
        }
        UUID person = Actor.bound().orElseThrow();
        boolean worked = response.getStatus() < 400;
        String body =
                response.hasEntity() && !(response.getEntity() instanceof byte[])
                        ? Json.write(response.getEntity())
                        : null;
        transactions.run(
                () -> {
                    if (worked) {
                        finish(person, key, response, body);
                    } else {
                        forget(person, key);
                    }
                });
    }

    private void finish(UUID person, String key, ContainerResponseContext response, String body) {
        sql.update(
                        """
                        update idempotency_record
                        set status = :status, media_type = :type, location = :location, body = :body
                        where tenant_id = :tenant and person_id = :person and idempotency_key = :key
                        """)
                .set("status", response.getStatus())
                .set(
                        "type",
                        response.getMediaType() == null
                                ? MediaType.APPLICATION_JSON
                                : response.getMediaType().toString())
                .set(
                        "location",
                        response.getLocation() == null ? null : response.getLocation().toString())
                .set("body", body)
                .set("person", person)
                .set("key", key)
                .run();
    }

    private void forget(UUID person, String key) {
        sql.update(
                        """
                        delete from idempotency_record
                        where tenant_id = :tenant and person_id = :person and idempotency_key = :key
                        """)
                .set("person", person)
                .set("key", key)
                .run();
    }

    private record Remembered(
            String hash,
            int status,
            Optional<String> mediaType,
            Optional<String> location,
            Optional<String> body) {}
}
