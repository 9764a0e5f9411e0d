package io.lyceum.admin.shell;

import java.util.Optional;

/**
 * Long work in the background as the tray shows it.
 *
 * @param title what is being done, in the reader's language
 * @param step what it does right now, or how it ended
 * @param percent 0 to 100
 * @param href the page with the whole story
 * @param cancel where a POST stops it, while that is possible
 */
public record Job(
        String id,
        String title,
        String step,
        int percent,
        State state,
        String href,
        Optional<String> cancel) {

    public enum State {
        WAITING,
        RUNNING,
        /** Nothing happens before somebody answers. */
        WAITING_FOR_PERSON,
        DONE,
        FAILED,
        CANCELLED
    }

    public boolean isActive() {
        return state == State.WAITING || state == State.RUNNING;
    }

    public Tone tone() {
        return switch (state) {
            case WAITING, RUNNING -> Tone.INFO;
            case WAITING_FOR_PERSON -> Tone.WARNING;
            case DONE -> Tone.POSITIVE;
            case FAILED -> Tone.CRITICAL;
            case CANCELLED -> Tone.NEUTRAL;
        };
    }
}
