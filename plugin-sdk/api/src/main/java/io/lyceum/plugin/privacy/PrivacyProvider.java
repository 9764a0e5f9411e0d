package io.lyceum.plugin.privacy;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.stability.Stable;
import java.util.List;
import java.util.Map;

/**
 * Gives and forgets what the plugin keeps of one person. Entries of the scopes {@code user_state}
 * and {@code preferences} are the host's to export and erase, and need none of this; it is for what
 * else is known of a person, in other storages and in other systems. A plugin has one if it
 * declares a storage of another scope with personal data, or if it may both read names or addresses
 * ({@code users.name}, {@code users.email}) and send requests ({@code http}).
 */
@Stable
public interface PrivacyProvider extends ExtensionPoint {

    /** Gives all that is kept of the person. */
    @Deadline(millis = 30000)
    PersonData export(PluginContext context, PersonRequest request);

    /** Erases it. Repeating it is no error. */
    @Deadline(millis = 30000)
    Erased erase(PluginContext context, PersonRequest request);

    /** A person asks, or leaves. */
    @Stable
    record PersonRequest(String person) {}

    /** What is kept, an entry for each thing. */
    @Stable
    record PersonData(List<Map<String, Object>> entries) {}

    /**
     * What was erased.
     *
     * @param entries how many
     * @param kept what has to be kept, and why; empty when nothing
     */
    @Stable
    record Erased(int entries, List<String> kept) {

        public Erased {
            kept = List.copyOf(kept);
        }
    }
}
