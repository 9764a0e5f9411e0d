package io.lyceum.plugins.scorm;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.privacy.PrivacyProvider;
import java.util.List;

/**
 * Answers for the run-time data. All of it is in a storage of the scope {@code user_state}, which
 * the host exports and erases by itself; nothing is kept anywhere else.
 */
public final class LearnersRuntime implements PrivacyProvider {

    @Override
    public PersonData export(PluginContext context, PersonRequest request) {
        return new PersonData(List.of());
    }

    @Override
    public Erased erase(PluginContext context, PersonRequest request) {
        return new Erased(0, List.of());
    }
}
