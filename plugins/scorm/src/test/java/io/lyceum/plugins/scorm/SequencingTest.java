package io.lyceum.plugins.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lyceum.plugins.scorm.Course.Condition;
import io.lyceum.plugins.scorm.Course.Controls;
import io.lyceum.plugins.scorm.Course.Item;
import io.lyceum.plugins.scorm.Course.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two groups: g with a and b, h with c and d. */
class SequencingTest {

    private static final Standing DONE = new Standing(true, true, true, "passed", null);
    private static final Controls FLOW = new Controls(true, true, true, false);

    private final List<Item> items = new ArrayList<>();
    private final Map<String, Standing> standings = new TreeMap<>();
    private Controls root = Controls.FREE;
    private String current = "";
    private boolean running = true;

    private void add(String id, int parent, Controls controls, Rule... rules) {
        items.add(
                new Item(
                        id,
                        id,
                        parent < 0 ? 0 : 1,
                        parent,
                        parent < 0 ? "" : id + ".html",
                        false,
                        true,
                        "",
                        Map.of(),
                        false,
                        false,
                        true,
                        controls,
                        List.of(rules),
                        List.of(),
                        List.of()));
    }

    private void groups(Controls g, Controls h) {
        add("g", -1, g);
        add("a", 0, Controls.FREE);
        add("b", 0, Controls.FREE);
        add("h", -1, h);
        add("c", 3, Controls.FREE);
        add("d", 3, Controls.FREE);
    }

    private void rule(String id, Rule rule) {
        for (int i = 0; i < items.size(); i++) {
            Item was = items.get(i);
            if (was.id().equals(id)) {
                items.set(
                        i,
                        new Item(
                                was.id(),
                                was.title(),
                                was.depth(),
                                was.parent(),
                                was.file(),
                                false,
                                true,
                                "",
                                Map.of(),
                                false,
                                false,
                                true,
                                was.controls(),
                                List.of(rule),
                                List.of(),
                                List.of()));
            }
        }
    }

    private static Rule when(String action, String on, boolean not) {
        return new Rule(action, false, List.of(new Condition(on, not)));
    }

    private Sequencing sequencing() {
        return new Sequencing(
                new Course(Course.V2004, root, items), new Progress(current, running, standings));
    }

    private String open() {
        Sequencing sequencing = sequencing();
        return items.stream()
                .filter(sequencing::open)
                .map(Item::id)
                .collect(Collectors.joining(" "));
    }

    private String next(String from) {
        return at(from, true);
    }

    private String at(String from, boolean forward) {
        Item item = items.stream().filter(i -> i.id().equals(from)).findFirst().orElseThrow();
        return (forward ? sequencing().next(item) : sequencing().previous(item))
                .map(Item::id)
                .orElse("-");
    }

    @Test
    void choice_opens_everything_and_leads_nowhere_by_itself() {
        groups(Controls.FREE, Controls.FREE);
        assertEquals("a b c d", open());
        assertEquals("-", next("a"));
    }

    @Test
    void flow_goes_through_groups_in_order_and_back() {
        root = FLOW;
        groups(FLOW, FLOW);
        assertEquals("b", next("a"));
        assertEquals("c", next("b"));
        assertEquals("-", next("d"));
        assertEquals("b", at("c", false));
        assertEquals("-", at("a", false));
    }

    @Test
    void flow_stops_before_a_group_that_does_not_flow() {
        root = FLOW;
        groups(FLOW, Controls.FREE);
        assertEquals("-", next("b"));
    }

    @Test
    void without_choice_only_the_parts_around_the_current_one_are_open() {
        Controls led = new Controls(false, true, true, false);
        root = led;
        groups(led, led);
        assertEquals("a", open());
        current = "b";
        assertEquals("a b c", open());
    }

    @Test
    void forward_only_closes_what_was_before() {
        root = FLOW;
        groups(new Controls(true, true, true, true), FLOW);
        current = "b";
        assertEquals("b c d", open());
        assertEquals("-", at("b", false));
    }

    @Test
    void a_group_that_is_not_left_by_choice_keeps_the_learner_in() {
        groups(new Controls(true, false, false, false), Controls.FREE);
        current = "a";
        assertEquals("a b", open());
    }

    @Test
    void a_disabled_part_is_closed_and_flow_stops_at_it() {
        root = FLOW;
        groups(FLOW, FLOW);
        rule("b", when("disabled", "completed", false));
        assertEquals("b", next("a"));
        standings.put("b", DONE);
        assertEquals("a c d", open());
        assertEquals("-", next("a"));
    }

    @Test
    void a_skipped_part_is_passed_over() {
        root = FLOW;
        groups(FLOW, FLOW);
        rule("b", when("skip", "satisfied", false));
        standings.put("b", DONE);
        assertEquals("c", next("a"));
    }

    @Test
    void a_hidden_part_is_reached_by_flow_alone() {
        root = FLOW;
        groups(FLOW, FLOW);
        rule("c", when("hiddenFromChoice", "always", false));
        assertEquals("a b d", open());
        current = "b";
        assertEquals("a b c d", open());
    }

    @Test
    void a_rule_may_wait_for_what_is_not_attempted_and_groups_count_their_parts() {
        groups(Controls.FREE, Controls.FREE);
        rule("h", when("disabled", "attempted", true));
        assertEquals("a b", open());
        standings.put("c", Standing.NEW.opened());
        assertEquals("a b c d", open());
        rule("g", when("disabled", "completed", false));
        standings.put("a", DONE);
        assertEquals("a b c d", open());
        standings.put("b", DONE);
        assertEquals("c d", open());
    }

    @Test
    void learners_go_on_with_what_runs_then_with_what_is_not_done() {
        groups(Controls.FREE, Controls.FREE);
        assertEquals("a", sequencing().goOn().orElseThrow().id());
        current = "b";
        standings.put("b", DONE);
        assertEquals("b", sequencing().goOn().orElseThrow().id());
        running = false;
        assertEquals("c", sequencing().goOn().orElseThrow().id());
        standings.put("c", DONE);
        standings.put("d", DONE);
        assertEquals("a", sequencing().goOn().orElseThrow().id());
        standings.put("a", DONE);
        assertEquals("b", sequencing().goOn().orElseThrow().id());
    }
}
