package io.lyceum.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What one run saw.
 *
 * @param took from the first request to the last answer
 * @param latency microseconds; of an open run from the moment a request was due
 * @param kinds the same by the kind of call
 * @param errors how often each went wrong; empty when all was well
 */
record Sample(
        Duration took,
        Histogram latency,
        Map<String, Histogram> kinds,
        Map<String, Integer> errors,
        Cpu cpu) {

    Sample(Duration took, Histogram latency, Map<String, Integer> errors, Cpu cpu) {
        this(took, latency, Map.of(), errors, cpu);
    }

    static Histogram histogram() {
        return new Histogram(120_000_000L, 3);
    }

    long count() {
        return latency.getTotalCount();
    }

    int failed() {
        return errors.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Answers a second. */
    double rate() {
        return count() / (took.toNanos() / 1e9);
    }

    double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }

    double serverMicros() {
        return count() == 0 ? 0 : cpu.server().toNanos() / 1000.0 / count();
    }

    double databaseMicros() {
        return count() == 0 ? 0 : cpu.database().toNanos() / 1000.0 / count();
    }

    double driverMicros() {
        return count() == 0 ? 0 : cpu.driver().toNanos() / 1000.0 / count();
    }

    /** What it took of the machine's processors, from 0 to 1. */
    double busy() {
        Duration all = cpu.server().plus(cpu.database()).plus(cpu.driver());
        return (double) all.toNanos() / took.toNanos() / Runtime.getRuntime().availableProcessors();
    }

    /** The calls of each kind as a run of their own, without what the processors did. */
    Map<String, Sample> byKind() {
        Map<String, Sample> runs = new TreeMap<>();
        kinds.forEach((kind, times) -> runs.put(kind, new Sample(took, times, Map.of(), Cpu.NONE)));
        return runs;
    }

    /** Both runs as one, kinds of calls no longer told apart. */
    Sample plus(Sample other) {
        Histogram both = latency.copy();
        both.add(other.latency);
        Map<String, Integer> all = new TreeMap<>(errors);
        other.errors.forEach((what, times) -> all.merge(what, times, Integer::sum));
        return new Sample(took.plus(other.took), both, all, cpu.plus(other.cpu));
    }
}
