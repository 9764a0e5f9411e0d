package io.lyceum.notifications;

import io.lyceum.identity.PersonId;
import io.lyceum.notifications.internal.PushAddress;
import io.lyceum.notifications.internal.PushKeys;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Encryption;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The devices of people of the current school (RFC 8030). */
@UseCase
public class Devices {

    private static final int MOST = 10;
    private static final int LONGEST_ENDPOINT = 1000;
    private static final int LONGEST_NAME = 100;
    private static final int KEY_BYTES = 65;
    private static final int SECRET_BYTES = 16;

    /** A device that takes nothing for so long is not used any more. */
    private static final Duration GIVEN_UP = Duration.ofDays(30);

    private static final String COLUMNS =
            """
            select id, name, created_at, reached_at, failing_since
            from push_device
            where tenant_id = :tenant and person_id = :person
            """;

    private final Sql sql;
    private final Clock clock;
    private final Encryption encryption;
    private final OutboundHttp http;
    private final PushKeys keys;

    protected Devices() {
        this(null, null, null, null, null);
    }

    @Inject
    Devices(Sql sql, Clock clock, Encryption encryption, OutboundHttp http, PushKeys keys) {
        this.sql = sql;
        this.clock = clock;
        this.encryption = encryption;
        this.http = http;
        this.keys = keys;
    }

    /** The key that browsers are told to listen to (RFC 8292), uncompressed, in base64 for URLs. */
    public String publicKey() {
        return keys.pair().extractPublicKeyInUncompressedFormAsString();
    }

    /**
     * What a browser tells of a push subscription.
     *
     * @param p256dh its public key, uncompressed, in base64 for URLs
     * @param auth its secret, in base64 for URLs
     */
    public record Subscription(String endpoint, String p256dh, String auth) {}

    /**
     * Tells somebody on a device from now on. One that somebody else used is theirs now.
     *
     * @throws Problem INVALID_INPUT
     */
    public Device add(PersonId person, String name, Subscription subscription) {
        new Checks()
                .text(name, "name", LONGEST_NAME)
                .that(
                        isAddress(subscription.endpoint()),
                        "endpoint",
                        "This is no address of a push service.")
                .that(
                        holds(subscription.p256dh(), KEY_BYTES),
                        "p256dh",
                        "This is no key of a browser.")
                .that(
                        holds(subscription.auth(), SECRET_BYTES),
                        "auth",
                        "This is no key of a browser.")
                .done();
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into push_device
                            (tenant_id, id, person_id, name, endpoint, p256dh, auth, created_at)
                        values (:tenant, :id, :person, :name, :endpoint, :p256dh, :auth, :now)
                        on conflict (tenant_id, endpoint) do update
                        set person_id = excluded.person_id, name = excluded.name, p256dh = excluded.p256dh,
                            auth = excluded.auth, failing_since = null
                        """)
                .set("id", Ids.at(now))
                .set("person", person.value())
                .set("name", name.strip())
                .set("endpoint", subscription.endpoint())
                .set("p256dh", subscription.p256dh())
                .set("auth", encryption.encrypt(subscription.auth()))
                .set("now", now)
                .run();
        sql.update(
                        """
                        delete from push_device
                        where tenant_id = :tenant
                          and id in (
                            select id from push_device
                            where tenant_id = :tenant and person_id = :person and endpoint <> :endpoint
                            order by created_at desc
                            offset :others)
                        """)
                .set("person", person.value())
                .set("endpoint", subscription.endpoint())
                .set("others", MOST - 1)
                .run();
        return sql.query(COLUMNS + " and endpoint = :endpoint")
                .set("person", person.value())
                .set("endpoint", subscription.endpoint())
                .first(Devices::device)
                .orElseThrow();
    }

    /** Learners choose these: none of them leads into the installation's own network. */
    private boolean isAddress(String endpoint) {
        return endpoint.length() <= LONGEST_ENDPOINT
                && http.mayAsk(endpoint)
                && keys.mayPush(URI.create(endpoint.strip()));
    }

    private static boolean holds(String base64, int bytes) {
        try {
            return base64 != null && Base64.getUrlDecoder().decode(base64).length == bytes;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Device device(Row row) {
        return new Device(
                row.uuid("id"),
                row.text("name"),
                row.instant("created_at"),
                row.optionalInstant("reached_at"),
                row.optionalInstant("failing_since"));
    }

    /** Lists somebody's devices, first added first. */
    public List<Device> of(PersonId person) {
        return sql.query(COLUMNS + " order by created_at, id")
                .set("person", person.value())
                .list(Devices::device);
    }

    /**
     * Tells somebody nothing more on a device.
     *
     * @throws Problem NOT_FOUND if it is not theirs
     */
    public void remove(PersonId person, UUID device) {
        int removed =
                sql.update(
                                """
                                delete from push_device
                                where tenant_id = :tenant and person_id = :person and id = :id
                                """)
                        .set("person", person.value())
                        .set("id", device)
                        .run();
        if (removed == 0) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
    }

    /** Where somebody's devices are reached. */
    public List<PushAddress> addresses(PersonId person) {
        return sql.query(
                        """
                        select id, endpoint, p256dh, auth
                        from push_device
                        where tenant_id = :tenant and person_id = :person
                        order by created_at, id
                        """)
                .set("person", person.value())
                .list(
                        row ->
                                new PushAddress(
                                        row.uuid("id"),
                                        URI.create(row.text("endpoint")),
                                        row.text("p256dh"),
                                        encryption.decrypt(row.text("auth"))));
    }

    /** Notes that a push service took something for a device. */
    public void reached(UUID device) {
        sql.update(
                        """
                        update push_device
                        set reached_at = :now, failing_since = null
                        where tenant_id = :tenant and id = :id
                        """)
                .set("now", clock.instant())
                .set("id", device)
                .run();
    }

    /** Notes that nothing was taken for a device; after a month of that it is forgotten. */
    public void failed(UUID device) {
        Instant now = clock.instant();
        sql.update(
                        """
                        update push_device
                        set failing_since = coalesce(failing_since, :now)
                        where tenant_id = :tenant and id = :id
                        """)
                .set("now", now)
                .set("id", device)
                .run();
        sql.update(
                        """
                        delete from push_device
                        where tenant_id = :tenant and id = :id and failing_since < :old
                        """)
                .set("id", device)
                .set("old", now.minus(GIVEN_UP))
                .run();
    }

    /** Forgets a device whose push service says that it is gone. */
    public void gone(UUID device) {
        sql.update("delete from push_device where tenant_id = :tenant and id = :id")
                .set("id", device)
                .run();
    }
}
