package io.lyceum.plugins.quiz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a teacher has written: questions in their order, and settings. */
record Content(List<Question> questions, Settings settings) {

    static final int MOST_QUESTIONS = 500;

    /** An attempt keeps its answers in one entry, which must not grow beyond what is allowed. */
    static final int MOST_ASKED = 200;

    /** Characters of all questions together: content travels with every call. */
    static final int LONGEST = 400_000;

    private static final int FORMAT = 1;

    Content {
        questions = List.copyOf(questions);
    }

    static Content of(Map<String, Object> raw, Words words) {
        return read(raw, words, note -> {});
    }

    /** Reads what anybody may have written; what cannot be used is left out with a note. */
    static Content read(Map<String, Object> raw, Words words, Consumer<String> notes) {
        Given given = Given.of(raw);
        if (given.has("questions") && !(given.values().get("questions") instanceof List<?>)) {
            notes.accept(words.say("note.questions"));
        }
        for (Object name : given.values().keySet()) {
            if (!Set.of("format", "questions", "settings").contains(name)) {
                notes.accept(words.say("note.unknown", Written.brief(String.valueOf(name), 60)));
            }
        }
        if (given.whole("format", FORMAT, 0, 1_000_000) > FORMAT) {
            notes.accept(words.say("note.newer"));
        }
        List<Question> questions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        int length = 0;
        for (Given one : given.objects("questions")) {
            number++;
            Optional<Kind> kind = Kind.of(one.line("kind", 20));
            if (kind.isEmpty()) {
                notes.accept(words.say("note.question", number, words.say("note.kind")));
                continue;
            }
            Set<String> taken = new HashSet<>(ids);
            Question question =
                    Question.read(
                            kind.get(),
                            Ids.unique(one.line("id", 2 * Ids.LONGEST), "q", taken),
                            one);
            String flaw = question.flaw();
            if (flaw != null) {
                notes.accept(words.say("note.question", number, words.say(flaw)));
                continue;
            }
            length += question.length();
            if (questions.size() == MOST_QUESTIONS || length > LONGEST) {
                notes.accept(words.say("note.full", number, MOST_QUESTIONS, LONGEST));
                break;
            }
            for (String name : changed(one.values(), question.write())) {
                notes.accept(words.say("note.changed", number, name));
            }
            ids.add(question.id());
            questions.add(question);
        }
        Settings settings = Settings.read(given.object("settings"));
        for (String name : changed(given.object("settings").values(), settings.write())) {
            notes.accept(words.say("note.setting", name));
        }
        return new Content(questions, settings);
    }

    /** Names what did not come through a reading as it was. */
    private static List<String> changed(Map<?, ?> given, Map<String, Object> read) {
        List<String> changed = new ArrayList<>();
        given.forEach(
                (name, value) -> {
                    if (!same(value, read.get(name))) {
                        changed.add(Written.brief(String.valueOf(name), 60));
                    }
                });
        return changed;
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return a.doubleValue() == b.doubleValue();
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            // Defaults may come in; nothing may get lost.
            return a.entrySet().stream().allMatch(e -> same(e.getValue(), b.get(e.getKey())));
        }
        return Objects.equals(one, other);
    }

    Map<String, Object> write() {
        Map<String, Object> into = new LinkedHashMap<>();
        into.put("format", FORMAT);
        into.put("questions", questions.stream().map(Question::write).toList());
        into.put("settings", settings.write());
        return into;
    }

    Optional<Question> find(String id) {
        return questions.stream().filter(q -> q.id().equals(id)).findFirst();
    }

    int place(String id) {
        for (int i = 0; i < questions.size(); i++) {
            if (questions.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** The names of the banks, the quiz's own questions (empty name) first. */
    List<String> banks() {
        Set<String> banks = new TreeSet<>();
        questions.forEach(q -> banks.add(q.bank()));
        return List.copyOf(banks);
    }

    int length() {
        return questions.stream().mapToInt(Question::length).sum();
    }

    Content with(List<Question> others) {
        return new Content(others, settings);
    }

    Content with(Settings others) {
        return new Content(questions, others);
    }

    /** Adds questions at the end, under names of their own, as far as there is room. */
    Content adding(List<Question> more, Words words, Consumer<String> notes) {
        List<Question> all = new ArrayList<>(questions);
        int length = length();
        for (Question one : more) {
            length += one.length();
            if (all.size() == MOST_QUESTIONS || length > LONGEST) {
                notes.accept(
                        words.say("note.full", more.indexOf(one) + 1, MOST_QUESTIONS, LONGEST));
                break;
            }
            all.add(one.withId(Ids.fresh()));
        }
        return with(all);
    }

    /** How many questions an attempt asks. */
    int asked() {
        int sum = 0;
        for (String bank : banks()) {
            int there = (int) questions.stream().filter(q -> q.bank().equals(bank)).count();
            sum += Math.min(there, settings.draws().getOrDefault(bank, there));
        }
        return Math.min(sum, MOST_ASKED);
    }

    /** Draws an attempt's questions in the order in which they are asked. */
    List<Question> draw(Seed seed) {
        Set<Question> drawn = new LinkedHashSet<>();
        for (String bank : banks()) {
            List<Question> there = questions.stream().filter(q -> q.bank().equals(bank)).toList();
            int wanted = settings.draws().getOrDefault(bank, there.size());
            List<Question> mixed =
                    wanted < there.size() ? seed.shuffled("draw", there, Question::id) : there;
            drawn.addAll(mixed.subList(0, Math.min(wanted, mixed.size())));
        }
        List<Question> order = questions.stream().filter(drawn::contains).toList();
        List<Question> asked =
                settings.shuffleQuestions() ? seed.shuffled("order", order, Question::id) : order;
        return asked.subList(0, Math.min(asked.size(), MOST_ASKED));
    }
}
