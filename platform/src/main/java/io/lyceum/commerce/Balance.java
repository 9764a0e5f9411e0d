package io.lyceum.commerce;

/**
 * How somebody stands in one currency, in minor units.
 *
 * @param earnedMinor all that was earned, less what was taken back
 * @param heldMinor the part of it that is held
 * @param movedMinor what was sent, less what came back
 */
public record Balance(String currency, long earnedMinor, long heldMinor, long movedMinor) {

    /** What is to be sent once it is enough; negative for what is carried on. */
    public long payableMinor() {
        return Math.min(earnedMinor, earnedMinor - heldMinor) - movedMinor;
    }

    /** What is still owed, held or not. */
    public long owedMinor() {
        return earnedMinor - movedMinor;
    }
}
