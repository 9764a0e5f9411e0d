package io.lyceum.plugins.internal;

import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.descriptor.DescriptorReader;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.shared.persistence.Row;
import io.lyceum.shared.persistence.Sql;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads versions out of rows. */
public final class VersionRows {

    /** The columns that {@link #read} needs, of {@code plugin_version v}. */
    public static final String COLUMNS =
            """
            v.plugin_id, v.version, v.state as version_state, v.runtime, v.signed_by, v.descriptor, v.sha256,
            v.size_bytes, v.added_at, v.changed_at as version_changed_at, v.reason, v.changelog, v.submitted_at,
            v.published_at
            """;

    private static final int MOST = 2000;
    private static final Map<String, Descriptor> PARSED = new ConcurrentHashMap<>();

    private VersionRows() {}

    /** Begins a query for versions, {@code v}, with what follows {@code from}. */
    public static Sql.Statement.Bound query(Sql sql, String rest) {
        return sql.query("select " + COLUMNS + " from plugin_version v " + rest);
    }

    public static PluginVersion read(Row row) {
        return new PluginVersion(
                descriptor(row.text("sha256"), row.text("descriptor")),
                row.constant("version_state", PluginVersion.State.class),
                row.constant("runtime", PluginVersion.Where.class),
                row.constant("signed_by", PluginVersion.SignedBy.class),
                row.text("sha256"),
                row.number("size_bytes"),
                row.instant("added_at"),
                row.instant("version_changed_at"),
                row.text("reason"),
                row.text("changelog"),
                row.optionalInstant("submitted_at"),
                row.optionalInstant("published_at"));
    }

    /** Descriptors never change: an archive's digest names one for ever. */
    private static Descriptor descriptor(String sha256, String yaml) {
        Descriptor known = PARSED.get(sha256);
        if (known == null) {
            known = DescriptorReader.read(yaml);
            if (PARSED.size() < MOST) {
                PARSED.put(sha256, known);
            }
        }
        return known;
    }
}
