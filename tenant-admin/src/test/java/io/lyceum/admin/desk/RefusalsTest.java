package io.lyceum.admin.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.problem.Problem.FieldError;
import io.lyceum.shared.text.Messages;
import io.lyceum.tenancy.TenancyProblem;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Messages RUSSIAN = Messages.of("backoffice", Locale.forLanguageTag("ru"));

    @Test
    void aCheckThatSpeaksEnglishIsShownInTheReadersLanguage() {
        Problem problem =
                assertThrows(
                        Problem.class,
                        () ->
                                new Checks()
                                        .text(" ", "title", 200)
                                        .email("ada@", "email")
                                        .colour("red", "primary")
                                        .atMost("x".repeat(31), "tagline", 30)
                                        .done());
        assertEquals(
                List.of(
                        new FieldError("title", RUSSIAN.get("check.required")),
                        new FieldError("email", RUSSIAN.get("check.email")),
                        new FieldError("primary", RUSSIAN.get("check.colour")),
                        new FieldError("tagline", "Не больше 30 знаков.")),
                Refusals.fields(problem, RUSSIAN::get));
    }

    @Test
    void aProblemNamesItsDetailsInTheReadersLanguage() {
        assertEquals(
                "Адрес kernel занят. Выберите другой.",
                Refusals.sentence(new Problem(TenancyProblem.SLUG_TAKEN, "kernel"), RUSSIAN::get));
    }

    @Test
    void aProblemWithoutWordsOfItsOwnIsStillSaid() {
        assertEquals(
                new Problem(CommonProblem.UNEXPECTED).detail(),
                Refusals.sentence(new Problem(CommonProblem.UNEXPECTED), RUSSIAN::get));
    }
}
