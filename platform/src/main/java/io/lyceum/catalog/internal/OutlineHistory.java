package io.lyceum.catalog.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.OutlineChange;
import io.lyceum.catalog.OutlineChange.Kind;
import io.lyceum.catalog.OutlineChangeId;
import io.lyceum.catalog.RemovalId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.audit.Actor;
import io.lyceum.shared.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of what was done to outlines, in the caller's transaction. */
@ApplicationScoped
public class OutlineHistory {

    /** How many changes of a course are kept. */
    public static final int KEPT = 50;

    @Inject Sql sql;
    @Inject Clock clock;

    /**
     * Where something was.
     *
     * @param module that the lesson lay in; the module itself where that was moved
     * @param after what lay before it
     */
    public record Was(UUID thing, UUID module, Optional<UUID> after) {}

    /**
     * What a change needs to be undone; what it does not need is empty.
     *
     * @param was places before a move
     * @param before title before a change of names
     * @param after title after it
     * @param removals what can be brought back
     * @param made lessons and modules that are new, in order
     */
    public record Undo(
            List<Was> was, String before, String after, List<UUID> removals, List<UUID> made) {

        public static Undo move(List<Was> was) {
            return new Undo(was, "", "", List.of(), List.of());
        }

        public static Undo name(String before, String after) {
            return new Undo(List.of(), before, after, List.of(), List.of());
        }

        public static Undo removal(List<UUID> removals) {
            return new Undo(List.of(), "", "", removals, List.of());
        }

        public static Undo made(List<UUID> made) {
            return new Undo(List.of(), "", "", List.of(), made);
        }

        public static Undo nothing() {
            return made(List.of());
        }
    }

    /** A change to be undone. */
    public record Done(Kind kind, List<UUID> things, Undo undo) {}

    /** Writes down a change and forgets the oldest. */
    public OutlineChangeId add(
            CourseId course,
            Kind kind,
            String title,
            String place,
            int amount,
            List<UUID> things,
            Undo undo) {
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into outline_change
                            (tenant_id, id, course_id, person_id, kind, title, place, amount, things, undo, changed_at)
                        values (:tenant, :id, :course,
                            (select id from person where tenant_id = :tenant and id = cast(:person as uuid)), :kind,
                            :title, :place, :amount, cast(:things as uuid[]), cast(:undo as jsonb), :now)
                        """)
                .set("id", id)
                .set("course", course.value())
                .set("person", Actor.bound().orElse(null))
                .set("kind", kind)
                .set("title", title)
                .set("place", place)
                .set("amount", amount)
                .set("things", OutlineRows.ids(things))
                .set("undo", Json.write(undo))
                .set("now", now)
                .run();
        sql.update(
                        """
                        delete from outline_change
                        where tenant_id = :tenant and course_id = :course
                          and (changed_at, id) <= (
                            select changed_at, id
                            from outline_change
                            where tenant_id = :tenant and course_id = :course
                            order by changed_at desc, id desc
                            offset :kept
                            limit 1)
                        """)
                .set("course", course.value())
                .set("kept", KEPT)
                .run();
        return new OutlineChangeId(id);
    }

    /** Lists the changes of a course, the last first. */
    public List<OutlineChange> list(CourseId course) {
        return sql.query(
                        """
                        select c.id, c.kind, p.name as who, c.title, c.place, c.amount, c.changed_at,
                            c.undone_at is not null as undone,
                            c.undone_at is null and not exists (
                                select 1
                                from outline_change x
                                where x.tenant_id = :tenant and x.course_id = :course and x.undone_at is null
                                  and (x.changed_at, x.id) > (c.changed_at, c.id) and x.things && c.things) as undoable
                        from outline_change c
                        left join person p on p.tenant_id = :tenant and p.id = c.person_id
                        where c.tenant_id = :tenant and c.course_id = :course
                        order by c.changed_at desc, c.id desc
                        """)
                .set("course", course.value())
                .list(
                        row ->
                                new OutlineChange(
                                        new OutlineChangeId(row.uuid("id")),
                                        row.constant("kind", Kind.class),
                                        row.optionalText("who"),
                                        row.text("title"),
                                        row.text("place"),
                                        row.integer("amount"),
                                        row.instant("changed_at"),
                                        row.flag("undone"),
                                        row.flag("undoable")));
    }

    /** Finds a change that was not undone. */
    public Optional<Done> find(CourseId course, OutlineChangeId id) {
        return sql.query(
                        """
                        select kind, cast(things as text[]) as things, undo
                        from outline_change
                        where tenant_id = :tenant and id = :id and course_id = :course and undone_at is null
                        """)
                .set("id", id.value())
                .set("course", course.value())
                .first(
                        row ->
                                new Done(
                                        row.constant("kind", Kind.class),
                                        row.texts("things").stream().map(UUID::fromString).toList(),
                                        Json.read(row.text("undo"), Undo.class)));
    }

    /** Tells whether something that a change touched was touched by a later one. */
    public boolean touchedSince(CourseId course, OutlineChangeId id) {
        return list(course).stream().noneMatch(c -> c.id().equals(id) && c.undoable());
    }

    /** Notes that a change was undone. */
    public void undone(OutlineChangeId id) {
        sql.update(
                        """
                        update outline_change set undone_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("id", id.value())
                .set("now", clock.instant())
                .run();
    }

    /** Notes that what a change had removed has come back, when nothing of it is left. */
    public void cameBack(CourseId course, RemovalId removal) {
        sql.update(
                        """
                        update outline_change c set undone_at = :now
                        where c.tenant_id = :tenant and c.course_id = :course and c.undone_at is null
                          and c.kind in ('LESSONS_REMOVED', 'MODULE_REMOVED')
                          and :removal = any(c.things)
                          and not exists (
                            select 1 from removed_outline r
                            where r.tenant_id = :tenant and r.id = any(c.things))
                        """)
                .set("course", course.value())
                .set("removal", removal.value())
                .set("now", clock.instant())
                .run();
    }
}
