package io.lyceum.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result in the terminal, as Markdown and as JSON. */
final class Report {

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<List<String>> rates = new ArrayList<>();
    private final List<List<String>> latencies = new ArrayList<>();
    private final List<List<String>> verdicts = new ArrayList<>();
    private final ObjectNode json = new ObjectMapper().createObjectNode();

    Report() {
        rates.add(
                List.of(
                        "as fast as it goes",
                        "req/s",
                        "ratio",
                        "lowest … highest",
                        "to",
                        "server µs",
                        "database µs",
                        "driver µs",
                        "errors"));
        latencies.add(
                List.of(
                        "at a fixed rate",
                        "req/s",
                        "p50 ms",
                        "p95 ms",
                        "p99 ms",
                        "max ms",
                        "errors"));
        verdicts.add(List.of("target", "measured", "verdict"));
    }

    void facts(Map<String, String> more) {
        facts.putAll(more);
        ObjectNode node = json.withObject("/facts");
        more.forEach(node::put);
    }

    void fact(String name, String value) {
        facts(Map.of(name, value));
    }

    void rate(Subject subject) {
        Sample all = subject.all();
        String range = "";
        ObjectNode node = json.withObject("/rates").putObject(subject.key);
        node.put("perSecond", subject.rate());
        if (subject.base != null) {
            List<Double> ratios = subject.ratios(subject.base);
            range =
                    percent(ratios.stream().min(Double::compare).orElseThrow())
                            + " … "
                            + percent(ratios.stream().max(Double::compare).orElseThrow());
            node.put("ratioTo", subject.base.key);
            ArrayNode list = node.putArray("ratios");
            ratios.forEach(list::add);
            subject.ratio().ifPresent(ratio -> node.put("ratio", ratio));
        }
        node.put("serverMicros", all.serverMicros());
        node.put("databaseMicros", all.databaseMicros());
        node.put("driverMicros", all.driverMicros());
        node.put("errors", all.failed());
        rates.add(
                List.of(
                        subject.title,
                        number(subject.rate()),
                        subject.ratio().map(Report::percent).orElse(""),
                        range,
                        subject.base == null ? "" : subject.base.title,
                        number(all.serverMicros()),
                        number(all.databaseMicros()),
                        number(all.driverMicros()),
                        Integer.toString(all.failed())));
        errors(subject.key, all);
    }

    void latency(String key, String title, Sample sample) {
        latencies.add(
                List.of(
                        title,
                        number(sample.rate()),
                        millis(sample.millis(50)),
                        millis(sample.millis(95)),
                        millis(sample.millis(99)),
                        millis(sample.millis(100)),
                        Integer.toString(sample.failed())));
        ObjectNode node = json.withObject("/latencies").putObject(key);
        node.put("perSecond", sample.rate());
        node.put("p50", sample.millis(50));
        node.put("p95", sample.millis(95));
        node.put("p99", sample.millis(99));
        node.put("max", sample.millis(100));
        node.put("errors", sample.failed());
        errors(key, sample);
    }

    private void errors(String key, Sample sample) {
        if (sample.failed() > 0) {
            sample.errors().forEach(json.withObject("/errors").withObject("/" + key)::put);
        }
    }

    void verdict(String target, String measured, boolean met) {
        verdicts.add(List.of(target, measured, met ? "met" : "not met"));
        json.withArray("/verdicts")
                .addObject()
                .put("target", target)
                .put("measured", measured)
                .put("met", met);
    }

    /** What went wrong and how often, by subject; empty when nothing did. */
    String errors() {
        return json.has("errors") ? json.get("errors").toPrettyString() : "";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\n");
        facts.forEach(
                (name, value) ->
                        text.append("  ").append(name).append(": ").append(value).append('\n'));
        for (List<List<String>> table : List.of(rates, latencies, verdicts)) {
            text.append('\n').append(plain(table));
        }
        return text.toString();
    }

    private static String plain(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                boolean left = i == 0 || !row.get(i).matches("[0-9,. %…]+");
                line.append(left ? row.get(i) + pad : pad + row.get(i)).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# ./lyceum bench\n\n");
        facts.forEach(
                (name, value) ->
                        text.append("- ").append(name).append(": ").append(value).append('\n'));
        for (List<List<String>> table : List.of(rates, latencies, verdicts)) {
            text.append('\n');
            for (int i = 0; i < table.size(); i++) {
                text.append("| ").append(String.join(" | ", table.get(i))).append(" |\n");
                if (i == 0) {
                    text.append("|---|")
                            .append("--:|".repeat(table.get(0).size() - 1))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Writes {@code latest.md}, {@code latest.json} and a copy under the run's date. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        String stamp = facts.getOrDefault("date", "run").replaceAll("[^0-9TZ]", "");
        for (String name : List.of("latest", stamp)) {
            Files.writeString(folder.resolve(name + ".md"), markdown());
            Files.writeString(folder.resolve(name + ".json"), json.toPrettyString() + "\n");
        }
        return folder.resolve("latest.md");
    }

    static String percent(double ratio) {
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.1f %%" : "%.0f %%", ratio * 100);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }

    static String millis(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
