package io.lyceum.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.identity.People;
import io.lyceum.plugin.PackageFiles;
import io.lyceum.plugin.PluginFailure;
import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.Capabilities;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Capabilities of calls, used on the host's own threads: a plugin's thread may be interrupted at
 * any moment, and no statement of ours is to be interrupted with it.
 */
@ApplicationScoped
public class HostSide {

    private final Entries entries;
    private final SchoolPlugins plugins;
    private final People people;
    private final CurrentSchool school;
    private final PluginHost host;
    private final HostCapabilities.Doors doors;

    protected HostSide() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    HostSide(
            Entries entries,
            SchoolPlugins plugins,
            People people,
            CurrentSchool school,
            PluginHost host,
            HostHttp http,
            Outbox outbox,
            Jobs jobs,
            Transactions transactions) {
        this.entries = entries;
        this.plugins = plugins;
        this.people = people;
        this.school = school;
        this.host = host;
        this.doors = new HostCapabilities.Doors(http, outbox, jobs, transactions);
    }

    /** What one call may do. */
    public Capabilities of(
            SchoolPlugin plugin,
            SchoolId at,
            @Nullable UUID activity,
            @Nullable UUID person,
            @Nullable PackageFiles files) {
        Capabilities own =
                new HostCapabilities(plugin, entries, plugins, people, doors, activity, person);
        Capabilities bound = files == null ? own : new PackageAnswers(files, own);
        Capabilities atSchool =
                (name, arguments) -> school.call(at, () -> bound.use(name, arguments));
        // A worker's messages arrive on the host's threads already.
        return plugin.version().runtime() == PluginVersion.Where.WORKER
                ? atSchool
                : (name, arguments) -> handOver(atSchool, name, arguments);
    }

    private JsonNode handOver(Capabilities atSchool, String name, JsonNode arguments) {
        Future<JsonNode> answer;
        try {
            answer = host.executor().submit(() -> atSchool.use(name, arguments));
        } catch (RejectedExecutionException e) {
            throw new CallFailed("the host is busy");
        }
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed("it was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginFailure failure) {
                throw failure;
            }
            throw new CallFailed("the host could not do that");
        }
    }
}
