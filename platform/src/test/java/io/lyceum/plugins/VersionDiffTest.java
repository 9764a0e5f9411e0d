package io.lyceum.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.descriptor.DescriptorReader;
import io.lyceum.plugins.VersionDiff.Change;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionDiffTest {

    private static Descriptor descriptor(String version, String rest) {
        return DescriptorReader.read(
                """
                id: sample
                version: %s
                name: Sample
                description: A plugin for tests.
                publisher: example
                sdk: "[1.0,2.0)"
                provides:
                  - kind: activity
                    id: sample
                    class: sample.Sample
                    name: Sample
                  - kind: privacy
                    id: sample
                    class: sample.Privacy
                    name: Sample
                %s"""
                        .formatted(version, rest));
    }

    private static final Descriptor FIRST =
            descriptor(
                    "1.0.0",
                    """
                    scopes:
                      - scope: users.name
                        purpose: Greets.
                      - scope: http
                        purpose: Asks the weather.
                    egress:
                      - host: weather.example
                        purpose: Asks the weather.
                    storage:
                      - name: notes
                        scope: content
                        data: none
                        quota: 64 KB
                        purpose: Notes.
                    """);

    private static final Descriptor SECOND =
            descriptor(
                    "1.1.0",
                    """
                    scopes:
                      - scope: users.email
                        purpose: Writes.
                      - scope: http
                        purpose: Asks the weather.
                    egress:
                      - host: weather.example
                        purpose: Asks the weather and the time.
                    storage:
                      - name: notes
                        scope: content
                        data: none
                        quota: 128 KB
                        purpose: Notes.
                    """);

    private static <T> List<Change> changes(List<VersionDiff.Line<T>> lines) {
        return lines.stream().map(VersionDiff.Line::change).toList();
    }

    @Test
    void everythingOfAFirstVersionIsNew() {
        VersionDiff diff = VersionDiff.between(Optional.empty(), FIRST);

        assertEquals(Optional.empty(), diff.since());
        assertEquals(List.of(Change.ADDED, Change.ADDED), changes(diff.scopes()));
        assertEquals(List.of(Change.ADDED), changes(diff.storages()));
        assertTrue(diff.asksForMore());
    }

    @Test
    void whatIsNewChangedKeptAndGoneIsToldApart() {
        VersionDiff diff = VersionDiff.between(Optional.of(FIRST), SECOND);

        assertEquals(Optional.of("1.0.0"), diff.since());
        assertEquals(List.of(Change.ADDED, Change.KEPT, Change.REMOVED), changes(diff.scopes()));
        assertEquals("users.email", diff.scopes().get(0).known().scope());
        assertEquals("users.name", diff.scopes().get(2).known().scope());
        assertEquals(List.of(Change.CHANGED), changes(diff.hosts()));
        assertEquals(List.of(Change.CHANGED), changes(diff.storages()));
        assertTrue(diff.asksForMore());
    }

    @Test
    void otherWordsForTheSameRightsAskForNothingMore() {
        Descriptor same = descriptor("1.2.0", "");

        assertFalse(VersionDiff.between(Optional.of(SECOND), same).asksForMore());
        assertFalse(VersionDiff.between(Optional.of(SECOND), SECOND).asksForMore());
    }
}
