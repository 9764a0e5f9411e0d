package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.CatalogueField;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.ImportTable;
import io.lyceum.catalog.internal.imports.CourseDraft.Price;
import io.lyceum.shared.Slugs;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads a table of courses row by row. Needs the memory of one row, and eight bytes for each course
 * to find those that come twice.
 */
public final class CatalogueReader implements Closeable {

    /** Rows that are read of one table; the rest is refused with one line. */
    public static final int MOST_ROWS = 200_000;

    private static final int MOST_TAGS = 20;
    private static final Pattern TAG_ENDS = Pattern.compile("[,;|]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern FROM_ADDRESS =
            Pattern.compile("(?i)^(?:https?://[^/]+)?/(?:[^?#]*/)?");

    private final CataloguePlan plan;
    private final CountingInputStream bytes;
    private final RowReader rows;
    private final Map<CatalogueField, Integer> columns = new EnumMap<>(CatalogueField.class);
    private final Map<Long, Integer> seen = new HashMap<>();
    private int row;
    private boolean ended;

    private CatalogueReader(CataloguePlan plan, CountingInputStream bytes, RowReader rows) {
        this.plan = plan;
        this.bytes = bytes;
        this.rows = rows;
        for (ImportTable.Column column : plan.table().columns()) {
            column.field().ifPresent(field -> columns.put(field, column.index()));
        }
    }

    /** Opens a table at its first row. */
    public static CatalogueReader open(Path file, CataloguePlan plan) throws IOException {
        CountingInputStream bytes = new CountingInputStream(Files.newInputStream(file));
        bytes.skipNBytes(plan.markBytes());
        List<String> names =
                plan.table().columns().stream().map(ImportTable.Column::header).toList();
        RowReader rows =
                CatalogueGuess.open(
                        new InputStreamReader(bytes, plan.charset()), plan.table().format(), names);
        if (plan.headed() && !CatalogueGuess.isJson(plan.table().format())) {
            rows.next();
        }
        return new CatalogueReader(plan, bytes, rows);
    }

    /** What is true for the whole table: columns that are left out, and a guessed encoding. */
    public static List<FidelityLine> aboutTable(CataloguePlan plan, String file) {
        List<FidelityLine> lines = new ArrayList<>();
        if (plan.table().encodingGuessed()) {
            lines.add(
                    FidelityLine.of(
                            FidelityCode.ENCODING_CHANGED, file, 0, plan.table().encoding()));
        }
        for (ImportTable.Column column : plan.table().columns()) {
            if (column.field().isEmpty()) {
                lines.add(FidelityLine.of(FidelityCode.COLUMN_IGNORED, file, 0, column.header()));
            } else if (column.field().get() == CatalogueField.IMAGE_URL) {
                lines.add(
                        FidelityLine.of(
                                FidelityCode.PICTURE_ADDRESS_IGNORED, file, 0, column.header()));
            }
        }
        return lines;
    }

    /** How many bytes of the file were read, for progress. */
    public long position() {
        return bytes.count();
    }

    /**
     * Reads the next row. Rows that were passed before a resumption must be read again, because
     * they are what later rows may repeat.
     */
    public Optional<CatalogueOutcome> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        Optional<RawRow> raw = rows.next();
        if (raw.isEmpty()) {
            ended = true;
            return Optional.empty();
        }
        row++;
        if (row > MOST_ROWS) {
            ended = true;
            return Optional.of(
                    refused(
                            raw.get().line(),
                            FidelityCode.ROW_UNREADABLE,
                            Reason.of(Reason.Code.TABLE_TOO_LONG, MOST_ROWS)));
        }
        return Optional.of(outcome(raw.get()));
    }

    private CatalogueOutcome outcome(RawRow raw) {
        if (raw.refusal().isPresent()) {
            RawRow.Refusal refusal = raw.refusal().get();
            return refused(raw.line(), refusal.code(), refusal.arguments().toArray());
        }
        int width = plan.table().columns().size();
        List<String> values = raw.values();
        boolean surplus =
                values.size() > width
                        && values.subList(width, values.size()).stream()
                                .anyMatch(value -> !value.isBlank());
        if (surplus) {
            return refused(raw.line(), FidelityCode.ROW_TOO_MANY_FIELDS, values.size(), width);
        }
        return new Row(raw.line(), values).read();
    }

    private CatalogueOutcome refused(int line, FidelityCode code, Object... arguments) {
        return new CatalogueOutcome(
                row, line, Optional.empty(), List.of(FidelityLine.of(code, "", line, arguments)));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /** One row on its way to a course. */
    private final class Row {

        private final int line;
        private final List<String> values;
        private final List<FidelityLine> changes = new ArrayList<>();

        Row(int line, List<String> values) {
            this.line = line;
            this.values = values;
        }

        CatalogueOutcome read() {
            String title = oneLine(CatalogueField.TITLE, 200);
            if (title.isEmpty()) {
                return refused(line, FidelityCode.ROW_WITHOUT_TITLE);
            }
            if (values.stream().anyMatch(value -> value.indexOf('\uFFFD') >= 0)) {
                return refused(
                        line, FidelityCode.ROW_BROKEN_CHARACTERS, title, plan.table().encoding());
            }
            String currency = currency();
            if (currency.isEmpty()) {
                return refused(
                        line,
                        FidelityCode.ROW_CURRENCY_UNKNOWN,
                        title,
                        raw(CatalogueField.CURRENCY));
            }
            Optional<Price> price = price(currency);
            if (price.isEmpty()) {
                return refused(
                        line, FidelityCode.ROW_PRICE_UNREADABLE, title, raw(CatalogueField.PRICE));
            }
            Optional<String> slug = slug();
            if (slug.equals(Optional.of(""))) {
                return refused(
                        line, FidelityCode.ROW_SLUG_UNUSABLE, title, raw(CatalogueField.SLUG));
            }
            Optional<String> externalId =
                    Optional.of(oneLine(CatalogueField.EXTERNAL_ID, 200))
                            .filter(id -> !id.isEmpty());
            OptionalInt twin = twin(title, slug, externalId);
            if (twin.isPresent()) {
                return refused(line, FidelityCode.ROW_TWICE, title, twin.getAsInt());
            }
            CatalogueRow course =
                    new CatalogueRow(
                            title,
                            slug,
                            oneLine(CatalogueField.SUBTITLE, 300),
                            text(CatalogueField.DESCRIPTION, 100_000),
                            Optional.of(oneLine(CatalogueField.CATEGORY, 100))
                                    .filter(name -> !name.isEmpty()),
                            level(),
                            language(),
                            price.get(),
                            minutes(),
                            oneLine(CatalogueField.TEACHER, 200),
                            tags(),
                            externalId);
            List<FidelityLine> lines = new ArrayList<>();
            lines.add(FidelityLine.of(FidelityCode.ROW_COMES_IN, "", line, title));
            lines.addAll(changes);
            return new CatalogueOutcome(row, line, Optional.of(course), lines);
        }

        private String raw(CatalogueField field) {
            Integer column = columns.get(field);
            return column == null || column >= values.size() ? "" : values.get(column).strip();
        }

        private String text(CatalogueField field, int longest) {
            String text =
                    INVISIBLE
                            .matcher(raw(field).replace("\r\n", "\n").replace('\r', '\n'))
                            .replaceAll("");
            if (text.length() <= longest) {
                return text;
            }
            changed(FidelityCode.VALUE_SHORTENED, header(field), longest);
            int end =
                    Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
            return text.substring(0, end) + "…";
        }

        private String oneLine(CatalogueField field, int longest) {
            return text(field, longest).replaceAll("\\s+", " ").strip();
        }

        private String header(CatalogueField field) {
            return plan.table().columns().get(columns.get(field)).header();
        }

        private void changed(FidelityCode code, Object... arguments) {
            changes.add(FidelityLine.of(code, "", line, arguments));
        }

        private String currency() {
            String named = raw(CatalogueField.CURRENCY);
            return named.isEmpty()
                    ? plan.table().currency()
                    : ValueReading.currency(named)
                            .map(java.util.Currency::getCurrencyCode)
                            .orElse("");
        }

        private Optional<Price> price(String currency) {
            String written = raw(CatalogueField.PRICE);
            return written.isEmpty()
                    ? Optional.of(new Price(0, currency))
                    : ValueReading.price(written, currency);
        }

        private Optional<String> slug() {
            String written = FROM_ADDRESS.matcher(raw(CatalogueField.SLUG)).replaceFirst("");
            if (written.isEmpty()) {
                return Optional.empty();
            }
            boolean usable = written.codePoints().anyMatch(Character::isLetterOrDigit);
            return Optional.of(usable ? Slugs.of(written) : "");
        }

        private Course.Level level() {
            String written = raw(CatalogueField.LEVEL);
            if (written.isEmpty()) {
                return Course.Level.ALL;
            }
            Optional<Course.Level> level = ValueReading.level(written);
            if (level.isEmpty()) {
                changed(FidelityCode.LEVEL_UNKNOWN, written);
            }
            return level.orElse(Course.Level.ALL);
        }

        private String language() {
            String written = raw(CatalogueField.LANGUAGE);
            if (written.isEmpty()) {
                return plan.table().language();
            }
            Optional<String> language = ValueReading.language(written);
            if (language.isEmpty()) {
                changed(FidelityCode.LANGUAGE_UNKNOWN, written, plan.table().language());
            }
            return language.orElse(plan.table().language());
        }

        private int minutes() {
            String written = raw(CatalogueField.DURATION);
            if (written.isEmpty()) {
                return 0;
            }
            OptionalInt minutes =
                    ValueReading.minutes(
                            written,
                            plan.hours() ? ValueReading.Unit.HOURS : ValueReading.Unit.MINUTES);
            if (minutes.isEmpty()) {
                changed(FidelityCode.DURATION_UNREADABLE, written);
            }
            return minutes.orElse(0);
        }

        private List<String> tags() {
            List<String> tags = new ArrayList<>();
            int dropped = 0;
            for (String part : TAG_ENDS.split(raw(CatalogueField.TAGS))) {
                String tag = part.replaceAll("[\\[\\]{}\"']", "").replaceAll("\\s+", " ").strip();
                if (tag.isEmpty() || tags.contains(tag)) {
                    continue;
                }
                if (tag.length() > 40 || tags.size() == MOST_TAGS) {
                    dropped++;
                } else {
                    tags.add(tag);
                }
            }
            if (dropped > 0) {
                changed(FidelityCode.TAGS_DROPPED, dropped);
            }
            return tags;
        }

        /** Finds an earlier row with the same id, address or, where it has neither, title. */
        private OptionalInt twin(String title, Optional<String> slug, Optional<String> id) {
            List<Long> keys = new ArrayList<>();
            id.ifPresent(value -> keys.add(hash("i" + value)));
            slug.ifPresent(value -> keys.add(hash("s" + value)));
            if (keys.isEmpty()) {
                keys.add(hash("t" + ValueReading.folded(title)));
            }
            for (Long key : keys) {
                Integer earlier = seen.get(key);
                if (earlier != null) {
                    return OptionalInt.of(earlier);
                }
            }
            keys.forEach(key -> seen.put(key, line));
            return OptionalInt.empty();
        }
    }

    /** FNV-1a over characters, 64 bits: two of 200,000 keys meet once in a billion tables. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash ^ (hash >>> 32) * 0x9E3779B97F4A7C15L;
    }

    /** Counts what passes through. */
    private static final class CountingInputStream extends java.io.FilterInputStream {

        private long count;

        CountingInputStream(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            count += Math.max(n, 0);
            return n;
        }
    }
}
