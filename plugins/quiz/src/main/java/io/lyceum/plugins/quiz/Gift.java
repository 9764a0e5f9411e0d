package io.lyceum.plugins.quiz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Questions out of GIFT, the plain-text format of Moodle (described in its documentation under
 * "GIFT format"): a question is what stands between two blank lines, {@code $CATEGORY:} begins a
 * bank. What cannot be read becomes a note with its line; the others come in all the same.
 */
record Gift(List<Question> questions, List<String> notes) {

    /** The longest text, in characters. */
    static final int LONGEST = 400_000;

    private static final String ESCAPED = "~=#{}:\\n";
    private static final String MEANT = "~=#{}:\\\n";

    /** Escaped characters wait here, in a range that means nothing, until all is taken apart. */
    private static final char HIDDEN = '\ue000';

    private static final Pattern TRUTH =
            Pattern.compile(
                    "(T|TRUE|F|FALSE)\\s*(#.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PERCENT =
            Pattern.compile("%(-?\\d{1,3}(?:[.,]\\d{1,10})?)%(.*)", Pattern.DOTALL);
    private static final Pattern FORMAT =
            Pattern.compile("\\[(html|moodle|plain|markdown)](.*)", Pattern.DOTALL);

    Gift {
        questions = List.copyOf(questions);
        notes = List.copyOf(notes);
    }

    static Gift read(String raw, Words words) {
        Reading reading = new Reading(words);
        if (raw.length() > LONGEST) {
            reading.notes.add(words.say("gift.long", LONGEST));
            return new Gift(List.of(), reading.notes);
        }
        int number = 0;
        for (String line : raw.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            reading.line(++number, Written.text(line.replace("\ufeff", ""), LONGEST));
        }
        return reading.gift();
    }

    /** A question that is not understood; the message is a key of the words. */
    private static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String key) {
            super(key);
        }
    }

    /** An answer with its mark, {@code =} or {@code ~}. */
    private record Piece(char mark, Optional<Double> percent, String text, String feedback) {}

    private static final class Reading {

        private final Words words;
        private final List<Question> questions = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final StringBuilder block = new StringBuilder();
        private int begin;
        private String bank = "";

        Reading(Words words) {
            this.words = words;
        }

        void line(int number, String line) {
            String text = line.strip();
            if (text.startsWith("//")) {
                return;
            }
            if (text.isEmpty()) {
                end();
            } else if (block.isEmpty() && text.startsWith("$CATEGORY:")) {
                bank = bank(text.substring("$CATEGORY:".length()));
            } else {
                if (block.isEmpty()) {
                    begin = number;
                }
                block.append(line).append('\n');
            }
        }

        private static String bank(String path) {
            List<String> parts = new ArrayList<>();
            for (String part : path.strip().split("/")) {
                String name = part.strip();
                if (!name.isEmpty()
                        && !name.matches("\\$\\w+\\$")
                        && !(parts.isEmpty() && name.equals("top"))) {
                    parts.add(name);
                }
            }
            return Written.line(String.join(" / ", parts), Question.LONGEST_BANK);
        }

        private void end() {
            if (block.isEmpty()) {
                return;
            }
            String text = block.toString();
            block.setLength(0);
            try {
                questions.add(question(hide(text)));
            } catch (Unreadable e) {
                notes.add(words.say("gift.note", begin, words.say(String.valueOf(e.getMessage()))));
            }
        }

        Gift gift() {
            end();
            return new Gift(questions, notes);
        }

        private Question question(String text) throws Unreadable {
            if (text.length() > Question.LONGEST_TEXT) {
                throw new Unreadable("gift.longQuestion");
            }
            String rest = text.strip();
            String title = "";
            if (rest.startsWith("::")) {
                int close = rest.indexOf("::", 2);
                if (close < 0) {
                    throw new Unreadable("gift.title");
                }
                title = rest.substring(2, close);
                rest = rest.substring(close + 2).strip();
            }
            int open = rest.indexOf('{');
            int close = rest.lastIndexOf('}');
            if (open < 0 && close < 0) {
                throw new Unreadable("gift.description");
            }
            if (open < 0 || close < open) {
                throw new Unreadable("gift.brace");
            }
            String answers = rest.substring(open + 1, close).strip();
            if (answers.indexOf('{') >= 0 || answers.indexOf('}') >= 0) {
                throw new Unreadable("gift.brace");
            }
            Map<String, Object> given = new LinkedHashMap<>();
            int general = answers.indexOf("####");
            if (general >= 0) {
                given.put("feedback", shown(answers.substring(general + 4)));
                answers = answers.substring(0, general).strip();
            }
            String before = plain(rest.substring(0, open));
            String after = shown(rest.substring(close + 1));
            String asked = after.isEmpty() ? before : (before + " _____ " + after).strip();
            given.put("text", asked.isEmpty() ? shown(title) : asked);
            given.put("bank", bank);
            Question question = Question.read(kind(answers, given), Ids.fresh(), Given.of(given));
            String flaw = question.flaw();
            if (flaw != null) {
                throw new Unreadable(flaw);
            }
            return question;
        }

        private Kind kind(String answers, Map<String, Object> into) throws Unreadable {
            if (answers.isEmpty()) {
                throw new Unreadable("gift.essay");
            }
            if (answers.startsWith("#")) {
                numbers(answers.substring(1), into);
                return Kind.NUMBER;
            }
            Matcher truth = TRUTH.matcher(answers);
            if (truth.matches()) {
                truth(truth, into);
                return Kind.SINGLE;
            }
            List<Piece> pieces = pieces(answers);
            if (pieces.isEmpty()) {
                throw new Unreadable("gift.unknown");
            }
            if (pieces.size() > Task.MOST_OPTIONS) {
                throw new Unreadable("gift.many");
            }
            if (pieces.stream().allMatch(p -> p.mark() == '=' && p.text().contains("->"))) {
                pairs(pieces, into);
                return Kind.MATCH;
            }
            if (pieces.stream().allMatch(p -> p.mark() == '=')) {
                into.put("accepted", pieces.stream().map(Reading::accepted).toList());
                return Kind.TEXT;
            }
            boolean single = pieces.stream().anyMatch(p -> p.mark() == '=');
            into.put("options", pieces.stream().map(p -> option(p, single)).toList());
            return single ? Kind.SINGLE : Kind.MULTIPLE;
        }

        private void truth(Matcher truth, Map<String, Object> into) {
            boolean right = truth.group(1).toUpperCase(Locale.ROOT).startsWith("T");
            String remarks = truth.group(2) == null ? "" : truth.group(2);
            String[] parts = remarks.split("#", -1);
            // The first remark is for those who are wrong, the second for those who are right.
            String wrong = parts.length > 1 ? shown(parts[1]) : "";
            String fine = parts.length > 2 ? shown(parts[2]) : "";
            into.put(
                    "options",
                    List.of(
                            Map.of(
                                    "text",
                                    words.say("gift.true"),
                                    "right",
                                    right,
                                    "feedback",
                                    right ? fine : wrong),
                            Map.of(
                                    "text",
                                    words.say("gift.false"),
                                    "right",
                                    !right,
                                    "feedback",
                                    right ? wrong : fine)));
        }

        private static Map<String, Object> option(Piece piece, boolean single) {
            Map<String, Object> option = new LinkedHashMap<>();
            option.put("text", plain(piece.text()));
            option.put("right", single ? piece.mark() == '=' : piece.percent().orElse(0.0) > 0);
            piece.percent().ifPresent(percent -> option.put("percent", percent));
            option.put("feedback", shown(piece.feedback()));
            return option;
        }

        private static Map<String, Object> accepted(Piece piece) {
            return Map.of(
                    "text", plain(piece.text()),
                    "percent", piece.percent().orElse(100.0),
                    "feedback", shown(piece.feedback()));
        }

        private static void pairs(List<Piece> pieces, Map<String, Object> into) throws Unreadable {
            List<Map<String, Object>> pairs = new ArrayList<>();
            List<String> extra = new ArrayList<>();
            for (Piece piece : pieces) {
                int arrow = piece.text().indexOf("->");
                String prompt = plain(piece.text().substring(0, arrow));
                String answer = plain(piece.text().substring(arrow + 2));
                if (answer.isEmpty()) {
                    throw new Unreadable("gift.pair");
                }
                if (prompt.isEmpty()) {
                    extra.add(answer);
                } else {
                    pairs.add(Map.of("prompt", prompt, "answer", answer));
                }
            }
            into.put("pairs", pairs);
            into.put("extra", extra);
        }

        private void numbers(String answers, Map<String, Object> into) throws Unreadable {
            List<Piece> pieces = pieces(answers);
            if (pieces.isEmpty()) {
                pieces = pieces("=" + answers);
            }
            List<Map<String, Object>> values = new ArrayList<>();
            for (Piece piece : pieces) {
                if (piece.mark() == '~') {
                    notes.add(words.say("gift.note", begin, words.say("gift.otherwise")));
                    continue;
                }
                BigDecimal[] value = value(show(piece.text()).strip());
                values.add(
                        Map.of(
                                "value", value[0].toString(),
                                "tolerance", value[1].toString(),
                                "percent", piece.percent().orElse(100.0),
                                "feedback", shown(piece.feedback())));
            }
            into.put("values", values);
        }

        /** Reads {@code 3}, {@code 3:0.5} or {@code 2.5..3.5} as a value and its tolerance. */
        private static BigDecimal[] value(String text) throws Unreadable {
            int range = text.indexOf("..");
            int colon = text.indexOf(':');
            if (range > 0) {
                BigDecimal from = decimal(text.substring(0, range));
                BigDecimal to = decimal(text.substring(range + 2));
                BigDecimal two = BigDecimal.valueOf(2);
                BigDecimal middle = from.add(to).divide(two);
                BigDecimal reach = to.subtract(from).divide(two);
                // Ends too far apart have more digits in their middle than a number may have.
                if (reach.signum() < 0 || Decimal.read(middle.toString()).isEmpty()) {
                    throw new Unreadable("gift.number");
                }
                return new BigDecimal[] {middle, reach};
            }
            if (colon > 0) {
                return new BigDecimal[] {
                    decimal(text.substring(0, colon)), decimal(text.substring(colon + 1)).abs()
                };
            }
            return new BigDecimal[] {decimal(text), BigDecimal.ZERO};
        }

        private static BigDecimal decimal(String text) throws Unreadable {
            return Decimal.read(text).orElseThrow(() -> new Unreadable("gift.number"));
        }
    }

    private static List<Piece> pieces(String answers) {
        List<Piece> pieces = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= answers.length(); i++) {
            boolean mark =
                    i == answers.length() || answers.charAt(i) == '=' || answers.charAt(i) == '~';
            if (!mark) {
                continue;
            }
            if (begin >= 0) {
                pieces.add(piece(answers.charAt(begin), answers.substring(begin + 1, i)));
            }
            begin = i;
        }
        return pieces;
    }

    private static Piece piece(char mark, String body) {
        String text = body.strip();
        Optional<Double> percent = Optional.empty();
        Matcher share = PERCENT.matcher(text);
        if (share.matches()) {
            percent = Optional.of(Double.valueOf(share.group(1).replace(',', '.')));
            text = share.group(2);
        }
        int remark = text.indexOf('#');
        return new Piece(
                mark,
                percent,
                remark < 0 ? text : text.substring(0, remark),
                remark < 0 ? "" : text.substring(remark + 1));
    }

    private static String hide(String text) {
        StringBuilder hidden = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escaped = i + 1 < text.length() ? ESCAPED.indexOf(text.charAt(i + 1)) : -1;
            if (c == '\\' && escaped >= 0) {
                hidden.append((char) (HIDDEN + escaped));
                i++;
            } else if (c < HIDDEN || c >= HIDDEN + ESCAPED.length()) {
                hidden.append(c);
            }
        }
        return hidden.toString();
    }

    private static String show(String text) {
        StringBuilder shown = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean hidden = c >= HIDDEN && c < HIDDEN + ESCAPED.length();
            shown.append(hidden ? MEANT.charAt(c - HIDDEN) : c);
        }
        return shown.toString();
    }

    private static String shown(String text) {
        return show(text).strip();
    }

    /** Shows a text without the name of its format, if one stands before it. */
    private static String plain(String text) {
        Matcher format = FORMAT.matcher(text.strip());
        return shown(format.matches() ? format.group(2) : text);
    }
}
