package io.lyceum.privacy;

import io.lyceum.identity.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The erasure of a person.
 *
 * @param waiting plugins that still have to erase what they keep elsewhere
 * @param lastError what the first of them said last; empty for nothing
 * @param notes what somebody may have to see to
 * @param done when nothing was left
 */
public record PersonErasure(
        UUID id,
        PersonId person,
        PersonId requestedBy,
        Instant requestedAt,
        List<String> waiting,
        String lastError,
        List<Note> notes,
        Optional<Instant> done) {

    public PersonErasure {
        waiting = List.copyOf(waiting);
        notes = List.copyOf(notes);
    }

    /**
     * What a plugin has not erased.
     *
     * @param text the plugin's words, or its last error; may be empty
     */
    public record Note(String plugin, Kind kind, String text) {}

    /** Why something is left. */
    public enum Kind {
        /** The plugin says that it has to be kept, and why. */
        KEPT,
        /** The plugin has not answered, however often it was asked. */
        UNANSWERED,
        /** The plugin is switched off, so it was not asked. */
        OFF
    }
}
