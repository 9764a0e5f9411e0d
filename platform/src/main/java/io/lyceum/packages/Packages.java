package io.lyceum.packages;

import com.fasterxml.jackson.core.type.TypeReference;
import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.plugin.content.ContentPackageHandler.Line;
import io.lyceum.shared.Json;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The packages in the current school's activities. An upload waits until its teacher confirms it;
 * then it is current, and the one before is retired: its runs go on, and nobody else begins one.
 */
@UseCase
public class Packages {

    private static final String COLUMNS =
            """
            p.id, p.file_name, p.title, p.content, p.report, p.file_count, p.size_bytes, p.uploaded_at
            """;

    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final Activities activities;
    private final Quotas quotas;

    protected Packages() {
        this(null, null, null, null, null);
    }

    @Inject
    Packages(Sql sql, Clock clock, Audit audit, Activities activities, Quotas quotas) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.activities = activities;
        this.quotas = quotas;
    }

    /** The package that learners open, if there is one yet. */
    public Optional<ContentPackage> current(ActivityId activity) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from content_package p
                                where p.tenant_id = :tenant and p.activity_id = :activity
                                  and p.confirmed_at is not null and p.retired_at is null
                                """)
                .set("activity", activity.value())
                .first(Packages::read);
    }

    /** The upload that nobody has confirmed yet, if there is one. */
    public Optional<ContentPackage> waiting(ActivityId activity) {
        return sql.query(
                        "select "
                                + COLUMNS
                                + """
                                from content_package p
                                where p.tenant_id = :tenant and p.activity_id = :activity
                                  and p.confirmed_at is null and p.retired_at is null
                                order by p.uploaded_at desc
                                limit 1
                                """)
                .set("activity", activity.value())
                .first(Packages::read);
    }

    private static ContentPackage read(Row row) {
        return new ContentPackage(
                new PackageId(row.uuid("id")),
                row.text("file_name"),
                row.text("title"),
                content(row.text("content")),
                report(row.text("report")),
                row.integer("file_count"),
                row.number("size_bytes"),
                row.instant("uploaded_at"));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> content(String json) {
        return Json.read(json, Map.class);
    }

    private static List<Line> report(String json) {
        try {
            return Json.MAPPER.readValue(json, LINES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an inspected upload down; those that waited before it are given up. */
    void add(
            ActivityId activity, ContentPackage uploaded, FileHash hash, List<PackageEntry> files) {
        giveUp(activity);
        sql.update(
                        """
                        insert into content_package
                            (tenant_id, id, activity_id, file_name, title, content, report, sha256, file_count,
                             size_bytes, uploaded_at)
                        values (:tenant, :id, :activity, :name, :title, cast(:content as jsonb),
                            cast(:report as jsonb), :sha, :count, :size, :now)
                        """)
                .set("id", uploaded.id().value())
                .set("activity", activity.value())
                .set("name", uploaded.fileName())
                .set("title", uploaded.title())
                .set("content", Json.write(uploaded.content()))
                .set("report", Json.write(uploaded.report()))
                .set("sha", hash.hex())
                .set("count", uploaded.files())
                .set("size", uploaded.size())
                .set("now", uploaded.uploadedAt())
                .run();
        sql.update(
                        """
                        insert into content_package_file
                            (tenant_id, id, package_id, path, sha256, first_byte, size_bytes)
                        select :tenant, gen_random_uuid(), :package, f.path, f.sha, cast(f.first as bigint),
                            cast(f.size as bigint)
                        from unnest(cast(:paths as text[]), cast(:shas as text[]), cast(:firsts as text[]),
                            cast(:sizes as text[])) as f(path, sha, first, size)
                        """)
                .set("package", uploaded.id().value())
                .set("paths", texts(files, PackageEntry::path))
                .set("shas", texts(files, file -> file.hash().hex()))
                .set("firsts", texts(files, file -> Long.toString(file.first())))
                .set("sizes", texts(files, file -> Long.toString(file.size())))
                .run();
        quotas.require(Quota.STORAGE);
    }

    private static String[] texts(List<PackageEntry> files, Function<PackageEntry, String> text) {
        return files.stream().map(text).toArray(String[]::new);
    }

    /**
     * Gives the waiting upload to learners, in place of what was there.
     *
     * @throws Problem NO_SUCH_PACKAGE when it is not the one that waits
     */
    public void confirm(Activity activity, PackageId id) {
        ContentPackage wanted =
                waiting(activity.id())
                        .filter(one -> one.id().equals(id))
                        .orElseThrow(() -> new Problem(PackageProblem.NO_SUCH_PACKAGE));
        Instant now = clock.instant();
        sql.update(
                        """
                        update content_package set retired_at = :now
                        where tenant_id = :tenant and activity_id = :activity and confirmed_at is not null
                          and retired_at is null
                        """)
                .set("now", now)
                .set("activity", activity.id().value())
                .run();
        int confirmed =
                sql.update(
                                """
                                update content_package set confirmed_at = :now
                                where tenant_id = :tenant and id = :id and confirmed_at is null and retired_at is null
                                """)
                        .set("now", now)
                        .set("id", id.value())
                        .run();
        if (confirmed == 0) {
            throw new Problem(PackageProblem.NO_SUCH_PACKAGE);
        }
        Activity fresh = activities.byId(activity.lesson(), activity.id());
        activities.keep(fresh, wanted.content(), fresh.version());
        audit.record(
                "package.confirmed",
                "activity",
                activity.id(),
                Map.of("file", wanted.fileName(), "files", wanted.files()));
    }

    /** Gives up what waits in an activity; its files are removed later. */
    public void giveUp(ActivityId activity) {
        sql.update(
                        """
                        update content_package set retired_at = :now
                        where tenant_id = :tenant and activity_id = :activity and confirmed_at is null
                          and retired_at is null
                        """)
                .set("now", clock.instant())
                .set("activity", activity.value())
                .run();
    }

    /** Lists a package's files in the order of their paths. */
    public List<PackageEntry> files(PackageId id) {
        return sql.query(
                        """
                        select path, sha256, first_byte, size_bytes
                        from content_package_file
                        where tenant_id = :tenant and package_id = :package
                        order by path
                        """)
                .set("package", id.value())
                .list(Packages::entry);
    }

    static PackageEntry entry(Row row) {
        return new PackageEntry(
                row.text("path"),
                new FileHash(row.text("sha256")),
                row.number("first_byte"),
                row.number("size_bytes"));
    }

    /** A package that nobody needs any more. */
    record Retired(PackageId id, FileHash bundle) {}

    /**
     * Retires what was uploaded before a moment and never confirmed, and what belongs to no
     * activity any more.
     */
    void retireForgotten(Instant uploadedBefore) {
        Instant now = clock.instant();
        sql.update(
                        """
                        update content_package set retired_at = :now
                        where tenant_id = :tenant and confirmed_at is null and retired_at is null
                          and uploaded_at < :before
                        """)
                .set("now", now)
                .set("before", uploadedBefore)
                .run();
        sql.update(
                        """
                        update content_package p set retired_at = :now
                        where p.tenant_id = :tenant and p.retired_at is null
                          and not exists (
                            select 1 from activity a where a.tenant_id = p.tenant_id and a.id = p.activity_id)
                        """)
                .set("now", now)
                .run();
    }

    /** Finds packages that were retired before a moment and that no run uses. At most 50. */
    List<Retired> removable(Instant retiredBefore) {
        return sql.query(
                        """
                        select p.id, p.sha256
                        from content_package p
                        where p.tenant_id = :tenant and p.retired_at < :before
                          and not exists (
                            select 1 from package_launch l
                            where l.tenant_id = p.tenant_id and l.package_id = p.id)
                        order by p.id
                        limit 50
                        """)
                .set("before", retiredBefore)
                .list(
                        row ->
                                new Retired(
                                        new PackageId(row.uuid("id")),
                                        new FileHash(row.text("sha256"))));
    }

    /** Forgets a package whose files are gone. */
    void forget(PackageId id) {
        sql.update("delete from content_package where tenant_id = :tenant and id = :id")
                .set("id", id.value())
                .run();
    }
}
