package io.lyceum.plugins.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every element of both standards, against tables that were written from the standards. */
class RunTimeElementsTest {

    record Row(
            String version,
            String element,
            String access,
            List<String> initial,
            List<String> valid,
            List<String> wrong,
            List<String> outOfRange) {

        boolean readable() {
            return access.contains("r");
        }

        boolean writable() {
            return access.contains("w");
        }

        String code(String old, String now) {
            return version.equals("2004") ? now : old;
        }

        String real() {
            return element.replace(".n.", ".0.").replace("{target}", "{target=item_1}");
        }

        @Override
        public String toString() {
            return version + " " + element;
        }
    }

    static List<Row> rows(String version) {
        return SampleTable.rows("/elements-" + version + ".txt").stream()
                .map(
                        cells ->
                                new Row(
                                        version,
                                        cells.get(0),
                                        cells.get(1),
                                        SampleTable.values(cells.get(2)),
                                        SampleTable.values(cells.get(3)),
                                        SampleTable.values(cells.get(4)),
                                        SampleTable.values(cells.get(5))))
                .toList();
    }

    static Stream<Row> all() {
        return Stream.concat(rows("1.2").stream(), rows("2004").stream());
    }

    static Stream<Row> settable() {
        return all().filter(Row::writable);
    }

    static Stream<Row> notSettable() {
        return all().filter(row -> !row.writable());
    }

    static Stream<Row> notReadable() {
        return all().filter(row -> !row.readable());
    }

    /** A running session in which the element's entry is there, and what it depends on is set. */
    private static Browser ready(Row row) {
        Browser browser =
                Browser.page(row.version())
                        .load(
                                Map.of(
                                        "version",
                                        row.version(),
                                        "launch",
                                        1,
                                        "stores",
                                        List.of(Map.of("id", "shared")),
                                        "values",
                                        Map.of()));
        assertEquals("true", browser.begin());
        boolean isId = row.element().matches("cmi\\.(objectives|interactions)\\.n\\.id");
        if (row.element().startsWith("cmi.objectives.n") && !isId) {
            assertEquals("true", browser.set("cmi.objectives.0.id", "goal"));
        }
        if (row.element().startsWith("cmi.interactions.n") && !isId) {
            assertEquals("true", browser.set("cmi.interactions.0.id", "question"));
            if (!row.element().endsWith(".type") && row.version().equals("2004")) {
                assertEquals("true", browser.set("cmi.interactions.0.type", "other"));
            }
        }
        return browser;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "2004"})
    void the_tables_of_tests_and_the_adapter_know_the_same_elements(String version) {
        Map<String, Object> model = Browser.open(version).object("window.lyceum.adapter.elements");
        Set<String> elements = new TreeSet<>();
        model.forEach(
                (name, row) -> {
                    if (Json.map(row).containsKey("type")) {
                        elements.add(name);
                    }
                });
        assertEquals(
                rows(version).stream()
                        .map(Row::element)
                        .collect(Collectors.toCollection(TreeSet::new)),
                elements);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "2004"})
    void the_host_takes_exactly_what_the_adapter_lets_content_set(String version) {
        assertEquals(
                rows(version).stream()
                        .filter(Row::writable)
                        .map(Row::element)
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(Elements.settable(version)));
    }

    @ParameterizedTest
    @MethodSource("settable")
    void the_host_takes_every_valid_value(Row row) {
        for (String value : row.valid()) {
            assertEquals(
                    "", Elements.error(row.version(), row.real(), value).orElse(""), () -> value);
        }
    }

    @ParameterizedTest
    @MethodSource("settable")
    void a_valid_value_is_set_and_read_again(Row row) {
        for (String value : row.valid()) {
            Browser browser = ready(row);
            assertEquals("true", browser.set(row.real(), value), () -> "set " + value);
            assertEquals("0", browser.error());
            if (row.readable()) {
                assertEquals(value, browser.get(row.real()));
                assertEquals("0", browser.error());
            }
            browser.commit();
            assertEquals(
                    value,
                    Json.map(browser.list("sent").get(0).get("values")).get(row.real()),
                    "what is sent");
        }
    }

    @ParameterizedTest
    @MethodSource("settable")
    void a_value_of_another_type_is_refused_and_changes_nothing(Row row) {
        for (String value : row.wrong()) {
            refuses(row, value, row.code("405", "406"));
        }
    }

    @ParameterizedTest
    @MethodSource("settable")
    void a_value_out_of_range_is_refused_and_changes_nothing(Row row) {
        for (String value : row.outOfRange()) {
            refuses(row, value, row.code("405", "407"));
        }
    }

    private static void refuses(Row row, String value, String error) {
        Browser browser = ready(row);
        String valid = row.valid().get(0);
        assertEquals("true", browser.set(row.real(), valid));
        assertEquals("false", browser.set(row.real(), value), () -> "set " + value);
        assertEquals(error, browser.error(), () -> "set " + value);
        if (row.readable()) {
            assertEquals(valid, browser.get(row.real()));
        }
    }

    @ParameterizedTest
    @MethodSource("notSettable")
    void what_is_read_only_is_told_by_the_host_and_cannot_be_set(Row row) {
        for (String value : row.valid()) {
            Map<String, String> told = new HashMap<>(Map.of(row.real(), value));
            Browser browser = Browser.open(row.version(), told);
            browser.begin();
            assertEquals(value, browser.get(row.real()));
            assertEquals("false", browser.set(row.real(), value));
            assertEquals(row.code("403", "404"), browser.error());
            assertEquals(value, browser.get(row.real()));
        }
        if (row.valid().isEmpty()) {
            Browser browser = ready(row);
            assertEquals("false", browser.set(row.real(), "2.0"));
            assertEquals(row.code("402", "404"), browser.error());
        }
    }

    @ParameterizedTest
    @MethodSource("notReadable")
    void what_is_write_only_cannot_be_read(Row row) {
        Browser browser = ready(row);
        browser.set(row.real(), row.valid().get(0));
        assertEquals("", browser.get(row.real()));
        assertEquals(row.code("404", "405"), browser.error());
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_nobody_has_set_reads_as_its_default_or_is_said_to_be_unset(Row row) {
        if (!row.readable()) {
            return;
        }
        boolean inEntry = row.element().contains(".n.");
        Browser browser = ready(row);
        String read = browser.get(row.real());
        String error = browser.error();
        if (row.element().equals("adl.data.n.id")) {
            assertEquals("shared", read, "the manifest has said so");
        } else if (row.element().matches("cmi\\.(objectives|interactions)\\.n\\.id")) {
            assertEquals(row.code("201", "301"), error, "there is no entry yet");
        } else if (inEntry && row.initial().isEmpty() && row.version().equals("2004")) {
            assertEquals("", read);
            boolean listed =
                    row.element().startsWith("cmi.comments")
                            || row.element().contains(".n.objectives")
                            || row.element().contains(".n.correct_responses");
            assertEquals(listed ? "301" : "403", error);
        } else if (row.initial().isEmpty()) {
            assertEquals("", read);
            assertEquals("403", error);
        } else {
            assertEquals(row.initial().get(0), read);
            assertEquals("0", error);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothing_is_read_or_set_before_the_session_has_begun_and_after_it_is_over(Row row) {
        Browser browser = Browser.open(row.version());
        assertEquals("", browser.get(row.real()));
        assertEquals(row.code("301", "122"), browser.error());
        assertEquals("false", browser.set(row.real(), "1"));
        assertEquals(row.code("301", "132"), browser.error());
        browser.begin();
        browser.end();
        assertEquals("", browser.get(row.real()));
        assertEquals(row.code("301", "123"), browser.error());
        assertEquals("false", browser.set(row.real(), "1"));
        assertEquals(row.code("301", "133"), browser.error());
    }

    static Stream<Arguments> responses() {
        return Stream.of("1.2", "2004")
                .flatMap(
                        version ->
                                SampleTable.rows("/responses-" + version + ".txt").stream()
                                        .map(cells -> Arguments.of(version, cells.get(0), cells)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("responses")
    void responses_have_the_format_of_their_interaction(
            String version, String type, List<String> cells) {
        String response = version.equals("2004") ? "learner_response" : "student_response";
        check(version, type, "correct_responses.0.pattern", cells.get(1), cells.get(2));
        check(version, type, response, cells.get(3), cells.get(4));
    }

    private static void check(
            String version, String type, String element, String right, String wrong) {
        for (String value : SampleTable.values(right)) {
            Browser browser = interaction(version, type);
            String done = browser.set("cmi.interactions.0." + element, value);
            assertEquals("true 0", done + " " + browser.error(), () -> element + " " + value);
        }
        for (String value : SampleTable.values(wrong)) {
            Browser browser = interaction(version, type);
            String done = browser.set("cmi.interactions.0." + element, value);
            assertEquals(
                    version.equals("2004") ? "false 406" : "false 405",
                    done + " " + browser.error(),
                    () -> element + " " + value);
        }
    }

    private static Browser interaction(String version, String type) {
        Browser browser = Browser.open(version);
        browser.begin();
        assertEquals("true", browser.set("cmi.interactions.0.id", "question"));
        assertEquals("true", browser.set("cmi.interactions.0.type", type));
        return browser;
    }

    @Test
    void numbers_are_taken_as_the_text_that_they_are_written_as() {
        Browser browser = Browser.open("2004");
        browser.begin();
        browser.run("window.API_1484_11.SetValue('cmi.location', 3)");
        browser.run("window.API_1484_11.SetValue('cmi.score.scaled', 0.7)");
        assertEquals("3", browser.get("cmi.location"));
        assertEquals("0.7", browser.get("cmi.score.scaled"));
    }
}
