package io.lyceum.plugin.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.runtime.Capabilities;
import io.lyceum.plugin.runtime.CapabilityContext;
import io.lyceum.plugin.runtime.DeadlinePassed;
import io.lyceum.plugin.runtime.Extensions;
import io.lyceum.plugin.runtime.PluginRuntime;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import java.lang.management.ManagementFactory;
import java.time.Clock;

/**
 * Calls the plugin's classes of the test's own class path, in the test's own thread: a breakpoint
 * in the plugin stops there, and the clock can be moved while a call runs. Nothing interrupts a
 * call that takes too long, but it fails when it returns.
 */
final class MemoryRuntime implements PluginRuntime {

    /** Somebody who steps through a method takes longer than its deadline. */
    private static final boolean DEBUGGED =
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .anyMatch(argument -> argument.contains("jdwp"));

    private final Extensions extensions;
    private final Clock clock;

    MemoryRuntime(Descriptor descriptor, ClassLoader loader, Clock clock) {
        this.extensions = new Extensions(loader);
        this.clock = clock;
        descriptor.provides().forEach(p -> extensions.add(p.kind(), p.id(), p.className()));
    }

    @Override
    public JsonNode call(Call call, Capabilities capabilities) {
        long start = System.nanoTime();
        JsonNode answer =
                extensions.call(
                        call.kind(),
                        call.extension(),
                        call.operation().name(),
                        call.request(),
                        new CapabilityContext(call.facts(), capabilities, clock));
        long nanos = System.nanoTime() - start;
        if (nanos > call.operation().deadline().toNanos() && !DEBUGGED) {
            throw new DeadlinePassed(call.operation().deadline());
        }
        return answer;
    }

    /** They were made when it was loaded. */
    @Override
    public void start() {}

    @Override
    public Health health() {
        return new Health(0, 0, 0);
    }

    @Override
    public void close() {}
}
