package io.lyceum.commerce.internal;

import io.lyceum.commerce.PaymentEventKept;
import io.lyceum.shared.Ids;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What Stripe has told, in the caller's transaction. */
@ApplicationScoped
public class PaymentEventRows {

    private final Sql sql;
    private final Clock clock;
    private final Outbox outbox;

    protected PaymentEventRows() {
        this(null, null, null);
    }

    @Inject
    PaymentEventRows(Sql sql, Clock clock, Outbox outbox) {
        this.sql = sql;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** Whose something is. */
    public record Whose(UUID school, UUID order) {}

    /** Tells of which school's order a message is; nothing of others. */
    public Optional<Whose> whose(StripeGateway.Told told) {
        if (told.school().isPresent() && told.order().isPresent()) {
            return sql.query("select id from school where id = :school")
                    .set("school", told.school().get())
                    .first(row -> new Whose(row.uuid("id"), told.order().get()));
        }
        return sql.query(
                        """
                        select school_id, order_id
                        from payment_school
                        where payment_intent_id = :intent
                        """)
                .set("intent", told.paymentIntent())
                .first(row -> new Whose(row.uuid("school_id"), row.uuid("order_id")));
    }

    /** Keeps a message of the current school and has it handled. */
    public void keep(StripeGateway.Told told, Optional<UUID> order, String body) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        int kept =
                sql.update(
                                """
                                insert into payment_event
                                    (tenant_id, id, event_id, type, order_id, body, received_at)
                                values (:tenant, :id, :event, :type, cast(:order as uuid), :body, :now)
                                on conflict (tenant_id, event_id) do nothing
                                """)
                        .set("id", id)
                        .set("event", told.id())
                        .set("type", told.type())
                        .set("order", order.orElse(null))
                        .set("body", body)
                        .set("now", now)
                        .run();
        if (kept == 1) {
            order.ifPresent(about -> outbox.publish(new PaymentEventKept(id, about)));
        }
    }

    /** Notes that a message was handled. */
    void handled(UUID id) {
        sql.update(
                        """
                        update payment_event
                        set handled_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("now", clock.instant())
                .set("id", id)
                .run();
    }
}
