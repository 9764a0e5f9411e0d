package io.lyceum.plugins.internal;

import io.lyceum.plugins.PluginActivation;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Leads plugins to the newest version of their channels. A version that asks for something new
 * waits for somebody's consent, one that does not start for the next one; what is there goes on
 * meanwhile.
 */
@ApplicationScoped
class FollowChannels implements Chore {

    private static final Logger LOG = Logger.getLogger(FollowChannels.class.getName());

    private final SchoolPlugins schoolPlugins;
    private final Plugins plugins;
    private final PluginActivation activation;
    private final Transactions transactions;

    protected FollowChannels() {
        this(null, null, null, null);
    }

    @Inject
    FollowChannels(
            SchoolPlugins schoolPlugins,
            Plugins plugins,
            PluginActivation activation,
            Transactions transactions) {
        this.schoolPlugins = schoolPlugins;
        this.plugins = plugins;
        this.activation = activation;
        this.transactions = transactions;
    }

    @Override
    public void forSchool(Instant now) {
        for (SchoolPlugin plugin : transactions.call(schoolPlugins::list)) {
            Optional<PluginVersion> next =
                    plugin.running()
                            ? transactions.call(() -> plugins.next(plugin))
                            : Optional.empty();
            next.filter(plugin::covers).ifPresent(version -> change(plugin, version));
        }
    }

    private void change(SchoolPlugin plugin, PluginVersion version) {
        try {
            activation.change(plugin, version);
        } catch (Problem problem) {
            LOG.log(
                    Level.WARNING,
                    "{0} does not follow to {1}: {2}",
                    new Object[] {plugin.id(), version.version(), problem.detail()});
            transactions.run(
                    () ->
                            schoolPlugins.failed(
                                    plugin.id(),
                                    version.version() + ": " + problem.detail(),
                                    false));
        }
    }
}
