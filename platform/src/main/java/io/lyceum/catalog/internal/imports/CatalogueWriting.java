package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.Categories;
import io.lyceum.catalog.CategoryId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Json;
import io.lyceum.shared.Slugs;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Compares rows of a table with the school's courses, and writes them as drafts. */
@ApplicationScoped
public class CatalogueWriting {

    private final Sql sql;
    private final Clock clock;
    private final Categories categories;
    private final Quotas quotas;

    protected CatalogueWriting() {
        this(null, null, null, null);
    }

    @Inject
    CatalogueWriting(Sql sql, Clock clock, Categories categories, Quotas quotas) {
        this.sql = sql;
        this.clock = clock;
        this.categories = categories;
        this.quotas = quotas;
    }

    /**
     * Replaces those outcomes whose course the school already has by refusals. Runs in a
     * transaction.
     */
    List<CatalogueOutcome> compare(List<CatalogueOutcome> outcomes) {
        Existing existing = existing(outcomes);
        List<CatalogueOutcome> compared = new ArrayList<>();
        for (CatalogueOutcome outcome : outcomes) {
            Optional<String> twin = outcome.course().flatMap(existing::twin);
            compared.add(
                    twin.isEmpty()
                            ? outcome
                            : new CatalogueOutcome(
                                    outcome.row(),
                                    outcome.line(),
                                    Optional.empty(),
                                    List.of(
                                            FidelityLine.of(
                                                    FidelityCode.ROW_EXISTS,
                                                    "",
                                                    outcome.line(),
                                                    outcome.course().get().title(),
                                                    twin.get()))));
        }
        return compared;
    }

    /** What the school has of some rows. */
    private record Existing(Map<String, String> titlesBySlug, Set<String> externalIds) {

        /** Names what is already there: the external id or the address. */
        Optional<String> twin(CatalogueRow row) {
            if (row.externalId().filter(externalIds::contains).isPresent()) {
                return row.externalId();
            }
            String slug = wantedSlug(row);
            String title = titlesBySlug.get(slug);
            boolean same =
                    title != null
                            && (row.slug().isPresent()
                                    || row.externalId().isEmpty()
                                            && ValueReading.folded(title)
                                                    .equals(ValueReading.folded(row.title())));
            return same ? Optional.of(slug) : Optional.empty();
        }
    }

    private static String wantedSlug(CatalogueRow row) {
        return row.slug().orElseGet(() -> Slugs.of(row.title()));
    }

    private Existing existing(List<CatalogueOutcome> outcomes) {
        List<CatalogueRow> rows = outcomes.stream().flatMap(o -> o.course().stream()).toList();
        Map<String, String> titles = new HashMap<>();
        Set<String> ids = new HashSet<>();
        sql.query(
                        """
                        select slug, title, external_id
                        from course
                        where tenant_id = :tenant and (slug = any(:slugs) or external_id = any(:ids))
                        """)
                .set(
                        "slugs",
                        rows.stream().map(CatalogueWriting::wantedSlug).toArray(String[]::new))
                .set(
                        "ids",
                        rows.stream().flatMap(r -> r.externalId().stream()).toArray(String[]::new))
                .list(
                        row -> {
                            row.optionalText("external_id").ifPresent(ids::add);
                            return titles.put(row.text("slug"), row.text("title"));
                        });
        return new Existing(titles, ids);
    }

    /** What became of a batch. */
    record Written(Map<Integer, UUID> coursesByRow, List<FidelityLine> refusals) {}

    /** Writes the courses of a batch as drafts. Runs in a transaction. */
    Written write(List<CatalogueOutcome> outcomes, Optional<UUID> teacher) {
        List<FidelityLine> refusals = new ArrayList<>();
        List<CatalogueOutcome> wanted = new ArrayList<>();
        for (CatalogueOutcome outcome : compare(outcomes)) {
            if (outcome.course().isPresent()) {
                wanted.add(outcome);
            } else {
                outcome.lines().stream()
                        .filter(line -> line.code() == FidelityCode.ROW_EXISTS)
                        .forEach(refusals::add);
            }
        }
        Set<String> taken = takenSlugs(wanted);
        Map<String, CategoryId> categories = new HashMap<>();
        Map<UUID, CatalogueOutcome> byId = new LinkedHashMap<>();
        List<CourseJson> values = new ArrayList<>();
        Instant now = clock.instant();
        for (CatalogueOutcome outcome : wanted) {
            CatalogueRow row = outcome.course().get();
            UUID id = Ids.at(now);
            byId.put(id, outcome);
            Optional<UUID> category =
                    row.category()
                            .map(name -> categories.computeIfAbsent(name, this::category).value());
            values.add(
                    new CourseJson(
                            id,
                            free(wantedSlug(row), taken),
                            row.title(),
                            row.subtitle(),
                            row.description(),
                            row.language(),
                            row.level().name(),
                            category,
                            row.teacherName(),
                            String.join(",", row.tags()),
                            row.price().minor(),
                            row.price().currency(),
                            row.externalId(),
                            row.minutes()));
        }
        Map<Integer, UUID> written = insert(values, byId, teacher, now);
        byId.forEach(
                (id, outcome) -> {
                    if (!written.containsValue(id)) {
                        // Somebody else added the same course since the rows were compared.
                        CatalogueRow row = outcome.course().orElseThrow();
                        refusals.add(
                                FidelityLine.of(
                                        FidelityCode.ROW_EXISTS,
                                        "",
                                        outcome.line(),
                                        row.title(),
                                        row.externalId().orElse(wantedSlug(row))));
                    }
                });
        return new Written(written, refusals);
    }

    private CategoryId category(String name) {
        return categories.ensure("", name).id();
    }

    /** Addresses that are taken, of those that begin like one that is wanted. */
    private Set<String> takenSlugs(List<CatalogueOutcome> outcomes) {
        String[] wanted =
                outcomes.stream()
                        .map(o -> wantedSlug(o.course().orElseThrow()))
                        .distinct()
                        .toArray(String[]::new);
        Set<String> taken =
                new HashSet<>(
                        sql.query(
                                        """
                                        select slug from course
                                        where tenant_id = :tenant and slug = any(:slugs)
                                        """)
                                .set("slugs", wanted)
                                .list(row -> row.text("slug")));
        for (String slug : List.copyOf(taken)) {
            taken.addAll(
                    sql.query(
                                    """
                                    select slug from course
                                    where tenant_id = :tenant and slug ~ ('^' || :slug || '-[0-9]+$')
                                    """)
                            .set("slug", slug)
                            .list(row -> row.text("slug")));
        }
        return taken;
    }

    private static String free(String wanted, Set<String> taken) {
        String slug = wanted;
        for (int n = 2; !taken.add(slug); n++) {
            slug = wanted + "-" + n;
        }
        return slug;
    }

    private Map<Integer, UUID> insert(
            List<CourseJson> values,
            Map<UUID, CatalogueOutcome> byId,
            Optional<UUID> teacher,
            Instant now) {
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<Integer, UUID> written = new LinkedHashMap<>();
        sql.query(
                        """
                        insert into course
                            (tenant_id, id, slug, title, subtitle, description, language, level, category_id,
                             teacher_id, teacher_name, tags, price_minor, currency, external_id, status, minutes,
                             created_at, updated_at)
                        select :tenant, c.id, c.slug, c.title, c.subtitle, c.description, c.language, c.level,
                            c.category, cast(:teacher as uuid), c.teacher, c.tags, c.price, c.currency,
                            c.external, 'DRAFT', c.minutes, :now, :now
                        from jsonb_to_recordset(cast(:courses as jsonb)) as c(
                            id uuid, slug text, title text, subtitle text, description text, language text,
                            level text, category uuid, teacher text, tags text, price bigint, currency text,
                            external text, minutes integer)
                        on conflict do nothing
                        returning id
                        """)
                .set("teacher", teacher.orElse(null))
                .set("now", now)
                .set("courses", Json.write(values))
                .list(row -> row.uuid("id"))
                .forEach(id -> written.put(byId.get(id).row(), id));
        quotas.require(Quota.COURSES);
        return written;
    }

    private record CourseJson(
            UUID id,
            String slug,
            String title,
            String subtitle,
            String description,
            String language,
            String level,
            Optional<UUID> category,
            String teacher,
            String tags,
            long price,
            String currency,
            Optional<String> external,
            int minutes) {}
}
