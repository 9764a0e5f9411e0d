package io.lyceum.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Counts what the reports of Surefire and Failsafe say about a whole test run. */
record Tally(int passed, int failed, int skipped) {

    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>", Pattern.DOTALL);

    static Tally of(Path root) {
        Tally sum = new Tally(0, 0, 0);
        try (Stream<Path> files = Files.walk(root, 6, new FileVisitOption[0])) {
            for (Path file :
                    files.filter(
                                    path ->
                                            path.toString()
                                                    .matches(
                                                            ".*/target/(surefire|failsafe)-reports/TEST-[^/]+\\.xml"))
                            .toList()) {
                sum = sum.plus(read(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    static Tally read(String report) {
        Matcher suite = SUITE.matcher(report);
        if (!suite.find()) {
            return new Tally(0, 0, 0);
        }
        String tag = suite.group();
        int failed = number(tag, "failures") + number(tag, "errors");
        int skipped = number(tag, "skipped");
        return new Tally(number(tag, "tests") - failed - skipped, failed, skipped);
    }

    private static int number(String tag, String name) {
        Matcher attribute = Pattern.compile("\\b" + name + "=\"(\\d+)\"").matcher(tag);
        return attribute.find() ? Integer.parseInt(attribute.group(1)) : 0;
    }

    private Tally plus(Tally other) {
        return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                skipped == 0 ? "%d passed, %d failed" : "%d passed, %d failed, %d skipped",
                passed,
                failed,
                skipped);
    }
}
