package io.lyceum.plugin.testkit;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.job.ScheduledJob;
import io.lyceum.plugin.job.ScheduledJob.Ran;
import io.lyceum.plugin.job.ScheduledJob.RunRequest;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** When the plugin's jobs run: as often as the descriptor says, and when the plugin has asked. */
final class Jobs {

    /** A run that takes more steps than this is taken for one that never ends. */
    static final int MOST_STEPS = 10_000;

    private final FakeClock clock;
    private final Map<String, Instant> regular = new TreeMap<>();
    private final Map<String, Duration> every = new TreeMap<>();
    private final Map<String, Due> asked = new TreeMap<>();

    Jobs(Descriptor descriptor, FakeClock clock) {
        this.clock = clock;
        for (Descriptor.Provided provided : descriptor.provides()) {
            if (provided.kind() == Kind.JOB && provided.every() != null) {
                every.put(provided.id(), provided.every());
                regular.put(provided.id(), clock.instant().plus(provided.every()));
            }
        }
    }

    private record Due(String job, Instant time, Map<String, Object> start) {}

    synchronized void ask(String job, Instant time, Map<String, Object> start) {
        Due waiting = asked.get(job);
        if (waiting == null || time.isBefore(waiting.time())) {
            asked.put(job, new Due(job, time, start));
        }
    }

    Optional<TestHost.JobRun> next(
            Function<String, ScheduledJob> jobs, Supplier<PluginContext> context) {
        Optional<Due> due = takeNext();
        due.map(Due::time)
                .filter(time -> time.isAfter(clock.instant()))
                .ifPresent(time -> clock.pass(Duration.between(clock.instant(), time)));
        return due.map(
                next ->
                        run(
                                next.job(),
                                next.time(),
                                next.start(),
                                jobs.apply(next.job()),
                                context));
    }

    private synchronized Optional<Due> takeNext() {
        Optional<Due> next =
                java.util.stream.Stream.concat(
                                asked.values().stream(),
                                regular.entrySet().stream()
                                        .map(r -> new Due(r.getKey(), r.getValue(), Map.of())))
                        .min((one, other) -> one.time().compareTo(other.time()));
        next.ifPresent(
                due -> {
                    if (!asked.remove(due.job(), due)) {
                        regular.put(due.job(), due.time().plus(every.get(due.job())));
                    }
                });
        return next;
    }

    TestHost.JobRun run(
            String id,
            Instant due,
            Map<String, Object> start,
            ScheduledJob job,
            Supplier<PluginContext> context) {
        Map<String, Object> checkpoint = start;
        for (int step = 1; step <= MOST_STEPS; step++) {
            Ran ran = job.run(context.get(), new RunRequest(id, due, checkpoint));
            if (ran.finished()) {
                return new TestHost.JobRun(id, due, step);
            }
            checkpoint = ran.checkpoint();
        }
        throw new IllegalStateException(
                "the job " + id + " has not ended after " + MOST_STEPS + " steps");
    }
}
