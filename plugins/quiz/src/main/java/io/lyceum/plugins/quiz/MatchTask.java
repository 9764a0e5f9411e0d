package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.view.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pairs to find. The score is the share of prompts with the right answer. Two prompts may have the
 * same answer.
 *
 * @param extra answers that belong to no prompt
 */
record MatchTask(List<Pair> pairs, List<String> extra) implements Task {

    static final int LONGEST_SIDE = 300;
    private static final int KEY = 8;

    /** A prompt and its answer. */
    record Pair(String id, String prompt, String answer) {}

    MatchTask {
        pairs = List.copyOf(pairs);
        extra = List.copyOf(extra);
    }

    static MatchTask read(Given given) {
        List<Pair> pairs = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Given one : given.objects("pairs")) {
            String prompt = one.line("prompt", LONGEST_SIDE);
            String answer = one.line("answer", LONGEST_SIDE);
            if (!prompt.isEmpty() && !answer.isEmpty() && pairs.size() < MOST_OPTIONS) {
                pairs.add(
                        new Pair(
                                Ids.unique(one.line("id", 2 * Ids.LONGEST), "p", ids),
                                prompt,
                                answer));
            }
        }
        return new MatchTask(
                pairs,
                given.lines("extra", LONGEST_SIDE).stream()
                        .filter(text -> pairs.stream().noneMatch(p -> p.answer().equals(text)))
                        .distinct()
                        .limit(MOST_OPTIONS)
                        .toList());
    }

    @Override
    public Kind kind() {
        return Kind.MATCH;
    }

    @Override
    public @Nullable String flaw() {
        if (pairs.size() < 2 || answers().size() < 2) {
            return "flaw.pairs";
        }
        boolean same = pairs.stream().map(Pair::prompt).distinct().count() < pairs.size();
        return same ? "flaw.same" : null;
    }

    private List<String> answers() {
        Set<String> answers = new LinkedHashSet<>();
        pairs.forEach(pair -> answers.add(pair.answer()));
        answers.addAll(extra);
        return List.copyOf(answers);
    }

    @Override
    public Component ask(Asking asking, List<String> answer) {
        List<Pair> prompts =
                asking.shuffle()
                        ? asking.seed().shuffled(asking.question(), pairs, Pair::id)
                        : pairs;
        Map<String, String> chosen = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            chosenFor(pair, answer).ifPresent(text -> chosen.put(pair.id(), token(asking, text)));
        }
        return new Component.Match(
                asking.field(),
                asking.words().say("ask.match"),
                prompts.stream()
                        .map(pair -> new Component.Option(pair.id(), pair.prompt(), false))
                        .toList(),
                asking.seed().shuffled(asking.question(), answers(), text -> "=" + text).stream()
                        .map(text -> new Component.Option(token(asking, text), text, false))
                        .toList(),
                chosen);
    }

    private static String token(Asking asking, String answer) {
        return asking.token("=" + answer);
    }

    @Override
    public List<String> take(Asking asking, Fields fields) {
        List<String> taken = new ArrayList<>();
        for (Pair pair : pairs) {
            String sent = fields.first(asking.field() + "." + pair.id()).orElse("");
            answers().stream()
                    .filter(text -> token(asking, text).equals(sent))
                    .forEach(text -> taken.add(pair.id() + "=" + key(text)));
        }
        return List.copyOf(taken);
    }

    /** Names an answer in an attempt, where the text itself would be too long to keep. */
    static String key(String answer) {
        return new Seed("").token("", answer).substring(0, KEY);
    }

    private Optional<String> chosenFor(Pair pair, List<String> answer) {
        return answer.stream()
                .filter(one -> one.startsWith(pair.id() + "="))
                .map(one -> one.substring(pair.id().length() + 1))
                .flatMap(key -> answers().stream().filter(text -> key(text).equals(key)))
                .findFirst();
    }

    @Override
    public double score(List<String> answer) {
        long right =
                pairs.stream()
                        .filter(p -> chosenFor(p, answer).filter(p.answer()::equals).isPresent())
                        .count();
        return pairs.isEmpty() ? 0 : right / (double) pairs.size();
    }

    @Override
    public String shown(List<String> answer) {
        return pairs.stream()
                .flatMap(p -> chosenFor(p, answer).map(a -> p.prompt() + " → " + a).stream())
                .collect(Collectors.joining("; "));
    }

    @Override
    public String solution() {
        return pairs.stream()
                .map(p -> p.prompt() + " → " + p.answer())
                .collect(Collectors.joining("; "));
    }

    @Override
    public List<String> remarks(List<String> answer) {
        return List.of();
    }

    @Override
    public List<String> mistakes(List<String> answer) {
        List<String> all = answers();
        return pairs.stream()
                .flatMap(
                        p ->
                                chosenFor(p, answer).stream()
                                        .filter(a -> !a.equals(p.answer()))
                                        // By number: texts of all pairs would be too long to keep.
                                        .map(a -> p.id() + "=" + all.indexOf(a)))
                .toList();
    }

    @Override
    public String shownMistake(String mistake) {
        List<String> all = answers();
        for (Pair pair : pairs) {
            if (mistake.startsWith(pair.id() + "=")) {
                String number = mistake.substring(pair.id().length() + 1);
                if (number.matches("\\d{1,3}") && Integer.parseInt(number) < all.size()) {
                    return pair.prompt() + " → " + all.get(Integer.parseInt(number));
                }
            }
        }
        return "";
    }

    @Override
    public int length() {
        return pairs.stream().mapToInt(p -> p.prompt().length() + p.answer().length()).sum()
                + extra.stream().mapToInt(String::length).sum();
    }

    @Override
    public void write(Map<String, Object> into) {
        into.put(
                "pairs",
                pairs.stream()
                        .map(
                                p -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("id", p.id());
                                    one.put("prompt", p.prompt());
                                    one.put("answer", p.answer());
                                    return one;
                                })
                        .toList());
        into.put("extra", extra);
    }
}
