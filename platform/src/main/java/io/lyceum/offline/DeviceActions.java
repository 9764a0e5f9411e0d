package io.lyceum.offline;

import io.lyceum.activities.Activities;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolment;
import io.lyceum.learning.Enrolments;
import io.lyceum.notes.Notes;
import io.lyceum.offline.DeviceAction.NoteChange;
import io.lyceum.offline.DeviceAction.Outcome;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Takes over what learners did on their devices, each action once. */
@UseCase
public class DeviceActions {

    private final Sql sql;
    private final Clock clock;
    private final Enrolments enrolments;
    private final Activities activities;
    private final Notes notes;

    protected DeviceActions() {
        this(null, null, null, null, null);
    }

    @Inject
    DeviceActions(Sql sql, Clock clock, Enrolments enrolments, Activities activities, Notes notes) {
        this.sql = sql;
        this.clock = clock;
        this.enrolments = enrolments;
        this.activities = activities;
        this.notes = notes;
    }

    /**
     * Does what an action says and remembers that, both or neither. One that is sent again, also at
     * the same moment, is answered as before; one that was refused can be tried again.
     *
     * @throws Problem DEVICE_OF_ANOTHER, INVALID_INPUT, and what each kind of action is refused for
     */
    public Outcome take(PersonId person, DeviceAction action) {
        if (!action.reader().equals(person)) {
            throw new Problem(OfflineProblem.DEVICE_OF_ANOTHER);
        }
        Instant now = clock.instant();
        int begun =
                sql.update(
                                """
                                insert into synced_action (tenant_id, id, person_id, action_id, kind, outcome, synced_at)
                                values (:tenant, :id, :person, :action, :kind, '{}', :now)
                                on conflict (tenant_id, person_id, action_id) do nothing
                                """)
                        .set("id", Ids.at(now))
                        .set("person", person.value())
                        .set("action", action.id())
                        .set("kind", action.kind())
                        .set("now", now)
                        .run();
        if (begun == 0) {
            return remembered(person, action).again();
        }
        Outcome outcome = run(person, action);
        sql.update(
                        """
                        update synced_action set outcome = cast(:outcome as jsonb)
                        where tenant_id = :tenant and person_id = :person and action_id = :action
                        """)
                .set("outcome", Json.write(outcome))
                .set("person", person.value())
                .set("action", action.id())
                .run();
        return outcome;
    }

    private Outcome remembered(PersonId person, DeviceAction action) {
        return sql.query(
                        """
                        select outcome
                        from synced_action
                        where tenant_id = :tenant and person_id = :person and action_id = :action
                        """)
                .set("person", person.value())
                .set("action", action.id())
                .first(row -> Json.read(row.text("outcome"), Outcome.class))
                .orElse(Outcome.DONE);
    }

    private Outcome run(PersonId person, DeviceAction action) {
        return switch (action.kind()) {
            case COMPLETE -> {
                boolean before =
                        enrolments
                                .find(person, action.course())
                                .filter(Enrolment::completed)
                                .isPresent();
                activities.requireDone(action.lesson(), person);
                Enrolment after = enrolments.complete(person, action.course(), action.lesson());
                yield marked(after, after.completed() && !before);
            }
            case REOPEN ->
                    marked(enrolments.reopen(person, action.course(), action.lesson()), false);
            case POSITION -> {
                enrolments.position(person, action.course(), action.lesson(), action.permille());
                yield Outcome.DONE;
            }
            case BOOKMARK -> {
                notes.bookmark(person, action.course(), action.lesson(), action.on());
                yield Outcome.DONE;
            }
            case NOTE -> {
                NoteChange change = change(action);
                Notes.Kept kept =
                        notes.keep(
                                person,
                                change.id(),
                                action.course(),
                                action.lesson(),
                                change.draft(),
                                change.version());
                yield new Outcome(
                        false,
                        Optional.empty(),
                        false,
                        Optional.of(kept.note().id().value()),
                        Optional.of(kept.note().version()),
                        kept.apart());
            }
            case NOTE_REMOVED -> {
                NoteChange change = change(action);
                notes.removeAsKnown(person, change.id(), change.version());
                yield Outcome.DONE;
            }
        };
    }

    private static Outcome marked(Enrolment enrolment, boolean completed) {
        return new Outcome(
                false,
                Optional.of(enrolment.percent()),
                completed,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static NoteChange change(DeviceAction action) {
        return action.note().orElseThrow(() -> new Problem(CommonProblem.INVALID_INPUT, "note"));
    }

    /** Forgets what was taken over before a moment; no device keeps it for that long. */
    public void forgetBefore(Instant moment) {
        sql.update(
                        """
                        delete from synced_action
                        where tenant_id = :tenant and synced_at < :moment
                        """)
                .set("moment", moment)
                .run();
    }
}
