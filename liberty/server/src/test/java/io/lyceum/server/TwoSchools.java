package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two schools beside each other, the first with rows in every table; made once for all tests. */
final class TwoSchools {

    private static @Nullable TwoSchools made;
    private static @Nullable AssertionError failure;

    final SampleSchool a;
    final SampleSchool b;
    final JsonNode certificate;
    final String enrolment;
    final String invitation;
    final String file;
    final String learner;
    final String category;
    final String delivery;
    final String webhook;
    final UUID courseImport = UUID.randomUUID();
    final UUID removal = UUID.randomUUID();
    final UUID change = UUID.randomUUID();
    final UUID activity = UUID.randomUUID();
    final UUID submission = UUID.randomUUID();
    final UUID erasure = UUID.randomUUID();
    final UUID notification = UUID.randomUUID();
    final String inbound;
    final String crm;
    final UUID message = UUID.randomUUID();
    final UUID order = UUID.randomUUID();
    final UUID product = UUID.randomUUID();
    final UUID planPayment = UUID.randomUUID();
    final UUID offer = UUID.randomUUID();
    final UUID coupon = UUID.randomUUID();
    final UUID seat = UUID.randomUUID();
    final UUID subscription = UUID.randomUUID();
    final UUID reservation = UUID.randomUUID();
    final UUID device = UUID.randomUUID();
    final UUID note = UUID.randomUUID();
    final UUID suppression = UUID.randomUUID();
    final UUID rate = UUID.randomUUID();
    final UUID taxRate = UUID.randomUUID();
    final UUID registration = UUID.randomUUID();

    private TwoSchools(SampleSchool a, SampleSchool b) {
        this.a = a;
        this.b = b;
        b.course();
        webhook = addWebhook();
        inbound = addInbound();
        crm = addCrm();
        addMailServer();
        addMailText();
        certificate = a.completeCourse();
        enrolment =
                Api.id(
                        a.as("LEARNER")
                                .get("/enrolments")
                                .expect(200)
                                .json()
                                .get(0)
                                .path("enrolment"));
        invitation =
                Api.id(
                        a.as("OWNER")
                                .post(
                                        "/people/invitations",
                                        Map.of(
                                                "email", "late@" + a.slug + ".example",
                                                "name", a.mark + " Late",
                                                "role", "TEACHER"),
                                        Map.of("Idempotency-Key", "late"))
                                .expect(201));
        Answer logo =
                a.as("OWNER")
                        .send(
                                "PUT",
                                "/brand/logo?name=logo.svg",
                                Map.of("Content-Type", "image/svg+xml"),
                                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>"
                                        + "<rect width='8' height='8'/></svg>")
                        .expect(200);
        file = logo.json().path("logo").asText().split("/")[2];
        learner = Api.id(a.as("LEARNER").get("/people/me").expect(200));
        category = Api.id(a.as("TEACHER").get("/courses/categories").expect(200).json().get(0));
        addNotification();
        addOrder();
        addSubscription();
        addPlanPayment();
        addCredits();
        addMoney();
        addTaxes();
        addPayouts();
        delivery = anyDelivery();
        awaitAttempt();
        // A sign-in that somebody began and left.
        new Browser().once(a.origin() + "/sign-in");
        a.signedIn("LEARNER");
        linkFileToCourse();
        recordImport();
        recordRemoval();
    }

    static synchronized TwoSchools ready() {
        if (failure != null) {
            throw new AssertionError("The two schools could not be made", failure);
        }
        if (made == null) {
            try {
                made =
                        new TwoSchools(
                                SampleSchool.withPeople("Alder"), SampleSchool.withPeople("Birch"));
            } catch (AssertionError e) {
                failure = e;
                throw e;
            }
        }
        return made;
    }

    /** One more school with rows in every table, for a test that needs it for itself. */
    static TwoSchools another(String name) {
        return new TwoSchools(SampleSchool.withPeople(name), ready().b);
    }

    /** Nobody listens there, so that its deliveries leave attempts. */
    private String addWebhook() {
        return Api.id(
                a.as("OWNER")
                        .post(
                                "/webhooks",
                                Map.of(
                                        "name",
                                        a.mark + " outside",
                                        "url",
                                        "http://outside.test:9/" + a.slug,
                                        "events",
                                        List.of("certificate.issued")))
                        .expect(201));
    }

    /**
     * What A's learner was told and has chosen. What is told by itself is switched off, so that
     * nothing moves by itself.
     */
    private void addNotification() {
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into notification
                        (tenant_id, id, person_id, kind, about, facts, on_site, created_at)
                    values (?, ?, cast(? as uuid), 'NEW_LESSONS', 'a', cast(? as jsonb), true, now())
                    """,
                    a.id,
                    notification,
                    learner,
                    "{\"course\": \""
                            + a.mark
                            + "\", \"lesson\": \"\", \"count\": 1, \"percent\": 0, \"path\": \"/courses\"}");
            Stack.execute(
                    connection,
                    """
                    insert into notification_preference
                        (tenant_id, id, person_id, refused, time_zone, study_days, study_at)
                    values (?, gen_random_uuid(), cast(? as uuid), '{NEWS:MAIL,LEARNING:PUSH,LESSONS:PUSH,REMINDERS:PUSH,NEWS:PUSH}', '', 0, 0)
                    """,
                    a.id,
                    learner);
            Stack.execute(
                    connection,
                    """
                    insert into sequence_step
                        (tenant_id, id, kind, enabled, delay_minutes, reached_at, reached_id)
                    select ?, gen_random_uuid(), kind, false, 60, now(), gen_random_uuid()
                    from unnest(array['NEW_LESSONS', 'NEW_COURSES', 'FIRST_COURSE', 'FIRST_COURSE_AGAIN',
                        'UNFINISHED', 'UNFINISHED_AGAIN', 'CHECKOUT_LEFT', 'LESSON_REMINDER', 'COMEBACK']) kind
                    on conflict (tenant_id, kind) do update set enabled = false
                    """,
                    a.id);
            Stack.execute(
                    connection,
                    """
                    insert into push_device
                        (tenant_id, id, person_id, name, endpoint, p256dh, auth, created_at)
                    values (?, ?, cast(? as uuid), ?, 'https://push.example/a', '', '', now())
                    """,
                    a.id,
                    device,
                    learner,
                    a.mark);
            Stack.execute(
                    connection,
                    """
                    insert into mail_suppression (tenant_id, id, address, reason, note, created_at)
                    values (?, ?, ?, 'ADDED', ?, now())
                    """,
                    a.id,
                    suppression,
                    "left@" + a.slug + ".example",
                    a.mark);
            Stack.execute(
                    connection,
                    """
                    insert into push_key (tenant_id, id, public_key, private_key, created_at)
                    values (?, gen_random_uuid(), '', '', now())
                    on conflict do nothing
                    """,
                    a.id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something was bought, paid, and given back in part. */
    /** A's currencies and a rate of its own. */
    private void addMoney() {
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into currency_setting (tenant_id, id, base, rates, version)
                    values (?, gen_random_uuid(), 'EUR', 'IMPORTED', 1)
                    """,
                    a.id);
            Stack.execute(
                    connection,
                    """
                    insert into price_currency (tenant_id, id, currency, pricing, rounding, position)
                    values (?, gen_random_uuid(), 'USD', 'CONVERTED', 'EXACT', 0)
                    """,
                    a.id);
            Stack.execute(
                    connection,
                    """
                    insert into school_rate (tenant_id, id, base, quote, on_date, rate, created_at)
                    values (?, ?, 'EUR', 'USD', current_date, 7.654321, now())
                    """,
                    a.id,
                    rate);
            Stack.execute(
                    connection,
                    """
                    insert into fixed_price (tenant_id, id, subject_id, currency, amount_minor)
                    values (?, gen_random_uuid(), cast(? as uuid), 'USD', 7654)
                    """,
                    a.id,
                    a.course().id());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who sells at A, and its taxes. */
    private void addTaxes() {
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into tax_setting (tenant_id, id, mode, prices, ask_vies, version)
                    values (?, gen_random_uuid(), 'NONE', 'CUSTOMARY', false, 1)
                    """,
                    a.id);
            Stack.execute(
                    connection,
                    """
                    insert into seller
                        (tenant_id, id, legal_name, address, country, vat_id, email, footer, version)
                    values (?, gen_random_uuid(), ?, 'Street 1', 'DE', '', '', '', 1)
                    """,
                    a.id,
                    a.mark + " Limited");
            Stack.execute(
                    connection,
                    """
                    insert into tax_registration
                        (tenant_id, id, country, region, scheme, tax_number, since, created_at)
                    values (?, ?, 'DE', '', 'LOCAL', ?, current_date, now())
                    """,
                    a.id,
                    registration,
                    a.mark);
            Stack.execute(
                    connection,
                    """
                    insert into tax_rate
                        (tenant_id, id, country, region, name, rate_thousandths, valid_from, included, created_at)
                    values (?, ?, 'DE', '', ?, 7000, current_date, true, now())
                    """,
                    a.id,
                    taxRate,
                    a.mark);
            Stack.execute(
                    connection,
                    """
                    insert into stripe_tax_rate
                        (tenant_id, id, country, region, name, rate_thousandths, included, rate_id)
                    values (?, gen_random_uuid(), 'DE', '', ?, 7000, true, 'txr_' || ?)
                    """,
                    a.id,
                    a.mark,
                    a.slug);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addOrder() {
        try (Connection connection = Stack.superuser()) {
            connection.setAutoCommit(false);
            Stack.execute(
                    connection,
                    """
                    insert into sales_order
                        (tenant_id, id, number, person_id, course_id, title, status, currency, total_minor,
                         refunded_minor, fee_basis_points, session_id, payment_intent_id, created_at, paid_at)
                    values (?, ?, 1001, cast(? as uuid), cast(? as uuid), ?, 'PARTLY_REFUNDED', 'EUR', 4900, 900,
                        500, 'cs_' || ?, 'pi_' || ?, now(), now())
                    """,
                    a.id,
                    order,
                    learner,
                    a.course().id(),
                    a.mark + " bought",
                    a.slug,
                    a.slug);
            Stack.execute(
                    connection,
                    """
                    insert into sales_counter (tenant_id, id, name, last)
                    values (?, gen_random_uuid(), 'receipt', 1001)
                    """,
                    a.id);
            Stack.execute(
                    connection,
                    """
                    insert into sales_refund
                        (tenant_id, id, order_id, amount_minor, keep_access, status, created_at)
                    values (?, gen_random_uuid(), ?, 900, true, 'DONE', now())
                    """,
                    a.id,
                    order);
            Stack.execute(
                    connection,
                    """
                    insert into sales_dispute
                        (tenant_id, id, order_id, dispute_id, reason, status, currency, amount_minor, opened_at)
                    values (?, gen_random_uuid(), ?, 'du_a', 'fraudulent', 'WON', 'EUR', 4000, now())
                    """,
                    a.id,
                    order);
            Stack.execute(
                    connection,
                    """
                    insert into entitlement (tenant_id, id, person_id, course_id, order_id, granted_at)
                    values (?, gen_random_uuid(), cast(? as uuid), cast(? as uuid), ?, now())
                    """,
                    a.id,
                    learner,
                    a.course().id(),
                    order);
            Stack.execute(
                    connection,
                    """
                    with posting as (
                        insert into ledger_posting
                            (tenant_id, id, order_id, kind, source, occurred_at, created_at)
                        values (?, gen_random_uuid(), ?, 'SALE', 'ch_a', now(), now())
                        returning tenant_id, id)
                    insert into ledger_line (tenant_id, id, posting_id, account, currency, amount_minor)
                    select tenant_id, gen_random_uuid(), posting.id, account, 'EUR', amount
                    from posting, (values ('SALES', -4900), ('STRIPE_BALANCE', 4900)) lines (account, amount)
                    """,
                    a.id,
                    order);
            Stack.execute(
                    connection,
                    """
                    insert into payment_event (tenant_id, id, event_id, type, order_id, body, received_at)
                    values (?, gen_random_uuid(), 'evt_a', 'charge.succeeded', ?, ?, now())
                    """,
                    a.id,
                    order,
                    a.mark);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It has paid for its plan. */
    private void addPlanPayment() {
        UUID subscription = UUID.randomUUID();
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into plan_subscription
                        (tenant_id, id, plan_id, period, currency, price_minor, status, created_at)
                    select ?, ?, p.id, 'MONTH', 'EUR', 4900, 'ENDED', now()
                    from plan p
                    order by p.position desc
                    limit 1
                    """,
                    a.id,
                    subscription);
            Stack.execute(
                    connection,
                    """
                    insert into plan_payment
                        (tenant_id, id, plan_subscription_id, plan_id, invoice_id, number, currency, amount_minor,
                         paid_at)
                    select s.tenant_id, ?, s.id, s.plan_id, 'in_a_only', ?, 'EUR', 4900, now()
                    from plan_subscription s
                    where s.tenant_id = ? and s.id = ?
                    """,
                    planPayment,
                    a.mark + " invoice",
                    a.id,
                    subscription);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A membership is sold, subscribed to, and made cheaper by a coupon. */
    private void addSubscription() {
        UUID entitlement = UUID.randomUUID();
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into product (tenant_id, id, title, scope, created_at)
                    values (?, ?, ?, 'COURSES', now())
                    """,
                    a.id,
                    product,
                    a.mark + " membership");
            Stack.execute(
                    connection,
                    """
                    insert into product_course (tenant_id, id, product_id, course_id)
                    values (?, gen_random_uuid(), ?, cast(? as uuid))
                    """,
                    a.id,
                    product,
                    a.course().id());
            Stack.execute(
                    connection,
                    """
                    insert into offer
                        (tenant_id, id, product_id, slug, title, kind, currency, price_minor, period, status,
                         created_at)
                    values (?, ?, ?, 'a-only', ?, 'SUBSCRIPTION', 'EUR', 999, 'MONTH', 'ON_SALE', now())
                    """,
                    a.id,
                    offer,
                    product,
                    a.mark + " offer");
            Stack.execute(
                    connection,
                    """
                    insert into coupon
                        (tenant_id, id, name, code, kind, basis_points, anything, created_at)
                    values (?, ?, ?, 'A-ONLY', 'PERCENT', 1000, false, now())
                    """,
                    a.id,
                    coupon,
                    a.mark + " coupon");
            Stack.execute(
                    connection,
                    """
                    insert into coupon_target (tenant_id, id, coupon_id, offer_id)
                    values (?, gen_random_uuid(), ?, ?)
                    """,
                    a.id,
                    coupon,
                    offer);
            Stack.execute(
                    connection,
                    """
                    insert into credit_sale (tenant_id, id, order_id, credits, period, created_at)
                    values (?, gen_random_uuid(), ?, 500, true, now())
                    """,
                    a.id,
                    order);
            Stack.execute(
                    connection,
                    """
                    insert into coupon_use (tenant_id, id, coupon_id, order_id, person_id, minor, created_at)
                    values (?, gen_random_uuid(), ?, ?, cast(? as uuid), 100, now())
                    """,
                    a.id,
                    coupon,
                    order,
                    learner);
            Stack.execute(
                    connection,
                    """
                    insert into seat_invitation (tenant_id, id, order_id, coupon_id, email, language, created_at)
                    values (?, ?, ?, ?, 'seat.' || ? || '@lyceum.test', 'en', now())
                    """,
                    a.id,
                    seat,
                    order,
                    coupon,
                    a.mark);
            Stack.execute(
                    connection,
                    """
                    insert into subscription
                        (tenant_id, id, person_id, offer_id, product_id, order_id, title, kind, status,
                         subscription_id, customer_id, currency, price_minor, period, fee_basis_points, created_at)
                    values (?, ?, cast(? as uuid), ?, ?, ?, ?, 'SUBSCRIPTION', 'ACTIVE', 'sub_' || ?, 'cus_a', 'EUR',
                        999, 'MONTH', 500, now())
                    """,
                    a.id,
                    subscription,
                    learner,
                    offer,
                    product,
                    order,
                    a.mark + " subscribed",
                    a.slug);
            Stack.execute(
                    connection,
                    """
                    insert into payment_customer (tenant_id, id, person_id, customer_id)
                    values (?, gen_random_uuid(), cast(? as uuid), 'cus_a')
                    """,
                    a.id,
                    learner);
            Stack.execute(
                    connection,
                    """
                    insert into entitlement (tenant_id, id, person_id, product_id, subscription_id, granted_at)
                    values (?, ?, cast(? as uuid), ?, ?, now())
                    """,
                    a.id,
                    entitlement,
                    learner,
                    product,
                    subscription);
            Stack.execute(
                    connection,
                    """
                    insert into entitled_course (tenant_id, id, entitlement_id, course_id)
                    values (?, gen_random_uuid(), ?, cast(? as uuid))
                    """,
                    a.id,
                    entitlement,
                    a.course().id());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A's learner has had something done by AI, and pays for nothing for a time. */
    private void addCredits() {
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into credit_setting (tenant_id, id, learner_monthly, school_monthly)
                    values (?, gen_random_uuid(), 50, 500)
                    """,
                    a.id);
            Stack.execute(
                    connection,
                    """
                    with account as (
                        insert into credit_account
                            (tenant_id, id, person_id, month, free_given, free_left, unlimited_until, created_at)
                        values (?, gen_random_uuid(), cast(? as uuid), date '2026-01-01', 50, 47,
                            timestamptz '2020-01-01', now())
                        returning tenant_id, id),
                    reservation as (
                        insert into credit_reservation
                            (tenant_id, id, account_id, key, purpose, amount, free, extra, month, status, used,
                             created_at, expires_at, finished_at)
                        select tenant_id, ?, id, 'a', ?, 3, 3, 0, date '2026-01-01', 'COMMITTED', 3, now(), now(),
                            now()
                        from account),
                    unlimited as (
                        insert into credit_unlimited (tenant_id, id, account_id, source, until)
                        select tenant_id, gen_random_uuid(), id, 'a', timestamptz '2020-01-01'
                        from account)
                    insert into credit_entry (tenant_id, id, account_id, kind, free, extra, note, created_at)
                    select tenant_id, gen_random_uuid(), id, kind, free, 0, ?, now()
                    from account, (values ('MONTH', 50), ('RESERVED', -3)) entries (kind, free)
                    """,
                    a.id,
                    learner,
                    reservation,
                    a.mark,
                    a.mark);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was sold is shared with somebody who has an account; nothing of it moves by itself. */
    private void addPayouts() {
        try (Connection connection = Stack.superuser()) {
            for (String sql :
                    List.of(
                            """
                            with account as (
                                insert into connected_account
                                    (tenant_id, id, person_id, country, account_id, bank, created_at)
                                select tenant_id, gen_random_uuid(), id, 'DE', 'acct_' || tenant_id, '6789', now()
                                from person
                                where tenant_id = ? and id = cast(? as uuid)
                                returning tenant_id, account_id)
                            insert into account_school (account_id, school_id)
                            select account_id, tenant_id from account
                            """,
                            """
                            with agreement as (
                                insert into teacher_agreement
                                    (tenant_id, id, course_id, valid_from, minimum_minor, hold_days, created_at)
                                select tenant_id, gen_random_uuid(), id, now(), 0, 14, now()
                                from course
                                where tenant_id = ?
                                limit 1
                                returning tenant_id, id)
                            insert into teacher_share
                                (tenant_id, id, agreement_id, number, person_id, basis_points)
                            select tenant_id, gen_random_uuid(), id, 0, cast(? as uuid), 3000
                            from agreement
                            """,
                            """
                            insert into earning
                                (tenant_id, id, posting_id, order_id, payee, person_id, currency, amount_minor,
                                 earned_at, due_at)
                            select tenant_id, gen_random_uuid(), id, order_id, 'TEACHER', cast(? as uuid), 'EUR', 1470,
                                now(), now()
                            from ledger_posting
                            where tenant_id = ?
                            """,
                            """
                            insert into share_transfer
                                (tenant_id, id, payee, person_id, account_id, currency, amount_minor, status,
                                 stripe_id, created_at)
                            select tenant_id, gen_random_uuid(), 'TEACHER', person_id, account_id, 'EUR', 1470, 'DONE',
                                'tr_a', now()
                            from connected_account
                            where tenant_id = ? and person_id = cast(? as uuid)
                            """,
                            """
                            insert into bank_payout
                                (tenant_id, id, account_id, payout_id, method, currency, amount_minor, status,
                                 automatic, created_at)
                            select tenant_id, gen_random_uuid(), account_id, 'po_a', 'STANDARD', 'EUR', 1470, 'PAID',
                                true, now()
                            from connected_account
                            where tenant_id = ? and person_id = cast(? as uuid)
                            """)) {
                boolean personFirst = sql.contains("insert into earning");
                Stack.execute(
                        connection,
                        sql,
                        personFirst ? learner : a.id,
                        personFirst ? a.id : learner);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It is paused: nobody listens there. */
    private String addCrm() {
        String id =
                Api.id(
                        a.as("OWNER")
                                .post(
                                        "/crms",
                                        Map.of(
                                                "name", a.mark + " CRM",
                                                "url", "http://outside.test:9",
                                                "auth", "BEARER",
                                                "secret", "a-secret",
                                                "contact",
                                                        Map.of(
                                                                "path",
                                                                "/c/{person.id}",
                                                                "fields",
                                                                List.of(
                                                                        Map.of(
                                                                                "to", "e",
                                                                                "from",
                                                                                        "person.email")))))
                                .expect(201));
        a.as("OWNER").post("/crms/" + id + "/pause", Map.of()).expect(200);
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into crm_backfill
                        (tenant_id, id, connection_id, status, total, started_at)
                    values (?, gen_random_uuid(), cast(? as uuid), 'DONE', 0, now())
                    """,
                    a.id,
                    id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }

    private String addInbound() {
        String id =
                Api.id(
                        a.as("OWNER")
                                .post(
                                        "/inbound-webhooks",
                                        Map.of(
                                                "name",
                                                a.mark + " inside",
                                                "format",
                                                "TOKEN",
                                                "header",
                                                "X-Token"))
                                .expect(201));
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into inbound_message
                        (tenant_id, id, connection_id, event_id, type, body, received_at, status)
                    values (?, ?, cast(? as uuid), '1', ?, '{}', now(), 'IGNORED')
                    """,
                    a.id,
                    message,
                    id,
                    a.mark);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }

    private void addMailText() {
        try (Connection connection = Stack.superuser()) {
            Stack.execute(
                    connection,
                    """
                    insert into mail_text (tenant_id, id, kind, language, subject, body, updated_at)
                    values (?, gen_random_uuid(), 'WELCOME', 'ru', ?, ?, now())
                    """,
                    a.id,
                    a.mark + " subject",
                    a.mark + " text");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It is not used: what A's people are told of arrives in the platform's mailbox. */
    private void addMailServer() {
        Api owner = a.as("OWNER");
        owner.put(
                        "/mail-server",
                        "\"v0\"",
                        Map.of(
                                "host",
                                "outside.test",
                                "port",
                                9,
                                "security",
                                "NONE",
                                "user",
                                a.mark,
                                "password",
                                a.mark,
                                "from",
                                a.mark + "@outside.test"))
                .expect(200);
        owner.post("/mail-server/pause", Map.of()).expect(200);
    }

    /** One attempt is enough: what goes on failing would change rows while tests compare them. */
    private void awaitAttempt() {
        Api owner = a.as("OWNER");
        String told =
                Stack.eventually(
                        "an attempt to tell the webhook",
                        Duration.ofSeconds(60),
                        () -> {
                            JsonNode one =
                                    owner.get("/deliveries?listener=webhook:" + webhook)
                                            .expect(200)
                                            .json()
                                            .path("items")
                                            .path(0);
                            return one.has("lastError")
                                    ? Optional.of(one.path("id").asText())
                                    : Optional.empty();
                        });
        owner.post("/webhooks/" + webhook + "/pause", Map.of()).expect(200);
        Stack.eventually(
                "nobody is at it",
                Duration.ofSeconds(60),
                () ->
                        owner.post("/deliveries/" + told + "/cancel", Map.of()).isSuccess()
                                ? Optional.of(true)
                                : Optional.empty());
    }

    private String anyDelivery() {
        try (Connection connection = Stack.superuser();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select id from outbox_delivery where tenant_id = ? limit 1")) {
            query.setObject(1, a.id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only imports write this table, and they have tests of their own. */
    private void linkFileToCourse() {
        try (Connection connection = Stack.superuser();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                insert into course_file (tenant_id, id, course_id, path, file_id)
                                values (?, ?, ?, 'fig/one.svg', ?)
                                """)) {
            insert.setObject(1, a.id);
            insert.setObject(2, UUID.randomUUID());
            insert.setObject(3, UUID.fromString(a.course().id()));
            insert.setObject(4, UUID.fromString(file));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an import leaves behind; how it works has tests of its own. */
    private void recordImport() {
        for (String sql :
                List.of(
                        """
                        insert into course_import
                            (tenant_id, id, kind, status, file_name, file_sha256, file_size, title,
                             created_at, updated_at)
                        values (?, ?, 'LYCEUM', 'DONE', 'a.json', repeat('0', 64), 2, 'A', now(), now())
                        """,
                        """
                        insert into course_import_line
                            (tenant_id, import_id, id, number, severity, code, file, line, arguments)
                        values (?, ?, gen_random_uuid(), 1, 'COMES_IN', 'COURSE', 'a.json', 1, '[]')
                        """,
                        """
                        insert into course_import_result
                            (tenant_id, import_id, id, number, course_id)
                        select c.tenant_id, i.id, gen_random_uuid(), 1, c.id
                        from course c join course_import i on i.tenant_id = c.tenant_id
                        where c.tenant_id = ? and i.id = ?
                        limit 1
                        """)) {
            try (Connection connection = Stack.superuser();
                    PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setObject(1, a.id);
                insert.setObject(2, courseImport);
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a deleted lesson leaves behind; how it comes back has tests of its own. */
    private void recordRemoval() {
        try (Connection superuser = Stack.superuser()) {
            Stack.execute(
                    superuser,
                    """
                    insert into removed_outline
                        (tenant_id, id, course_id, kind, title, module, lessons, removed_at)
                    select m.tenant_id, ?, m.course_id, 'LESSON', 'A', to_jsonb(m), '[]', now()
                    from course_module m
                    where m.tenant_id = ? and m.id = ?
                    """,
                    removal,
                    a.id,
                    UUID.fromString(a.course().modules().get(0)));
            Stack.execute(
                    superuser,
                    """
                    insert into lesson_draft
                        (tenant_id, id, course_id, lesson_id, person_id, base, revision, title, markdown, minutes,
                         preview, kept_at)
                    select l.tenant_id, gen_random_uuid(), l.course_id, l.id, cast(? as uuid), l.version, 1, ?, '',
                        '5', false, now()
                    from lesson l
                    where l.tenant_id = ? and l.course_id = cast(? as uuid)
                    limit 1
                    """,
                    learner,
                    a.mark + " draft",
                    a.id,
                    a.course().id());
            Stack.execute(
                    superuser,
                    """
                    insert into outline_change
                        (tenant_id, id, course_id, kind, title, place, amount, things, undo, changed_at)
                    values (?, ?, cast(? as uuid), 'LESSON_ADDED', ?, '', 1, '{}',
                        '{"was":[],"before":"","after":"","removals":[],"made":[]}', now())
                    """,
                    a.id,
                    change,
                    a.course().id(),
                    a.mark + " changed");
            Stack.execute(
                    superuser,
                    """
                    insert into lesson_note
                        (tenant_id, id, person_id, course_id, lesson_id, text, heading, quote, before, permille,
                         created_at, changed_at)
                    select l.tenant_id, ?, cast(? as uuid), l.course_id, l.id, ?, '', '', '', 0, now(), now()
                    from lesson l
                    where l.tenant_id = ? and l.course_id = cast(? as uuid)
                    limit 1
                    """,
                    note,
                    learner,
                    a.mark + " note",
                    a.id,
                    a.course().id());
            Stack.execute(
                    superuser,
                    """
                    insert into lesson_bookmark (tenant_id, id, person_id, course_id, lesson_id, created_at)
                    select tenant_id, gen_random_uuid(), person_id, course_id, lesson_id, created_at
                    from lesson_note
                    where tenant_id = ? and id = ?
                    """,
                    a.id,
                    note);
            Stack.execute(
                    superuser,
                    """
                    insert into synced_action (tenant_id, id, person_id, action_id, kind, outcome, synced_at)
                    values (?, gen_random_uuid(), cast(? as uuid), ?, 'NOTE', '{}', now())
                    """,
                    a.id,
                    learner,
                    note);
            Stack.execute(
                    superuser,
                    """
                    insert into person_erasure
                        (tenant_id, id, person_id, requested_by, requested_at, providers, due_at, notes, done_at)
                    values (?, ?, gen_random_uuid(), gen_random_uuid(), now(), '{}', now(),
                        jsonb_build_array(jsonb_build_object('plugin', 'a', 'kind', 'KEPT', 'text', ?::text)), now())
                    """,
                    a.id,
                    erasure,
                    a.mark);
            plugin(superuser);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a learner has handed in, with a file that is still arriving. */
    private void handedIn(Connection superuser) throws SQLException {
        Stack.execute(
                superuser,
                """
                insert into submission
                    (tenant_id, id, course_id, activity_id, person_id, attempt, status, text, submitted_at,
                     created_at, updated_at)
                select a.tenant_id, ?, a.course_id, a.id, p.id, 1, 'SUBMITTED', ?, now(), now(), now()
                from activity a
                join person p on p.tenant_id = a.tenant_id and p.role = 'LEARNER'
                where a.tenant_id = ? and a.id = ?
                limit 1
                """,
                submission,
                a.mark + " work",
                a.id,
                activity);
        UUID handedIn = UUID.randomUUID();
        Stack.execute(
                superuser,
                """
                insert into submission_file (tenant_id, id, submission_id, name, size_bytes, received, created_at)
                values (?, ?, ?, ?, 10, 5, now())
                """,
                a.id,
                handedIn,
                submission,
                a.mark + ".txt");
        Stack.execute(
                superuser,
                """
                insert into submission_chunk (tenant_id, id, file_id, first_byte, content)
                values (?, gen_random_uuid(), ?, 0, 'bytes')
                """,
                a.id,
                handedIn);
    }

    /** A plugin with an activity, what it keeps of a learner, and what they have reached. */
    private void plugin(Connection superuser) throws SQLException {
        // In a course of its own: nobody can complete a lesson that asks for it.
        String lesson = a.publish("With an activity").lessons().get(0);
        // It is offered to nobody, so that no other school has anything under its name.
        Stack.execute(
                superuser,
                """
                insert into plugin_version
                    (plugin_id, version, state, runtime, publisher, signed_by, descriptor, sha256, size_bytes,
                     added_at, changed_at)
                select 'a-only', version, 'YANKED', runtime, publisher, signed_by,
                    replace(descriptor, 'id: quiz', 'id: a-only'), reverse(sha256), size_bytes, added_at, changed_at
                from plugin_version
                where plugin_id = 'quiz'
                limit 1
                on conflict do nothing
                """);
        Stack.execute(
                superuser,
                """
                insert into school_plugin
                    (tenant_id, id, plugin_id, version, state, scopes, hosts, changed_at)
                values (?, ?, 'a-only', '1.0.0', 'ENABLED', '{}', '{}', now())
                on conflict do nothing
                """,
                a.id,
                UUID.randomUUID());
        Stack.execute(
                superuser,
                """
                insert into activity
                    (tenant_id, id, course_id, lesson_id, plugin_id, type, title, position, created_at,
                     updated_at)
                select tenant_id, ?, course_id, id, 'a-only', 'a-only', 'A', 1, now(), now()
                from lesson
                where tenant_id = ? and id = ?
                """,
                activity,
                a.id,
                UUID.fromString(lesson));
        contentPackage(superuser);
        handedIn(superuser);
        Stack.execute(
                superuser,
                """
                insert into activity_result (tenant_id, id, activity_id, person_id, score, updated_at)
                select tenant_id, ?, ?, id, 0.5, now() from person where tenant_id = ? and role = 'LEARNER'
                limit 1
                """,
                UUID.randomUUID(),
                activity,
                a.id);
        Stack.execute(
                superuser,
                """
                insert into plugin_entry
                    (tenant_id, id, plugin_id, storage, activity_id, person_id, key, value, size_bytes, version,
                     updated_at)
                select tenant_id, ?, 'a-only', 'attempts', ?, id, 'a', '{}', 2, 1, now()
                from person
                where tenant_id = ? and role = 'LEARNER'
                limit 1
                """,
                UUID.randomUUID(),
                activity,
                a.id);
        Stack.execute(
                superuser,
                """
                insert into outbox_subscription (tenant_id, id, type, subscriber, lane)
                values (?, ?, 'a.only', 'plugin:a-only/listener/a', 'PLUGINS')
                """,
                a.id,
                UUID.randomUUID());
        Stack.execute(
                superuser,
                """
                insert into plugin_job (tenant_id, id, plugin_id, job, due_at)
                values (?, ?, 'a-only', 'a', now() + interval '1 year')
                """,
                a.id,
                UUID.randomUUID());
    }

    /** An uploaded package with a file, and somebody's run of it. */
    private void contentPackage(Connection superuser) throws SQLException {
        UUID uploaded = UUID.randomUUID();
        UUID launch = UUID.randomUUID();
        Stack.execute(
                superuser,
                """
                insert into content_package
                    (tenant_id, id, activity_id, file_name, title, content, report, sha256, file_count, size_bytes,
                     uploaded_at)
                values (?, ?, ?, 'a.zip', 'A', '{}', '[]', repeat('0', 64), 1, 1, now())
                """,
                a.id,
                uploaded,
                activity);
        Stack.execute(
                superuser,
                """
                insert into content_package_file
                    (tenant_id, id, package_id, path, sha256, first_byte, size_bytes)
                values (?, ?, ?, 'index.html', repeat('0', 64), 0, 1)
                """,
                a.id,
                UUID.randomUUID(),
                uploaded);
        Stack.execute(
                superuser,
                """
                insert into package_launch
                    (tenant_id, id, token_hash, activity_id, package_id, person_id, preview, origin, locale,
                     opened_at, expires_at)
                select tenant_id, ?, repeat('0', 43), ?, ?, id, false, 'http://a.example', 'en', now(),
                    now() + interval '1 day'
                from person
                where tenant_id = ? and role = 'LEARNER'
                limit 1
                """,
                launch,
                activity,
                uploaded,
                a.id);
        Stack.execute(
                superuser,
                """
                insert into package_run (tenant_id, id, launch_id, part, begun_at)
                values (?, ?, ?, '', now())
                """,
                a.id,
                UUID.randomUUID(),
                launch);
    }
}
