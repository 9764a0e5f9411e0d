package io.lyceum.plugins.internal;

import io.lyceum.plugins.PluginListing;
import io.lyceum.plugins.PluginListing.Category;
import io.lyceum.plugins.PluginListing.Kind;
import io.lyceum.plugins.PluginListing.Picture;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.ServedFile;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of listings and of their pictures. */
@UseCase
public class ListingRows {

    private static final String COLUMNS =
            " l.plugin_id, l.about_en, l.about_ru, l.categories, l.website, l.support ";

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;

    protected ListingRows() {
        this(null, null, null);
    }

    @Inject
    ListingRows(Sql sql, Clock clock, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    public Optional<PluginListing> find(String plugin) {
        List<Shown> pictures =
                sql.query(
                                """
                                select plugin_id, id, kind, caption, width, height
                                from plugin_picture
                                where plugin_id = :plugin
                                order by position, id
                                """)
                        .set("plugin", plugin)
                        .list(ListingRows::shown);
        return sql.query("select" + COLUMNS + "from plugin_listing l where l.plugin_id = :plugin")
                .set("plugin", plugin)
                .first(row -> listing(row, pictures));
    }

    public Map<String, PluginListing> all() {
        Map<String, List<Shown>> pictures =
                sql
                        .query(
                                """
                                select plugin_id, id, kind, caption, width, height
                                from plugin_picture
                                order by plugin_id, position, id
                                """)
                        .list(ListingRows::shown)
                        .stream()
                        .collect(Collectors.groupingBy(Shown::plugin));
        Map<String, PluginListing> all = new HashMap<>();
        sql.query("select" + COLUMNS + "from plugin_listing l")
                .list(
                        row ->
                                all.put(
                                        row.text("plugin_id"),
                                        listing(
                                                row,
                                                pictures.getOrDefault(
                                                        row.text("plugin_id"), List.of()))));
        return all;
    }

    private record Shown(String plugin, Kind kind, Picture picture) {}

    private static Shown shown(Row row) {
        return new Shown(
                row.text("plugin_id"),
                row.constant("kind", Kind.class),
                new Picture(
                        row.uuid("id"),
                        row.text("caption"),
                        row.integer("width"),
                        row.integer("height")));
    }

    private static PluginListing listing(Row row, List<Shown> pictures) {
        Map<String, String> about = new HashMap<>();
        for (String language : List.of("en", "ru")) {
            String text = row.text("about_" + language);
            if (!text.isEmpty()) {
                about.put(language, text);
            }
        }
        Set<Category> categories = EnumSet.noneOf(Category.class);
        row.texts("categories").forEach(name -> categories.add(Category.valueOf(name)));
        return new PluginListing(
                row.text("plugin_id"),
                about,
                categories,
                row.text("website"),
                row.text("support"),
                pictures.stream()
                        .filter(one -> one.kind() == Kind.ICON)
                        .map(Shown::picture)
                        .findFirst(),
                pictures.stream()
                        .filter(one -> one.kind() == Kind.SCREENSHOT)
                        .map(Shown::picture)
                        .toList());
    }

    public void change(
            String plugin,
            Map<String, String> about,
            Set<Category> categories,
            String website,
            String support) {
        sql.update(
                        """
                        insert into plugin_listing
                            (plugin_id, about_en, about_ru, categories, website, support, changed_at)
                        values (:plugin, :en, :ru, :categories, :website, :support, :now)
                        on conflict (plugin_id) do update
                        set about_en = :en, about_ru = :ru, categories = :categories, website = :website,
                            support = :support, changed_at = :now
                        """)
                .set("plugin", plugin)
                .set("en", about.getOrDefault("en", "").strip())
                .set("ru", about.getOrDefault("ru", "").strip())
                .set("categories", categories.stream().map(Enum::name).toArray(String[]::new))
                .set("website", website)
                .set("support", support)
                .set("now", clock.instant())
                .run();
        audit.record("plugin.listing_changed", "plugin", plugin, Map.of());
    }

    public Picture add(
            String plugin, Kind kind, String caption, FileHash hash, CheckedPicture checked) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into plugin_listing
                            (plugin_id, about_en, about_ru, categories, website, support, changed_at)
                        values (:plugin, '', '', '{}', '', '', :now)
                        on conflict (plugin_id) do nothing
                        """)
                .set("plugin", plugin)
                .set("now", now)
                .run();
        if (kind == Kind.ICON) {
            sql.update("delete from plugin_picture where plugin_id = :plugin and kind = 'ICON'")
                    .set("plugin", plugin)
                    .run();
        }
        UUID id = Ids.at(now);
        sql.update(
                        """
                        insert into plugin_picture
                            (plugin_id, id, kind, position, sha256, media_type, size_bytes, width, height, caption,
                             added_at)
                        select :plugin, :id, :kind, coalesce(max(position), 0) + 1, :sha, :type, :size, :width,
                            :height, :caption, :now
                        from plugin_picture
                        where plugin_id = :plugin
                        """)
                .set("plugin", plugin)
                .set("id", id)
                .set("kind", kind)
                .set("sha", hash.hex())
                .set("type", checked.type().mediaType())
                .set("size", (long) checked.content().length)
                .set("width", checked.width())
                .set("height", checked.height())
                .set("caption", caption)
                .set("now", now)
                .run();
        audit.record("plugin.picture_added", "plugin", plugin, Map.of("kind", kind.name()));
        return new Picture(id, caption, checked.width(), checked.height());
    }

    /** Removes a picture; answers its content when nothing else uses it. */
    public Optional<FileHash> remove(String plugin, UUID picture) {
        FileHash hash =
                sql.query(
                                """
                                delete from plugin_picture
                                where plugin_id = :plugin and id = :id
                                returning sha256
                                """)
                        .set("plugin", plugin)
                        .set("id", picture)
                        .first(row -> new FileHash(row.text("sha256")))
                        .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
        audit.record("plugin.picture_removed", "plugin", plugin, Map.of());
        boolean used =
                sql.query("select 1 from plugin_picture where sha256 = :sha limit 1")
                        .set("sha", hash.hex())
                        .first(row -> picture)
                        .isPresent();
        return used ? Optional.empty() : Optional.of(hash);
    }

    public Optional<ServedFile> picture(UUID id) {
        return sql.query(
                        """
                        select sha256, media_type, size_bytes, added_at from plugin_picture where id = :id
                        """)
                .set("id", id)
                .first(
                        row ->
                                new ServedFile(
                                        "plugin",
                                        FileType.ofMediaType(row.text("media_type")).orElseThrow(),
                                        new FileHash(row.text("sha256")),
                                        row.number("size_bytes"),
                                        row.instant("added_at"),
                                        ServedFile.Audience.EVERYONE));
    }

    public List<Category> categories() {
        List<Category> used =
                sql.query(
                                """
                                select distinct unnest(l.categories) as category
                                from plugin_listing l
                                where exists (
                                    select 1 from plugin_version v
                                    where v.plugin_id = l.plugin_id and v.state = 'PUBLISHED')
                                """)
                        .list(row -> row.constant("category", Category.class));
        List<Category> sorted = new ArrayList<>(used);
        sorted.sort(null);
        return sorted;
    }
}
