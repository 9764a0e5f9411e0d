package io.lyceum.bench;

import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.testkit.TestHost;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a call to a plugin costs in the server's process and in a worker: the quiz's view of a
 * learner, with the host's storage in memory, one call after the other.
 */
final class PluginLatency {

    private static final String TYPE = "quiz";

    private final Path jar;

    PluginLatency() {
        URL descriptor = PluginLatency.class.getResource("/plugin.yaml");
        if (descriptor == null || !descriptor.getProtocol().equals("jar")) {
            throw new IllegalStateException("the quiz's archive is not on the class path");
        }
        String path = descriptor.getPath();
        this.jar = Path.of(URI.create(path.substring(0, path.indexOf('!'))));
    }

    /** Calls for a while, after as long a warm-up. */
    Sample in(TestHost.Where where, Duration turn) {
        TestHost host = TestHost.ofArchive(jar, where);
        ActivityType quiz = host.extension(ActivityType.class, TYPE);
        calls(host, quiz, turn);
        return calls(host, quiz, turn);
    }

    private static Sample calls(TestHost host, ActivityType quiz, Duration turn) {
        ActivityType.LearnerRequest request =
                new ActivityType.LearnerRequest(host.activity(TYPE, Map.of()), host.learner(), "");
        Histogram latency = Sample.histogram();
        long begin = System.nanoTime();
        long now = begin;
        while (now - begin < turn.toNanos()) {
            quiz.learner(host.context(), request);
            long after = System.nanoTime();
            latency.recordValue((after - now) / 1000);
            now = after;
        }
        return new Sample(Duration.ofNanos(now - begin), latency, Map.of(), Cpu.NONE);
    }
}
