package io.lyceum.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.Storage;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What plugins keep at the current school; each change is a transaction of its own. */
@ApplicationScoped
public class Entries {

    private static final String OWNED =
            """
            tenant_id = :tenant and plugin_id = :plugin and storage = :storage
              and activity_id is not distinct from cast(:activity as uuid)
              and person_id is not distinct from cast(:person as uuid)
            """;

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;

    protected Entries() {
        this(null, null, null);
    }

    @Inject
    Entries(Sql sql, Clock clock, Transactions transactions) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * Whose entries.
     *
     * @param quota most bytes of all values together
     */
    public record Owner(
            String plugin,
            String storage,
            @Nullable UUID activity,
            @Nullable UUID person,
            long quota) {}

    private Sql.Statement.Bound bound(Sql.Statement.Bound statement, Owner owner) {
        return statement
                .set("plugin", owner.plugin())
                .set("storage", owner.storage())
                .set("activity", owner.activity())
                .set("person", owner.person());
    }

    /** Finds an entry. */
    public Optional<Storage.Entry> get(Owner owner, String key) {
        return transactions.call(() -> find(owner, key));
    }

    private Optional<Storage.Entry> find(Owner owner, String key) {
        return bound(
                        sql.query(
                                "select key, value, version, updated_at from plugin_entry where "
                                        + OWNED
                                        + " and key = :key"),
                        owner)
                .set("key", key)
                .first(Entries::entry);
    }

    private static Storage.Entry entry(Row row) {
        return new Storage.Entry(
                row.text("key"),
                Codec.object(
                        Codec.parse(
                                row.text("value")
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                row.number("version"),
                row.instant("updated_at"));
    }

    /** Lists entries in the order of their keys. */
    public List<Storage.Entry> list(Owner owner, String prefix, @Nullable String after, int limit) {
        return transactions.call(
                () ->
                        bound(
                                        sql.query(
                                                "select key, value, version, updated_at from plugin_entry where "
                                                        + OWNED
                                                        + """
                                                          and starts_with(key, :prefix)
                                                          and (cast(:after as text) is null or key > :after)
                                                        order by key
                                                        limit :limit
                                                        """),
                                        owner)
                                .set("prefix", prefix)
                                .set("after", after)
                                .set("limit", Math.max(1, Math.min(200, limit)))
                                .list(Entries::entry));
    }

    /**
     * Writes an entry that is not there yet.
     *
     * @throws QuotaExceeded if there is no room for it
     */
    public Optional<Storage.Entry> create(Owner owner, String key, JsonNode value) {
        return write(owner, key, value, "on conflict do nothing", null);
    }

    /**
     * Writes an entry, whether there is one or not.
     *
     * @throws QuotaExceeded if there is no room for it
     */
    public Storage.Entry put(Owner owner, String key, JsonNode value) {
        return write(
                        owner,
                        key,
                        value,
                        """
                        on conflict (tenant_id, plugin_id, storage, activity_id, person_id, key) do update
                        set value = excluded.value, size_bytes = excluded.size_bytes,
                            version = plugin_entry.version + 1, updated_at = excluded.updated_at
                        """,
                        null)
                .orElseThrow();
    }

    private Optional<Storage.Entry> write(
            Owner owner, String key, JsonNode value, String conflict, @Nullable Long version) {
        int size = Codec.bytes(value).length;
        return transactions.call(
                () -> {
                    requireRoom(owner, key, size);
                    Instant now = clock.instant();
                    int written =
                            bound(
                                            sql.update(
                                                    """
                                                    insert into plugin_entry
                                                        (tenant_id, id, plugin_id, storage, activity_id, person_id,
                                                         key, value, size_bytes, version, updated_at)
                                                    values (:tenant, :id, :plugin, :storage, cast(:activity as uuid),
                                                        cast(:person as uuid), :key, cast(:value as jsonb), :size, 1,
                                                        :now)
                                                    """
                                                            + conflict),
                                            owner)
                                    .set("id", Ids.at(now))
                                    .set("key", key)
                                    .set("value", value.toString())
                                    .set("size", size)
                                    .set("now", now)
                                    .run();
                    return written == 0 ? Optional.empty() : find(owner, key);
                });
    }

    /**
     * Changes an entry that nobody has changed since.
     *
     * @throws QuotaExceeded if there is no room for it
     */
    public Optional<Storage.Entry> replace(Owner owner, String key, JsonNode value, long version) {
        int size = Codec.bytes(value).length;
        return transactions.call(
                () -> {
                    requireRoom(owner, key, size);
                    int written =
                            bound(
                                            sql.update(
                                                    """
                                                    update plugin_entry
                                                    set value = cast(:value as jsonb), size_bytes = :size,
                                                        version = version + 1, updated_at = :now
                                                    where\s"""
                                                            + OWNED
                                                            + " and key = :key and version = :version"),
                                            owner)
                                    .set("key", key)
                                    .set("value", value.toString())
                                    .set("size", size)
                                    .set("now", clock.instant())
                                    .set("version", version)
                                    .run();
                    return written == 0 ? Optional.empty() : find(owner, key);
                });
    }

    /** Two that fill the last room at once may both get it: a quota is a bound, no account. */
    private void requireRoom(Owner owner, String key, int size) {
        long others =
                bound(
                                sql.query(
                                        "select coalesce(sum(size_bytes), 0) as used from plugin_entry where "
                                                + OWNED
                                                + " and key <> :key"),
                                owner)
                        .set("key", key)
                        .first(row -> row.number("used"))
                        .orElse(0L);
        if (others + size > owner.quota()) {
            throw new QuotaExceeded(
                    "the storage "
                            + owner.storage()
                            + " may hold "
                            + owner.quota()
                            + " bytes, and has "
                            + others);
        }
    }

    /** Deletes an entry. */
    public boolean delete(Owner owner, String key) {
        return transactions.call(
                () ->
                        bound(
                                                sql.update(
                                                        "delete from plugin_entry where "
                                                                + OWNED
                                                                + " and key = :key"),
                                                owner)
                                        .set("key", key)
                                        .run()
                                == 1);
    }
}
