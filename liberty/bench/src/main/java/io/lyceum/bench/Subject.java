package io.lyceum.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that is measured, in turn with all others. */
final class Subject {

    final String key;
    final String title;
    final @Nullable Subject base;
    private final Function<Duration, Sample> run;
    private final List<Sample> turns = new ArrayList<>();
    private @Nullable Sample gentle;

    /**
     * @param base what its rate is compared with
     * @param run as many requests as there is time for
     */
    Subject(String key, String title, @Nullable Subject base, Function<Duration, Sample> run) {
        this.key = key;
        this.title = title;
        this.base = base;
        this.run = run;
    }

    void warmUp(Duration length) {
        run.apply(length);
    }

    void takeTurn(Duration length) {
        turns.add(run.apply(length));
    }

    void gentle(Sample sample) {
        gentle = sample;
    }

    Optional<Sample> gentle() {
        return Optional.ofNullable(gentle);
    }

    Sample all() {
        return turns.stream().reduce(Sample::plus).orElseThrow();
    }

    double rate() {
        return median(turns.stream().map(Sample::rate).toList());
    }

    /** This subject's rate in parts of another's, each round for itself. */
    List<Double> ratios(Subject to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            ratios.add(turns.get(i).rate() / to.turns.get(i).rate());
        }
        return ratios;
    }

    Optional<Double> ratio() {
        return base == null ? Optional.empty() : Optional.of(median(ratios(base)));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
