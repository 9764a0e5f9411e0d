package io.lyceum.plugin.runtime.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor.DataClass;
import io.lyceum.plugin.runtime.descriptor.Descriptor.StorageScope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptorReaderTest {

    private static final String FULL =
            """
            id: sample-plugin
            version: 1.2.3-rc.1
            name: {en: Sample, ru: Пример}
            description: All that a descriptor can say.
            publisher: lyceum
            sdk: "[1.0,2.0)"
            provides:
              - {kind: listener, id: told, class: sample.Told, name: Told}
              - {kind: job, id: daily, class: sample.Daily, name: Daily, every: P1D}
              - {kind: slot, id: end, class: sample.End, name: End, slot: lesson.end.v1, icon: star}
              - {kind: privacy, id: privacy, class: sample.Privacy, name: Privacy}
            scopes:
              - {scope: users.email, purpose: To write to people.}
              - {scope: http, purpose: To reach the mailer.}
            egress:
              - {host: "*.example.com", purpose: The mailer.}
            storage:
              - {name: notes, scope: settings, data: personal, quota: 2 MB, purpose: Notes.}
            settings:
              type: object
              required: [key]
              properties:
                key: {type: string, secret: true, title: {en: Key, ru: Ключ}}
            subscribes: [enrolment.created]
            limits: {memory: 96 MB}
            """;

    private static final String LEAST =
            """
            id: sample
            version: 1.0.0
            name: Sample
            description: The least that a descriptor says.
            publisher: lyceum
            sdk: "[1.0,2.0)"
            provides:
              - kind: activity
                id: sample
                class: sample.Sample
                name: Sample
            """;

    @Test
    void a_full_descriptor_is_read_whole() {
        Descriptor read = DescriptorReader.read(FULL);
        assertEquals("sample-plugin@1.2.3-rc.1", read.reference());
        assertEquals("Пример", read.name().in(Locale.forLanguageTag("ru")));
        assertEquals("Sample", read.name().in(Locale.FRENCH));
        assertEquals("[1.0,2.0)", read.sdk().toString());
        assertEquals(4, read.provides().size());
        assertEquals(Duration.ofDays(1), read.provided(Kind.JOB, "daily").orElseThrow().every());
        assertEquals("lesson.end.v1", read.provided(Kind.SLOT, "end").orElseThrow().slot());
        assertEquals("star", read.provided(Kind.SLOT, "end").orElseThrow().icon());
        assertTrue(read.asksFor("users.email"));
        assertFalse(read.asksFor("users.name"));
        assertTrue(read.reaches("mail.example.com"));
        assertFalse(read.reaches("example.com"));
        assertFalse(read.reaches("mailexample.com"));
        Descriptor.StorageDeclaration notes = read.storage("notes").orElseThrow();
        assertEquals(StorageScope.SETTINGS, notes.scope());
        assertEquals(DataClass.PERSONAL, notes.data());
        assertEquals(2 * 1024 * 1024, notes.quota());
        assertTrue(read.settings().path("properties").path("key").path("secret").asBoolean());
        assertEquals(List.of("enrolment.created"), read.subscribes());
        assertEquals(96, read.limits().memoryMb());
    }

    @Test
    void the_least_descriptor_has_defaults() {
        Descriptor read = DescriptorReader.read(LEAST);
        assertEquals("plugin", read.provides().get(0).icon());
        assertNull(read.provides().get(0).every());
        assertEquals(64, read.limits().memoryMb());
        assertTrue(read.settings().path("properties").isEmpty());
    }

    private static String storage(String scope) {
        return LEAST
                + "storage: [{name: notes, scope: "
                + scope
                + ", data: personal, purpose: Notes.}]\n";
    }

    private static String list(String name, int size, String entry) {
        return name
                + ":\n"
                + IntStream.range(0, size)
                        .mapToObj(i -> "  - " + entry.formatted(i) + "\n")
                        .collect(Collectors.joining());
    }

    private static Arguments wrong(String rule, int line, String yaml) {
        return Arguments.of(rule, line, yaml);
    }

    static Stream<Arguments> wrong() {
        String people = "scopes: [{scope: users.name, purpose: P}, {scope: http, purpose: P}]\n";
        return Stream.of(
                wrong("shape", 1, ""),
                wrong("yaml", 2, "id: sample\n  version: 1\n"),
                wrong("yaml", 1, "id: &a [*a]\nb: *c"),
                wrong("length", 1, "#".repeat(200_001)),
                wrong("unknown", 12, LEAST + "colour: red\n"),
                wrong("duplicate", 12, LEAST + "id: again\n"),
                wrong("id-shape", 1, LEAST.replace("id: sample\nversion", "id: Sample\nversion")),
                wrong("version-shape", 2, LEAST.replace("1.0.0", "1.0")),
                wrong("required", 1, LEAST.replace("publisher: lyceum\n", "")),
                wrong("english", 3, LEAST.replace("name: Sample\nd", "name: {ru: Да}\nd")),
                wrong(
                        "length",
                        3,
                        LEAST.replace("name: Sample\nd", "name: " + "a".repeat(61) + "\nd")),
                wrong("sdk-range", 6, LEAST.replace("[1.0,2.0)", "[1.0,)")),
                wrong("sdk-range", 6, LEAST.replace("[1.0,2.0)", "[1.0,4.0)")),
                wrong("kind", 8, LEAST.replace("kind: activity", "kind: theme")),
                wrong("class-shape", 10, LEAST.replace("sample.Sample", "Sample")),
                wrong("class-package", 10, LEAST.replace("sample.Sample", "io.lyceum.plugin.Mine")),
                wrong("every", 12, LEAST + "    every: PT1H\n"),
                wrong("slot", 12, LEAST + "    slot: lesson.end.v1\n"),
                wrong("required", 8, LEAST.replace("kind: activity", "kind: job")),
                wrong(
                        "every",
                        12,
                        LEAST.replace("kind: activity", "kind: job") + "    every: PT1S\n"),
                wrong("scope", 12, LEAST + "scopes: [{scope: everything, purpose: P}]\n"),
                wrong(
                        "duplicate",
                        14,
                        LEAST + list("scopes", 2, "{scope: scheduler, purpose: P%d}")),
                wrong("egress", 1, LEAST + "scopes: [{scope: http, purpose: P}]\n"),
                wrong("egress", 1, LEAST + "egress: [{host: example.com, purpose: P}]\n"),
                wrong(
                        "host-shape",
                        13,
                        LEAST
                                + "scopes: [{scope: http, purpose: P}]\n"
                                + "egress: [{host: 10.0.0.1, purpose: P}]\n"),
                wrong("privacy", 12, storage("settings")),
                wrong("privacy", 12, storage("content")),
                wrong("privacy", 12, storage("user_state_summary")),
                wrong(
                        "privacy",
                        12,
                        LEAST + people + "egress: [{host: example.com, purpose: P}]\n"),
                wrong("scope", 12, storage("everywhere")),
                wrong("quota", 12, storage("user_state").replace("scope", "quota: 1 GB, scope")),
                wrong(
                        "count",
                        12,
                        LEAST
                                + list(
                                        "storage",
                                        21,
                                        "{name: s%d, scope: content, data: none, purpose: P}")),
                wrong(
                        "count",
                        12,
                        LEAST.replace("kind: activity", "kind: listener")
                                + list("subscribes", 51, "enrolment.created")),
                wrong("subscribes", 12, LEAST + "subscribes: [enrolment.created]\n"),
                wrong(
                        "event",
                        12,
                        LEAST.replace("kind: activity", "kind: listener")
                                + "subscribes: [Enrolled]\n"),
                wrong("settings-schema", 12, LEAST + "settings: {type: array}\n"),
                wrong(
                        "settings-schema",
                        12,
                        LEAST
                                + "settings: {type: object, properties: {a: {type: string, title: A,"
                                + " pattern: \"(a+)+\"}}}\n"),
                wrong("memory", 12, LEAST + "limits: {memory: 1024 MB}\n"));
    }

    @ParameterizedTest(name = "{0} in line {1}")
    @MethodSource("wrong")
    void a_wrong_descriptor_is_refused_with_line_and_rule(String rule, int line, String yaml) {
        BadDescriptor refused =
                assertThrows(BadDescriptor.class, () -> DescriptorReader.read(yaml));
        BadDescriptor.Violation first = refused.violations().get(0);
        assertEquals(line + " " + rule, first.line() + " " + first.rule(), refused.getMessage());
        assertEquals(1, refused.violations().size(), refused.getMessage());
    }

    @Test
    void more_scopes_than_allowed_are_refused() {
        String yaml = LEAST + list("scopes", 21, "{scope: scheduler, purpose: P%d}");
        BadDescriptor refused =
                assertThrows(BadDescriptor.class, () -> DescriptorReader.read(yaml));
        assertTrue(
                refused.violations().stream()
                        .anyMatch(v -> v.rule().equals("count") && v.line() == 12),
                refused.getMessage());
    }

    @Test
    void what_the_host_erases_itself_needs_no_privacy_extension() {
        assertEquals(1, DescriptorReader.read(storage("user_state")).storage().size());
        assertEquals(1, DescriptorReader.read(storage("preferences")).storage().size());
    }
}
