package io.lyceum.catalog.internal.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.internal.imports.CourseDraft.Price;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueReadingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1.299,00        | EUR | 129900
                    1,299.00        | EUR | 129900
                    1 299,00        | EUR | 129900
                    1 299,00        | EUR | 129900
                    1'299.00        | EUR | 129900
                    1.299           | EUR | 129900
                    1,299           | EUR | 129900
                    1.299.000,5     | EUR | 129900050
                    12,5            | EUR | 1250
                    19.99           | EUR | 1999
                    19.990          | EUR | 1999000
                    ,99             | EUR | 99
                    49              | EUR | 4900
                    49,-            | EUR | 4900
                    49.–            | EUR | x
                    0               | EUR | 0
                    Free            | EUR | 0
                    БЕСПЛАТНО       | RUB | 0
                    kostenlos       | EUR | 0
                    $1,299.00       | USD | 129900
                    US$ 20          | USD | 2000
                    20 USD          | USD | 2000
                    CHF 20.50       | CHF | 2050
                    1 500 ₽         | RUB | 150000
                    1500 руб.       | RUB | 150000
                    2 990,50 р.     | RUB | 299050
                    ¥500            | JPY | 500
                    ¥500.5          | JPY | x
                    1299.125        | EUR | x
                    -5              | EUR | x
                    from 20         | EUR | x
                    10-20           | EUR | x
                    1,29,9          | EUR | x
                    12.34.56        | EUR | x
                    20 XYZ          | EUR | x
                    99999999999999  | EUR | x
                    NaN             | EUR | x
                    """)
    void prices(String text, String currency, String minor) {
        Optional<Price> expected =
                minor.equals("x")
                        ? Optional.empty()
                        : Optional.of(new Price(Long.parseLong(minor), currency));
        String standard = currency.equals("RUB") ? "RUB" : "EUR";

        assertEquals(expected, ValueReading.price(text, standard));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    6h 30m              | 390
                    6 hours 30 minutes  | 390
                    6,5 ч               | 390
                    6 ч 30 мин          | 390
                    1.5 hours           | 90
                    390                 | 390
                    390 min             | 390
                    45 мин.             | 45
                    2 Std. 15 Min.      | 135
                    6:30                | 390
                    01:30:00            | 90
                    PT1H30M             | 90
                    Approx. 20 hours    | 1200
                    ~ 3 h               | 180
                    1 час               | 60
                    5 часов             | 300
                    2,5 Stunden         | 150
                    3 horas y 20 min    | 200
                    90 seconds          | x
                    3-6 Months          | x
                    -5                  | x
                    soon                | x
                    """)
    void durations(String text, String minutes) {
        assertEquals(
                minutes.equals("x")
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(minutes)),
                ValueReading.minutes(text, ValueReading.Unit.MINUTES));
    }

    @ParameterizedTest
    @CsvSource({"1.5,90", "6,360", "0.5,30"})
    void bareNumbersMayCountHours(String text, int minutes) {
        assertEquals(OptionalInt.of(minutes), ValueReading.minutes(text, ValueReading.Unit.HOURS));
    }

    @ParameterizedTest
    @CsvSource({
        "Beginner Level,BEGINNER",
        "Intermediate Level,INTERMEDIATE",
        "Expert Level,ADVANCED",
        "All Levels,ALL",
        "Mixed,ALL",
        "Начальный уровень,BEGINNER",
        "Для продвинутых,ADVANCED",
        "Anfänger,BEGINNER",
        "Débutant,BEGINNER",
        "B1,INTERMEDIATE",
        "básico,BEGINNER"
    })
    void levels(String text, Course.Level level) {
        assertEquals(Optional.of(level), ValueReading.level(text));
    }

    @ParameterizedTest
    @CsvSource({
        "English,en",
        "Deutsch,de",
        "Русский,ru",
        "русский,ru",
        "Испанский,es",
        "Französisch,fr",
        "español,es",
        "Français,fr",
        "Portuguese (Brazil),pt",
        "en,en",
        "EN,en",
        "pt-br,pt-BR",
        "de_AT,de-AT"
    })
    void languages(String text, String tag) {
        assertEquals(Optional.of(tag), ValueReading.language(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Klingon-like", "xx", "", "12"})
    void whatIsNoLanguageIsNotRead(String text) {
        assertEquals(Optional.empty(), ValueReading.language(text));
    }
}
