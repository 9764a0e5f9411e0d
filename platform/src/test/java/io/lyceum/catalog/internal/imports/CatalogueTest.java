package io.lyceum.catalog.internal.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.catalog.CatalogueField;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.ImportMapping;
import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.ImportTable;
import io.lyceum.catalog.internal.imports.CourseDraft.Price;
import io.lyceum.shared.problem.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final String RUSSIAN =
            """
            Код;Название курса;Категория;Уровень;Цена;Длительность;Преподаватель
            1;Итальянский с нуля;Языки;Начальный;1 299,00;6,5 ч;Джулия Серра
            2;"Разговорный ""английский""
            для отпуска";Языки;Средний;Бесплатно;390;Анна Смит
            3;Сольфеджио;Музыка;Все уровни;2 500,00 ₽;12 ч 15 мин;Пётр Ильин
            """;

    @TempDir private Path folder;

    @Test
    void aTableInRussianIsReadWithoutAnyHelp() throws IOException {
        List<CatalogueRow> rows = courses(RUSSIAN, StandardCharsets.UTF_8);

        assertEquals(3, rows.size());
        CatalogueRow first = rows.get(0);
        assertEquals("Итальянский с нуля", first.title());
        assertEquals(Optional.of("Языки"), first.category());
        assertEquals(Course.Level.BEGINNER, first.level());
        assertEquals(new Price(129900, "EUR"), first.price());
        assertEquals(390, first.minutes());
        assertEquals("Джулия Серра", first.teacherName());
        assertEquals(Optional.of("1"), first.externalId());
        assertEquals("Разговорный \"английский\" для отпуска", rows.get(1).title());
        assertEquals(new Price(0, "EUR"), rows.get(1).price());
        assertEquals(new Price(250000, "RUB"), rows.get(2).price());
        assertEquals(735, rows.get(2).minutes());
    }

    @ParameterizedTest
    @CsvSource({"windows-1251", "KOI8-R", "UTF-16LE", "UTF-16BE", "UTF-8"})
    void encodingsAreRecognised(String charset) throws IOException {
        List<CatalogueRow> rows = courses(RUSSIAN, Charset.forName(charset));

        assertEquals("Итальянский с нуля", rows.get(0).title());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsNoPartOfTheFirstColumn(String charset) throws IOException {
        List<CatalogueRow> rows = courses("\uFEFF" + RUSSIAN, Charset.forName(charset));

        assertEquals(Optional.of("1"), rows.get(0).externalId());
    }

    @Test
    void westernEncodingsAreRecognised() throws IOException {
        String table =
                "Titel;Preis;Beschreibung\n"
                        + "Brücken bauen;1.299,00 €;Über Häuser, Straßen und schöne Gärten\n"
                        + "Größen schätzen;99,50 €;Maße, Gewichte – für Anfänger\n";

        List<CatalogueRow> rows = courses(table, Charset.forName("windows-1252"));

        assertEquals("Brücken bauen", rows.get(0).title());
        assertEquals(new Price(129900, "EUR"), rows.get(0).price());
    }

    @Test
    void somebodyCanNameTheEncoding() throws IOException {
        Path file = write("Titel\nžluťoučký kůň\n", Charset.forName("windows-1250"));
        CataloguePlan plan =
                CatalogueGuess.of(file, "en", "EUR", Optional.of(Charset.forName("windows-1250")));

        assertEquals("žluťoučký kůň", outcomes(file, plan).get(0).course().get().title());
    }

    @ParameterizedTest
    @CsvSource({"COMMA", "SEMICOLON", "TAB", "PIPE"})
    void separatorsAreRecognised(ImportTable.Format format) throws IOException {
        String separator =
                switch (format) {
                    case COMMA -> ",";
                    case SEMICOLON -> ";";
                    case TAB -> "\t";
                    case PIPE -> "|";
                    case JSON_ARRAY, JSON_LINES -> throw new IllegalArgumentException();
                };
        String table =
                """
                title~price~description
                One~1.50~"a, b; c | d"
                Two~2.50~"e, f; g | h"
                """
                        .replace("~", separator);
        Path file = write(table, StandardCharsets.UTF_8);

        assertEquals(format, plan(file).table().format());
        assertEquals("a, b; c | d", courses(file).get(0).description());
    }

    @Test
    void theHeadersOfCourseMarketsAreUnderstood() throws IOException {
        assertEquals(
                Map.of(
                        "course_id", CatalogueField.EXTERNAL_ID,
                        "course_title", CatalogueField.TITLE,
                        "price", CatalogueField.PRICE,
                        "level", CatalogueField.LEVEL,
                        "content_duration", CatalogueField.DURATION,
                        "subject", CatalogueField.CATEGORY),
                guessed(
                        """
                        course_id,course_title,url,is_paid,price,num_subscribers,num_reviews,num_lectures,level,content_duration,published_timestamp,subject
                        1070968,Bonds for everyone,https://market.example/bonds/,True,200,2147,23,51,All Levels,1.5 hours,2017-01-18T20:58:58Z,Business Finance
                        1113822,Piano from zero,https://market.example/piano/,False,Free,2792,923,274,Beginner Level,39 hours,2017-03-09T16:34:20Z,Musical Instruments
                        """));
        assertEquals(
                Map.of(
                        "course_title", CatalogueField.TITLE,
                        "course_organization", CatalogueField.TEACHER,
                        "course_difficulty", CatalogueField.LEVEL),
                guessed(
                        """
                        ,course_title,course_organization,course_Certificate_type,course_rating,course_difficulty,course_students_enrolled
                        134,Product development,University of Somewhere,SPECIALIZATION,4.7,Beginner,5.3k
                        743,Machine learning,Institute,COURSE,4.8,Mixed,17k
                        """));
        assertEquals(
                Map.of(
                        "Course Name", CatalogueField.TITLE,
                        "University", CatalogueField.TEACHER,
                        "Difficulty Level", CatalogueField.LEVEL,
                        "Course Description", CatalogueField.DESCRIPTION,
                        "Skills", CatalogueField.TAGS),
                guessed(
                        """
                        Course Name,University,Difficulty Level,Course Rating,Course URL,Course Description,Skills
                        Write A Film,Michigan,Beginner,4.8,https://market.example/film,"Write a complete script, start to end",Drama  Comedy
                        Business Strategy,Virginia,Beginner,4.8,https://market.example/canvas,By the end you will,Finance
                        """));
    }

    @Test
    void hoursAreToldFromMinutes() throws IOException {
        Path file = write("title,content_duration\nA,1.5\nB,39\n", StandardCharsets.UTF_8);

        assertTrue(plan(file).hours());
        assertEquals(90, courses(file).get(0).minutes());
        assertFalse(plan(write("title,duration_minutes\nA,1.5\n", StandardCharsets.UTF_8)).hours());
    }

    @Test
    void aTableWithoutHeaderIsUnderstoodByItsContent() throws IOException {
        Path file =
                write(
                        "Brush pens,$20.00,Beginner\nOil paint,$35.50,Advanced\n"
                                + "Colour theory,Free,All levels\n",
                        StandardCharsets.UTF_8);
        CataloguePlan plan = plan(file);

        assertFalse(plan.headed());
        assertEquals("A", plan.table().columns().get(0).header());
        assertEquals(3, courses(file).size());
        assertEquals("Brush pens", courses(file).get(0).title());
        assertEquals(new Price(2000, "USD"), courses(file).get(0).price());
        assertEquals(Course.Level.ADVANCED, courses(file).get(1).level());
    }

    @Test
    void badRowsAreRefusedOneByOneAndTheOthersComeIn() throws IOException {
        Path file =
                write(
                        """
                        id,title,price,slug,currency
                        1,Fine,10,fine,EUR
                        2,,10,no-title,EUR
                        3,Bad price,ten,bad-price,EUR
                        4,Too many,10,too-many,EUR,surplus
                        1,Same id,10,same-id,EUR
                        6,Same slug,10,Fine,EUR
                        7,Bad slug,10,---,EUR
                        8,Bad currency,10,bad-currency,ZZZ
                        9,"Never closed,10,x,EUR
                        10,Also fine,12.50,also-fine,USD
                        """,
                        StandardCharsets.UTF_8);
        List<CatalogueOutcome> outcomes = outcomes(file, plan(file));

        assertEquals(
                List.of(
                        "2 ROW_COMES_IN",
                        "3 ROW_WITHOUT_TITLE",
                        "4 ROW_PRICE_UNREADABLE",
                        "5 ROW_TOO_MANY_FIELDS",
                        "6 ROW_TWICE",
                        "7 ROW_TWICE",
                        "8 ROW_SLUG_UNUSABLE",
                        "9 ROW_CURRENCY_UNKNOWN",
                        "10 ROW_TOO_LARGE",
                        "11 ROW_COMES_IN"),
                outcomes.stream().map(o -> o.line() + " " + o.lines().get(0).code()).toList());
        assertEquals(List.of("Same id", "2"), outcomes.get(4).lines().get(0).arguments());
    }

    @Test
    void brokenCharactersAreRefusedInTheirRowOnly() throws IOException {
        Path file = folder.resolve("broken.csv");
        byte[] bytes = "title,price\nFine,1\nBr?ken,2\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 7] = (byte) 0xFF;
        Files.write(file, bytes);
        CataloguePlan plan =
                CatalogueGuess.of(file, "en", "EUR", Optional.of(StandardCharsets.UTF_8));

        List<CatalogueOutcome> outcomes = outcomes(file, plan);
        assertTrue(outcomes.get(0).course().isPresent());
        assertEquals(FidelityCode.ROW_BROKEN_CHARACTERS, outcomes.get(1).lines().get(0).code());
    }

    @Test
    void whatIsUnclearIsChangedAndReported() throws IOException {
        Path file =
                write(
                        "title,level,language,duration,tags,subtitle\n"
                                + "A,Beginner,English,1h,x,s\n"
                                + "B,Not calibrated,Dothraki,3-6 months,"
                                + "\"ok,"
                                + "t".repeat(41)
                                + "\","
                                + "s".repeat(301)
                                + "\n",
                        StandardCharsets.UTF_8);
        CatalogueOutcome second = outcomes(file, plan(file)).get(1);

        assertEquals(
                List.of(
                        FidelityCode.ROW_COMES_IN,
                        FidelityCode.VALUE_SHORTENED,
                        FidelityCode.LEVEL_UNKNOWN,
                        FidelityCode.LANGUAGE_UNKNOWN,
                        FidelityCode.DURATION_UNREADABLE,
                        FidelityCode.TAGS_DROPPED),
                second.lines().stream().map(FidelityLine::code).toList());
        assertEquals(List.of("ok"), second.course().orElseThrow().tags());
    }

    @Test
    void columnsThatAreLeftOutAreReported() throws IOException {
        Path file =
                write("title,num_reviews,image\nA,3,https://e.org/a.png\n", StandardCharsets.UTF_8);

        assertEquals(
                List.of(FidelityCode.COLUMN_IGNORED, FidelityCode.PICTURE_ADDRESS_IGNORED),
                CatalogueReader.aboutTable(plan(file), "x.csv").stream()
                        .map(FidelityLine::code)
                        .toList());
    }

    @Test
    void somebodyCanSayWhatColumnsMean() throws IOException {
        Path file = write("x,y\nFirst,10\nSecond,20\n", StandardCharsets.UTF_8);
        CataloguePlan plan =
                plan(file)
                        .with(
                                new ImportMapping(
                                        Map.of(0, CatalogueField.TITLE, 1, CatalogueField.PRICE),
                                        Optional.of("de"),
                                        Optional.of("CHF"),
                                        Optional.empty()));
        CatalogueRow first = outcomes(file, plan).get(0).course().orElseThrow();

        assertEquals("First", first.title());
        assertEquals(new Price(1000, "CHF"), first.price());
        assertEquals("de", first.language());
    }

    @Test
    void aMappingNeedsOneTitleAndNoFieldTwice() {
        assertEquals(
                ImportProblem.CATALOGUE_NO_TITLE,
                assertThrows(Problem.class, () -> mapping(Map.of(0, CatalogueField.PRICE))).code());
        assertEquals(
                ImportProblem.CATALOGUE_FIELD_TWICE,
                assertThrows(
                                Problem.class,
                                () ->
                                        mapping(
                                                Map.of(
                                                        0, CatalogueField.TITLE,
                                                        1, CatalogueField.TITLE)))
                        .code());
    }

    @Test
    void jsonArraysAreRead() throws IOException {
        Path file =
                write(
                        """
                        {"count": 2, "results": [
                          {"name": "One", "price": 12.5, "tags": ["a", "b"], "category": {"name": "X"}},
                          {"name": "Two", "price": null, "level": "Expert"},
                          "stray",
                          {"name": "Three", "price": 1e2}
                        ]}
                        """,
                        StandardCharsets.UTF_8);
        List<CatalogueOutcome> outcomes = outcomes(file, plan(file));

        assertEquals(ImportTable.Format.JSON_ARRAY, plan(file).table().format());
        assertEquals(4, outcomes.size());
        CatalogueRow one = outcomes.get(0).course().orElseThrow();
        assertEquals(new Price(1250, "EUR"), one.price());
        assertEquals(List.of("a", "b"), one.tags());
        assertEquals(Optional.of("X"), one.category());
        assertEquals(Course.Level.ADVANCED, outcomes.get(1).course().orElseThrow().level());
        assertEquals(FidelityCode.ROW_UNREADABLE, outcomes.get(2).lines().get(0).code());
        assertEquals(10000, outcomes.get(3).course().orElseThrow().price().minor());
    }

    @Test
    void jsonLinesAreReadLineByLine() throws IOException {
        Path file =
                write(
                        "{\"title\": \"One\"}\n{broken\n\n{\"title\": \"Two\", \"price\": \"5\"}\n",
                        StandardCharsets.UTF_8);
        List<CatalogueOutcome> outcomes = outcomes(file, plan(file));

        assertEquals(ImportTable.Format.JSON_LINES, plan(file).table().format());
        assertEquals(
                List.of("1 ROW_COMES_IN", "2 ROW_UNREADABLE", "4 ROW_COMES_IN"),
                outcomes.stream().map(o -> o.line() + " " + o.lines().get(0).code()).toList());
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        assertEquals(ImportProblem.IMPORT_EMPTY, problem(" \n \n"));
        assertEquals(ImportProblem.CATALOGUE_UNREADABLE, problem("[]"));
        Path picture = folder.resolve("a.png");
        Files.write(picture, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 0, 3, 0, 0, 0});
        assertEquals(
                ImportProblem.IMPORT_FORMAT_UNKNOWN,
                assertThrows(Problem.class, () -> plan(picture)).code());
    }

    @Test
    void anExcelHintAndEmptyLinesDoNotMatter() throws IOException {
        Path file = write("sep=;\n\ntitle;price\n\nA;1\n\n", StandardCharsets.UTF_8);

        assertEquals("A", courses(file).get(0).title());
    }

    @Test
    void fiftyThousandRowsNeedLittleMemory() throws IOException {
        Path file = folder.resolve("large.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,title,description,price\n");
            String text = "Some longer description. ".repeat(20);
            for (int i = 0; i < 50_000; i++) {
                out.write(
                        i + ",Course number " + i + ",\"" + text + "\n" + i + "\",\"1.299,00\"\n");
            }
        }
        CataloguePlan plan = plan(file);

        int rows = 0;
        int refused = 0;
        long most = 0;
        try (CatalogueReader reader = CatalogueReader.open(file, plan)) {
            for (Optional<CatalogueOutcome> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                rows++;
                refused += next.get().course().isPresent() ? 0 : 1;
                if (rows == 1_000 || rows == 50_000) {
                    most = used() - most;
                }
            }
            assertEquals(Files.size(file), reader.position());
        }
        assertEquals(50_000, rows);
        assertEquals(0, refused);
        assertTrue(most < 20_000_000, "grew by " + most);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private ImportProblem problem(String table) throws IOException {
        Path file = write(table, StandardCharsets.UTF_8);
        return (ImportProblem) assertThrows(Problem.class, () -> plan(file)).code();
    }

    private static ImportMapping mapping(Map<Integer, CatalogueField> columns) {
        return new ImportMapping(columns, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Map<String, CatalogueField> guessed(String table) throws IOException {
        return plan(write(table, StandardCharsets.UTF_8)).table().columns().stream()
                .filter(column -> column.field().isPresent())
                .collect(
                        Collectors.toMap(
                                ImportTable.Column::header, column -> column.field().get()));
    }

    private List<CatalogueRow> courses(String table, Charset charset) throws IOException {
        return courses(write(table, charset));
    }

    private static List<CatalogueRow> courses(Path file) throws IOException {
        return outcomes(file, plan(file)).stream().flatMap(o -> o.course().stream()).toList();
    }

    private static CataloguePlan plan(Path file) {
        return CatalogueGuess.of(file, "en", "EUR", Optional.empty());
    }

    private static List<CatalogueOutcome> outcomes(Path file, CataloguePlan plan)
            throws IOException {
        List<CatalogueOutcome> outcomes = new ArrayList<>();
        try (CatalogueReader reader = CatalogueReader.open(file, plan)) {
            for (Optional<CatalogueOutcome> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                outcomes.add(next.get());
            }
        }
        return outcomes;
    }

    private Path write(String table, Charset charset) throws IOException {
        return Files.write(folder.resolve("table.csv"), table.getBytes(charset));
    }
}
