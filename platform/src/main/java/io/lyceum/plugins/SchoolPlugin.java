package io.lyceum.plugins;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plugin at the current school.
 *
 * @param scopes that the school has agreed to
 * @param hosts outside that the school has agreed to
 * @param settings without secrets
 * @param secretsSet names of the secret settings that have a value
 * @param channel what it follows by itself
 * @param previous version that it can be rolled back to
 * @param lastError what went wrong last; empty for nothing
 */
public record SchoolPlugin(
        PluginVersion version,
        State state,
        Set<String> scopes,
        Set<String> hosts,
        Map<String, Object> settings,
        Set<String> secretsSet,
        PluginChannel channel,
        Optional<String> previous,
        String lastError,
        Optional<Instant> lastErrorAt,
        Instant changedAt) {

    public SchoolPlugin {
        scopes = Set.copyOf(scopes);
        hosts = Set.copyOf(hosts);
        secretsSet = Set.copyOf(secretsSet);
    }

    /** Where it stands. */
    public enum State {
        ENABLED,
        DISABLED,
        /** It failed so often that the school is left alone by it until somebody enables it. */
        QUARANTINED
    }

    public String id() {
        return version.id();
    }

    /** Tells whether it may be called. */
    public boolean running() {
        return state == State.ENABLED && version.state() != PluginVersion.State.REVOKED;
    }

    /** Tells whether everything that a version asks for was agreed to. */
    public boolean covers(PluginVersion wanted) {
        return scopes.containsAll(Consent.of(wanted.descriptor()).scopes())
                && hosts.containsAll(Consent.of(wanted.descriptor()).hosts());
    }
}
