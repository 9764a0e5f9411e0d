package io.lyceum.plugin.tools.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.runtime.CallFacts;
import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.DeadlinePassed;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.PluginRuntime.Call;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.worker.WorkerRuntime;
import io.lyceum.plugin.runtime.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Loads a plugin in a process of its own, as the host does with plugins that it cannot vouch for.
 */
final class WorkerStart {

    /** No extension has this id: asking for it loads everything and runs nothing. */
    private static final String NOBODY = "-";

    private WorkerStart() {}

    static Check check(PluginArchive archive, Path scratch) {
        Descriptor descriptor = archive.descriptor();
        WorkerSettings settings =
                WorkerSettings.ofThisClassPath(scratch, descriptor.limits().memoryMb());
        ExecutorService host = Executors.newCachedThreadPool();
        long start = System.nanoTime();
        try (WorkerRuntime worker = new WorkerRuntime(archive, settings, host)) {
            try {
                worker.call(
                        new Call(
                                Kind.ACTIVITY,
                                NOBODY,
                                Kind.ACTIVITY.operations().get("learner"),
                                facts(descriptor),
                                JsonNodeFactory.instance.objectNode()),
                        (name, arguments) -> {
                            throw new CapabilityDenied(name);
                        });
            } catch (CallFailed | DeadlinePassed e) {
                if (worker.health().process() == 0) {
                    return Check.failed(CheckName.WORKER, String.valueOf(e.getMessage()));
                }
            }
            int made = descriptor.provides().size();
            return Check.passed(
                    CheckName.WORKER,
                    "%d extension%s made in %d ms with a heap of %d MB"
                            .formatted(
                                    made,
                                    made == 1 ? "" : "s",
                                    (System.nanoTime() - start) / 1_000_000,
                                    descriptor.limits().memoryMb()));
        } finally {
            host.shutdownNow();
        }
    }

    private static CallFacts facts(Descriptor descriptor) {
        return new CallFacts(descriptor.id(), descriptor.version(), "en", "UTC", Map.of(), null);
    }
}
