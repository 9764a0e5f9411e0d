package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.ImportSeverity;
import io.lyceum.shared.text.Messages;
import java.util.List;
import java.util.Locale;

/**
 * One line of a fidelity report, without its words.
 *
 * @param file path inside the import; empty for the import as a whole
 * @param line 1-based; 0 when it is about the whole file. In tables without line ends inside quotes
 *     it is the row, otherwise the line on which the row starts
 * @param arguments at most three, shortened, as the message needs them
 */
public record FidelityLine(FidelityCode code, String file, int line, List<String> arguments) {

    private static final int LONGEST_ARGUMENT = 200;
    private static final int MOST_ARGUMENTS = 3;

    public FidelityLine {
        arguments = arguments.stream().limit(MOST_ARGUMENTS).map(FidelityLine::shortened).toList();
    }

    public static FidelityLine of(FidelityCode code, String file, int line, Object... arguments) {
        return new FidelityLine(
                code, file, line, List.of(arguments).stream().map(Reason::kept).toList());
    }

    public ImportSeverity severity() {
        return code.severity();
    }

    /** Says what happens to it. */
    public String what(Locale locale) {
        return text("what", locale);
    }

    /** Says why, and what could be done; empty when it simply comes in. */
    public String why(Locale locale) {
        return severity() == ImportSeverity.COMES_IN ? "" : text("why", locale);
    }

    private String text(String part, Locale locale) {
        return Messages.of("imports", locale)
                .get("fidelity." + code + "." + part, Reason.named(arguments, locale));
    }

    private static String shortened(String text) {
        String plain = text.replace('\0', '\uFFFD');
        if (plain.length() <= LONGEST_ARGUMENT) {
            return plain;
        }
        int end = LONGEST_ARGUMENT - 1;
        if (Character.isHighSurrogate(plain.charAt(end - 1))) {
            end--;
        }
        return plain.substring(0, end) + '…';
    }
}
