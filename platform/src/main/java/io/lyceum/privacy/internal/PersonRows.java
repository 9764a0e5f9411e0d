package io.lyceum.privacy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Json;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a person in all tables, in the caller's transaction. A table that names a person and
 * is not listed here fails a test.
 */
@ApplicationScoped
public class PersonRows {

    private static final String OF_PERSON = "tenant_id = :tenant and person_id = :person";

    private static final String OF_ENROLMENT =
            """
            tenant_id = :tenant
              and enrolment_id in (
                select id from enrolment where tenant_id = :tenant and person_id = :person)
            """;

    private static final String OF_ACCOUNT =
            """
            tenant_id = :tenant
              and account_id in (
                select account_id from connected_account where tenant_id = :tenant and person_id = :person)
            """;

    private static final String OF_ADDRESS =
            """
            tenant_id = :tenant
              and lower(email) = (
                select lower(email) from person where tenant_id = :tenant and id = :person)
            """;

    /**
     * A table with rows of people.
     *
     * @param mine which rows are a person's
     * @param given what the person gets of them: the columns, with joins; empty for what is of no
     *     use to anybody but the server
     * @param without what is changed in rows that stay for the books; empty if they go
     */
    private record Table(String name, String mine, String given, String without) {

        private Table(String name, String mine, String given) {
            this(name, mine, given, "");
        }

        private String erasure() {
            return (without.isEmpty()
                            ? "delete from " + name
                            : "update " + name + " set " + without)
                    + " where "
                    + mine;
        }
    }

    /** In the order in which they are erased. */
    private static final List<Table> TABLES =
            List.of(
                    new Table("session", OF_PERSON, ""),
                    new Table("idempotency_record", OF_PERSON, ""),
                    new Table("package_launch", OF_PERSON, ""),
                    new Table(
                            "notification",
                            OF_PERSON,
                            """
                            select kind, facts, created_at, read_at, mailed_at, pushed_at
                            from notification
                            where %s
                            order by created_at
                            """),
                    new Table(
                            "notification_preference",
                            OF_PERSON,
                            """
                            select refused, time_zone, quiet_from, quiet_until, study_days, study_at
                            from notification_preference
                            where %s
                            """),
                    new Table(
                            "push_device",
                            OF_PERSON,
                            """
                            select name, endpoint, created_at, reached_at
                            from push_device
                            where %s
                            order by created_at
                            """),
                    new Table(
                            "plugin_entry",
                            OF_PERSON,
                            """
                            select plugin_id as plugin, storage, activity_id as activity, key, value, updated_at
                            from plugin_entry
                            where %s
                            order by plugin_id, storage, activity_id, key
                            """),
                    new Table(
                            "plugin_rating",
                            "school_id = :tenant and person_id = :person",
                            """
                            select plugin_id as plugin, version, stars, text, created_at, changed_at
                            from plugin_rating
                            where %s
                            order by created_at
                            """),
                    new Table(
                            "submission_file",
                            """
                            tenant_id = :tenant
                              and submission_id in (
                                select id from submission where tenant_id = :tenant and person_id = :person)
                            """,
                            """
                            select name, size_bytes, created_at
                            from submission_file
                            where %s and removed_at is null
                            order by created_at
                            """,
                            "submission_id = null"),
                    new Table(
                            "submission",
                            OF_PERSON,
                            """
                            select a.title as assignment, s.attempt, s.text, s.submitted_at, s.returned_at,
                                case when s.returned_at is null then null else s.points end as points,
                                case when s.returned_at is null then null else s.most end as most,
                                case when s.returned_at is null then null else s.feedback end as feedback,
                                case when s.returned_at is null then null else s.marks end as marks,
                                case when s.returned_at is null then null else s.penalty end as penalty, s.days_late
                            from (select * from submission where %s) s
                            join activity a on a.tenant_id = s.tenant_id and a.id = s.activity_id
                            order by s.created_at
                            """),
                    new Table(
                            "activity_result",
                            OF_PERSON,
                            """
                            select a.title as activity, r.score, r.completed_at, r.updated_at
                            from (select * from activity_result where %s) r
                            join activity a on a.tenant_id = r.tenant_id and a.id = r.activity_id
                            order by r.updated_at
                            """),
                    new Table(
                            "lesson_progress",
                            OF_ENROLMENT,
                            """
                            select l.title as lesson, p.opened_at, p.completed_at, p.scroll_permille
                            from (select * from lesson_progress where %s) p
                            join lesson l on l.tenant_id = p.tenant_id and l.id = p.lesson_id
                            order by p.opened_at
                            """),
                    new Table(
                            "entitlement",
                            OF_PERSON,
                            """
                            select coalesce(o.title, s.title) as title, e.granted_at, e.ended_at
                            from (select * from entitlement where %s) e
                            left join sales_order o on o.tenant_id = e.tenant_id and o.id = e.order_id
                            left join subscription s on s.tenant_id = e.tenant_id and s.id = e.subscription_id
                            order by e.granted_at
                            """),
                    new Table(
                            "subscription",
                            OF_PERSON,
                            """
                            select title, status, currency, price_minor, period, period_end, created_at, ended_at
                            from subscription
                            where %s
                            order by created_at
                            """,
                            "person_id = null"),
                    new Table(
                            "lesson_note",
                            OF_PERSON,
                            """
                            select c.title as course, l.title as lesson, n.text, n.heading, n.quote, n.created_at,
                                n.changed_at, n.removed_at
                            from (select * from lesson_note where %s) n
                            join course c on c.tenant_id = n.tenant_id and c.id = n.course_id
                            left join lesson l on l.tenant_id = n.tenant_id and l.id = n.lesson_id
                            order by n.created_at
                            """),
                    new Table(
                            "lesson_bookmark",
                            OF_PERSON,
                            """
                            select c.title as course, l.title as lesson, b.created_at
                            from (select * from lesson_bookmark where %s) b
                            join course c on c.tenant_id = b.tenant_id and c.id = b.course_id
                            left join lesson l on l.tenant_id = b.tenant_id and l.id = b.lesson_id
                            order by b.created_at
                            """),
                    new Table("synced_action", OF_PERSON, ""),
                    new Table(
                            "lesson_draft",
                            OF_PERSON,
                            """
                            select title, markdown, kept_at
                            from lesson_draft
                            where %s
                            order by kept_at
                            """),
                    new Table(
                            "lesson_version",
                            OF_PERSON,
                            """
                            select title, number, saved_at
                            from lesson_version
                            where %s
                            order by saved_at
                            """,
                            "person_id = null"),
                    new Table(
                            "outline_change",
                            OF_PERSON,
                            """
                            select kind, title, place, amount, changed_at, undone_at
                            from outline_change
                            where %s
                            order by changed_at
                            """,
                            "person_id = null"),
                    // Those to whom they were invited, and those to which they have invited others.
                    new Table(
                            "seat_invitation",
                            """
                            tenant_id = :tenant
                              and (lower(email) = (
                                    select lower(email) from person where tenant_id = :tenant and id = :person)
                                or order_id in (
                                    select id from sales_order where tenant_id = :tenant and person_id = :person))
                            """,
                            """
                            select o.title, i.email, i.created_at
                            from (select * from seat_invitation where %s) i
                            join sales_order o on o.tenant_id = i.tenant_id and o.id = i.order_id
                            order by i.created_at
                            """,
                            "email = null"),
                    new Table(
                            "coupon_use",
                            OF_PERSON,
                            """
                            select c.name, c.code, u.minor, u.given_back, u.created_at
                            from (select * from coupon_use where %s) u
                            join coupon c on c.tenant_id = u.tenant_id and c.id = u.coupon_id
                            order by u.created_at
                            """,
                            "person_id = null"),
                    new Table(
                            "coupon",
                            OF_PERSON,
                            """
                            select name, code, created_at
                            from coupon
                            where %s
                            order by created_at
                            """,
                            "person_id = null, archived = true"),
                    new Table("payment_customer", OF_PERSON, ""),
                    new Table(
                            "payment_event",
                            """
                            tenant_id = :tenant
                              and (order_id in (
                                    select id from sales_order where tenant_id = :tenant and person_id = :person)
                                or account_id in (
                                    select account_id from connected_account
                                    where tenant_id = :tenant and person_id = :person))
                            """,
                            """
                            select type, received_at
                            from payment_event
                            where %s
                            order by received_at
                            """),
                    new Table(
                            "bank_payout",
                            OF_ACCOUNT,
                            """
                            select method, currency, amount_minor, fee_minor, status, created_at
                            from bank_payout
                            where %s
                            order by created_at
                            """),
                    new Table(
                            "account_school",
                            """
                            school_id = :tenant
                              and account_id in (
                                select account_id from connected_account
                                where tenant_id = :tenant and person_id = :person)
                            """,
                            ""),
                    new Table(
                            "earning",
                            OF_PERSON,
                            """
                            select currency, amount_minor, earned_at, due_at
                            from earning
                            where %s
                            order by earned_at
                            """,
                            "person_id = null"),
                    new Table(
                            "share_transfer",
                            OF_PERSON,
                            """
                            select currency, amount_minor, back_of is not null as back, status, created_at
                            from share_transfer
                            where %s
                            order by created_at
                            """,
                            "person_id = null"),
                    new Table(
                            "teacher_share",
                            OF_PERSON,
                            """
                            select c.title as course, s.basis_points, a.valid_from, s.accepted_at
                            from (select * from teacher_share where %s) s
                            join teacher_agreement a on a.tenant_id = s.tenant_id and a.id = s.agreement_id
                            join course c on c.tenant_id = a.tenant_id and c.id = a.course_id
                            order by a.valid_from
                            """),
                    new Table(
                            "connected_account",
                            OF_PERSON,
                            """
                            select country, account_id, created_at
                            from connected_account
                            where %s
                            """),
                    new Table(
                            "sales_order",
                            """
                            tenant_id = :tenant
                              and (person_id = :person
                                or lower(guest_email) = (
                                    select lower(email) from person where tenant_id = :tenant and id = :person))
                            """,
                            """
                            select number, title, extra_title, status, currency, total_minor, tax_minor,
                                refunded_minor, buyer_country, buyer_region, buyer_company, buyer_vat_id,
                                guest_email, guest_name, created_at, paid_at
                            from sales_order
                            where %s
                            order by created_at
                            """,
                            "person_id = null, guest_email = null, guest_name = null, guest_token = null"),
                    // Reservations and entries go with the account.
                    new Table(
                            "credit_account",
                            OF_PERSON,
                            """
                            select e.kind, e.free, e.extra, e.note, e.created_at
                            from (select * from credit_account where %s) a
                            join credit_entry e on e.tenant_id = a.tenant_id and e.account_id = a.id
                            order by e.created_at
                            """),
                    new Table(
                            "certificate",
                            OF_PERSON,
                            """
                            select code, learner_name, course_title, teacher_name, issued_at, revoked_at,
                                revoked_reason
                            from certificate
                            where %s
                            order by issued_at
                            """),
                    new Table(
                            "enrolment",
                            OF_PERSON,
                            """
                            select c.title as course, e.status, e.lessons_done, e.percent, e.enrolled_at,
                                e.last_activity_at, e.completed_at
                            from (select * from enrolment where %s) e
                            join course c on c.tenant_id = e.tenant_id and c.id = e.course_id
                            order by e.enrolled_at
                            """),
                    new Table(
                            "invitation",
                            OF_ADDRESS,
                            """
                            select email, name, role, status, created_at, sent_at, accepted_at
                            from invitation
                            where %s
                            order by created_at
                            """),
                    new Table(
                            "inbound_message",
                            """
                            tenant_id = :tenant
                              and addresses @> array((
                                select lower(email) from person
                                where tenant_id = :tenant and id = :person and email <> ''))
                              and addresses <> '{}'
                              and exists (
                                select 1 from person
                                where tenant_id = :tenant and id = :person and email <> '')
                            """,
                            """
                            select type, received_at, status, outcome
                            from inbound_message
                            where %s
                            order by received_at
                            """),
                    new Table(
                            "mail_suppression",
                            """
                            tenant_id = :tenant
                              and address = (
                                select lower(email) from person where tenant_id = :tenant and id = :person)
                            """,
                            """
                            select address, reason, note, created_at
                            from mail_suppression
                            where %s
                            """),
                    new Table(
                            "publisher_member", "person_id = :person and :tenant is not null", ""),
                    new Table(
                            "outbox_event",
                            """
                            tenant_id = :tenant
                              and (payload ->> 'person' = cast(:person as text)
                                or lower(payload ->> 'address') = (
                                    select lower(email) from person where tenant_id = :tenant and id = :person))
                            """,
                            ""));

    private final Sql sql;

    protected PersonRows() {
        this(null);
    }

    @Inject
    PersonRows(Sql sql) {
        this.sql = sql;
    }

    /** Reads what a person gets, by table. */
    public Map<String, List<JsonNode>> read(PersonId person) {
        Map<String, List<JsonNode>> read = new LinkedHashMap<>();
        for (Table table : TABLES) {
            if (!table.given().isEmpty()) {
                read.put(
                        table.name(),
                        sql.query(
                                        "select to_jsonb(given) as entry from (\n"
                                                + table.given().formatted(table.mine())
                                                + ") given")
                                .set("person", person.value())
                                .list(row -> Json.read(row.text("entry"), JsonNode.class)));
            }
        }
        return read;
    }

    /**
     * Erases all rows of a person but the person's own.
     *
     * @return how many, by table
     */
    public Map<String, Integer> erase(PersonId person) {
        Map<String, Integer> gone = new LinkedHashMap<>();
        for (Table table : TABLES) {
            int rows = sql.update(table.erasure()).set("person", person.value()).run();
            if (rows > 0) {
                gone.put(table.name(), rows);
            }
        }
        return gone;
    }

    /** Drops what plugins have not been told of a person yet: they would remember it again. */
    public void forgetWhatPluginsWouldBeTold(PersonId person) {
        sql.update(
                        """
                        delete from outbox_delivery d
                        using outbox_event e
                        where d.tenant_id = :tenant
                          and d.lane = 'PLUGINS'
                          and d.status <> 'DONE'
                          and e.tenant_id = :tenant
                          and e.id = d.event_id
                          and e.payload ->> 'person' = cast(:person as text)
                        """)
                .set("person", person.value())
                .run();
    }

    /** Names of the tables that are looked into. */
    static List<String> tables() {
        return TABLES.stream().map(Table::name).toList();
    }
}
