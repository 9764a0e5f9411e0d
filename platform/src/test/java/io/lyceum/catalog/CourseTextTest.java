package io.lyceum.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.shared.text.Messages;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CourseTextTest {

    private final Messages english = Messages.of("academy", Locale.ENGLISH);

    @Test
    void forintsHaveHundredthsEvenIfNobodyPaysThemInCash() {
        assertEquals(
                "HUF 17,940", CourseText.price(english, 1_794_000, "HUF").replace('\u00a0', ' '));
        assertEquals("17940.00", CourseText.decimal(1_794_000, "HUF"));
        assertEquals("¥8,850", CourseText.price(english, 8_850, "JPY"));
        assertEquals("€49.50", CourseText.price(english, 4_950, "EUR"));
    }
}
