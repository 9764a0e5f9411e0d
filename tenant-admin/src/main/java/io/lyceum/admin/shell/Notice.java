package io.lyceum.admin.shell;

import java.util.Optional;

/**
 * What the last action did, in one sentence.
 *
 * @param undo where a POST takes it back, for as long as that is possible
 */
public record Notice(Tone tone, String text, Optional<String> undo) {

    public static Notice done(String text) {
        return new Notice(Tone.POSITIVE, text, Optional.empty());
    }

    public static Notice undoable(String text, String undo) {
        return new Notice(Tone.POSITIVE, text, Optional.of(undo));
    }

    public static Notice failed(String text) {
        return new Notice(Tone.CRITICAL, text, Optional.empty());
    }
}
