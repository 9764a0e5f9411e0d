package io.lyceum.commerce.internal;

import io.lyceum.commerce.CouponId;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.SeatInvitation;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of invitations to seats, in the caller's transaction. */
@ApplicationScoped
public class SeatRows {

    private static final String SELECT =
            """
            select i.id, i.order_id, i.coupon_id, i.email, i.language, i.sent, i.created_at, c.code,
                case
                    when i.withdrawn_at is not null or c.archived then 'WITHDRAWN'
                    when c.used > 0 then 'TAKEN'
                    else 'OPEN'
                end as status
            from seat_invitation i
            join coupon c on c.tenant_id = :tenant and c.id = i.coupon_id
            where i.tenant_id = :tenant
            """;

    private final Sql sql;
    private final CouponRows coupons;
    private final Clock clock;

    protected SeatRows() {
        this(null, null, null);
    }

    @Inject
    SeatRows(Sql sql, CouponRows coupons, Clock clock) {
        this.sql = sql;
        this.coupons = coupons;
        this.clock = clock;
    }

    private static SeatInvitation invitation(Row row) {
        return new SeatInvitation(
                row.uuid("id"),
                row.uuid("order_id"),
                new CouponId(row.uuid("coupon_id")),
                row.optionalText("email"),
                row.text("code"),
                row.constant("status", SeatInvitation.Status.class),
                Locale.forLanguageTag(row.text("language")),
                row.integer("sent"),
                row.instant("created_at"));
    }

    public Optional<SeatInvitation> find(UUID id) {
        return sql.query(SELECT + "and i.id = :id").set("id", id).first(SeatRows::invitation);
    }

    /** Lists those of an order that are not withdrawn, the latest first. */
    public List<SeatInvitation> of(UUID order) {
        return sql.query(
                        SELECT
                                + """
                                and i.order_id = :order and i.withdrawn_at is null
                                order by i.created_at desc, i.id desc
                                """)
                .set("order", order)
                .list(SeatRows::invitation);
    }

    /** How many there were of an order, with those that were withdrawn. */
    public long ever(UUID order) {
        return sql.query(
                        """
                        select count(*) as ever
                        from seat_invitation
                        where tenant_id = :tenant and order_id = :order
                        """)
                .set("order", order)
                .first(row -> row.number("ever"))
                .orElse(0L);
    }

    /**
     * Makes an invitation with a coupon for one seat, which has to be counted as used in its pack.
     *
     * @return the invitation
     */
    public UUID invite(Order order, String email, Locale language) {
        CouponId coupon = coupons.issue(order, 1);
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into seat_invitation
                            (tenant_id, id, order_id, coupon_id, email, language, created_at)
                        values (:tenant, :id, :order, :coupon, :email, :language, :now)
                        """)
                .set("id", id)
                .set("order", order.id())
                .set("coupon", coupon.value())
                .set("email", email)
                .set("language", language.toLanguageTag())
                .set("now", now)
                .run();
        return id;
    }

    /**
     * Takes a seat back that was promised. In its pack it has to be counted as free.
     *
     * @return false if somebody has it, or if it is back already
     */
    public boolean withdraw(SeatInvitation invitation) {
        if (!coupons.archiveUnused(invitation.coupon())) {
            return false;
        }
        sql.update(
                        """
                        update seat_invitation
                        set email = null, withdrawn_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("now", clock.instant())
                .set("id", invitation.id())
                .run();
        return true;
    }

    /** Counts one more mail. */
    public void sentAgain(UUID id) {
        sql.update(
                        """
                        update seat_invitation
                        set sent = sent + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .set("id", id)
                .run();
    }
}
