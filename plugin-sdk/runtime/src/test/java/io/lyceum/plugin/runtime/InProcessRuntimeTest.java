package io.lyceum.plugin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.loading.LoadedPlugin;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract in the host's process, and what stays behind there. */
class InProcessRuntimeTest extends RuntimeContract {

    @Override
    PluginRuntime runtime(PluginArchive archive) throws IOException {
        return new InProcessRuntime(LoadedPlugin.load(archive, folder.resolve("lib")));
    }

    @Test
    void a_loop_that_ignores_its_interruption_is_counted_and_bounded() throws IOException {
        PluginRuntime runtime =
                submitting(
                        "Spins",
                        "if (request.action().equals(\"bad\")) { long n = 0; long end = System.nanoTime() + 8_000_000_000L; while (System.nanoTime() < end) n++; } return Submission.going();");
        assertThrows(DeadlinePassed.class, () -> submit(runtime, "bad"));
        assertEquals(1, runtime.health().stuck());
        submit(runtime);
    }

    @Test
    void five_hundred_reloads_leave_no_class_loader_behind() throws Exception {
        SampleArchive sample =
                SampleArchive.activity(
                        "Again",
                        "public Submission submit(PluginContext context, SubmitRequest request) { return Submission.going(); }");
        PluginArchive archive = PluginArchive.open(sample.write(folder));
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        List<WeakReference<LoadedPlugin>> loaded = new ArrayList<>();
        reload(archive, 20, loaded);
        collect(loaded);
        int before = classes.getLoadedClassCount();
        long metaspace = metaspace();
        loaded.clear();
        reload(archive, 500, loaded);
        collect(loaded);
        int after = classes.getLoadedClassCount();
        long grown = metaspace() - metaspace;
        System.out.println(
                "500 reloads: classes "
                        + before
                        + " before, "
                        + after
                        + " after; Metaspace grew by "
                        + grown / 1024
                        + " KB; loaders still there: "
                        + loaded.stream().filter(r -> r.get() != null).count());
        assertEquals(0, loaded.stream().filter(r -> r.get() != null).count());
        assertTrue(after - before < 50, "classes grew from " + before + " to " + after);
    }

    private void reload(PluginArchive archive, int times, List<WeakReference<LoadedPlugin>> into)
            throws IOException {
        for (int i = 0; i < times; i++) {
            LoadedPlugin plugin = LoadedPlugin.load(archive, folder.resolve("lib"));
            InProcessRuntime runtime = new InProcessRuntime(plugin);
            submit(runtime);
            runtime.close();
            into.add(new WeakReference<>(plugin));
        }
    }

    private static void collect(List<WeakReference<LoadedPlugin>> loaded) {
        for (int i = 0; i < 50 && loaded.stream().anyMatch(r -> r.get() != null); i++) {
            System.gc();
        }
        System.gc();
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
