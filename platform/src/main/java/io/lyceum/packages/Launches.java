package io.lyceum.packages;

import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.catalog.LessonId;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who runs which package. A launch is a token for one person, one activity and one package; it is
 * kept as its digest and expires. Each load of the page around the package is a run of its own.
 */
@UseCase
public class Launches {

    private final Sql sql;
    private final Clock clock;
    private final Packages packages;
    private final Duration life;

    protected Launches() {
        this(null, null, null, Duration.ZERO);
    }

    @Inject
    Launches(
            Sql sql,
            Clock clock,
            Packages packages,
            @ConfigProperty(name = "lyceum.packages.run-life", defaultValue = "PT12H")
                    Duration life) {
        this.sql = sql;
        this.clock = clock;
        this.packages = packages;
        this.life = life;
    }

    /**
     * An open launch.
     *
     * @param bundle where the package's files are
     * @param content of this package, which may be another one than the activity's by now
     * @param preview whether a teacher looks at it, and nothing counts
     * @param origin of the lesson's page, which may have the package in a frame
     */
    public record Launch(
            UUID id,
            ActivityId activity,
            LessonId lesson,
            PackageId contentPackage,
            FileHash bundle,
            Map<String, Object> content,
            PersonId person,
            boolean preview,
            String origin,
            Locale locale) {}

    /**
     * Opens the activity's package for somebody.
     *
     * @param origin of the lesson's page
     * @return the token; it is kept nowhere
     * @throws Problem NO_PACKAGE_YET
     */
    public String open(
            Activity activity, PersonId person, boolean preview, String origin, Locale locale) {
        ContentPackage current =
                packages.current(activity.id())
                        .orElseThrow(() -> new Problem(PackageProblem.NO_PACKAGE_YET));
        String token = Tokens.random();
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into package_launch
                            (tenant_id, id, token_hash, activity_id, package_id, person_id, preview, origin, locale,
                             opened_at, expires_at)
                        values (:tenant, :id, :token, :activity, :package, :person, :preview, :origin, :locale,
                            :now, :expires)
                        """)
                .set("id", Ids.at(now))
                .set("token", Tokens.hash(token))
                .set("activity", activity.id().value())
                .set("package", current.id().value())
                .set("person", person.value())
                .set("preview", preview)
                .set("origin", origin)
                .set("locale", locale.toLanguageTag())
                .set("now", now)
                .set("expires", now.plus(life))
                .run();
        return token;
    }

    /**
     * Finds the launch of a token.
     *
     * @throws Problem RUN_GONE when there is none, it has expired, or its activity is gone
     */
    public Launch byToken(String token) {
        return sql.query(
                        """
                        select l.id, l.activity_id, a.lesson_id, l.package_id, p.sha256, p.content, l.person_id,
                            l.preview, l.origin, l.locale
                        from package_launch l
                        join content_package p on p.tenant_id = l.tenant_id and p.id = l.package_id
                        join activity a on a.tenant_id = l.tenant_id and a.id = l.activity_id
                        where l.tenant_id = :tenant and l.token_hash = :token and l.expires_at > :now
                          and a.removed_at is null
                        """)
                .set("token", Tokens.hash(token))
                .set("now", clock.instant())
                .first(Launches::launch)
                .orElseThrow(() -> new Problem(PackageProblem.RUN_GONE));
    }

    private static Launch launch(Row row) {
        return new Launch(
                row.uuid("id"),
                new ActivityId(row.uuid("activity_id")),
                new LessonId(row.uuid("lesson_id")),
                new PackageId(row.uuid("package_id")),
                new FileHash(row.text("sha256")),
                Packages.content(row.text("content")),
                new PersonId(row.uuid("person_id")),
                row.flag("preview"),
                row.text("origin"),
                Locale.forLanguageTag(row.text("locale")));
    }

    /**
     * A file that a launch may have.
     *
     * @param opened when the launch began; its files stay the same until it ends
     */
    public record Served(FileHash bundle, PackageEntry file, String origin, Instant opened) {}

    /**
     * Finds a file of the package that a token stands for.
     *
     * @return nothing when the package has no such file
     * @throws Problem RUN_GONE
     */
    public Optional<Served> file(String token, String path) {
        return sql.query(
                        """
                        select p.sha256 as bundle, l.origin, l.opened_at, f.path, f.sha256, f.first_byte, f.size_bytes
                        from package_launch l
                        join content_package p on p.tenant_id = l.tenant_id and p.id = l.package_id
                        left join content_package_file f
                          on f.tenant_id = l.tenant_id and f.package_id = l.package_id and f.path = :path
                        where l.tenant_id = :tenant and l.token_hash = :token and l.expires_at > :now
                        """)
                .set("path", path)
                .set("token", Tokens.hash(token))
                .set("now", clock.instant())
                .first(
                        row ->
                                row.optionalText("path")
                                        .map(
                                                found ->
                                                        new Served(
                                                                new FileHash(row.text("bundle")),
                                                                Packages.entry(row),
                                                                row.text("origin"),
                                                                row.instant("opened_at"))))
                .orElseThrow(() -> new Problem(PackageProblem.RUN_GONE));
    }

    /** Begins a run; answers its session. */
    UUID begin(Launch launch, String part) {
        UUID session = UUID.randomUUID();
        sql.update(
                        """
                        insert into package_run (tenant_id, id, launch_id, part, begun_at)
                        values (:tenant, :id, :launch, :part, :now)
                        """)
                .set("id", session)
                .set("launch", launch.id())
                .set("part", part)
                .set("now", clock.instant())
                .run();
        return session;
    }

    /**
     * A run and how far its commits are.
     *
     * @param answer to the last commit
     */
    record Run(UUID session, String part, long last, Optional<PackageDesk.Answer> answer) {}

    /**
     * Finds a run of a launch.
     *
     * @throws Problem RUN_GONE
     */
    Run run(Launch launch, UUID session) {
        return sql.query(
                        """
                        select id, part, last_number, last_answer
                        from package_run
                        where tenant_id = :tenant and id = :id and launch_id = :launch
                        """)
                .set("id", session)
                .set("launch", launch.id())
                .first(
                        row ->
                                new Run(
                                        row.uuid("id"),
                                        row.text("part"),
                                        row.number("last_number"),
                                        row.optionalText("last_answer")
                                                .map(
                                                        json ->
                                                                Json.read(
                                                                        json,
                                                                        PackageDesk.Answer.class))))
                .orElseThrow(() -> new Problem(PackageProblem.RUN_GONE));
    }

    /** Keeps the answer to a commit, unless a later one was answered already. */
    void answered(UUID session, long number, PackageDesk.Answer answer) {
        sql.update(
                        """
                        update package_run set last_number = :number, last_answer = cast(:answer as jsonb)
                        where tenant_id = :tenant and id = :id and last_number < :number
                        """)
                .set("number", number)
                .set("answer", Json.write(answer))
                .set("id", session)
                .run();
    }

    /** Forgets launches, with their runs, that have expired before a moment. */
    void forgetExpired(Instant before) {
        sql.update("delete from package_launch where tenant_id = :tenant and expires_at < :before")
                .set("before", before)
                .run();
    }
}
