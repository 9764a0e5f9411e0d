package io.lyceum.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTextsTest {

    private static final Facts SOME = new Facts("Bread & Butter", "Dough", 3, 40, "/courses");

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void everyKindHasWordsAndLeavesNoPlaceOpen(String language) {
        for (NotificationKind kind : NotificationKind.values()) {
            NotificationTexts words =
                    NotificationTexts.of(kind, SOME, Locale.forLanguageTag(language));

            assertFalse(words.title().isBlank() || words.title().contains("{"), words.title());
            assertFalse(words.text().isBlank() || words.text().contains("{"), words.text());
        }
    }

    @Test
    void numbersAreCountedInTheReadersLanguage() {
        assertEquals(
                "3 new lessons in “Bread & Butter”",
                NotificationTexts.of(NotificationKind.NEW_LESSONS, SOME, Locale.ENGLISH).title());
        assertEquals(
                "3 новых урока в курсе «Bread & Butter»",
                NotificationTexts.of(
                                NotificationKind.NEW_LESSONS, SOME, Locale.forLanguageTag("ru"))
                        .title());
    }
}
