package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.view.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The form of a quiz's settings. */
final class SettingsForm {

    private final Content content;
    private final Words words;
    private final Map<String, String> values;
    private final Map<String, String> errors = new LinkedHashMap<>();

    private SettingsForm(Content content, Words words, Map<String, String> values) {
        this.content = content;
        this.words = words;
        this.values = values;
    }

    static SettingsForm of(Content content, Words words) {
        Map<String, String> values = new LinkedHashMap<>();
        content.settings()
                .write()
                .forEach((name, value) -> values.put(name, String.valueOf(value)));
        int number = 0;
        for (String bank : content.banks()) {
            number++;
            values.put("bank." + number, bank);
            Integer draw = content.settings().draws().get(bank);
            values.put("draw." + number, draw == null ? "" : draw.toString());
        }
        return new SettingsForm(content, words, values);
    }

    static SettingsForm sent(Content content, Words words, Fields fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.values()
                .forEach(
                        (name, all) ->
                                values.put(
                                        name,
                                        all.isEmpty() ? "" : Written.text(all.get(0), 20_000)));
        return new SettingsForm(content, words, values);
    }

    Map<String, String> errors() {
        return errors;
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private boolean on(String name) {
        return "true".equals(value(name));
    }

    /** Reads the settings; when something is wrong, {@link #errors} says what. */
    Optional<Settings> settings() {
        int attempts = whole("attempts", 0, Settings.MOST_ATTEMPTS);
        int minutes = whole("minutes", 0, Settings.MOST_MINUTES);
        int passMark = whole("passMark", 0, 100);
        Settings.Feedback feedback = Settings.Feedback.of(value("feedback"));
        if (feedback == Settings.Feedback.LAST && attempts == 0 && passMark == 0) {
            errors.putIfAbsent("feedback", words.say("error.noLast"));
        }
        Map<String, Integer> draws = new TreeMap<>();
        for (int number = 1; values.containsKey("bank." + number); number++) {
            String bank = value("bank." + number);
            String name = "draw." + number;
            int there = there(bank);
            // A bank that has gone since the form was drawn has nothing left to say.
            if (there > 0 && !value(name).isBlank()) {
                int draw = whole(name, 1, there);
                if (draw < there) {
                    draws.put(bank, draw);
                }
            }
        }
        Settings settings =
                new Settings(
                        Written.text(value("introduction"), Settings.LONGEST_TEXT),
                        attempts,
                        minutes,
                        passMark,
                        on("shuffleQuestions"),
                        on("shuffleOptions"),
                        feedback,
                        on("solutions"),
                        Written.text(value("passedText"), Settings.LONGEST_TEXT),
                        Written.text(value("failedText"), Settings.LONGEST_TEXT),
                        draws);
        return errors.isEmpty() ? Optional.of(settings) : Optional.empty();
    }

    private int there(String bank) {
        return (int) content.questions().stream().filter(q -> q.bank().equals(bank)).count();
    }

    private int whole(String name, int least, int most) {
        String text = value(name).isBlank() ? "0" : value(name).strip();
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            errors.putIfAbsent(name, words.say("error.whole", least, most));
        }
        return number;
    }

    Component.Form form() {
        List<Component> shown = new ArrayList<>();
        shown.add(text("introduction", 4));
        shown.add(number("attempts"));
        shown.add(number("minutes"));
        shown.add(number("passMark"));
        shown.add(toggle("shuffleQuestions"));
        shown.add(toggle("shuffleOptions"));
        List<Component.Option> options = new ArrayList<>();
        for (Settings.Feedback one : Settings.Feedback.values()) {
            options.add(
                    new Component.Option(
                            one.word(),
                            words.say("settings.feedback." + one.word()),
                            one == Settings.Feedback.of(value("feedback"))));
        }
        shown.add(
                new Component.Choice(
                        "feedback",
                        words.say("settings.feedback"),
                        false,
                        options,
                        errors.get("feedback")));
        shown.add(toggle("solutions"));
        shown.add(text("passedText", 2));
        shown.add(text("failedText", 2));
        for (int number = 1; values.containsKey("bank." + number); number++) {
            String bank = value("bank." + number);
            shown.add(new Component.Hidden("bank." + number, bank));
            shown.add(
                    new Component.NumberField(
                            "draw." + number,
                            bank.isEmpty()
                                    ? words.say("settings.drawOwn")
                                    : words.say("settings.draw", bank),
                            value("draw." + number),
                            null,
                            words.say("settings.drawHelp", there(bank)),
                            errors.get("draw." + number)));
        }
        return new Component.Form(Authoring.SAVE_SETTINGS, words.say("settings.save"), shown);
    }

    private Component text(String name, int rows) {
        return new Component.TextField(
                name,
                words.say("settings." + name),
                value(name),
                rows,
                Settings.LONGEST_TEXT,
                null,
                errors.get(name));
    }

    private Component number(String name) {
        return new Component.NumberField(
                name,
                words.say("settings." + name),
                value(name),
                null,
                words.say("settings." + name + "Help"),
                errors.get(name));
    }

    private Component toggle(String name) {
        return new Component.Toggle(name, words.say("settings." + name), on(name));
    }
}
