package io.lyceum.admin.desk;

import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.problem.Problem.FieldError;
import java.util.List;
import java.util.MissingResourceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts problems into the reader's words. Codes have a text {@code problem.<code>}; what a field
 * check says is recognised by its English sentence, because the checks know no language.
 */
final class Refusals {

    /** Looks a text up in the reader's language. */
    @FunctionalInterface
    interface Text {
        String get(String key, Object... namesAndValues);
    }

    private static final Pattern TOO_LONG = Pattern.compile("Use at most (\\d+) characters\\.");

    private Refusals() {}

    static String sentence(Problem problem, Text text) {
        if (problem.code() == CommonProblem.INVALID_INPUT && !problem.fields().isEmpty()) {
            return text.get("check.refused");
        }
        Object[] details = problem.details();
        Object[] named = new Object[details.length * 2];
        for (int i = 0; i < details.length; i++) {
            named[2 * i] = String.valueOf(i);
            named[2 * i + 1] = details[i];
        }
        try {
            return text.get("problem." + problem.code().name(), named);
        } catch (MissingResourceException e) {
            return problem.detail();
        }
    }

    static List<FieldError> fields(Problem problem, Text text) {
        return problem.fields().stream()
                .map(error -> new FieldError(error.field(), check(error.message(), text)))
                .toList();
    }

    private static String check(String english, Text text) {
        Matcher tooLong = TOO_LONG.matcher(english);
        if (tooLong.matches()) {
            return text.get("check.long", "max", Integer.valueOf(tooLong.group(1)));
        }
        return switch (english) {
            case "Choose a day that is not before the first." -> text.get("check.day.order");
            case "Choose a shorter time, or weeks or months." -> text.get("check.periods");
            case "Choose between ten minutes and a year." -> text.get("check.delay");
            case "Choose two different times." -> text.get("check.quiet");
            case "These mails are always sent." -> text.get("check.mails");
            case "Name a header like X-Signature." -> text.get("check.header");
            case "Standard Webhooks write it as whsec_ and base64." -> text.get("check.standard");
            case "Use at least 8 characters." -> text.get("check.short");
            case "Write where it is in the JSON, like /data/type." -> text.get("check.pointer");
            case "These are too many rules." -> text.get("check.rules.many");
            case "A rule needs a type and where the mail address is, like /data/email; an enrolment also where the course is." ->
                    text.get("check.rules");
            case "Write an amount like 19.99." -> text.get("check.amount");
            case "Choose between 10 and 6000." -> text.get("check.perMinute");
            case "Map at least one field of contacts." -> text.get("check.contact");
            case "Check the path and the fields: each needs a name and one of the sources, or a text in quotes." ->
                    text.get("check.mapping");
            case "Write an address like https://api.example.com." -> text.get("check.api");
            case "Fill this in." -> text.get("check.required");
            case "Write an e-mail address like ada@example.org." -> text.get("check.email");
            case "Write a colour like #1b6e53." -> text.get("check.colour");
            case "Remove the invisible control characters." -> text.get("check.control");
            case "Use lower-case letters, digits and inner hyphens.",
                    "Use 1 to 40 lower-case letters, digits and single inner hyphens." ->
                    text.get("check.slug");
            case "Choose a time zone like Europe/Berlin." -> text.get("check.zone");
            case "Use at most 20 tags." -> text.get("check.tags");
            case "Use 0 to 6000 minutes." -> text.get("lesson.minutes.wrong");
            case "Write an address like https://example.org/hooks, without a port." ->
                    text.get("check.webhook.url");
            case "Write a name like smtp.example.org." -> text.get("check.mail.host");
            case "Choose 587, 465, 2525 or 25." -> text.get("check.mail.port");
            case "Choose how the connection is protected.",
                    "A server on the internet needs an encrypted connection." ->
                    text.get("check.mail.security");
            case "Write the password for this server." -> text.get("check.mail.password");
            case "There is a name in braces that stands for nothing here." ->
                    text.get("check.mailtext.placeholder");
            case "Choose at least one event." -> text.get("check.webhook.events");
            default -> english;
        };
    }
}
