package io.lyceum.shared.audit;

import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** The record of changes that people with rights made; written with the change itself. */
@ApplicationScoped
public class Audit {

    private final Sql sql;
    private final Clock clock;

    protected Audit() {
        this(null, null);
    }

    @Inject
    Audit(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Writes one entry in the current school.
     *
     * @param action past tense with the subject, for example {@code school.suspended}
     * @param detail facts about the change without personal data
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(String action, String subjectKind, Object subjectId, Map<String, ?> detail) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into audit_entry
                            (tenant_id, id, at, actor_id, action, subject_kind, subject_id, detail)
                        values (:tenant, :id, :at, :actor, :action, :kind, :subject, cast(:detail as jsonb))
                        """)
                .set("id", Ids.at(now))
                .set("at", now)
                .set("actor", Actor.bound().orElse(null))
                .set("action", action)
                .set("kind", subjectKind)
                .set("subject", subjectId.toString())
                .set("detail", Json.write(detail))
                .run();
    }
}
