package io.lyceum.catalog.internal.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FidelityTextsTest {

    private static final Locale RUSSIAN = new Locale("ru");

    @ParameterizedTest
    @EnumSource(FidelityCode.class)
    void everyLineHasWordsInBothLanguages(FidelityCode code) {
        FidelityLine line = FidelityLine.of(code, "a.md", 3, "12", "x", "y");

        for (Locale locale : List.of(Locale.ENGLISH, RUSSIAN)) {
            assertFalse(line.what(locale).isBlank());
            assertFalse(line.what(locale).contains("{"), line.what(locale));
            assertEquals(
                    line.severity() == io.lyceum.catalog.ImportSeverity.COMES_IN,
                    line.why(locale).isBlank());
            assertFalse(line.why(locale).contains("{"), line.why(locale));
        }
        assertTrue(
                line.what(RUSSIAN).chars().anyMatch(c -> c >= 'а' && c <= 'я')
                        || code == FidelityCode.ROW_COMES_IN
                        || code == FidelityCode.FILE_COMES_IN,
                line.what(RUSSIAN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "5"})
    void numbersDecline(String count) {
        String text =
                FidelityLine.of(FidelityCode.FILES_NOT_PART_OF_COURSE, "", 0, count, "bin/x")
                        .what(RUSSIAN);

        assertEquals(
                switch (count) {
                    case "1" -> "Пропущен 1 файл: bin/x";
                    case "3" -> "Пропущено 3 файла, например bin/x";
                    default -> "Пропущено 5 файлов, например bin/x";
                },
                text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imports"})
    void bothLanguagesHaveTheSameKeys(String area) {
        ResourceBundle.Control exact =
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES);
        ResourceBundle english = ResourceBundle.getBundle("messages." + area, Locale.ROOT, exact);
        ResourceBundle russian = ResourceBundle.getBundle("messages." + area, RUSSIAN, exact);

        for (String key : english.keySet()) {
            String own = russian.getString(key);
            boolean onlyArguments = own.replaceAll("\\{[abc]}|[ ,.]", "").isEmpty();
            assertTrue(
                    onlyArguments || !own.equals(english.getString(key)),
                    key + " is not translated");
        }
    }
}
