package io.lyceum.shared.colour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {

    @Test
    void blackOnWhiteHasTheGreatestContrast() {
        assertEquals(21.0, Colour.BLACK.contrast(Colour.WHITE), 0.001);
        assertEquals(4.54, Colour.parse("#767676").contrast(Colour.WHITE), 0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#18d68a", "#ffff00", "#1c2b5a", "#ffffff", "#000000", "#808080"})
    void aShadeOfAnyColourCanBeReadOnLightAndDark(String hex) {
        Colour dark = Colour.parse("#14161a");
        Colour onLight = Colour.parse(hex).readableOn(Colour.WHITE, Colour.TEXT_CONTRAST);
        Colour onDark = Colour.parse(hex).readableOn(dark, Colour.TEXT_CONTRAST);

        assertTrue(onLight.contrast(Colour.WHITE) >= 4.5, onLight.hex());
        assertTrue(onDark.contrast(dark) >= 4.5, onDark.hex());
        Colour fill = Colour.parse(hex);
        assertTrue(fill.foreground().contrast(fill) >= 4.3, fill.foreground().hex());
    }

    @Test
    void aColourThatCanBeReadStaysAsItIs() {
        Colour navy = Colour.parse("#1c2b5a");

        assertEquals(navy, navy.readableOn(Colour.WHITE, Colour.TEXT_CONTRAST));
        assertEquals("#1c2b5a", navy.hex());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "red", "#fff", "#12345g", "#123456;x"})
    void whatIsNotSixHexDigitsIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Colour.parse(text));
    }
}
