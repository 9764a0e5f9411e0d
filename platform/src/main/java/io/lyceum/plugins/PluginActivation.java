package io.lyceum.plugins;

import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugins.internal.PluginHost;
import io.lyceum.plugins.internal.PluginNodes;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Has a school use a version once every node has loaded it; until then, and if one cannot, the
 * version that it has goes on. Never call it inside a transaction.
 */
@ApplicationScoped
public class PluginActivation {

    private final SchoolPlugins schoolPlugins;
    private final PluginCalls calls;
    private final PluginHost host;
    private final PluginNodes nodes;
    private final CurrentSchool school;
    private final Transactions transactions;
    private final Duration patience;

    protected PluginActivation() {
        this(null, null, null, null, null, null, Duration.ZERO);
    }

    @Inject
    PluginActivation(
            SchoolPlugins schoolPlugins,
            PluginCalls calls,
            PluginHost host,
            PluginNodes nodes,
            CurrentSchool school,
            Transactions transactions,
            @ConfigProperty(name = "lyceum.plugins.patience", defaultValue = "PT15S")
                    Duration patience) {
        this.schoolPlugins = schoolPlugins;
        this.calls = calls;
        this.host = host;
        this.nodes = nodes;
        this.school = school;
        this.transactions = transactions;
        this.patience = patience;
    }

    /**
     * Installs a version, or changes to it; see {@link SchoolPlugins#install}.
     *
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_REVOKED, PLUGIN_CONSENT_MISSING,
     *     PLUGIN_DOES_NOT_START, PLUGIN_NODES_NOT_READY
     */
    public SchoolPlugin install(String plugin, String version, Consent agreed) {
        load(transactions.call(() -> schoolPlugins.installable(plugin, version, agreed)));
        SchoolPlugin installed =
                transactions.call(() -> schoolPlugins.install(plugin, version, agreed));
        calls.forgive(plugin);
        return installed;
    }

    /**
     * Changes to a version that asks for nothing new, unless somebody has done something to the
     * plugin since it was read.
     *
     * @param read what the school had then
     * @throws Problem as {@link #install}
     */
    public void change(SchoolPlugin read, PluginVersion version) {
        load(version);
        if (transactions.call(() -> schoolPlugins.change(read, version.version()))) {
            calls.forgive(read.id());
        }
    }

    /**
     * Goes back to the version before, and stays there: a channel would lead forward again.
     *
     * @throws Problem NO_SUCH_PLUGIN when there is none, PLUGIN_REVOKED
     */
    public SchoolPlugin rollBack(String plugin) {
        SchoolPlugin back =
                transactions.call(
                        () -> {
                            schoolPlugins.rollBack(plugin);
                            return schoolPlugins.follow(plugin, PluginChannel.PINNED);
                        });
        calls.forgive(plugin);
        return back;
    }

    private void load(PluginVersion version) {
        try {
            host.runtime(version).start();
        } catch (CallFailed e) {
            throw new Problem(PluginProblem.PLUGIN_DOES_NOT_START, e.getMessage());
        }
        PluginNodes.Readiness others =
                school.call(SchoolId.PLATFORM, () -> nodes.loadElsewhere(version, patience));
        switch (others) {
            case READY -> {}
            case BROKEN ->
                    throw new Problem(
                            PluginProblem.PLUGIN_DOES_NOT_START, "another server cannot load it");
            case LATE -> throw new Problem(PluginProblem.PLUGIN_NODES_NOT_READY);
        }
    }
}
