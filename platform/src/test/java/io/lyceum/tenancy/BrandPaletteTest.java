package io.lyceum.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.colour.Colour;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BrandPaletteTest {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    @Test
    void everyDerivedPairIsReadableWhateverTheBrand() {
        brands(400)
                .forEach(
                        palette -> {
                            assertReadable(palette, palette.light());
                            assertReadable(palette, palette.dark());
                            assertRatio(palette, 4.5, palette.onPrimary(), palette.primary());
                            assertRatio(palette, 4.5, palette.onSecondary(), palette.secondary());
                        });
    }

    @Test
    void theRampRunsFromLightToDark() {
        brands(100)
                .forEach(
                        palette -> {
                            assertEquals(12, palette.ramp().size());
                            assertEquals(12, palette.neutrals().size());
                            for (List<String> ramp : List.of(palette.ramp(), palette.neutrals())) {
                                for (int i = 1; i < ramp.size(); i++) {
                                    assertTrue(
                                            Colour.contrast(ramp.get(i), "#ffffff")
                                                    > Colour.contrast(ramp.get(i - 1), "#ffffff"),
                                            palette.primary() + " step " + i);
                                }
                            }
                        });
    }

    @Test
    void aColourThatIsReadableAsItIsStaysUntouched() {
        BrandPalette palette = palette("#0b5cad", "#f2b544");

        assertEquals("#0b5cad", palette.light().accent());
        assertEquals("#0b5cad", palette.light().accentText());
        assertTrue(
                palette.moved().stream()
                        .noneMatch(v -> v.use() == ContrastVerdict.Use.BUTTON_ON_LIGHT));
    }

    @Test
    void aNeonColourMovesByDayAndTheVerdictSaysFromWhatToWhat() {
        BrandPalette palette = palette("#18d68a", "#0b1220");

        ContrastVerdict verdict =
                palette.moved().stream()
                        .filter(v -> v.use() == ContrastVerdict.Use.BUTTON_ON_LIGHT)
                        .findFirst()
                        .orElseThrow();
        assertEquals("#18d68a", verdict.wanted());
        assertEquals(palette.light().accent(), verdict.used());
        assertTrue(verdict.wantedRatio() < 3 && verdict.usedRatio() >= 3, verdict.toString());
        assertEquals("#18d68a", palette.primary());
        assertEquals("#18d68a", palette.dark().accent());
    }

    @Test
    void theStyleSheetHoldsBothSchemesAndNothingThatSomebodyTyped() {
        String css = palette("#1c2b5a", "#c9a45c").css();

        assertTrue(css.contains("prefers-color-scheme:dark"));
        assertTrue(css.contains(":root[data-theme=dark]"));
        assertFalse(css.contains("<"));
        assertEquals(
                css.chars().filter(c -> c == '{').count(),
                css.chars().filter(c -> c == '}').count());
    }

    @Test
    void anythingButAHexColourIsRefused() {
        for (String wrong : List.of("red", "#fff", "#12345", "#1234567", "#12345g", "", "}body{")) {
            assertThrows(IllegalArgumentException.class, () -> palette(wrong, "#000000"), wrong);
        }
    }

    @Test
    void aColourSurvivesTheWayToOklchAndBack() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            String hex = String.format("#%06x", random.nextInt(0x1000000));
            assertTrue(distance(hex, Oklch.of(hex).hex()) <= 3, hex + " " + Oklch.of(hex).hex());
        }
    }

    private static int distance(String a, String b) {
        int most = 0;
        for (int at = 1; at < 7; at += 2) {
            most =
                    Math.max(
                            most,
                            Math.abs(
                                    Integer.parseInt(a.substring(at, at + 2), 16)
                                            - Integer.parseInt(b.substring(at, at + 2), 16)));
        }
        return most;
    }

    private static void assertReadable(BrandPalette palette, BrandPalette.Scheme s) {
        for (String surface : List.of(s.surface(), s.raised(), s.sunken())) {
            assertRatio(palette, 7, s.text(), surface);
            assertRatio(palette, 4.5, s.muted(), surface);
            assertRatio(palette, 4.5, s.accentText(), surface);
            assertRatio(palette, 3, s.accent(), surface);
            assertRatio(palette, 3, s.accentHover(), surface);
            assertRatio(palette, 3, s.control(), surface);
            assertRatio(palette, 4.5, s.positive(), surface);
            assertRatio(palette, 4.5, s.warning(), surface);
            assertRatio(palette, 4.5, s.critical(), surface);
            assertRatio(palette, 4.5, s.info(), surface);
        }
        assertRatio(palette, 4.5, s.accentText(), s.accentSurface());
        assertRatio(palette, 4.5, s.muted(), s.accentSurface());
        assertRatio(palette, 7, s.text(), s.accentSurface());
        assertRatio(palette, 4.5, s.onAccent(), s.accent());
        assertRatio(palette, 4.5, s.onAccent(), s.accentHover());
        assertRatio(palette, 4.5, s.onHero(), s.hero());
        assertRatio(palette, 4.5, s.heroMuted(), s.hero());
        assertRatio(palette, 3, s.heroOrnament(), s.hero());
        assertRatio(palette, 4.5, s.onHeroOrnament(), s.heroOrnament());
        assertRatio(palette, 4.5, s.positive(), s.positiveSurface());
        assertRatio(palette, 4.5, s.warning(), s.warningSurface());
        assertRatio(palette, 4.5, s.critical(), s.criticalSurface());
        assertRatio(palette, 4.5, s.info(), s.infoSurface());
        assertRatio(palette, 7, s.text(), s.positiveSurface());
        assertRatio(palette, 7, s.text(), s.warningSurface());
        assertRatio(palette, 7, s.text(), s.criticalSurface());
        assertRatio(palette, 7, s.text(), s.infoSurface());
        Stream.of(s.surface(), s.accent(), s.hero(), s.line())
                .forEach(c -> assertTrue(COLOUR.matcher(c).matches(), c));
    }

    private static void assertRatio(BrandPalette p, double needed, String a, String b) {
        double ratio = Colour.contrast(a, b);
        assertTrue(
                ratio >= needed,
                () -> p.primary() + "/" + p.secondary() + ": " + a + " on " + b + " is " + ratio);
    }

    private static Stream<BrandPalette> brands(int count) {
        Random random = new Random(20261121);
        Stream<BrandPalette> random400 =
                Stream.generate(
                                () ->
                                        palette(
                                                String.format("#%06x", random.nextInt(0x1000000)),
                                                String.format("#%06x", random.nextInt(0x1000000))))
                        .limit(count);
        Stream<BrandPalette> edges =
                Stream.of("#000000", "#ffffff", "#808080", "#ffff00", "#0000ff", "#ff00ff")
                        .flatMap(a -> Stream.of(palette(a, "#ffffff"), palette(a, "#000000")));
        return Stream.concat(random400, edges);
    }

    private static BrandPalette palette(String primary, String secondary) {
        return BrandPalette.of(primary, secondary, Brand.Typeface.HUMANIST, Brand.Radius.SOFT);
    }
}
