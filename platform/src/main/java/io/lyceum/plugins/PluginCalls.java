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
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
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

    private final Plugins plugins;
    private final SchoolPlugins schoolPlugins;
    private final PluginHost host;
    private final CallGuards guards;
    private final HostSide hostSide;
    private final CurrentSchool school;
    private final Transactions transactions;

    protected PluginCalls() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    PluginCalls(
            Plugins plugins,
            SchoolPlugins schoolPlugins,
            PluginHost host,
            CallGuards guards,
            HostSide hostSide,
            CurrentSchool school,
            Transactions transactions) {
        this.plugins = plugins;
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

    /** What came of a call. */
    public sealed interface Attempt<T> {

        /** It answered. */
        record Answered<T>(T answer) implements Attempt<T> {}

        /** It failed, or was too slow; the plugin is to blame. */
        record Failed<T>(String error) implements Attempt<T> {}

        /**
         * It was not called: too many calls are running, or it has failed so often that it rests.
         */
        record Refused<T>() implements Attempt<T> {}

        /** The school does not have it, or it is switched off there. */
        record Missing<T>() implements Attempt<T> {}
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
        Attempt<T> attempt = attempt(plugin, kind, extension, method, request, response, subject);
        if (attempt instanceof Attempt.Answered<T> answered) {
            return answered.answer();
        }
        throw attempt instanceof Attempt.Missing<T>
                ? new Problem(PluginProblem.PLUGIN_NOT_INSTALLED, plugin)
                : new Problem(PluginProblem.PLUGIN_UNAVAILABLE);
    }

    /** Calls an extension, and tells what came of it. */
    public <T> Attempt<T> attempt(
            String plugin,
            Kind kind,
            String extension,
            String method,
            Record request,
            Class<T> response,
            Subject subject) {
        Optional<SchoolPlugin> known =
                found(plugin)
                        .filter(SchoolPlugin::running)
                        .filter(
                                p ->
                                        p.version()
                                                .descriptor()
                                                .provided(kind, extension)
                                                .isPresent());
        if (known.isEmpty()) {
            return new Attempt.Missing<>();
        }
        SchoolId at = school.id();
        Optional<CallGuards.Place> place = guards.enter(plugin, at);
        return place.isEmpty()
                ? new Attempt.Refused<>()
                : call(
                        known.get(),
                        place.get(),
                        new Message<>(kind, extension, method, request, response),
                        subject,
                        at);
    }

    private record Message<T>(
            Kind kind, String extension, String method, Record request, Class<T> response) {}

    private <T> Attempt<T> call(
            SchoolPlugin known,
            CallGuards.Place place,
            Message<T> message,
            Subject subject,
            SchoolId at) {
        Operation operation = message.kind().operations().get(message.method());
        boolean failed = true;
        String error = "";
        try {
            JsonNode answer =
                    host.runtime(known.version())
                            .call(
                                    new PluginRuntime.Call(
                                            message.kind(),
                                            message.extension(),
                                            operation,
                                            facts(known, subject),
                                            Codec.tree(message.request())),
                                    capabilities(known, subject, at));
            T read = Codec.read(answer, message.response());
            failed = false;
            return new Attempt.Answered<>(read);
        } catch (PluginFailure | CallFailed | DeadlinePassed | Codec.BadMessage e) {
            error =
                    "%s %s.%s: %s"
                            .formatted(
                                    message.kind().word(),
                                    message.extension(),
                                    message.method(),
                                    e.getMessage());
            LOG.log(
                    Level.WARNING,
                    "plugin {0} at {1}: {2}",
                    new Object[] {known.version().descriptor().reference(), at, error});
            return new Attempt.Failed<>(error);
        } finally {
            boolean quarantine = place.leave(failed);
            if (failed && (quarantine || guards.mayNote(known.id(), at))) {
                String told = error;
                transactions.run(() -> schoolPlugins.failed(known.id(), told, quarantine));
            }
            if (quarantine) {
                quarantined(known.version(), at);
            }
        }
    }

    /** Versions are the platform's matter, and so is who is told. */
    private void quarantined(PluginVersion version, SchoolId at) {
        school.run(
                SchoolId.PLATFORM,
                () -> {
                    boolean withdrawn = transactions.call(() -> plugins.quarantined(version, at));
                    if (withdrawn) {
                        host.close(version);
                    }
                });
    }

    /**
     * Finds what the school has of a plugin. A version that was withdrawn gives way to the one
     * before it, if that may run.
     */
    private Optional<SchoolPlugin> found(String plugin) {
        Optional<SchoolPlugin> known = transactions.call(() -> schoolPlugins.find(plugin));
        boolean withdrawn =
                known.filter(p -> p.version().state() == PluginVersion.State.REVOKED)
                        .filter(p -> p.state() != SchoolPlugin.State.DISABLED)
                        .flatMap(SchoolPlugin::previous)
                        .isPresent();
        if (!withdrawn) {
            return known;
        }
        try {
            SchoolPlugin before = transactions.call(() -> schoolPlugins.rollBack(plugin));
            forgive(plugin);
            return Optional.of(before);
        } catch (Problem problem) {
            // The one before is withdrawn as well, or not offered any more.
            return known;
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

    /** How long to wait with a call that was refused: as long as a plugin rests. */
    public Duration rest() {
        return guards.rest();
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
