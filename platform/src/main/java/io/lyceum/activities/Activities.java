package io.lyceum.activities;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Enrolments;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The activities of the current school's lessons, and what learners have reached in them. */
@UseCase
public class Activities {

    private static final int MOST = 20;

    /** What teachers can put into lessons. */
    private static final Set<Kind> KINDS = Set.of(Kind.ACTIVITY, Kind.PACKAGE);

    private static final String COLUMNS =
            """
            a.id, a.course_id, a.lesson_id, a.plugin_id, a.kind, a.type, a.title, a.content, a.position, a.version
            """;

    private final Sql sql;
    private final Clock clock;
    private final Outlines outlines;
    private final Enrolments enrolments;
    private final SchoolPlugins plugins;
    private final Instance<BuiltIn> builtIns;

    protected Activities() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Activities(
            Sql sql,
            Clock clock,
            Outlines outlines,
            Enrolments enrolments,
            SchoolPlugins plugins,
            @Any Instance<BuiltIn> builtIns) {
        this.sql = sql;
        this.clock = clock;
        this.outlines = outlines;
        this.enrolments = enrolments;
        this.plugins = plugins;
        this.builtIns = builtIns;
    }

    /** A kind of activity that teachers can add. */
    public record Type(String plugin, Descriptor.Provided provided) {

        /** Whether teachers upload what learners open. */
        public boolean isPackage() {
            return provided.kind() == Kind.PACKAGE;
        }

        /** Names this type in forms: {@code plugin/id}, and for packages a third word. */
        public String key() {
            String key = key(plugin, provided.id());
            return isPackage() ? key + "/package" : key;
        }

        /** Names a type of activities that are no packages. */
        static String key(String plugin, String id) {
            return plugin + "/" + id;
        }

        /** Whether the house brings it itself. */
        public boolean isBuiltIn() {
            return BuiltIn.HOUSE.equals(plugin);
        }

        /** Whether an activity is of this type. */
        public boolean isOf(Activity activity) {
            return plugin.equals(activity.plugin())
                    && provided.kind() == activity.kind()
                    && provided.id().equals(activity.type());
        }
    }

    /** Lists the kinds of activities: those of the house, then those of the school's plugins. */
    public List<Type> types() {
        return Stream.concat(
                        builtIns.stream().map(BuiltIn::type),
                        plugins.list().stream()
                                .filter(SchoolPlugin::running)
                                .flatMap(
                                        plugin ->
                                                plugin.version().descriptor().provides().stream()
                                                        .filter(p -> KINDS.contains(p.kind()))
                                                        .map(p -> new Type(plugin.id(), p))))
                .toList();
    }

    /** Lists a lesson's activities in their order. */
    public List<Activity> of(LessonId lesson) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from activity a
                                where a.tenant_id = :tenant and a.lesson_id = :lesson and a.removed_at is null
                                order by a.position, a.id
                                """)
                .set("lesson", lesson.value())
                .list(Activities::activity);
    }

    /** Lists the activities of a course's lessons, lesson by lesson in their order. */
    public List<Activity> of(CourseId course) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from activity a
                                where a.tenant_id = :tenant and a.course_id = :course and a.removed_at is null
                                order by a.lesson_id, a.position, a.id
                                """)
                .set("course", course.value())
                .list(Activities::activity);
    }

    private static Activity activity(Row row) {
        return new Activity(
                new ActivityId(row.uuid("id")),
                new CourseId(row.uuid("course_id")),
                new LessonId(row.uuid("lesson_id")),
                row.text("plugin_id"),
                row.constant("kind", Kind.class),
                row.text("type"),
                row.text("title"),
                content(row.text("content")),
                row.integer("position"),
                row.number("version"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> content(String json) {
        return Json.read(json, Map.class);
    }

    /**
     * Finds an activity of a lesson.
     *
     * @throws Problem NO_SUCH_ACTIVITY
     */
    public Activity byId(LessonId lesson, ActivityId id) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from activity a
                                where a.tenant_id = :tenant and a.id = :id and a.lesson_id = :lesson
                                  and a.removed_at is null
                                """)
                .set("id", id.value())
                .set("lesson", lesson.value())
                .first(Activities::activity)
                .orElseThrow(() -> new Problem(ActivityProblem.NO_SUCH_ACTIVITY));
    }

    /**
     * Finds an activity, wherever it stands.
     *
     * @throws Problem NO_SUCH_ACTIVITY
     */
    public Activity byId(ActivityId id) {
        return find(id).orElseThrow(() -> new Problem(ActivityProblem.NO_SUCH_ACTIVITY));
    }

    /** Finds an activity that was not taken out of its lesson. */
    public Optional<Activity> find(ActivityId id) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from activity a
                                where a.tenant_id = :tenant and a.id = :id and a.removed_at is null
                                """)
                .set("id", id.value())
                .first(Activities::activity);
    }

    /**
     * Adds an empty activity at the end of a lesson.
     *
     * @param key of its type
     * @throws Problem NO_SUCH_LESSON, PLUGIN_NOT_INSTALLED, TOO_MANY_ACTIVITIES, INVALID_INPUT
     */
    public Activity add(CourseId course, LessonId lesson, String key, String title) {
        return add(course, lesson, key, title, Map.of());
    }

    /**
     * Adds an activity with its content at the end of a lesson.
     *
     * @param key of its type
     * @throws Problem NO_SUCH_LESSON, PLUGIN_NOT_INSTALLED, TOO_MANY_ACTIVITIES, INVALID_INPUT
     */
    public Activity add(
            CourseId course,
            LessonId lesson,
            String key,
            String title,
            Map<String, Object> content) {
        List<Activity> there = of(lesson);
        int end = there.isEmpty() ? 1 : there.get(there.size() - 1).position() + 1;
        return insert(course, lesson, key, title, content, end);
    }

    /**
     * Inserts an activity with its content.
     *
     * @param key of its type
     * @param position in the lesson
     * @throws Problem NO_SUCH_LESSON, PLUGIN_NOT_INSTALLED, TOO_MANY_ACTIVITIES, INVALID_INPUT
     */
    public Activity insert(
            CourseId course,
            LessonId lesson,
            String key,
            String title,
            Map<String, Object> content,
            int position) {
        new Checks().text(title, "title", 200).done();
        outlines.lesson(course, lesson);
        Type type =
                types().stream()
                        .filter(t -> t.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new Problem(PluginProblem.PLUGIN_NOT_INSTALLED, key));
        if (of(lesson).size() >= MOST) {
            throw new Problem(ActivityProblem.TOO_MANY_ACTIVITIES, MOST);
        }
        Instant now = clock.instant();
        ActivityId id = new ActivityId(Ids.at(now));
        sql.update(
                        """
                        insert into activity
                            (tenant_id, id, course_id, lesson_id, plugin_id, kind, type, title, content, position,
                             created_at, updated_at)
                        values (:tenant, :id, :course, :lesson, :plugin, :kind, :type, :title,
                            cast(:content as jsonb), :position, :now, :now)
                        """)
                .set("id", id.value())
                .set("course", course.value())
                .set("lesson", lesson.value())
                .set("plugin", type.plugin())
                .set("kind", type.provided().kind())
                .set("type", type.provided().id())
                .set("title", title.strip())
                .set("content", Json.write(content))
                .set("position", position)
                .set("now", now)
                .run();
        return byId(lesson, id);
    }

    /**
     * Keeps what a plugin has made of a teacher's form.
     *
     * @param seen version that the teacher saw
     * @throws Problem NO_SUCH_ACTIVITY, STALE_VERSION
     */
    public Activity keep(Activity activity, Map<String, Object> content, long seen) {
        byId(activity.lesson(), activity.id());
        int kept =
                sql.update(
                                """
                                update activity
                                set content = cast(:content as jsonb), version = version + 1, updated_at = :now
                                where tenant_id = :tenant and id = :id and version = :seen
                                """)
                        .set("content", Json.write(content))
                        .set("now", clock.instant())
                        .set("id", activity.id().value())
                        .set("seen", seen)
                        .run();
        if (kept == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        return byId(activity.lesson(), activity.id());
    }

    /**
     * Renames an activity.
     *
     * @throws Problem NO_SUCH_ACTIVITY, INVALID_INPUT
     */
    public Activity rename(LessonId lesson, ActivityId id, String title) {
        new Checks().text(title, "title", 200).done();
        byId(lesson, id);
        sql.update(
                        """
                        update activity set title = :title, updated_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .set("title", title.strip())
                .set("now", clock.instant())
                .set("id", id.value())
                .run();
        return byId(lesson, id);
    }

    /**
     * Moves an activity to a place in its lesson.
     *
     * @param index from 0; more than there are means last
     * @throws Problem NO_SUCH_ACTIVITY
     */
    public void move(LessonId lesson, ActivityId id, int index) {
        byId(lesson, id);
        List<UUID> order =
                new ArrayList<>(
                        of(lesson).stream().map(activity -> activity.id().value()).toList());
        order.remove(id.value());
        order.add(Math.max(0, Math.min(index, order.size())), id.value());
        sql.update(
                        """
                        update activity a
                        set position = w.number
                        from unnest(cast(:ids as uuid[])) with ordinality w (id, number)
                        where a.tenant_id = :tenant and a.lesson_id = :lesson and a.id = w.id
                          and a.position <> w.number
                        """)
                .set("ids", order.toArray(UUID[]::new))
                .set("lesson", lesson.value())
                .run();
    }

    /**
     * Takes an activity out of its lesson; {@link #restore} brings it back with what learners have
     * done in it.
     *
     * @throws Problem NO_SUCH_ACTIVITY
     */
    public void remove(LessonId lesson, ActivityId id) {
        byId(lesson, id);
        mark(lesson, id, clock.instant());
    }

    /**
     * Brings an activity back.
     *
     * @throws Problem NO_SUCH_ACTIVITY
     */
    public Activity restore(LessonId lesson, ActivityId id) {
        mark(lesson, id, null);
        return byId(lesson, id);
    }

    private void mark(LessonId lesson, ActivityId id, @Nullable Instant removed) {
        sql.update(
                        """
                        update activity set removed_at = cast(:removed as timestamptz)
                        where tenant_id = :tenant and id = :id and lesson_id = :lesson
                        """)
                .set("removed", removed)
                .set("id", id.value())
                .set("lesson", lesson.value())
                .run();
    }

    /** Says how far somebody is in the activities of a lesson; what was not begun is missing. */
    public Map<ActivityId, ActivityResult> results(LessonId lesson, PersonId person) {
        Map<ActivityId, ActivityResult> results = new HashMap<>();
        sql.query(
                        """
                        select r.activity_id, r.score, r.completed_at
                        from activity a
                        join activity_result r on r.tenant_id = a.tenant_id and r.activity_id = a.id
                        where a.tenant_id = :tenant and a.lesson_id = :lesson and r.person_id = :person
                          and a.removed_at is null
                        """)
                .set("lesson", lesson.value())
                .set("person", person.value())
                .list(row -> results.put(new ActivityId(row.uuid("activity_id")), result(row)));
        return results;
    }

    /**
     * Requires that nothing of a lesson is left to do before it is marked as complete.
     *
     * @throws Problem ACTIVITIES_OPEN
     */
    public void requireDone(LessonId lesson, PersonId person) {
        if (!done(lesson, person)) {
            throw new Problem(ActivityProblem.ACTIVITIES_OPEN);
        }
    }

    private boolean done(LessonId lesson, PersonId person) {
        Map<ActivityId, ActivityResult> results = results(lesson, person);
        return of(lesson).stream()
                .allMatch(a -> results.getOrDefault(a.id(), ActivityResult.NONE).complete());
    }

    /**
     * Writes down what an answer is worth. The best score stays, and so does completion; with the
     * last activity the lesson is complete.
     *
     * @param score 0 to 1; null for none
     * @throws Problem NOT_ENROLLED, NO_SUCH_ACTIVITY
     */
    public ActivityResult reached(
            Activity activity, PersonId person, @Nullable Double score, boolean complete) {
        enrolments.require(person, activity.course());
        byId(activity.lesson(), activity.id());
        Instant now = clock.instant();
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into activity_result
                            (tenant_id, id, activity_id, person_id, score, completed_at, updated_at)
                        values (:tenant, :id, :activity, :person, cast(:score as real),
                            cast(:completed as timestamptz), :now)
                        on conflict (tenant_id, activity_id, person_id) do update
                        set score = greatest(activity_result.score, excluded.score),
                            completed_at = coalesce(activity_result.completed_at, excluded.completed_at),
                            updated_at = excluded.updated_at
                        """)
                .set("id", id)
                .set("activity", activity.id().value())
                .set("person", person.value())
                .set("score", score)
                .set("completed", complete ? now : null)
                .set("now", now)
                .run();
        ActivityResult result =
                results(activity.lesson(), person).getOrDefault(activity.id(), ActivityResult.NONE);
        if (complete && done(activity.lesson(), person)) {
            enrolments.complete(person, activity.course(), activity.lesson());
        }
        return result;
    }

    /**
     * Writes down what somebody has given for an answer, in place of what stood there: a lower
     * score as well. Completion stays; with the last activity the lesson is complete.
     *
     * @param score 0 to 1
     * @throws Problem NO_SUCH_ACTIVITY
     */
    public void graded(Activity activity, PersonId person, double score, boolean complete) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into activity_result
                            (tenant_id, id, activity_id, person_id, score, completed_at, updated_at)
                        values (:tenant, :id, :activity, :person, cast(:score as real),
                            cast(:completed as timestamptz), :now)
                        on conflict (tenant_id, activity_id, person_id) do update
                        set score = excluded.score,
                            completed_at = coalesce(activity_result.completed_at, excluded.completed_at),
                            updated_at = excluded.updated_at
                        """)
                .set("id", Ids.at(now))
                .set("activity", activity.id().value())
                .set("person", person.value())
                .set("score", score)
                .set("completed", complete ? now : null)
                .set("now", now)
                .run();
        // A lesson that was taken away completes nothing; its marks are there if it comes back.
        if (complete
                && enrolments.find(person, activity.course()).isPresent()
                && outlines.has(activity.course(), activity.lesson())
                && done(activity.lesson(), person)) {
            enrolments.complete(person, activity.course(), activity.lesson());
        }
    }

    /** Says how far people are in the activities of a course; what was not begun is missing. */
    public Map<PersonId, Map<ActivityId, ActivityResult>> results(
            CourseId course, Collection<PersonId> people) {
        Map<PersonId, Map<ActivityId, ActivityResult>> results = new HashMap<>();
        sql.query(
                        """
                        select r.person_id, r.activity_id, r.score, r.completed_at
                        from activity a
                        join activity_result r on r.tenant_id = a.tenant_id and r.activity_id = a.id
                        where a.tenant_id = :tenant and a.course_id = :course and a.removed_at is null
                          and r.person_id = any(:people)
                        """)
                .set("course", course.value())
                .set("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .list(
                        row ->
                                results.computeIfAbsent(
                                                new PersonId(row.uuid("person_id")),
                                                person -> new HashMap<>())
                                        .put(new ActivityId(row.uuid("activity_id")), result(row)));
        return results;
    }

    private static ActivityResult result(Row row) {
        return new ActivityResult(
                row.optionalText("score").isPresent()
                        ? OptionalDouble.of(row.real("score"))
                        : OptionalDouble.empty(),
                row.optionalInstant("completed_at").isPresent());
    }
}
