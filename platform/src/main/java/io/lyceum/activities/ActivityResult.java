package io.lyceum.activities;

import java.util.OptionalDouble;

/**
 * How far somebody is in an activity.
 *
 * @param score the best one, 0 to 1
 */
public record ActivityResult(OptionalDouble score, boolean complete) {

    /** Not begun. */
    public static final ActivityResult NONE = new ActivityResult(OptionalDouble.empty(), false);

    /** The score in percent, rounded. */
    public int percent() {
        return (int) Math.round(score.orElse(0) * 100);
    }
}
