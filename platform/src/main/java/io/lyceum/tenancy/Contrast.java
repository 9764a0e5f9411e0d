package io.lyceum.tenancy;

/** How well one colour can be told from another: WCAG 2.2, relative luminance and ratio. */
public final class Contrast {

    /** What text needs on its background (WCAG 1.4.3). */
    public static final double TEXT = 4.5;

    /** What a control's shape needs against its surroundings (WCAG 1.4.11). */
    public static final double CONTROL = 3.0;

    private Contrast() {}

    /**
     * Calculates the ratio of two colours, 1…21; their order doesn't matter.
     *
     * @param a {@code #rrggbb}
     * @param b {@code #rrggbb}
     */
    public static double ratio(String a, String b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
    }

    private static double channel(String hex, int at) {
        return Oklch.toLinear(Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0);
    }
}
