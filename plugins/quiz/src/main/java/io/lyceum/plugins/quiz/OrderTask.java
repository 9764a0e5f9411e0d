package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.view.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Items to bring into order. The score is (k − 1) / (n − 1), where k of the n items stand in the
 * right order among themselves: what need not be moved. The wrong way round is 0, one item astray
 * costs one step.
 *
 * @param items in the right order
 */
record OrderTask(List<Item> items) implements Task {

    /** What has a place in the order. */
    record Item(String id, String text) {}

    OrderTask {
        items = List.copyOf(items);
    }

    static OrderTask read(Given given) {
        List<Item> items = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Given one : given.objects("items")) {
            String text = one.line("text", LONGEST_OPTION);
            if (!text.isEmpty() && items.size() < MOST_OPTIONS) {
                items.add(new Item(Ids.unique(one.line("id", 2 * Ids.LONGEST), "i", ids), text));
            }
        }
        return new OrderTask(items);
    }

    @Override
    public Kind kind() {
        return Kind.ORDER;
    }

    @Override
    public @Nullable String flaw() {
        if (items.size() < 2) {
            return "flaw.items";
        }
        boolean same = items.stream().map(Item::text).distinct().count() < items.size();
        return same ? "flaw.same" : null;
    }

    @Override
    public Component ask(Asking asking, List<String> answer) {
        Set<String> order = new LinkedHashSet<>(answer);
        mixed(asking).forEach(item -> order.add(item.id()));
        List<Component.Option> options = new ArrayList<>();
        for (String id : order) {
            for (Item item : items) {
                if (item.id().equals(id)) {
                    options.add(new Component.Option(asking.token(id), item.text(), false));
                }
            }
        }
        return new Component.Order(asking.field(), asking.words().say("ask.order"), options);
    }

    private List<Item> mixed(Asking asking) {
        List<Item> mixed =
                new ArrayList<>(asking.seed().shuffled(asking.question(), items, Item::id));
        // Who sends it untouched must not have it right.
        if (mixed.equals(items) && mixed.size() > 1) {
            mixed.add(mixed.remove(0));
        }
        return mixed;
    }

    @Override
    public List<String> take(Asking asking, Fields fields) {
        Set<String> order = new LinkedHashSet<>();
        for (String sent : fields.all(asking.field())) {
            for (Item item : items) {
                if (asking.token(item.id()).equals(sent)) {
                    order.add(item.id());
                }
            }
        }
        return List.copyOf(order);
    }

    @Override
    public double score(List<String> answer) {
        if (items.size() < 2) {
            return 0;
        }
        List<Integer> places = new ArrayList<>();
        for (String id : answer) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).id().equals(id)) {
                    places.add(i);
                }
            }
        }
        return Math.max(0, longestRising(places) - 1) / (double) (items.size() - 1);
    }

    private static int longestRising(List<Integer> places) {
        int[] ending = new int[places.size()];
        for (int i = 0; i < ending.length; i++) {
            ending[i] = 1;
            for (int j = 0; j < i; j++) {
                if (places.get(j) < places.get(i)) {
                    ending[i] = Math.max(ending[i], ending[j] + 1);
                }
            }
        }
        return Arrays.stream(ending).max().orElse(0);
    }

    @Override
    public String shown(List<String> answer) {
        return answer.stream()
                .flatMap(id -> items.stream().filter(i -> i.id().equals(id)))
                .map(Item::text)
                .collect(Collectors.joining(" → "));
    }

    @Override
    public String solution() {
        return shown(items.stream().map(Item::id).toList());
    }

    @Override
    public List<String> remarks(List<String> answer) {
        return List.of();
    }

    /** The first place where something else stands than should. */
    @Override
    public List<String> mistakes(List<String> answer) {
        for (int i = 0; i < Math.min(answer.size(), items.size()); i++) {
            if (!answer.get(i).equals(items.get(i).id())) {
                return List.of((i + 1) + "=" + answer.get(i));
            }
        }
        return List.of();
    }

    @Override
    public String shownMistake(String mistake) {
        String[] sides = mistake.split("=", 2);
        String item = sides.length < 2 ? "" : shown(List.of(sides[1]));
        return item.isEmpty() ? "" : sides[0] + ". " + item;
    }

    @Override
    public int length() {
        return items.stream().mapToInt(i -> i.text().length()).sum();
    }

    @Override
    public void write(Map<String, Object> into) {
        into.put(
                "items",
                items.stream()
                        .map(
                                i -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("id", i.id());
                                    one.put("text", i.text());
                                    return one;
                                })
                        .toList());
    }
}
