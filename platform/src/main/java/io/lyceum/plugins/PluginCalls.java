package io.lyceum.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.PackageFiles;
import io.lyceum.plugin.PluginFailure;
import io.lyceum.plugin.runtime.CallFacts;
import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.Capabilities;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.DeadlinePassed;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.Operation;
import io.lyceum.plugin.runtime.PluginRuntime;
import io.lyceum.plugins.internal.CallGuards;
import io.lyceum.plugins.internal.HostSide;
import io.lyceum.plugins.internal.PluginHost;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls to plugins on behalf of the current school, guarded: whatever a plugin does, the caller
 * gets an answer or {@link PluginProblem#PLUGIN_UNAVAILABLE} within the operation's deadline. Never
 * call one inside a transaction.
 */
@ApplicationScoped
public class PluginCalls {

    private static final Logger LOG = Logger.getLogger(PluginCalls.class.getName());

    private final SchoolPlugins schoolPlugins;
    private final PluginHost host;
    private final CallGuards guards;
    private final HostSide hostSide;
    private final CurrentSchool school;
    private final Transactions transactions;

    protected PluginCalls() {
        this(null, null, null, null, null, null);
    }

    @Inject
    PluginCalls(
            SchoolPlugins schoolPlugins,
            PluginHost host,
            CallGuards guards,
            HostSide hostSide,
            CurrentSchool school,
            Transactions transactions) {
        this.schoolPlugins = schoolPlugins;
        this.host = host;
        this.guards = guards;
        this.hostSide = hostSide;
        this.school = school;
        this.transactions = transactions;
    }

    /**
     * Who and what a call is about; the plugin's storages follow from it.
     *
     * @param activity null outside activities
     * @param person null for calls without a learner
     * @param files of the content package that the call is about; null for other calls
     */
    public record Subject(
            @Nullable UUID activity,
            @Nullable UUID person,
            Locale locale,
            ZoneId zone,
            @Nullable PackageFiles files) {

        public Subject(@Nullable UUID activity, @Nullable UUID person, Locale locale, ZoneId zone) {
            this(activity, person, locale, zone, null);
        }
    }

    /**
     * Calls an extension.
     *
     * @param extension its id in the descriptor
     * @param method of the extension point
     * @throws Problem PLUGIN_NOT_INSTALLED; PLUGIN_UNAVAILABLE when it fails, is too slow, is busy,
     *     or has failed so often that it gets a rest
     */
    public <T> T call(
            String plugin,
            Kind kind,
            String extension,
            String method,
            Record request,
            Class<T> response,
            Subject subject) {
        SchoolPlugin known =
                transactions
                        .call(() -> schoolPlugins.find(plugin))
                        .filter(SchoolPlugin::running)
                        .orElseThrow(() -> new Problem(PluginProblem.PLUGIN_NOT_INSTALLED, plugin));
        Operation operation = kind.operations().get(method);
        SchoolId at = school.id();
        CallGuards.Place place = guards.enter(plugin, at);
        boolean failed = true;
        String error = "";
        try {
            JsonNode answer =
                    host.runtime(known.version())
                            .call(
                                    new PluginRuntime.Call(
                                            kind,
                                            extension,
                                            operation,
                                            facts(known, subject),
                                            Codec.tree(request)),
                                    capabilities(known, subject, at));
            T read = Codec.read(answer, response);
            failed = false;
            return read;
        } catch (PluginFailure | CallFailed | DeadlinePassed | Codec.BadMessage e) {
            error = kind.word() + " " + extension + "." + method + ": " + e.getMessage();
            LOG.log(
                    Level.WARNING,
                    "plugin {0} at {1}: {2}",
                    new Object[] {known.version().descriptor().reference(), at, error});
            throw new Problem(PluginProblem.PLUGIN_UNAVAILABLE);
        } finally {
            boolean quarantine = place.leave(failed);
            if (failed && (quarantine || guards.mayNote(plugin, at))) {
                String told = error;
                transactions.run(() -> schoolPlugins.failed(plugin, told, quarantine));
            }
        }
    }

    private static CallFacts facts(SchoolPlugin plugin, Subject subject) {
        return new CallFacts(
                plugin.id(),
                plugin.version().version(),
                subject.locale().toLanguageTag(),
                subject.zone().getId(),
                plugin.settings(),
                null);
    }

    private Capabilities capabilities(SchoolPlugin plugin, Subject subject, SchoolId at) {
        return hostSide.of(plugin, at, subject.activity(), subject.person(), subject.files());
    }

    /** Begins anew with a plugin at the current school, after somebody has enabled it again. */
    public void forgive(String plugin) {
        guards.forget(plugin, school.id());
    }

    /** How a version goes on this node; nothing when it is not loaded here. */
    public PluginRuntime.@Nullable Health health(PluginVersion version) {
        PluginRuntime runtime = host.running(version);
        return runtime == null ? null : runtime.health();
    }

    /** Ends a version on this node, whatever it is doing. */
    public void end(PluginVersion version) {
        host.close(version);
    }
}
