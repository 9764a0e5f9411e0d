package io.lyceum.tenancy;

import io.lyceum.shared.colour.Colour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every colour that pages, mails, certificates and sign-in pages of a school use, derived from the
 * two colours of its brand so that all text and all controls stay readable. The brand's own colours
 * are kept untouched for decoration.
 *
 * @param primary the brand's main colour as it was chosen
 * @param onPrimary readable text on it
 * @param secondary the brand's second colour as it was chosen
 * @param onSecondary readable text on it
 * @param ramp twelve steps of the main colour, lightest first
 * @param neutrals twelve greys with a breath of the main colour, lightest first
 * @param light what pages use by day
 * @param dark what pages use by night
 * @param moved the brand's colours that had to move, with the reason
 */
public record BrandPalette(
        String primary,
        String onPrimary,
        String secondary,
        String onSecondary,
        List<String> ramp,
        List<String> neutrals,
        Scheme light,
        Scheme dark,
        List<ContrastVerdict> moved,
        Brand.Typeface typeface,
        Brand.Radius radius) {

    /**
     * One set of colours with a meaning; all {@code #rrggbb}.
     *
     * @param surface the page
     * @param raised what lies on the page
     * @param sunken what lies under it: fields, code, quiet areas
     * @param text passes 4.5 : 1 on all three
     * @param muted quieter text that still passes 4.5 : 1 on all three
     * @param line separates; decoration only
     * @param control edge of fields and other controls; passes 3 : 1
     * @param accent fill of the main button; passes 3 : 1 against the surfaces
     * @param accentHover the same under the pointer
     * @param onAccent text on both
     * @param accentText links; passes 4.5 : 1 on the surfaces and on {@code accentSurface}
     * @param accentSurface a tint of the accent for marked rows and chosen filters
     * @param hero the large area on top of the home page
     * @param onHero text on it
     * @param heroMuted quieter text on it
     * @param heroOrnament decoration and button fill on it; passes 3 : 1
     * @param onHeroOrnament text on that button
     * @param positive done, paid, valid
     * @param positiveSurface its background
     * @param warning needs attention
     * @param warningSurface its background
     * @param critical failed, dangerous
     * @param criticalSurface its background
     * @param info worth knowing
     * @param infoSurface its background
     */
    public record Scheme(
            String surface,
            String raised,
            String sunken,
            String text,
            String muted,
            String line,
            String control,
            String accent,
            String accentHover,
            String onAccent,
            String accentText,
            String accentSurface,
            String hero,
            String onHero,
            String heroMuted,
            String heroOrnament,
            String onHeroOrnament,
            String positive,
            String positiveSurface,
            String warning,
            String warningSurface,
            String critical,
            String criticalSurface,
            String info,
            String infoSurface) {}

    private static final double[] RAMP_LIGHTNESS = {
        0.985, 0.968, 0.94, 0.905, 0.865, 0.815, 0.745, 0.665, 0.585, 0.5, 0.405, 0.27
    };
    private static final double[] RAMP_CHROMA = {
        0.06, 0.14, 0.28, 0.42, 0.56, 0.72, 0.88, 1, 1, 0.95, 0.82, 0.55
    };
    private static final double[] NEUTRAL_LIGHTNESS = {
        0.99, 0.975, 0.95, 0.92, 0.885, 0.84, 0.76, 0.65, 0.55, 0.45, 0.33, 0.2
    };
    private static final double STEP = 0.004;

    /** Derives the palette of a brand. */
    public static BrandPalette of(Brand brand) {
        return of(brand.primary(), brand.secondary(), brand.typeface(), brand.radius());
    }

    /**
     * Derives a palette.
     *
     * @param primary {@code #rrggbb}
     * @param secondary {@code #rrggbb}
     * @throws IllegalArgumentException when a colour has another form
     */
    public static BrandPalette of(
            String primary, String secondary, Brand.Typeface typeface, Brand.Radius radius) {
        Oklch main = Oklch.of(primary);
        Oklch second = Oklch.of(secondary);
        List<ContrastVerdict> moved = new ArrayList<>();
        List<String> ramp = ramp(main);
        List<String> neutrals = neutrals(main);
        Scheme light = light(primary, main, secondary, second, ramp, neutrals, moved);
        Scheme dark = dark(primary, main, secondary, second, moved);
        return new BrandPalette(
                primary,
                readableOn(primary, main),
                secondary,
                readableOn(secondary, second),
                ramp,
                neutrals,
                light,
                dark,
                List.copyOf(moved),
                typeface,
                radius);
    }

    /**
     * Writes the style sheet that lays this brand over the neutral defaults: raw ramps, meanings by
     * day and by night, type and corners. Holds validated values only, never what somebody typed.
     */
    public String css() {
        StringBuilder css = new StringBuilder(6_000);
        css.append(":root{");
        for (int i = 0; i < ramp.size(); i++) {
            declare(css, "brand-" + (i + 1), ramp.get(i));
        }
        for (int i = 0; i < neutrals.size(); i++) {
            declare(css, "neutral-" + (i + 1), neutrals.get(i));
        }
        declare(css, "brand", primary);
        declare(css, "on-brand", onPrimary);
        declare(css, "brand-second", secondary);
        declare(css, "on-brand-second", onSecondary);
        typeface(css);
        corners(css);
        declareAll(css, light);
        css.append("}\n@media (prefers-color-scheme:dark){:root:not([data-theme=light]){");
        declareAll(css, dark);
        css.append("}}\n:root[data-theme=dark]{");
        declareAll(css, dark);
        css.append("}\n@media print{:root,:root[data-theme=dark]{");
        declareAll(css, light);
        return css.append("}}\n").toString();
    }

    // ------------------------------------------------------------- schemes

    private static Scheme light(
            String primary,
            Oklch main,
            String secondary,
            Oklch second,
            List<String> ramp,
            List<String> neutrals,
            List<ContrastVerdict> moved) {
        String surface = neutrals.get(0);
        String raised = "#ffffff";
        String sunken = neutrals.get(2);
        String[] surfaces = {surface, raised, sunken};
        String tint = ramp.get(2);

        String accent = darkened(main, Colour.CONTROL_CONTRAST, surfaces);
        if (!accent.equals(primary)) {
            // A colour that has to move anyway moves on until white can be read on it: black on a
            // colour of middle lightness looks dull.
            accent = darkened(main, Colour.TEXT_CONTRAST, surface, raised, sunken);
        }
        note(
                moved,
                ContrastVerdict.Use.BUTTON_ON_LIGHT,
                primary,
                accent,
                Colour.CONTROL_CONTRAST,
                surfaces);
        String link = darkened(main, Colour.TEXT_CONTRAST, surface, raised, sunken, tint);
        note(
                moved,
                ContrastVerdict.Use.LINK_ON_LIGHT,
                primary,
                link,
                Colour.TEXT_CONTRAST,
                surface,
                raised,
                sunken,
                tint);
        String onAccent = readableOn(accent, main);
        Hero hero = hero(primary, main, secondary, second, ramp);
        if (!hero.ornament.equals(hero.wantedOrnament)) {
            note(
                    moved,
                    ContrastVerdict.Use.ORNAMENT_ON_HERO,
                    hero.wantedOrnament,
                    hero.ornament,
                    Colour.CONTROL_CONTRAST,
                    hero.surface);
        }
        return new Scheme(
                surface,
                raised,
                sunken,
                darkened(neutral(main, 0.22), 10, surfaces),
                darkened(neutral(main, 0.5), 4.9, surface, raised, sunken, tint),
                neutrals.get(3),
                darkened(neutral(main, 0.62), Colour.CONTROL_CONTRAST + 0.1, surfaces),
                accent,
                hovered(accent, onAccent, surfaces),
                onAccent,
                link,
                tint,
                hero.surface,
                hero.text,
                hero.muted,
                hero.ornament,
                hero.onOrnament,
                darkened(
                        new Oklch(0.5, 0.12, 152),
                        Colour.TEXT_CONTRAST,
                        surface,
                        raised,
                        sunken,
                        "#e3f6e8"),
                "#e3f6e8",
                darkened(
                        new Oklch(0.52, 0.11, 70),
                        Colour.TEXT_CONTRAST,
                        surface,
                        raised,
                        sunken,
                        "#fdf0d5"),
                "#fdf0d5",
                darkened(
                        new Oklch(0.53, 0.19, 27),
                        Colour.TEXT_CONTRAST,
                        surface,
                        raised,
                        sunken,
                        "#fde8e6"),
                "#fde8e6",
                darkened(
                        new Oklch(0.5, 0.13, 250),
                        Colour.TEXT_CONTRAST,
                        surface,
                        raised,
                        sunken,
                        "#e4effb"),
                "#e4effb");
    }

    private static Scheme dark(
            String primary,
            Oklch main,
            String secondary,
            Oklch second,
            List<ContrastVerdict> moved) {
        String surface = neutral(main, 0.17).hex();
        String raised = neutral(main, 0.245).hex();
        String sunken = neutral(main, 0.21).hex();
        String[] surfaces = {surface, raised, sunken};
        String tint = new Oklch(0.27, Math.min(main.chroma() * 0.4, 0.055), main.hue()).hex();

        String accent = lightened(main, Colour.CONTROL_CONTRAST, surfaces);
        note(
                moved,
                ContrastVerdict.Use.BUTTON_ON_DARK,
                primary,
                accent,
                Colour.CONTROL_CONTRAST,
                surfaces);
        String link = lightened(main, Colour.TEXT_CONTRAST, surface, raised, sunken, tint);
        note(
                moved,
                ContrastVerdict.Use.LINK_ON_DARK,
                primary,
                link,
                Colour.TEXT_CONTRAST,
                surface,
                raised,
                sunken,
                tint);
        String onAccent = readableOn(accent, main);
        Oklch heroHue =
                second.lightness() < 0.36 && main.lightness() >= 0.42 && second.chroma() > 0.01
                        ? second
                        : main;
        String heroSurface =
                new Oklch(0.235, Math.min(heroHue.chroma() * 0.9, 0.055), heroHue.hue()).hex();
        Oklch ornamentWish = second.lightness() > 0.55 ? second : main;
        String ornament =
                lightened(ornamentWish, Colour.CONTROL_CONTRAST + 0.4, heroSurface, surface);
        return new Scheme(
                surface,
                raised,
                sunken,
                lightened(neutral(main, 0.93), 10, surfaces),
                lightened(neutral(main, 0.72), 4.9, surface, raised, sunken, tint, heroSurface),
                neutral(main, 0.32).hex(),
                lightened(neutral(main, 0.5), Colour.CONTROL_CONTRAST + 0.1, surfaces),
                accent,
                hovered(accent, onAccent, surfaces),
                onAccent,
                link,
                tint,
                heroSurface,
                lightened(neutral(main, 0.96), 10, heroSurface),
                lightened(neutral(main, 0.8), 6, heroSurface),
                ornament,
                readableOn(ornament, ornamentWish),
                lightened(
                        new Oklch(0.78, 0.14, 152),
                        Colour.TEXT_CONTRAST,
                        surface,
                        raised,
                        sunken,
                        "#12301d"),
                "#12301d",
                lightened(
                        new Oklch(0.8, 0.13, 75),
                        Colour.TEXT_CONTRAST,
                        surface,
                        raised,
                        sunken,
                        "#37270a"),
                "#37270a",
                lightened(
                        new Oklch(0.74, 0.15, 25),
                        Colour.TEXT_CONTRAST,
                        surface,
                        raised,
                        sunken,
                        "#401a18"),
                "#401a18",
                lightened(
                        new Oklch(0.77, 0.11, 245),
                        Colour.TEXT_CONTRAST,
                        surface,
                        raised,
                        sunken,
                        "#142b44"),
                "#142b44");
    }

    private record Hero(
            String surface,
            String text,
            String muted,
            String wantedOrnament,
            String ornament,
            String onOrnament) {}

    /**
     * A dark brand colour makes a dark hero with the other colour as its ornament; two bright ones
     * make a tinted hero with the main colour.
     */
    private static Hero hero(
            String primary, Oklch main, String secondary, Oklch second, List<String> ramp) {
        boolean mainDark = main.lightness() < 0.42;
        boolean secondDark = second.lightness() < 0.36;
        if (mainDark || secondDark) {
            String surface = mainDark ? primary : secondary;
            Oklch base = mainDark ? main : second;
            String wish = mainDark ? secondary : primary;
            String ornament = lightened(Oklch.of(wish), Colour.CONTROL_CONTRAST, surface);
            return new Hero(
                    surface,
                    lightened(base.withLightness(0.975).withChroma(0.01), 7, surface),
                    lightened(base.withLightness(0.84).withChroma(0.025), 5.5, surface),
                    wish,
                    ornament,
                    readableOn(ornament, Oklch.of(ornament)));
        }
        String surface = ramp.get(1);
        String ornament = darkened(main, Colour.CONTROL_CONTRAST, surface);
        return new Hero(
                surface,
                darkened(
                        main.withLightness(0.26).withChroma(Math.min(main.chroma(), 0.05)),
                        9,
                        surface),
                darkened(
                        main.withLightness(0.45).withChroma(Math.min(main.chroma(), 0.04)),
                        5.5,
                        surface),
                primary,
                ornament,
                readableOn(ornament, main));
    }

    // ------------------------------------------------------------- movement

    private static String darkened(Oklch from, double needed, String... backgrounds) {
        Oklch colour = from;
        while (worst(colour.hex(), backgrounds) < needed && colour.lightness() > 0) {
            colour = colour.withLightness(colour.lightness() - STEP);
        }
        return colour.hex();
    }

    private static String lightened(Oklch from, double needed, String... backgrounds) {
        Oklch colour = from;
        while (worst(colour.hex(), backgrounds) < needed && colour.lightness() < 1) {
            colour = colour.withLightness(colour.lightness() + STEP);
        }
        return colour.hex();
    }

    private static String hovered(String accent, String onAccent, String... surfaces) {
        Oklch colour = Oklch.of(accent);
        for (double shift : new double[] {-0.05, 0.05, -0.03, 0.03}) {
            String hex = colour.withLightness(colour.lightness() + shift).hex();
            if (Colour.contrast(hex, onAccent) >= Colour.TEXT_CONTRAST
                    && worst(hex, surfaces) >= Colour.CONTROL_CONTRAST) {
                return hex;
            }
        }
        return accent;
    }

    /** White where it can be read, else an ink of the same hue, else black: one always can. */
    private static String readableOn(String background, Oklch hueOf) {
        String white = "#ffffff";
        if (Colour.contrast(white, background) >= Colour.TEXT_CONTRAST) {
            return white;
        }
        String ink = new Oklch(0.2, Math.min(hueOf.chroma(), 0.04), hueOf.hue()).hex();
        return Colour.contrast(ink, background) >= Colour.TEXT_CONTRAST ? ink : "#000000";
    }

    private static double worst(String colour, String... backgrounds) {
        double worst = Double.MAX_VALUE;
        for (String background : backgrounds) {
            worst = Math.min(worst, Colour.contrast(colour, background));
        }
        return worst;
    }

    private static void note(
            List<ContrastVerdict> moved,
            ContrastVerdict.Use use,
            String wanted,
            String used,
            double needed,
            String... backgrounds) {
        if (worst(wanted, backgrounds) >= needed) {
            return;
        }
        String hardest = backgrounds[0];
        for (String background : backgrounds) {
            if (Colour.contrast(used, background) < Colour.contrast(used, hardest)) {
                hardest = background;
            }
        }
        moved.add(
                new ContrastVerdict(
                        use,
                        wanted,
                        used,
                        hardest,
                        Colour.contrast(wanted, hardest),
                        Colour.contrast(used, hardest),
                        needed));
    }

    // ------------------------------------------------------------- ramps

    private static List<String> ramp(Oklch main) {
        List<String> steps = new ArrayList<>(12);
        double chroma = Math.min(main.chroma(), 0.2);
        for (int i = 0; i < RAMP_LIGHTNESS.length; i++) {
            steps.add(new Oklch(RAMP_LIGHTNESS[i], chroma * RAMP_CHROMA[i], main.hue()).hex());
        }
        return List.copyOf(steps);
    }

    private static List<String> neutrals(Oklch main) {
        List<String> steps = new ArrayList<>(12);
        for (double lightness : NEUTRAL_LIGHTNESS) {
            steps.add(neutral(main, lightness).hex());
        }
        return List.copyOf(steps);
    }

    private static Oklch neutral(Oklch main, double lightness) {
        double most = lightness > 0.9 ? 0.006 : 0.014;
        return new Oklch(lightness, Math.min(main.chroma() * 0.08, most), main.hue());
    }

    // ------------------------------------------------------------- style sheet

    private void typeface(StringBuilder css) {
        switch (typeface) {
            case HUMANIST -> {
                declare(css, "font-text", "var(--family-source)");
                declare(css, "font-display", "var(--family-source)");
                declare(css, "display-weight", "700");
                declare(css, "display-tracking", "-.022em");
            }
            case GROTESQUE -> {
                declare(css, "font-text", "var(--family-roboto)");
                declare(css, "font-display", "var(--family-condensed)");
                declare(css, "display-weight", "700");
                declare(css, "display-tracking", "-.012em");
            }
            case SLAB -> {
                declare(css, "font-text", "var(--family-source)");
                declare(css, "font-display", "var(--family-slab)");
                declare(css, "display-weight", "700");
                declare(css, "display-tracking", "-.018em");
            }
            case CLASSIC -> {
                declare(css, "font-text", "var(--family-source)");
                declare(css, "font-display", "var(--family-serif)");
                declare(css, "display-weight", "400");
                declare(css, "display-tracking", "-.01em");
            }
        }
    }

    private void corners(StringBuilder css) {
        switch (radius) {
            case SHARP -> corners(css, "0", "0", "0", "0");
            case SOFT -> corners(css, "4px", "6px", "10px", "6px");
            case ROUND -> corners(css, "8px", "14px", "22px", "999px");
        }
    }

    private static void corners(
            StringBuilder css, String small, String medium, String large, String button) {
        declare(css, "radius-s", small);
        declare(css, "radius-m", medium);
        declare(css, "radius-l", large);
        declare(css, "radius-button", button);
    }

    private static void declareAll(StringBuilder css, Scheme scheme) {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("surface", scheme.surface);
        tokens.put("surface-raised", scheme.raised);
        tokens.put("surface-sunken", scheme.sunken);
        tokens.put("text", scheme.text);
        tokens.put("text-muted", scheme.muted);
        tokens.put("line", scheme.line);
        tokens.put("line-control", scheme.control);
        tokens.put("accent", scheme.accent);
        tokens.put("accent-hover", scheme.accentHover);
        tokens.put("on-accent", scheme.onAccent);
        tokens.put("accent-text", scheme.accentText);
        tokens.put("accent-surface", scheme.accentSurface);
        tokens.put("focus", scheme.accentText);
        tokens.put("hero", scheme.hero);
        tokens.put("on-hero", scheme.onHero);
        tokens.put("hero-muted", scheme.heroMuted);
        tokens.put("hero-ornament", scheme.heroOrnament);
        tokens.put("on-hero-ornament", scheme.onHeroOrnament);
        tokens.put("positive", scheme.positive);
        tokens.put("positive-surface", scheme.positiveSurface);
        tokens.put("warning", scheme.warning);
        tokens.put("warning-surface", scheme.warningSurface);
        tokens.put("critical", scheme.critical);
        tokens.put("critical-surface", scheme.criticalSurface);
        tokens.put("info", scheme.info);
        tokens.put("info-surface", scheme.infoSurface);
        tokens.forEach((name, value) -> declare(css, name, value));
    }

    private static void declare(StringBuilder css, String name, String value) {
        css.append("--").append(name).append(':').append(value).append(';');
    }
}
