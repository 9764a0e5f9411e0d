package io.lyceum.tenancy;

import io.lyceum.shared.colour.Colour;
import java.util.Locale;

/**
 * A colour by what the eye sees: lightness 0…1, chroma (0 is grey) and hue in degrees. Formulas:
 * Björn Ottosson, "A perceptual color space for image processing", 2020.
 */
record Oklch(double lightness, double chroma, double hue) {

    /**
     * Reads {@code #rrggbb}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Oklch of(String hex) {
        Colour colour = Colour.parse(hex);
        double r = Colour.linear(colour.red());
        double g = Colour.linear(colour.green());
        double b = Colour.linear(colour.blue());
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        double lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
        double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        double bb = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        double hue = Math.toDegrees(Math.atan2(bb, a));
        return new Oklch(lightness, Math.hypot(a, bb), hue < 0 ? hue + 360 : hue);
    }

    Oklch withLightness(double other) {
        return new Oklch(Math.max(0, Math.min(1, other)), chroma, hue);
    }

    Oklch withChroma(double other) {
        return new Oklch(lightness, other, hue);
    }

    /** Writes {@code #rrggbb}; a colour that screens cannot show loses chroma until they can. */
    String hex() {
        double c = chroma;
        double[] rgb = linear(c);
        while (!isShowable(rgb) && c > 0.0005) {
            c *= 0.97;
            rgb = linear(c);
        }
        return String.format(
                Locale.ROOT, "#%02x%02x%02x", channel(rgb[0]), channel(rgb[1]), channel(rgb[2]));
    }

    private double[] linear(double c) {
        double a = c * Math.cos(Math.toRadians(hue));
        double b = c * Math.sin(Math.toRadians(hue));
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static boolean isShowable(double[] rgb) {
        for (double channel : rgb) {
            if (channel < -0.0005 || channel > 1.0005) {
                return false;
            }
        }
        return true;
    }

    private static int channel(double linear) {
        double v = Math.max(0, Math.min(1, linear));
        double srgb = v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
        return (int) Math.round(srgb * 255);
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
