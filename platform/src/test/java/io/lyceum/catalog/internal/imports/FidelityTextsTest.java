package io.lyceum.catalog.internal.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.catalog.ImportFailure;
import io.lyceum.catalog.ImportProblem;
import io.lyceum.shared.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
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
    @EnumSource(Reason.Code.class)
    void everyReasonHasWordsInBothLanguagesWhereverItStands(Reason.Code code) {
        Reason reason = Reason.of(code, "12", "x");
        FidelityLine line = FidelityLine.of(FidelityCode.MISTAKE, "a.json", 3, "/title", reason);

        assertEquals(reason.toString(), line.why(Locale.ENGLISH));
        assertTrue(
                line.why(RUSSIAN).chars().anyMatch(c -> c >= 'а' && c <= 'я'), line.why(RUSSIAN));
        assertFalse(line.why(RUSSIAN).contains("{"), line.why(RUSSIAN));
    }

    @ParameterizedTest
    @EnumSource(
            value = ImportProblem.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "CATALOGUE_NO_TITLE",
                "CATALOGUE_FIELD_TWICE",
                "NO_SUCH_IMPORT",
                "IMPORT_NOT_WAITING",
                "IMPORT_WITHOUT_CONTENT"
            })
    void everyFailureInTheBackgroundHasWordsInBothLanguages(ImportProblem code) {
        Object[] details = {"7", "8", Reason.of(Reason.Code.FIELD_EMPTY)};
        Problem problem = new Problem(code, details);
        ImportFailure failure =
                new ImportFailure(
                        code.name(),
                        problem.detail(),
                        List.of(details).stream().map(Reason::kept).toList());

        assertEquals(problem.detail().replace("'", "’"), failure.in(Locale.ENGLISH));
        assertTrue(
                failure.in(RUSSIAN).chars().anyMatch(c -> c >= 'а' && c <= 'я'),
                failure.in(RUSSIAN));
        assertFalse(failure.in(RUSSIAN).contains("{"), failure.in(RUSSIAN));
    }

    @Test
    void aTextThatLooksLikeAReasonIsNoReason() {
        FidelityLine line =
                FidelityLine.of(FidelityCode.ROW_COMES_IN, "", 1, "\u0001FIELD_EMPTY\u0001");

        assertEquals("“ FIELD_EMPTY ”", line.what(Locale.ENGLISH));
    }

    @Test
    void codesOfOthersAreToldInEnglish() {
        ImportFailure failure = new ImportFailure("OF_ANOTHER", "It did not work.", List.of());

        assertEquals("It did not work.", failure.in(RUSSIAN));
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
