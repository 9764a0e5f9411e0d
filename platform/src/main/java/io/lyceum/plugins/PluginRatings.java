package io.lyceum.plugins;

import io.lyceum.identity.Person;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What schools think of plugins: one rating for each school that has the plugin. Everybody sees the
 * ratings; whose they are only the platform does.
 */
@UseCase
public class PluginRatings {

    private static final int LONGEST = 1000;
    private static final String COLUMNS =
            " r.id, r.plugin_id, r.school_id, r.stars, r.text, r.version, r.changed_at, r.hidden_at,"
                    + " r.answer ";

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final CurrentSchool school;
    private final SchoolPlugins schoolPlugins;

    protected PluginRatings() {
        this(null, null, null, null, null);
    }

    @Inject
    PluginRatings(
            Sql sql, Clock clock, Audit audit, CurrentSchool school, SchoolPlugins schoolPlugins) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.school = school;
        this.schoolPlugins = schoolPlugins;
    }

    /**
     * Rates a plugin for the current school, or changes what was said before. A hidden rating stays
     * hidden, and an answer to the words before goes.
     *
     * @param stars 1 to 5
     * @param text what other schools read; may be empty
     * @throws Problem INVALID_INPUT; PLUGIN_NOT_RATED when the school has not installed it
     */
    public PluginRating rate(String plugin, int stars, String text, Person by) {
        String said = text == null ? "" : text.strip();
        new Checks()
                .that(stars >= 1 && stars <= 5, "stars", "Choose 1 to 5 stars.")
                .atMost(said, "text", LONGEST)
                .done();
        SchoolPlugin installed =
                schoolPlugins
                        .find(plugin)
                        .orElseThrow(() -> new Problem(PluginProblem.PLUGIN_NOT_RATED, plugin));
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into plugin_rating
                            (plugin_id, school_id, id, stars, text, version, person_id, created_at, changed_at)
                        values (:plugin, :tenant, :id, :stars, :text, :version, :person, :now, :now)
                        on conflict (plugin_id, school_id) do update
                        set stars = :stars, text = :text, version = :version, person_id = :person,
                            changed_at = :now,
                            answer = case when plugin_rating.text = :text then plugin_rating.answer else '' end,
                            answered_at = case when plugin_rating.text = :text then plugin_rating.answered_at end
                        """)
                .set("plugin", plugin)
                .set("id", Ids.at(now))
                .set("stars", stars)
                .set("text", said)
                .set("version", installed.version().version())
                .set("person", by.id().value())
                .set("now", now)
                .run();
        audit.record("plugin.rated", "plugin", plugin, Map.of("stars", stars));
        return mine(plugin).orElseThrow();
    }

    /** Finds what the current school has said. */
    public Optional<PluginRating> mine(String plugin) {
        return sql.query(
                        "select"
                                + COLUMNS
                                + "from plugin_rating r where r.plugin_id = :plugin and r.school_id = :tenant")
                .set("plugin", plugin)
                .first(PluginRatings::rating);
    }

    /**
     * Takes back what the current school has said.
     *
     * @throws Problem NO_SUCH_PLUGIN when it has said nothing
     */
    public void withdraw(String plugin) {
        int gone =
                sql.update(
                                "delete from plugin_rating where plugin_id = :plugin and school_id = :tenant")
                        .set("plugin", plugin)
                        .run();
        if (gone == 0) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        audit.record("plugin.rating_withdrawn", "plugin", plugin, Map.of());
    }

    /** Lists the visible ratings of a plugin, the newest first. At most 50. */
    public List<PluginRating> of(String plugin) {
        return sql.query(
                        "select"
                                + COLUMNS
                                + """
                                from plugin_rating r
                                where r.plugin_id = :plugin and r.hidden_at is null
                                order by r.changed_at desc, r.id
                                limit 50
                                """)
                .set("plugin", plugin)
                .list(PluginRatings::rating);
    }

    /** Lists the ratings of all plugins, hidden ones too, the newest first. At most 200. */
    public List<PluginRating> all() {
        return sql.query(
                        "select"
                                + COLUMNS
                                + "from plugin_rating r order by r.changed_at desc, r.id limit 200")
                .list(PluginRatings::rating);
    }

    /** Sums up the visible ratings of each plugin that has any. */
    public Map<String, PluginRating.Summary> summaries() {
        Map<String, PluginRating.Summary> summaries = new HashMap<>();
        sql.query(
                        """
                        select plugin_id, cast(avg(stars) as real) as average, count(*) as ratings
                        from plugin_rating
                        where hidden_at is null
                        group by plugin_id
                        """)
                .list(
                        row ->
                                summaries.put(
                                        row.text("plugin_id"),
                                        new PluginRating.Summary(
                                                row.real("average"), row.integer("ratings"))));
        return summaries;
    }

    /** Sums up the visible ratings of a plugin. */
    public PluginRating.Summary summary(String plugin) {
        return sql.query(
                        """
                        select coalesce(cast(avg(stars) as real), 0) as average, count(*) as ratings
                        from plugin_rating
                        where plugin_id = :plugin and hidden_at is null
                        """)
                .set("plugin", plugin)
                .first(row -> new PluginRating.Summary(row.real("average"), row.integer("ratings")))
                .orElse(PluginRating.Summary.NONE);
    }

    /**
     * Hides a rating, or shows it again; for the platform.
     *
     * @throws Problem NO_SUCH_PLUGIN when there is no such rating
     */
    public PluginRating hide(UUID id, boolean hidden) {
        int found =
                sql.update("update plugin_rating set hidden_at = :at where id = :id")
                        .set("at", hidden ? clock.instant() : null)
                        .set("id", id)
                        .run();
        if (found == 0) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        audit.record(
                hidden ? "plugin.rating_hidden" : "plugin.rating_shown", "rating", id, Map.of());
        return require(id);
    }

    private PluginRating require(UUID id) {
        return sql.query("select" + COLUMNS + "from plugin_rating r where r.id = :id")
                .set("id", id)
                .first(PluginRatings::rating)
                .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
    }

    /**
     * Answers a rating for the publisher of its plugin; once, so that no dispute is held here.
     *
     * @throws Problem INVALID_INPUT; NO_SUCH_PLUGIN for a rating of another publisher's plugin;
     *     RATING_ANSWERED
     */
    public PluginRating answer(UUID id, Publisher publisher, String text) {
        new Checks().text(text, "text", LONGEST).done();
        PluginRating rating = require(id);
        boolean own =
                sql.query(
                                """
                                select 1 from plugin_version
                                where plugin_id = :plugin and publisher = :publisher
                                limit 1
                                """)
                        .set("plugin", rating.plugin())
                        .set("publisher", publisher.id())
                        .first(row -> id)
                        .isPresent();
        if (!own) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        int answered =
                sql.update(
                                """
                                update plugin_rating
                                set answer = :text, answered_at = :now
                                where id = :id and answer = ''
                                """)
                        .set("text", text.strip())
                        .set("now", clock.instant())
                        .set("id", id)
                        .run();
        if (answered == 0) {
            throw new Problem(PluginProblem.RATING_ANSWERED);
        }
        audit.record("plugin.rating_answered", "rating", id, Map.of("publisher", publisher.id()));
        return require(id);
    }

    /** The current school, for telling its own rating from others. */
    public boolean isOwn(PluginRating rating) {
        return rating.school().equals(school.id());
    }

    private static PluginRating rating(Row row) {
        return new PluginRating(
                row.uuid("id"),
                row.text("plugin_id"),
                new SchoolId(row.uuid("school_id")),
                row.integer("stars"),
                row.text("text"),
                row.text("version"),
                row.instant("changed_at"),
                row.optionalInstant("hidden_at"),
                row.text("answer"));
    }
}
