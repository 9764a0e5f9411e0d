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
    private static final Pattern RANGE = Pattern.compile("Write a number from (\\d+) to (\\d+)\\.");
    private static final Pattern LINES = Pattern.compile("Write at most (\\d+) lines\\.");

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
        Matcher range = RANGE.matcher(english);
        if (range.matches()) {
            return text.get("check.range", "least", range.group(1), "most", range.group(2));
        }
        Matcher lines = LINES.matcher(english);
        if (lines.matches()) {
            return text.get("check.lines", "most", lines.group(1));
        }
        return switch (english) {
            case "Ask for a text, or for files, or for both." -> text.get("check.assignment.what");
            case "Use at most 20 criteria." -> text.get("check.assignment.criteria");
            case "Give each criterion a name of its own." -> text.get("check.assignment.names");
            case "This is no assignment." -> text.get("check.assignment.no");
            case "Give each criterion at least one level." ->
                    text.get("check.assignment.level.none");
            case "Use at most 10 levels." -> text.get("check.assignment.levels");
            case "Write points like 4 or 2.5." -> text.get("check.assignment.points");
            case "Choose when it is due." -> text.get("check.assignment.due");
            case "Choose one of the levels." -> text.get("check.assignment.level");
            case "Choose a level in each criterion." -> text.get("check.assignment.mark");
            case "Write the points." -> text.get("check.assignment.give");
            case "Write points from 0 to the most there are." -> text.get("check.assignment.most");
            case "Write a whole number." -> text.get("check.whole");
            case "Choose a file that is not empty." -> text.get("check.file.empty");
            case "Send the next bytes of the file." -> text.get("check.file.bytes");
            case "These are more bytes than the file has." -> text.get("check.file.more");
            case "Choose at least one lesson." -> text.get("check.lessons.one");
            case "Choose a time that is still to come." -> text.get("check.at.future");
            case "Choose a time within five years." -> text.get("check.at.far");
            case "Choose a day and a time." -> text.get("check.at");
            case "Choose at least one course." -> text.get("check.courses.one");
            case "Say how many AI credits it is." -> text.get("check.product.credits");
            case "Archive the offers that are no subscription." ->
                    text.get("check.product.unlimited");
            case "AI credits come at once." -> text.get("check.offer.credits.ahead");
            case "Unlimited AI credits are sold as a subscription." ->
                    text.get("check.offer.unlimited");
            case "AI credits are paid once or as a subscription." ->
                    text.get("check.offer.credits");
            case "Choose courses of this school." -> text.get("check.courses.own");
            case "Use at most 120 characters a line." -> text.get("check.line.long");
            case "Use small letters, digits and hyphens." -> text.get("check.slug.offer");
            case "Only subscriptions can be tried." -> text.get("check.trial");
            case "The end comes after the beginning." -> text.get("check.order");
            case "Only what is paid once can be sold ahead." -> text.get("check.ahead");
            case "Only what is paid once and opens at once can be taken along." ->
                    text.get("check.along");
            case "More are sold already." -> text.get("check.places");
            case "Use 3 to 40 letters, digits and hyphens." -> text.get("check.code");
            case "It was used more often already." -> text.get("check.used");
            case "Write a share between 0 and 100." -> text.get("check.share");
            case "Write a currency like EUR." -> text.get("check.currency");
            case "Write a number, or nothing for no limit." -> text.get("check.limit");
            case "What costs nothing a month costs nothing a year." -> text.get("check.yearly");
            case "Choose another plan for new schools." -> text.get("check.usual");
            case "Choose between 1 and 1000000." -> text.get("check.credits");
            case "Choose between 0 and 1000000." -> text.get("check.credits.free");
            case "Write a day like 2027-01-31." -> text.get("check.day");
            case "At most 10 teachers share a course." -> text.get("check.shares.many");
            case "A share is more than 0 and at most 100 percent." ->
                    text.get("check.shares.range");
            case "All shares together are at most 100 percent." -> text.get("check.shares.sum");
            case "Each teacher stands there once." -> text.get("check.shares.once");
            case "Only teachers get a share." -> text.get("check.shares.teacher");
            case "Write a number of days from 0 to 365." -> text.get("check.hold");
            case "What was sold already does not change." -> text.get("check.sold");
            case "Choose a country." -> text.get("check.country");
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
            case "Choose one of the currencies." -> text.get("check.currency.one");
            case "Choose another currency." -> text.get("check.currency.other");
            case "Choose each currency once." -> text.get("check.currency.once");
            case "Choose each currency once, besides your own, with a rounding that it has." ->
                    text.get("check.currency.offered");
            case "Write the region's code, like CA for California." -> text.get("check.region");
            case "The one-stop shop is for countries of the European Union." ->
                    text.get("check.scheme");
            case "Write a rate from 0 to 100 percent." -> text.get("check.percent");
            case "Choose a day after the first." -> text.get("check.until");
            case "Write a rate like 1.0847." -> text.get("check.rate");
            case "Choose a day that is not in the future." -> text.get("check.day.past");
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
