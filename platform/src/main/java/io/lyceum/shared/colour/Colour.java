package io.lyceum.shared.colour;

import java.util.regex.Pattern;

/**
 * An sRGB colour without transparency.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Colour(int red, int green, int blue) {

    public static final Colour WHITE = new Colour(255, 255, 255);
    public static final Colour BLACK = new Colour(0, 0, 0);

    /** The contrast that WCAG 2.2 AA asks for text of usual size. */
    public static final double TEXT_CONTRAST = 4.5;

    /** The contrast that WCAG 2.2 AA asks for a control's shape against its surroundings. */
    public static final double CONTROL_CONTRAST = 3.0;

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final double STEP = 0.04;

    public Colour {
        if ((red | green | blue) < 0 || red > 255 || green > 255 || blue > 255) {
            throw new IllegalArgumentException("Not a colour: " + red + ", " + green + ", " + blue);
        }
    }

    /** Parses {@code #rrggbb}. */
    public static Colour parse(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("Not a colour of the form #rrggbb: " + hex);
        }
        int value = Integer.parseInt(hex.substring(1), 16);
        return new Colour(value >> 16, value >> 8 & 0xff, value & 0xff);
    }

    /** Writes {@code #rrggbb} in lower case. */
    public String hex() {
        return String.format("#%02x%02x%02x", red, green, blue);
    }

    /** Blends towards another colour: 0 is this one, 1 the other. */
    public Colour mix(Colour other, double share) {
        return new Colour(
                blend(red, other.red, share),
                blend(green, other.green, share),
                blend(blue, other.blue, share));
    }

    /** Computes the contrast ratio of WCAG 2.2, from 1 to 21. */
    public double contrast(Colour other) {
        double mine = luminance();
        double theirs = other.luminance();
        return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
    }

    /**
     * Computes the contrast ratio of two colours written {@code #rrggbb}, from 1 to 21.
     *
     * @throws IllegalArgumentException when one of them is written otherwise
     */
    public static double contrast(String one, String other) {
        return parse(one).contrast(parse(other));
    }

    /** Chooses near-black or white for text on this colour, whichever is read better. */
    public Colour foreground() {
        Colour nearBlack = new Colour(20, 22, 26);
        return contrast(WHITE) >= contrast(nearBlack) ? WHITE : nearBlack;
    }

    /**
     * Finds the nearest darker or lighter shade that can be read on a background; this colour
     * itself when it can.
     */
    public Colour readableOn(Colour background, double contrast) {
        Colour goal = background.contrast(BLACK) >= background.contrast(WHITE) ? BLACK : WHITE;
        Colour shade = this;
        for (double share = STEP;
                shade.contrast(background) < contrast && share < 1;
                share += STEP) {
            shade = mix(goal, share);
        }
        return shade.contrast(background) < contrast ? goal : shade;
    }

    /** The relative luminance of WCAG 2.2. */
    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    /** Takes the transfer curve of sRGB off a channel: 0 to 255 becomes 0 to 1, linear in light. */
    public static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int blend(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
