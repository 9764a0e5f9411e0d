package io.lyceum.tenancy.internal;

import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of plans and which school is on which, in the caller's transaction. */
@ApplicationScoped
public class PlanRows {

    private static final String SELECT =
            """
            select p.id, p.name, p.courses, p.learners, p.storage, p.plugins, p.calls, p.fee_basis_points,
                p.price_minor, p.yearly_minor, p.currency, p.offered, p.on_request, p.usual, p.version
            from plan p
            """;

    private final Sql sql;

    protected PlanRows() {
        this(null);
    }

    @Inject
    PlanRows(Sql sql) {
        this.sql = sql;
    }

    private static Plan plan(Row row) {
        Map<Quota, Long> limits = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            row.optionalNumber(quota.word()).ifPresent(limit -> limits.put(quota, limit));
        }
        return new Plan(
                row.uuid("id"),
                row.text("name"),
                limits,
                row.optionalInteger("fee_basis_points"),
                row.number("price_minor"),
                row.optionalNumber("yearly_minor"),
                row.text("currency"),
                row.flag("offered"),
                row.flag("on_request"),
                row.flag("usual"),
                row.number("version"));
    }

    public List<Plan> list() {
        return sql.query(SELECT + "order by p.position, p.id").list(PlanRows::plan);
    }

    public Optional<Plan> find(UUID id) {
        return sql.query(SELECT + "where p.id = :id").set("id", id).first(PlanRows::plan);
    }

    public Plan of(SchoolId school) {
        return sql.query(SELECT + "join school s on s.plan_id = p.id where s.id = :school")
                .set("school", school.value())
                .first(PlanRows::plan)
                .orElseThrow();
    }

    /**
     * Reads a school's plan, which then stays until the transaction ends. Where something is
     * limited, one transaction at a time has it.
     */
    public Plan held(SchoolId school, Quota quota) {
        if (of(school).limit(quota).isEmpty()) {
            hold(school, "for share");
            Plan plan = of(school);
            if (plan.limit(quota).isEmpty()) {
                return plan;
            }
        }
        return lock(school);
    }

    /** Reads a school's plan; nobody else reads it so, or adds what is limited, until the end. */
    public Plan lock(SchoolId school) {
        hold(school, "for no key update");
        return of(school);
    }

    private void hold(SchoolId school, String how) {
        sql.query("select s.id from school s where s.id = :school " + how)
                .set("school", school.value())
                .first(row -> row.uuid("id"));
    }

    public void put(SchoolId school, UUID plan) {
        sql.update(
                        """
                        update school
                        set plan_id = :plan, version = version + 1
                        where id = :school and plan_id <> :plan
                        """)
                .set("plan", plan)
                .set("school", school.value())
                .run();
    }

    public Map<UUID, Long> schools() {
        Map<UUID, Long> schools = new HashMap<>();
        sql.query(
                        """
                        select plan_id, count(*) as schools
                        from school
                        where id <> :platform and status in ('ONBOARDING', 'ACTIVE', 'SUSPENDED')
                        group by plan_id
                        """)
                .set("platform", SchoolId.PLATFORM.value())
                .list(row -> schools.put(row.uuid("plan_id"), row.number("schools")));
        return schools;
    }

    public void noneUsual() {
        sql.update("update plan set usual = false, version = version + 1 where usual").run();
    }

    /** Changes a plan; answers whether it was still of this version. */
    public boolean save(Plan plan) {
        Sql.Statement.Bound update =
                sql.update(
                                """
                                update plan
                                set name = :name, courses = cast(:courses as bigint), learners = cast(:learners as bigint),
                                    storage = cast(:storage as bigint), plugins = cast(:plugins as bigint),
                                    calls = cast(:calls as bigint), fee_basis_points = cast(:fee as integer),
                                    price_minor = :price, yearly_minor = cast(:yearly as bigint), currency = :currency,
                                    offered = :offered, on_request = :request, usual = :usual,
                                    version = version + 1
                                where id = :id and version = :version
                                """)
                        .set("name", plan.name().strip())
                        .set("fee", plan.feeBasisPoints().orElse(null))
                        .set("price", plan.priceMinor())
                        .set("yearly", plan.yearlyMinor().orElse(null))
                        .set("request", plan.onRequest())
                        .set("currency", plan.currency())
                        .set("offered", plan.offered())
                        .set("usual", plan.usual())
                        .set("id", plan.id())
                        .set("version", plan.version());
        for (Quota quota : Quota.values()) {
            update.set(quota.word(), plan.limit(quota).orElse(null));
        }
        return update.run() == 1;
    }
}
