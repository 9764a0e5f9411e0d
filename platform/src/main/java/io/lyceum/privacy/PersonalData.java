package io.lyceum.privacy;

import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.plugins.PluginCalls.Attempt;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.privacy.internal.PersonRows;
import io.lyceum.privacy.internal.PluginPrivacy;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a person, to be handed to them. Plugins are asked; one that does not answer is
 * named. Never call it inside a transaction.
 */
@ApplicationScoped
public class PersonalData {

    private final People people;
    private final PersonRows rows;
    private final SchoolPlugins plugins;
    private final PluginPrivacy pluginPrivacy;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    protected PersonalData() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    PersonalData(
            People people,
            PersonRows rows,
            SchoolPlugins plugins,
            PluginPrivacy pluginPrivacy,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.people = people;
        this.rows = rows;
        this.plugins = plugins;
        this.pluginPrivacy = pluginPrivacy;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Own(Map<String, Object> data, List<SchoolPlugin> plugins) {}

    /**
     * Collects everything.
     *
     * @return by table, and below {@code plugins} by plugin; below {@code unanswered} the plugins
     *     that may keep more
     * @throws Problem NOT_FOUND
     */
    public Map<String, Object> of(PersonId id) {
        Own own = transactions.call(() -> own(id));
        Map<String, Object> data = new LinkedHashMap<>(own.data());
        Map<String, Object> kept = new LinkedHashMap<>();
        List<String> unanswered = new ArrayList<>();
        for (SchoolPlugin plugin : own.plugins()) {
            Attempt<List<Map<String, Object>>> attempt = pluginPrivacy.read(plugin, id);
            if (attempt instanceof Attempt.Answered<List<Map<String, Object>>> answered) {
                kept.put(plugin.id(), answered.answer());
            } else {
                unanswered.add(plugin.id());
            }
        }
        data.put("plugins", kept);
        data.put("unanswered", unanswered);
        return data;
    }

    private Own own(PersonId id) {
        Person person = people.byId(id);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("collected_at", clock.instant());
        data.put("person", person);
        data.putAll(rows.read(id));
        audit.record("person.data_read", "person", id, Map.of());
        return new Own(data, PluginPrivacy.providers(plugins.list()));
    }
}
