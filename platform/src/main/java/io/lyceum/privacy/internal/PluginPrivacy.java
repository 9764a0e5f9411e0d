package io.lyceum.privacy.internal;

import io.lyceum.identity.PersonId;
import io.lyceum.plugin.privacy.PrivacyProvider.Erased;
import io.lyceum.plugin.privacy.PrivacyProvider.PersonData;
import io.lyceum.plugin.privacy.PrivacyProvider.PersonRequest;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginCalls.Attempt;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.Subjects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What plugins keep of a person in places that only they know. Never call it in a transaction. */
@ApplicationScoped
public class PluginPrivacy {

    private final PluginCalls calls;
    private final Subjects subjects;

    protected PluginPrivacy() {
        this(null, null);
    }

    @Inject
    PluginPrivacy(PluginCalls calls, Subjects subjects) {
        this.calls = calls;
        this.subjects = subjects;
    }

    /** Finds the plugins that have to be asked. */
    public static List<SchoolPlugin> providers(List<SchoolPlugin> plugins) {
        return plugins.stream().filter(plugin -> !extensions(plugin).isEmpty()).toList();
    }

    private static List<String> extensions(SchoolPlugin plugin) {
        return plugin.version().descriptor().provides().stream()
                .filter(provided -> provided.kind() == Kind.PRIVACY)
                .map(Descriptor.Provided::id)
                .toList();
    }

    /** Asks a plugin for what it keeps of a person. */
    public Attempt<List<Map<String, Object>>> read(SchoolPlugin plugin, PersonId person) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (String extension : extensions(plugin)) {
            Attempt<PersonData> attempt =
                    call(plugin, extension, "export", person, PersonData.class);
            if (!(attempt instanceof Attempt.Answered<PersonData> answered)) {
                return other(attempt);
            }
            entries.addAll(answered.answer().entries());
        }
        return new Attempt.Answered<>(entries);
    }

    /**
     * Has a plugin erase what it keeps of a person.
     *
     * @return what has to be kept, in the plugin's words
     */
    public Attempt<List<String>> erase(SchoolPlugin plugin, PersonId person) {
        List<String> kept = new ArrayList<>();
        for (String extension : extensions(plugin)) {
            Attempt<Erased> attempt = call(plugin, extension, "erase", person, Erased.class);
            if (!(attempt instanceof Attempt.Answered<Erased> answered)) {
                return other(attempt);
            }
            kept.addAll(answered.answer().kept());
        }
        return new Attempt.Answered<>(kept);
    }

    /** How long to wait with a plugin that could not be asked. */
    public Duration rest() {
        return calls.rest();
    }

    private <T> Attempt<T> call(
            SchoolPlugin plugin,
            String extension,
            String method,
            PersonId person,
            Class<T> response) {
        return calls.attempt(
                plugin.id(),
                Kind.PRIVACY,
                extension,
                method,
                new PersonRequest(person.toString()),
                response,
                subjects.ofSchool(null, person.value()));
    }

    private static <T> Attempt<T> other(Attempt<?> attempt) {
        if (attempt instanceof Attempt.Failed<?> failed) {
            return new Attempt.Failed<>(failed.error());
        }
        return attempt instanceof Attempt.Refused<?>
                ? new Attempt.Refused<>()
                : new Attempt.Missing<>();
    }
}
