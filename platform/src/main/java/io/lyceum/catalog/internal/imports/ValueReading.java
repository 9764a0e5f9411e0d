package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.internal.imports.CourseDraft.Price;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads prices, durations, levels and languages as people of several countries write them. */
final class ValueReading {

    private static final int LONGEST = 100;
    private static final long DEAREST = 100_000_000_000L;
    private static final int MOST_MINUTES = 600_000;

    private static final Set<String> FREE =
            Set.of(
                    "free",
                    "gratis",
                    "kostenlos",
                    "kostenfrei",
                    "umsonst",
                    "gratuit",
                    "gratuito",
                    "gratuita",
                    "бесплатно",
                    "бесплатный",
                    "бесплатная",
                    "free of charge",
                    "no cost",
                    "libre");

    /** Longer signs come first: {@code US$} must not be read as {@code $}. */
    private static final List<Map.Entry<String, String>> SIGNS =
            List.of(
                    Map.entry("us$", "USD"),
                    Map.entry("r$", "BRL"),
                    Map.entry("c$", "CAD"),
                    Map.entry("ca$", "CAD"),
                    Map.entry("a$", "AUD"),
                    Map.entry("au$", "AUD"),
                    Map.entry("руб.", "RUB"),
                    Map.entry("рублей", "RUB"),
                    Map.entry("рубля", "RUB"),
                    Map.entry("руб", "RUB"),
                    Map.entry("р.", "RUB"),
                    Map.entry("евро", "EUR"),
                    Map.entry("euros", "EUR"),
                    Map.entry("euro", "EUR"),
                    Map.entry("грн", "UAH"),
                    Map.entry("тг", "KZT"),
                    Map.entry("zł", "PLN"),
                    Map.entry("fr.", "CHF"),
                    Map.entry("€", "EUR"),
                    Map.entry("$", "USD"),
                    Map.entry("£", "GBP"),
                    Map.entry("₽", "RUB"),
                    Map.entry("₴", "UAH"),
                    Map.entry("₸", "KZT"),
                    Map.entry("₹", "INR"),
                    Map.entry("₺", "TRY"),
                    Map.entry("₪", "ILS"),
                    Map.entry("₩", "KRW"),
                    Map.entry("¥", "JPY"));

    private static final Pattern CODE =
            Pattern.compile("^([a-z]{3})(?![a-z])|(?<![a-z])([a-z]{3})$");
    private static final Pattern GROUPED =
            Pattern.compile("\\d{1,3}(?:([ .,'’])\\d{3})(?:\\1\\d{3})*");
    private static final Pattern PLAIN = Pattern.compile("\\d{1,12}");

    private static final String HOURS =
            "(?:hours?|hrs?|h|часов|часа|час|ч|stunden|stunde|std|horas?|heures?|ore|ora)";
    private static final String MINUTES =
            "(?:minutes?|mins?|min|m|минуты|минута|минут|мин|м|minuten|minutos?|minuti)";
    private static final String NUMBER = "(\\d{1,5}(?:[.,]\\d{1,3})?)";
    private static final Pattern HOURS_AND_MINUTES =
            Pattern.compile(
                    NUMBER
                            + "\\s*"
                            + HOURS
                            + "\\.?(?:\\s*(?:,|and|и|und|y|et)?\\s*(\\d{1,3})\\s*(?:"
                            + MINUTES
                            + "\\.?)?)?");
    private static final Pattern ONLY_MINUTES = Pattern.compile(NUMBER + "\\s*" + MINUTES + "\\.?");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,4}):(\\d{2})(?::(\\d{2}))?");
    private static final Pattern ISO =
            Pattern.compile("pt(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:\\d{1,5}(?:\\.\\d+)?s)?");
    private static final Pattern BARE = Pattern.compile(NUMBER);
    private static final Pattern ABOUT =
            Pattern.compile(
                    "^(?:approx\\.?|approximately|about|around|circa|ca\\.?|c\\.|~|≈|около|прим\\.?|примерно|etwa|environ|aprox\\.?|total)\\s*");

    private static final Map<String, Course.Level> LEVELS = levels();
    private static final Map<String, String> LANGUAGES = languages();
    private static final Pattern LANGUAGE_CODE =
            Pattern.compile("([a-z]{2,3})(?:[-_]([A-Za-z]{2,4}|\\d{3}))?");

    private ValueReading() {}

    // Prices

    /**
     * Reads a price.
     *
     * @param currency of a price that names none
     * @return empty when it cannot be read without guessing, or is negative
     */
    static Optional<Price> price(String text, String currency) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String rest = folded(text);
        if (FREE.contains(rest)) {
            return Optional.of(new Price(0, currency));
        }
        String code = currency;
        boolean signed = false;
        for (Map.Entry<String, String> sign : SIGNS) {
            if (rest.startsWith(sign.getKey()) || rest.endsWith(sign.getKey())) {
                rest = without(rest, sign.getKey());
                code = sign.getValue();
                signed = true;
                break;
            }
        }
        Matcher named = CODE.matcher(rest);
        if (named.find()) {
            String found = named.group().toUpperCase(Locale.ROOT);
            if (currency(found).isEmpty()) {
                return Optional.empty();
            }
            code = found;
            rest = named.replaceFirst("").strip();
        } else if (signed && code.equals("USD") && currency.matches("CAD|AUD|NZD|SGD|HKD|MXN")) {
            // A bare dollar sign means the dollar that somebody chose for the whole table.
            code = currency;
        }
        Optional<Currency> unit = currency(code);
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        String amount = rest.replaceFirst("(?:[.,]-+|[.,]—)$", "");
        return number(amount)
                .map(value -> value.movePointRight(unit.get().getDefaultFractionDigits()))
                .filter(value -> value.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::longValue)
                .filter(minor -> minor <= DEAREST)
                .map(minor -> new Price(minor, unit.get().getCurrencyCode()));
    }

    private static String without(String text, String sign) {
        return (text.startsWith(sign)
                        ? text.substring(sign.length())
                        : text.substring(0, text.length() - sign.length()))
                .strip();
    }

    /** Finds an ISO 4217 currency by code, or by a sign that means one. */
    static Optional<Currency> currency(String text) {
        String folded = folded(text);
        for (Map.Entry<String, String> sign : SIGNS) {
            if (sign.getKey().equals(folded)) {
                return Optional.of(Currency.getInstance(sign.getValue()));
            }
        }
        try {
            return Optional.of(Currency.getInstance(folded.toUpperCase(Locale.ROOT)))
                    .filter(found -> found.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a number with any decimal mark and any grouping. The last mark is a decimal mark when
     * one or two digits follow it, or when another mark stands before it; three digits behind the
     * only kind of mark are a group.
     */
    static Optional<BigDecimal> number(String text) {
        String digits = text.replace('\u00A0', ' ').replace('\u202F', ' ').replace('\u2009', ' ');
        if (digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        if (PLAIN.matcher(digits).matches()) {
            return Optional.of(new BigDecimal(digits));
        }
        if (GROUPED.matcher(digits).matches()) {
            return Optional.of(new BigDecimal(digits.replaceAll("\\D", "")));
        }
        int mark = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        if (mark < 0 || mark == digits.length() - 1) {
            return Optional.empty();
        }
        String whole = digits.substring(0, mark);
        String fraction = digits.substring(mark + 1);
        boolean sameMarkInFront = whole.indexOf(digits.charAt(mark)) >= 0;
        boolean readable =
                fraction.matches("\\d{1,6}")
                        && !sameMarkInFront
                        && (whole.isEmpty()
                                || PLAIN.matcher(whole).matches()
                                || GROUPED.matcher(whole).matches());
        return readable
                ? Optional.of(new BigDecimal("0" + whole.replaceAll("\\D", "") + "." + fraction))
                : Optional.empty();
    }

    // Durations

    /** What a duration without a unit counts. */
    enum Unit {
        MINUTES,
        HOURS
    }

    /** Reads a duration in minutes, rounded up. */
    static OptionalInt minutes(String text, Unit unit) {
        if (text.length() > LONGEST) {
            return OptionalInt.empty();
        }
        String rest = ABOUT.matcher(folded(text)).replaceFirst("");
        rest = rest.replaceFirst("\\s*(?:total|video|on-demand video|to complete)$", "");
        Matcher hours = HOURS_AND_MINUTES.matcher(rest);
        if (hours.matches()) {
            double more = hours.group(2) == null ? 0 : Integer.parseInt(hours.group(2));
            return bounded(decimal(hours.group(1)) * 60 + more);
        }
        Matcher minutes = ONLY_MINUTES.matcher(rest);
        if (minutes.matches()) {
            return bounded(decimal(minutes.group(1)));
        }
        Matcher clock = CLOCK.matcher(rest);
        if (clock.matches()) {
            int first = Integer.parseInt(clock.group(1));
            return bounded(first * 60.0 + Integer.parseInt(clock.group(2)));
        }
        Matcher iso = ISO.matcher(rest);
        if (iso.matches() && rest.length() > 2) {
            int h = iso.group(1) == null ? 0 : Integer.parseInt(iso.group(1));
            int m = iso.group(2) == null ? 0 : Integer.parseInt(iso.group(2));
            return bounded(h * 60.0 + m);
        }
        Matcher bare = BARE.matcher(rest);
        if (bare.matches()) {
            return bounded(decimal(bare.group(1)) * (unit == Unit.HOURS ? 60 : 1));
        }
        return OptionalInt.empty();
    }

    private static double decimal(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    private static OptionalInt bounded(double minutes) {
        int whole = (int) Math.ceil(minutes - 1e-9);
        return whole >= 0 && whole <= MOST_MINUTES ? OptionalInt.of(whole) : OptionalInt.empty();
    }

    // Levels and languages

    /** Reads a level; empty when the word is not known. */
    static Optional<Course.Level> level(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String word =
                folded(text)
                        .replaceAll("[()./_-]", " ")
                        .replaceAll("\\b(?:level|levels|niveau|stufe|nivel|course)\\b", " ")
                        .replaceAll("уровень|уровни|уровня|уровней", " ")
                        .replaceAll("\\s+", " ")
                        .strip();
        return Optional.ofNullable(LEVELS.get(word));
    }

    private static Map<String, Course.Level> levels() {
        Map<String, Course.Level> levels = new HashMap<>();
        Map.of(
                        Course.Level.BEGINNER,
                        List.of(
                                "beginner",
                                "beginners",
                                "for beginners",
                                "introductory",
                                "intro",
                                "introduction",
                                "basic",
                                "basics",
                                "elementary",
                                "novice",
                                "starter",
                                "easy",
                                "entry",
                                "foundation",
                                "начальный",
                                "начинающий",
                                "начинающие",
                                "для начинающих",
                                "с нуля",
                                "базовый",
                                "новичок",
                                "простой",
                                "anfanger",
                                "anfangerin",
                                "einsteiger",
                                "grundlagen",
                                "grundkurs",
                                "einfach",
                                "principiante",
                                "principiantes",
                                "basico",
                                "inicial",
                                "debutant",
                                "debutants",
                                "facile",
                                "a1",
                                "a2",
                                "a1 a2",
                                "1"),
                        Course.Level.INTERMEDIATE,
                        List.of(
                                "intermediate",
                                "medium",
                                "middle",
                                "moderate",
                                "средний",
                                "продолжающий",
                                "для продолжающих",
                                "mittel",
                                "mittelstufe",
                                "aufbaukurs",
                                "intermedio",
                                "medio",
                                "intermediaire",
                                "moyen",
                                "b1",
                                "b2",
                                "b1 b2",
                                "2"),
                        Course.Level.ADVANCED,
                        List.of(
                                "advanced",
                                "expert",
                                "experts",
                                "professional",
                                "hard",
                                "difficult",
                                "продвинутый",
                                "для продвинутых",
                                "экспертный",
                                "эксперт",
                                "профессиональный",
                                "сложный",
                                "высокий",
                                "fortgeschritten",
                                "fortgeschrittene",
                                "experte",
                                "experten",
                                "schwer",
                                "avanzado",
                                "experto",
                                "avance",
                                "difficile",
                                "c1",
                                "c2",
                                "c1 c2",
                                "3"),
                        Course.Level.ALL,
                        List.of(
                                "all",
                                "any",
                                "mixed",
                                "everyone",
                                "любой",
                                "все",
                                "для всех",
                                "разный",
                                "alle",
                                "jeder",
                                "gemischt",
                                "todos",
                                "todos los",
                                "tous",
                                "tous les"))
                .forEach((level, words) -> words.forEach(word -> levels.put(word, level)));
        return levels;
    }

    /** Reads the name or code of a language as a BCP 47 tag. */
    static Optional<String> language(String text) {
        String stripped = text.strip();
        if (stripped.length() > 40) {
            return Optional.empty();
        }
        String byName = LANGUAGES.get(folded(stripped).replaceAll("\\s*\\(.*\\)$", ""));
        if (byName != null) {
            return Optional.of(byName);
        }
        Matcher code = LANGUAGE_CODE.matcher(stripped);
        boolean lowerCased = !code.matches();
        if (lowerCased) {
            code = LANGUAGE_CODE.matcher(stripped.toLowerCase(Locale.ROOT));
        }
        if (!code.matches() || !KNOWN_CODES.contains(code.group(1))) {
            return Optional.empty();
        }
        String region = code.group(2);
        return Optional.of(
                region == null
                        ? code.group(1)
                        : code.group(1) + "-" + region.toUpperCase(Locale.ROOT));
    }

    private static final Set<String> KNOWN_CODES = Set.of(Locale.getISOLanguages());

    private static Map<String, String> languages() {
        Map<String, String> languages = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = new Locale(code);
            for (String reader : List.of("en", "ru", "de", "es", "fr", code)) {
                String name = folded(language.getDisplayLanguage(new Locale(reader)));
                if (name.length() > 3) {
                    languages.putIfAbsent(name, code);
                }
            }
        }
        return languages;
    }

    /** Lower case, without accents on Latin letters, single spaces. */
    static String folded(String text) {
        String decomposed =
                Normalizer.normalize(
                        text.replace('\u00A0', ' ').replace('\u202F', ' ').strip(),
                        Normalizer.Form.NFKC);
        StringBuilder folded = new StringBuilder();
        String lower = decomposed.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'à' && c <= 'ž' && Character.isLetter(c) && c != 'ł') {
                String base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                folded.append(base.charAt(0));
            } else {
                folded.append(c);
            }
        }
        return folded.toString().replaceAll("\\s+", " ").strip();
    }
}
