package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.CatalogueField;
import io.lyceum.catalog.ImportProblem;
import io.lyceum.catalog.ImportTable;
import io.lyceum.shared.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds out how a table of courses is written and what its columns mean. */
public final class CatalogueGuess {

    private static final int SAMPLE_CHARACTERS = 256 * 1024;
    private static final int SAMPLE_ROWS = 200;
    private static final int MOST_COLUMNS = 200;
    private static final int SHOWN_SAMPLES = 5;
    private static final int LONGEST_SAMPLE = 120;
    private static final Map<ImportTable.Format, Character> SEPARATORS =
            new EnumMap<>(
                    Map.of(
                            ImportTable.Format.COMMA, ',',
                            ImportTable.Format.SEMICOLON, ';',
                            ImportTable.Format.TAB, '\t',
                            ImportTable.Format.PIPE, '|'));
    private static final Pattern PICTURE =
            Pattern.compile("(?i)https?://\\S+\\.(?:png|jpe?g|webp|gif|svg|avif)(?:\\?\\S*)?");
    private static final Pattern NUMBER_LIKE = Pattern.compile("[-+]?[\\d\\s.,:%$€£₽]+");

    /** Names of columns, folded, the surest first. */
    private static final Map<CatalogueField, List<String>> NAMES = names();

    private CatalogueGuess() {}

    private static Map<CatalogueField, List<String>> names() {
        Map<CatalogueField, List<String>> names = new EnumMap<>(CatalogueField.class);
        names.put(
                CatalogueField.EXTERNAL_ID,
                List.of(
                        "external id",
                        "course id",
                        "id",
                        "sku",
                        "code",
                        "course code",
                        "uid",
                        "uuid",
                        "number",
                        "номер",
                        "код",
                        "код курса",
                        "артикул",
                        "ид",
                        "идентификатор",
                        "kurs id",
                        "kursnummer",
                        "kursnr",
                        "kurs nr",
                        "nummer",
                        "nr",
                        "course no",
                        "course number",
                        "artikelnummer",
                        "codigo",
                        "identificador",
                        "identifiant",
                        "reference",
                        "numero"));
        names.put(
                CatalogueField.TITLE,
                List.of(
                        "course title",
                        "title",
                        "course name",
                        "name",
                        "course",
                        "название",
                        "название курса",
                        "наименование",
                        "курс",
                        "заголовок",
                        "имя",
                        "titel",
                        "kurstitel",
                        "kursname",
                        "bezeichnung",
                        "kurs",
                        "titulo",
                        "titulo del curso",
                        "nombre",
                        "nombre del curso",
                        "curso",
                        "titre",
                        "titre du cours",
                        "nom",
                        "nom du cours",
                        "intitule",
                        "cours"));
        names.put(
                CatalogueField.SLUG,
                List.of(
                        "slug",
                        "permalink",
                        "handle",
                        "url key",
                        "адрес",
                        "чпу",
                        "ссылка",
                        "kurzlink",
                        "alias"));
        names.put(
                CatalogueField.SUBTITLE,
                List.of(
                        "subtitle",
                        "headline",
                        "tagline",
                        "short description",
                        "summary",
                        "подзаголовок",
                        "краткое описание",
                        "кратко",
                        "untertitel",
                        "kurzbeschreibung",
                        "subtitulo",
                        "descripcion corta",
                        "resumen",
                        "sous titre",
                        "resume",
                        "description courte"));
        names.put(
                CatalogueField.DESCRIPTION,
                List.of(
                        "description",
                        "course description",
                        "body",
                        "details",
                        "about",
                        "content",
                        "описание",
                        "описание курса",
                        "содержание",
                        "о курсе",
                        "beschreibung",
                        "kursbeschreibung",
                        "inhalt",
                        "descripcion",
                        "descripcion del curso",
                        "contenido",
                        "description du cours",
                        "contenu",
                        "long description"));
        names.put(
                CatalogueField.CATEGORY,
                List.of(
                        "category",
                        "subject",
                        "course category",
                        "topic",
                        "categories",
                        "area",
                        "department",
                        "field",
                        "категория",
                        "раздел",
                        "тема",
                        "предмет",
                        "рубрика",
                        "направление",
                        "kategorie",
                        "thema",
                        "fach",
                        "fachbereich",
                        "rubrik",
                        "categoria",
                        "tema",
                        "materia",
                        "categorie",
                        "sujet",
                        "theme",
                        "matiere",
                        "domaine"));
        names.put(
                CatalogueField.LEVEL,
                List.of(
                        "level",
                        "difficulty",
                        "difficulty level",
                        "course difficulty",
                        "course level",
                        "instructional level",
                        "уровень",
                        "сложность",
                        "уровень сложности",
                        "niveau",
                        "schwierigkeit",
                        "schwierigkeitsgrad",
                        "stufe",
                        "nivel",
                        "dificultad",
                        "difficulte"));
        names.put(
                CatalogueField.LANGUAGE,
                List.of(
                        "language",
                        "lang",
                        "locale",
                        "course language",
                        "язык",
                        "язык курса",
                        "язык обучения",
                        "sprache",
                        "kurssprache",
                        "idioma",
                        "lengua",
                        "langue"));
        names.put(
                CatalogueField.PRICE,
                List.of(
                        "price",
                        "course price",
                        "cost",
                        "fee",
                        "amount",
                        "list price",
                        "tuition",
                        "цена",
                        "стоимость",
                        "цена руб",
                        "preis",
                        "kosten",
                        "kursgebuhr",
                        "gebuhr",
                        "precio",
                        "coste",
                        "costo",
                        "prix",
                        "tarif",
                        "cout"));
        names.put(
                CatalogueField.CURRENCY,
                List.of(
                        "currency",
                        "price currency",
                        "валюта",
                        "wahrung",
                        "waehrung",
                        "moneda",
                        "divisa",
                        "devise",
                        "monnaie"));
        names.put(
                CatalogueField.DURATION,
                List.of(
                        "duration",
                        "content duration",
                        "course duration",
                        "length",
                        "hours",
                        "minutes",
                        "duration hours",
                        "duration minutes",
                        "time",
                        "total hours",
                        "длительность",
                        "продолжительность",
                        "часы",
                        "часов",
                        "минуты",
                        "время",
                        "объем",
                        "dauer",
                        "kursdauer",
                        "stunden",
                        "minuten",
                        "laufzeit",
                        "duracion",
                        "horas",
                        "minutos",
                        "duree",
                        "heures"));
        names.put(
                CatalogueField.TEACHER,
                List.of(
                        "teacher",
                        "instructor",
                        "instructors",
                        "instructor name",
                        "author",
                        "trainer",
                        "tutor",
                        "lecturer",
                        "course organization",
                        "organization",
                        "university",
                        "provider",
                        "преподаватель",
                        "учитель",
                        "автор",
                        "тренер",
                        "лектор",
                        "ведущий",
                        "lehrer",
                        "lehrkraft",
                        "dozent",
                        "dozentin",
                        "autor",
                        "kursleiter",
                        "kursleitung",
                        "profesor",
                        "docente",
                        "instructora",
                        "professeur",
                        "enseignant",
                        "formateur",
                        "auteur"));
        names.put(
                CatalogueField.TAGS,
                List.of(
                        "tags",
                        "keywords",
                        "skills",
                        "tag",
                        "labels",
                        "теги",
                        "метки",
                        "ключевые слова",
                        "навыки",
                        "schlagworter",
                        "schlagworte",
                        "stichworter",
                        "etiquetas",
                        "palabras clave",
                        "habilidades",
                        "mots cles",
                        "etiquettes",
                        "competences"));
        names.put(
                CatalogueField.IMAGE_URL,
                List.of(
                        "image",
                        "image url",
                        "picture",
                        "thumbnail",
                        "cover",
                        "cover image",
                        "image link",
                        "photo",
                        "картинка",
                        "изображение",
                        "обложка",
                        "фото",
                        "ссылка на изображение",
                        "bild",
                        "bild url",
                        "titelbild",
                        "vorschaubild",
                        "imagen",
                        "portada",
                        "vignette",
                        "couverture"));
        return names;
    }

    /**
     * Looks at the first rows of a table.
     *
     * @param language of the school, for rows that name none
     * @param currency of the school, for prices that name none
     * @param charset somebody's choice instead of what would be recognised
     * @throws Problem CATALOGUE_UNREADABLE when it is no table
     */
    public static CataloguePlan of(
            Path file, String language, String currency, Optional<Charset> charset) {
        try {
            TextEncoding found;
            try (InputStream content = Files.newInputStream(file)) {
                found = TextEncoding.detect(content);
            }
            TextEncoding encoding =
                    charset.map(
                                    chosen ->
                                            new TextEncoding(
                                                    chosen,
                                                    chosen.equals(found.charset())
                                                            ? found.markBytes()
                                                            : 0,
                                                    false))
                            .orElse(found);
            String sample = sample(file, encoding);
            if (sample.isBlank()) {
                throw new Problem(ImportProblem.IMPORT_EMPTY);
            }
            if (sample.indexOf('\0') >= 0) {
                throw new Problem(
                        ImportProblem.IMPORT_FORMAT_UNKNOWN, Reason.of(Reason.Code.NO_TEXT));
            }
            ImportTable.Format format = format(sample);
            return plan(sample, encoding, format, language, currency);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sample(Path file, TextEncoding encoding) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            content.skipNBytes(encoding.markBytes());
            Reader reader = new InputStreamReader(content, encoding.charset());
            char[] buffer = new char[SAMPLE_CHARACTERS];
            int length = 0;
            for (int n = 0; n >= 0 && length < buffer.length; ) {
                n = reader.read(buffer, length, buffer.length - length);
                length += Math.max(n, 0);
            }
            return new String(buffer, 0, length);
        }
    }

    // Format

    private static ImportTable.Format format(String sample) throws IOException {
        String start = sample.stripLeading();
        if (start.startsWith("[")) {
            return ImportTable.Format.JSON_ARRAY;
        }
        if (start.startsWith("{")) {
            String firstLine = start.lines().findFirst().orElse("").strip();
            return firstLine.endsWith("}")
                            && (start.length() == firstLine.length()
                                    || start.substring(firstLine.length())
                                            .stripLeading()
                                            .startsWith("{"))
                    ? ImportTable.Format.JSON_LINES
                    : ImportTable.Format.JSON_ARRAY;
        }
        if (start.regionMatches(true, 0, "sep=", 0, 4) && start.length() > 4) {
            for (Map.Entry<ImportTable.Format, Character> separator : SEPARATORS.entrySet()) {
                if (separator.getValue() == start.charAt(4)) {
                    return separator.getKey();
                }
            }
        }
        ImportTable.Format best = ImportTable.Format.COMMA;
        double bestScore = 0;
        for (Map.Entry<ImportTable.Format, Character> separator : SEPARATORS.entrySet()) {
            double score = score(sample, separator.getValue());
            if (score > bestScore) {
                bestScore = score;
                best = separator.getKey();
            }
        }
        return best;
    }

    /** How much a separator makes a table: rows of the same number of fields, and many fields. */
    private static double score(String sample, char separator) throws IOException {
        Map<Integer, Integer> widths = new HashMap<>();
        int rows = 0;
        try (CsvRows reader = new CsvRows(new StringReader(sample), separator)) {
            for (Optional<RawRow> row = reader.next();
                    row.isPresent() && rows < SAMPLE_ROWS;
                    row = reader.next()) {
                rows++;
                widths.merge(row.get().values().size(), 1, Integer::sum);
            }
        }
        double best = 0;
        for (Map.Entry<Integer, Integer> width : widths.entrySet()) {
            if (width.getKey() > 1) {
                best = Math.max(best, width.getValue() * (1 + Math.log(width.getKey())) / rows);
            }
        }
        return best;
    }

    static RowReader open(Reader reader, ImportTable.Format format, List<String> columns)
            throws IOException {
        return switch (format) {
            case COMMA, SEMICOLON, TAB, PIPE -> new CsvRows(reader, SEPARATORS.get(format));
            case JSON_ARRAY -> JsonRows.ofArray(reader, columns);
            case JSON_LINES -> JsonRows.ofLines(reader, columns);
        };
    }

    static boolean isJson(ImportTable.Format format) {
        return format == ImportTable.Format.JSON_ARRAY || format == ImportTable.Format.JSON_LINES;
    }

    // Columns

    private static CataloguePlan plan(
            String sample,
            TextEncoding encoding,
            ImportTable.Format format,
            String language,
            String currency)
            throws IOException {
        List<String> headers;
        boolean headed = true;
        List<List<String>> rows;
        if (isJson(format)) {
            try (JsonRows names = json(sample, format, List.of())) {
                headers = names.names(SAMPLE_ROWS);
            }
            try (JsonRows reader = json(sample, format, headers)) {
                rows = read(reader);
            }
        } else {
            try (RowReader reader = open(new StringReader(sample), format, List.of())) {
                rows = read(reader);
            }
            headed = !rows.isEmpty() && isHeader(rows.get(0));
            headers = headers(rows, headed);
            rows = headed ? rows.subList(1, rows.size()) : rows;
        }
        if (headers.isEmpty() || headers.size() > MOST_COLUMNS) {
            throw new Problem(
                    ImportProblem.CATALOGUE_UNREADABLE,
                    headers.isEmpty()
                            ? Reason.of(Reason.Code.TABLE_EMPTY)
                            : Reason.of(Reason.Code.TABLE_TOO_WIDE, MOST_COLUMNS));
        }
        List<List<String>> values = columns(rows, headers.size());
        Map<Integer, CatalogueField> fields = guess(headers, values, headed);
        List<ImportTable.Column> columns = new ArrayList<>();
        boolean hours = false;
        for (int i = 0; i < headers.size(); i++) {
            Optional<CatalogueField> field = Optional.ofNullable(fields.get(i));
            columns.add(
                    new ImportTable.Column(
                            i, headers.get(i), field, field.isPresent(), samples(values.get(i))));
            if (field.equals(Optional.of(CatalogueField.DURATION))) {
                hours = countsHours(headers.get(i), values.get(i));
            }
        }
        return new CataloguePlan(
                new ImportTable(
                        encoding.charset().name(),
                        encoding.guessed(),
                        format,
                        columns,
                        language,
                        currency),
                encoding.markBytes(),
                headed,
                hours);
    }

    private static JsonRows json(String sample, ImportTable.Format format, List<String> columns)
            throws IOException {
        return format == ImportTable.Format.JSON_ARRAY
                ? JsonRows.ofArray(new StringReader(sample), columns)
                : JsonRows.ofLines(new StringReader(sample), columns);
    }

    /** The rows of the sample that can be read; its last one may be cut off and does not matter. */
    private static List<List<String>> read(RowReader reader) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        Optional<RawRow> row = reader.next();
        while (row.isPresent() && rows.size() < SAMPLE_ROWS) {
            if (row.get().refusal().isEmpty()) {
                rows.add(row.get().values());
            }
            row = reader.next();
        }
        return rows;
    }

    private static boolean isHeader(List<String> row) {
        Set<String> seen = new HashSet<>();
        boolean known = false;
        boolean plain = true;
        for (String cell : row) {
            String name = name(cell);
            known |= NAMES.values().stream().anyMatch(names -> names.contains(name));
            plain &=
                    name.length() <= 60
                            && !NUMBER_LIKE.matcher(cell.strip()).matches()
                            && (name.isEmpty() || seen.add(name));
        }
        return known || (plain && !seen.isEmpty());
    }

    private static List<String> headers(List<List<String>> rows, boolean headed) {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        if (headed) {
            // What is longer than the header has a separator too many.
            width = rows.get(0).size();
        }
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String name = headed ? rows.get(0).get(i).strip() : "";
            headers.add(name.isEmpty() ? letters(i) : cut(name));
        }
        return headers;
    }

    /** A, B … Z, AA … as spreadsheets name columns. */
    private static String letters(int index) {
        return (index >= 26 ? letters(index / 26 - 1) : "") + (char) ('A' + index % 26);
    }

    private static List<List<String>> columns(List<List<String>> rows, int width) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            List<String> values = new ArrayList<>();
            for (List<String> row : rows) {
                if (i < row.size() && !row.get(i).isBlank()) {
                    values.add(row.get(i).strip());
                }
            }
            columns.add(values);
        }
        return columns;
    }

    private static List<String> samples(List<String> values) {
        Set<String> samples = new LinkedHashSet<>();
        for (String value : values) {
            samples.add(cut(value));
            if (samples.size() == SHOWN_SAMPLES) {
                break;
            }
        }
        return List.copyOf(samples);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SAMPLE ? text : text.substring(0, LONGEST_SAMPLE - 1) + "…";
    }

    private static String name(String header) {
        return ValueReading.folded(header.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " "))
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    private static Map<Integer, CatalogueField> guess(
            List<String> headers, List<List<String>> values, boolean headed) {
        Map<Integer, CatalogueField> fields = new HashMap<>();
        Set<CatalogueField> taken = new HashSet<>();
        if (headed) {
            byName(headers, values, fields, taken);
        }
        byContent(values, fields, taken);
        return fields;
    }

    /** The column whose name is the surest one for a field gets it. */
    private static void byName(
            List<String> headers,
            List<List<String>> values,
            Map<Integer, CatalogueField> fields,
            Set<CatalogueField> taken) {
        List<String> names = headers.stream().map(CatalogueGuess::name).toList();
        for (boolean exact : new boolean[] {true, false}) {
            for (Map.Entry<CatalogueField, List<String>> known : NAMES.entrySet()) {
                CatalogueField field = known.getKey();
                if (taken.contains(field)) {
                    continue;
                }
                for (String word : known.getValue()) {
                    int column = find(names, word, exact, fields);
                    if (column >= 0 && fits(field, values.get(column))) {
                        fields.put(column, field);
                        taken.add(field);
                        break;
                    }
                }
            }
        }
    }

    private static int find(
            List<String> names, String word, boolean exact, Map<Integer, CatalogueField> fields) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean same =
                    exact
                            ? name.equals(word)
                            : word.length() > 4 && (" " + name + " ").contains(" " + word + " ");
            if (same && !fields.containsKey(i)) {
                return i;
            }
        }
        return -1;
    }

    /** A name alone is not enough where the values say otherwise. */
    private static boolean fits(CatalogueField field, List<String> values) {
        if (values.isEmpty()) {
            return true;
        }
        return switch (field) {
            case PRICE -> share(values, v -> ValueReading.price(v, "EUR").isPresent()) > 0.5;
            case CURRENCY -> share(values, v -> ValueReading.currency(v).isPresent()) > 0.5;
            case DURATION -> share(values, CatalogueGuess::isDuration) > 0.3;
            case LANGUAGE -> share(values, v -> ValueReading.language(v).isPresent()) > 0.3;
            case LEVEL -> share(values, v -> ValueReading.level(v).isPresent()) > 0.2;
            case IMAGE_URL -> share(values, v -> v.matches("(?i)https?://.*")) > 0.5;
            case TITLE -> share(values, v -> NUMBER_LIKE.matcher(v).matches()) < 0.5;
            case SLUG -> share(values, v -> v.matches("[\\p{L}\\p{N}_/-]{1,200}")) > 0.5;
            case SUBTITLE, DESCRIPTION, CATEGORY, TEACHER, TAGS, EXTERNAL_ID -> true;
        };
    }

    private static boolean isDuration(String value) {
        return ValueReading.minutes(value, ValueReading.Unit.MINUTES).isPresent();
    }

    private static void byContent(
            List<List<String>> values,
            Map<Integer, CatalogueField> fields,
            Set<CatalogueField> taken) {
        Map<CatalogueField, Predicate<String>> signs = new EnumMap<>(CatalogueField.class);
        signs.put(CatalogueField.IMAGE_URL, v -> PICTURE.matcher(v).matches());
        signs.put(CatalogueField.LEVEL, v -> ValueReading.level(v).isPresent() && v.length() > 2);
        signs.put(
                CatalogueField.LANGUAGE,
                v -> v.length() > 3 && ValueReading.language(v).isPresent());
        signs.put(
                CatalogueField.PRICE,
                v ->
                        v.matches(".*[€$£₽₴₸₹¥].*|(?i).*\\b(?:eur|usd|gbp|rub|chf|free)\\b.*")
                                && ValueReading.price(v, "EUR").isPresent());
        signs.put(
                CatalogueField.DURATION,
                v -> v.matches(".*\\p{L}.*|\\d{1,3}:\\d{2}(?::\\d{2})?") && isDuration(v));
        signs.forEach(
                (field, sign) -> {
                    for (int i = 0; i < values.size() && !taken.contains(field); i++) {
                        boolean most =
                                values.get(i).size() >= 2 && share(values.get(i), sign) > 0.8;
                        if (most && !fields.containsKey(i)) {
                            fields.put(i, field);
                            taken.add(field);
                        }
                    }
                });
        if (!taken.contains(CatalogueField.TITLE)) {
            title(values, fields).ifPresent(i -> fields.put(i, CatalogueField.TITLE));
        }
        if (!taken.contains(CatalogueField.DESCRIPTION)) {
            for (int i = 0; i < values.size(); i++) {
                double length = values.get(i).stream().mapToInt(String::length).average().orElse(0);
                if (length > 150 && !fields.containsKey(i)) {
                    fields.put(i, CatalogueField.DESCRIPTION);
                    break;
                }
            }
        }
    }

    /** The first column of short texts that hardly repeat. */
    private static Optional<Integer> title(
            List<List<String>> values, Map<Integer, CatalogueField> fields) {
        for (int i = 0; i < values.size(); i++) {
            List<String> column = values.get(i);
            boolean texts =
                    !column.isEmpty()
                            && share(column, v -> v.length() <= 200 && v.matches(".*\\p{L}{3}.*"))
                                    > 0.9
                            && share(column, v -> v.matches("(?i)https?://.*|\\S{30,}")) < 0.1;
            boolean different = new HashSet<>(column).size() > column.size() * 0.8;
            if (texts && different && !fields.containsKey(i)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static double share(List<String> values, Predicate<String> sign) {
        return values.isEmpty() ? 0 : (double) values.stream().filter(sign).count() / values.size();
    }

    /** Says what bare numbers count: the header's word, or small numbers with fractions. */
    private static boolean countsHours(String header, List<String> values) {
        String name = name(header);
        if (name.matches(".*\\b(?:hours?|hrs?|stunden|horas|heures)\\b.*")
                || name.matches(".*час.*")) {
            return true;
        }
        if (name.matches(".*\\b(?:min|mins|minutes?|minuten|minutos)\\b.*")
                || name.matches(".*мин.*")) {
            return false;
        }
        boolean small = true;
        boolean fractions = false;
        for (String value : values) {
            Optional<java.math.BigDecimal> number = ValueReading.number(value);
            if (number.isPresent()) {
                small &= number.get().doubleValue() <= 200;
                fractions |= number.get().stripTrailingZeros().scale() > 0;
            }
        }
        return small && fractions;
    }
}
