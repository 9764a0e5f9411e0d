package io.lyceum.catalog.internal.imports;

import io.lyceum.shared.files.ZipDamage;
import io.lyceum.shared.text.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why something is not taken, as a part of a longer sentence and without its words. Those are
 * {@code reason.<code>} in the message bundle {@code imports}, with arguments {@code a} and {@code
 * b}.
 */
record Reason(Code code, List<String> arguments) {

    /** Each reason that there is. */
    enum Code {
        ZIP_IN_PARTS,
        ZIP_CONTENTS_CUT,
        ZIP_CONTENTS_SURPLUS,
        ZIP_CONTENTS_MISSING,
        ZIP_ENDS_EARLY,
        ZIP_METHOD,
        ZIP_ENTRY_CUT,
        ZIP_ENTRY_DAMAGED,
        ZIP_CHECKSUM,
        ZIP_CONTENTS_DIFFER,
        ARCHIVE_WITHOUT_COURSE,
        NO_TEXT,
        TABLE_EMPTY,
        TABLE_TOO_WIDE,
        TABLE_TOO_LONG,
        ROW_NO_OBJECT,
        NO_EPISODES,
        CONFIG_MISSING,
        CONFIG_EMPTY,
        CONFIG_BROKEN,
        NOT_UTF8,
        JSON_EMPTY,
        JSON_SURPLUS,
        JSON_BROKEN,
        WRITE_FORMAT,
        WRITE_OBJECT,
        WRITE_LIST,
        WRITE_TEXT,
        WRITE_TRUE_OR_FALSE,
        WRITE_SLUG,
        WRITE_LESSON_SLUG,
        WRITE_LANGUAGE,
        WRITE_LEVEL,
        WRITE_ICON,
        WRITE_TAG,
        WRITE_CURRENCY,
        WRITE_AMOUNT,
        WRITE_MINUTES,
        WRITE_PATH,
        FIELD_MISSING,
        FIELD_EMPTY,
        FIELD_UNKNOWN,
        TEXT_TOO_LONG,
        TEXT_INVISIBLE,
        LIST_TOO_LONG,
        LESSONS_TOO_MANY,
        AMOUNT_TOO_FINE,
        SLUG_TWICE,
        PATH_TWICE,
        FILE_EMPTY,
        FILE_MISNAMED,
        DRAWING_UNUSABLE
    }

    /** Begins and divides what is kept; no text of a file keeps such a character. */
    private static final char MARK = '\u0001';

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final List<String> NAMES = List.of("a", "b", "c");

    Reason {
        arguments = List.copyOf(arguments);
    }

    static Reason of(Code code, Object... arguments) {
        return new Reason(code, Arrays.stream(arguments).map(Reason::plain).toList());
    }

    private static String plain(Object argument) {
        return argument.toString().replace(MARK, ' ');
    }

    /** Says it in a language. */
    String in(Locale locale) {
        return Messages.of("imports", locale).get("reason." + code, named(arguments, locale));
    }

    /** Says it in English, as problems are told to programs. */
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }

    /**
     * What is kept of an argument of a message: the code of a reason, the text of anything else.
     */
    static String kept(Object argument) {
        if (argument instanceof ZipDamage damage) {
            return kept(new Reason(Code.valueOf(damage.code().name()), damage.arguments()));
        }
        return argument instanceof Reason reason
                ? MARK + reason.code.name() + MARK + String.join("" + MARK, reason.arguments)
                : plain(argument);
    }

    /**
     * The arguments of a message by their names: {@code a}, {@code b}, {@code c} and, for plurals,
     * the same as numbers {@code an}, {@code bn}, {@code cn}.
     *
     * @param kept by {@link #kept}; those that are left out are empty
     */
    static Object[] named(List<String> kept, Locale locale) {
        Object[] named = new Object[NAMES.size() * 4];
        for (int i = 0; i < NAMES.size(); i++) {
            String argument = i < kept.size() ? said(kept.get(i), locale) : "";
            named[4 * i] = NAMES.get(i);
            named[4 * i + 1] = argument;
            named[4 * i + 2] = NAMES.get(i) + "n";
            named[4 * i + 3] = NUMBER.matcher(argument).matches() ? Long.parseLong(argument) : 0L;
        }
        return named;
    }

    private static String said(String kept, Locale locale) {
        return read(kept).map(reason -> reason.in(locale)).orElse(kept);
    }

    private static Optional<Reason> read(String kept) {
        if (kept.isEmpty() || kept.charAt(0) != MARK) {
            return Optional.empty();
        }
        String[] parts = kept.substring(1).split("" + MARK, -1);
        return Arrays.stream(Code.values())
                .filter(code -> code.name().equals(parts[0]))
                .findFirst()
                .map(code -> new Reason(code, List.of(parts).subList(1, parts.length)));
    }
}
