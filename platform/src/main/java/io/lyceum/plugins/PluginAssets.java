package io.lyceum.plugins;

import io.lyceum.plugins.internal.Archives;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.tenancy.SchoolHosts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What plugins bring for browsers: files below {@code web/} of their archives. */
@ApplicationScoped
public class PluginAssets {

    private static final int MOST_KEPT = 100;
    private static final int LARGEST_KEPT = 1024 * 1024;

    private final SchoolPlugins schoolPlugins;
    private final Archives archives;
    private final SchoolHosts hosts;
    private final Transactions transactions;

    /** By the archive's digest, so it belongs to no school. */
    private final Map<String, WebFile> kept = new ConcurrentHashMap<>();

    protected PluginAssets() {
        this(null, null, null, null);
    }

    @Inject
    PluginAssets(
            SchoolPlugins schoolPlugins,
            Archives archives,
            SchoolHosts hosts,
            Transactions transactions) {
        this.schoolPlugins = schoolPlugins;
        this.archives = archives;
        this.hosts = hosts;
        this.transactions = transactions;
    }

    /**
     * The address below which the files of a plugin are, on the origin where the school's content
     * runs; it ends in a slash.
     */
    public String address(String plugin) {
        return hosts.contentOrigin(CurrentRequest.require().host()) + "/w/" + plugin + "/";
    }

    /**
     * Reads a file of a plugin that the current school runs.
     *
     * @param path below {@code web/}
     * @return nothing when the school does not run the plugin, or it has no such file
     */
    public Optional<WebFile> web(String plugin, String path) {
        return transactions
                .call(() -> schoolPlugins.find(plugin))
                .filter(SchoolPlugin::running)
                .flatMap(running -> read(running.version().sha256(), path));
    }

    private Optional<WebFile> read(String sha256, String path) {
        String key = sha256 + "/" + path;
        WebFile known = kept.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var archive = archives.open(sha256);
            if (!archive.web().contains(path)) {
                return Optional.empty();
            }
            WebFile content = new WebFile(archive.read("web/" + path));
            if (content.content().length <= LARGEST_KEPT) {
                if (kept.size() >= MOST_KEPT) {
                    kept.clear();
                }
                kept.put(key, content);
            }
            return Optional.of(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
