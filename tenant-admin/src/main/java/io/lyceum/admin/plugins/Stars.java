package io.lyceum.admin.plugins;

/**
 * A rating as it is drawn.
 *
 * @param drawn five signs, filled or not
 * @param spoken the same for screen readers
 */
public record Stars(String drawn, String spoken) {

    static Stars of(double average, String spoken) {
        int full = (int) Math.round(Math.max(0, Math.min(5, average)));
        return new Stars("★".repeat(full) + "☆".repeat(5 - full), spoken);
    }
}
