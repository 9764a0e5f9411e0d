package io.lyceum.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How long what is measured.
 *
 * @param connections of closed runs
 * @param rounds how often the subjects take turns
 * @param turn length of a subject's turn in a round
 * @param warmUp length of each subject's run that does not count
 * @param gentle length of each subject's run at a low, fixed rate
 * @param mixed length of the mixed run
 * @param rate of the mixed run, requests a second
 * @param only keys of the subjects to measure, {@code mixed} for the mixed run, {@code webhooks}
 *     for webhooks, without logins; empty for all
 */
record Options(
        Scale scale,
        int connections,
        int rounds,
        Duration turn,
        Duration warmUp,
        Duration gentle,
        Duration mixed,
        int rate,
        Set<String> only) {

    static Options parse(String... given) {
        List<String> scale = new ArrayList<>();
        boolean quick = List.of(given).contains("--quick");
        int rounds = quick ? 1 : 5;
        int connections = 8;
        int rate = quick ? 50 : 500;
        int mixed = quick ? 3 : 300;
        Set<String> only = Set.of();
        for (int i = 0; i < given.length; i++) {
            switch (given[i]) {
                case "--quick" -> {}
                case "--scale" -> {
                    while (i + 1 < given.length && !given[i + 1].startsWith("--")) {
                        scale.add(given[++i]);
                    }
                }
                case "--rounds" -> rounds = number(given, ++i);
                case "--connections" -> connections = number(given, ++i);
                case "--rate" -> rate = number(given, ++i);
                case "--only" -> only = Set.of(given[++i].split(","));
                case "--mixed" -> mixed = number(given, ++i);
                default ->
                        throw new IllegalArgumentException(
                                "Unknown: "
                                        + given[i]
                                        + ". Known: --scale schools=N courses=M, --rounds N,"
                                        + " --connections N, --rate N, --mixed SECONDS, --only A,B, --quick,"
                                        + " --attach");
            }
        }
        return new Options(
                quick && scale.isEmpty() ? new Scale(20, 400) : Scale.parse(scale),
                connections,
                rounds,
                Duration.ofMillis(quick ? 500 : 3_000),
                Duration.ofMillis(quick ? 500 : 20_000),
                Duration.ofMillis(quick ? 1_000 : 10_000),
                Duration.ofSeconds(mixed),
                rate,
                only);
    }

    boolean measures(Subject subject) {
        return only.isEmpty() || only.contains(subject.key);
    }

    /** Whether the mixed run is wanted, whose key is {@code mixed}. */
    boolean mixes() {
        return only.isEmpty() || only.contains("mixed");
    }

    /** Whether webhooks are wanted, whose key is {@code webhooks}. */
    boolean tells() {
        return only.isEmpty() || only.contains("webhooks");
    }

    private static int number(String[] given, int index) {
        if (index >= given.length || !given[index].matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(given[index - 1] + " needs a number");
        }
        return Integer.parseInt(given[index]);
    }
}
