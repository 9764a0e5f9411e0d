package io.lyceum.plugins.scorm;

import io.lyceum.plugins.scorm.Course.Condition;
import io.lyceum.plugins.scorm.Course.Controls;
import io.lyceum.plugins.scorm.Course.Item;
import io.lyceum.plugins.scorm.Course.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says what a learner may open now: by prerequisites in SCORM 1.2; in SCORM 2004 by choice, flow
 * and pre-condition rules. What of sequencing is not here stands in the plugin's README.
 */
final class Sequencing {

    private static final int NOWHERE = -1;
    private static final Pattern TARGET = Pattern.compile("\\{target=([^{}]+)}(?:choice|jump)");

    private final Course course;
    private final List<Item> items;
    private final Progress progress;
    private final Set<String> ids;
    private final boolean[] completed;
    private final boolean[] satisfied;
    private final boolean[] attempted;
    private final int current;
    private final int following;
    private final int preceding;

    Sequencing(Course course, Progress progress) {
        this.course = course;
        this.items = course.items();
        this.progress = progress;
        this.ids = items.stream().map(Item::id).collect(Collectors.toSet());
        this.completed = new boolean[items.size()];
        this.satisfied = new boolean[items.size()];
        this.attempted = new boolean[items.size()];
        rollUp();
        this.current = indexOf(progress.current());
        this.following = current == NOWHERE ? first() : step(current, 1);
        this.preceding = current == NOWHERE ? NOWHERE : step(current, -1);
    }

    /** A group is complete, or satisfied, when everything in it that counts is. */
    private void rollUp() {
        boolean[] open = new boolean[items.size()];
        boolean[] unsatisfied = new boolean[items.size()];
        boolean[] counting = new boolean[items.size()];
        for (int i = items.size() - 1; i >= 0; i--) {
            Item item = items.get(i);
            Standing standing = progress.of(item.id());
            boolean ownDone = !item.launchable() || standing.completed();
            boolean ownPassed = !item.launchable() || standing.passed();
            boolean counts = item.tracked() && (item.launchable() || counting[i]);
            attempted[i] |= standing.attempted();
            completed[i] = ownDone && !open[i] && (item.launchable() || counting[i]);
            satisfied[i] = ownPassed && !unsatisfied[i] && (item.launchable() || counting[i]);
            if (item.parent() >= 0) {
                attempted[item.parent()] |= attempted[i];
                counting[item.parent()] |= counts;
                open[item.parent()] |= counts && !completed[i];
                unsatisfied[item.parent()] |= counts && !satisfied[i];
            }
        }
    }

    private int indexOf(String id) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(id)) {
                return i;
            }
        }
        return NOWHERE;
    }

    /** Whether a part, or everything in it, is done. */
    boolean done(Item item) {
        return completed[items.indexOf(item)];
    }

    /** Whether a part may be opened now. */
    boolean open(Item item) {
        return open(items.indexOf(item));
    }

    private boolean open(int i) {
        if (!items.get(i).launchable()) {
            return false;
        }
        if (!course.is2004()) {
            return path(i).stream().allMatch(this::prerequisitesMet);
        }
        if (path(i).stream().anyMatch(step -> holds(step, "disabled"))) {
            return false;
        }
        return i == current || i == following || i == preceding || choosable(i);
    }

    private boolean prerequisitesMet(int i) {
        return Prerequisites.met(items.get(i).prerequisites(), ids, this::status);
    }

    private String status(String id) {
        int i = indexOf(id);
        if (i == NOWHERE) {
            return "";
        }
        if (items.get(i).launchable()) {
            return progress.of(id).status();
        }
        return completed[i] ? "completed" : attempted[i] ? "incomplete" : "not attempted";
    }

    /** Whether the table of contents may lead to a part. */
    boolean choosable(Item item) {
        int i = items.indexOf(item);
        return item.launchable()
                && path(i).stream().noneMatch(step -> holds(step, "disabled"))
                && choosable(i);
    }

    private boolean choosable(int i) {
        for (int step : path(i)) {
            if (!around(step).choice() || holds(step, "hiddenFromChoice")) {
                return false;
            }
        }
        if (current == NOWHERE) {
            return true;
        }
        Set<Integer> way = new TreeSet<>(path(i));
        for (int step : path(current)) {
            boolean kept = !items.get(step).controls().choiceExit();
            boolean active = step != current || progress.running();
            if (kept && active && !way.contains(step)) {
                return false;
            }
        }
        return i >= current || !common(i, current).forwardOnly();
    }

    /** The part that {@code continue} leads to. */
    Optional<Item> next(Item from) {
        return item(step(items.indexOf(from), 1));
    }

    /** The part that {@code previous} leads to. */
    Optional<Item> previous(Item from) {
        return item(step(items.indexOf(from), -1));
    }

    private Optional<Item> item(int i) {
        return i == NOWHERE ? Optional.empty() : Optional.of(items.get(i));
    }

    private int first() {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).launchable() && path(i).stream().noneMatch(s -> holds(s, "skip"))) {
                return i;
            }
        }
        return NOWHERE;
    }

    /** Flows from one part to another; it stops where flow is not allowed or a part is disabled. */
    private int step(int from, int direction) {
        Set<Integer> left = new TreeSet<>(path(from));
        for (int i = from + direction; i >= 0 && i < items.size(); i += direction) {
            if (!items.get(i).launchable() || left.contains(i)) {
                continue;
            }
            List<Integer> entered = path(i).stream().filter(step -> !left.contains(step)).toList();
            if (entered.stream().anyMatch(step -> holds(step, "skip"))) {
                continue;
            }
            boolean flows =
                    entered.stream()
                            .map(this::around)
                            .allMatch(c -> c.flow() && (direction > 0 || !c.forwardOnly()));
            boolean disabled = path(i).stream().anyMatch(step -> holds(step, "disabled"));
            return flows && !disabled ? i : NOWHERE;
        }
        return NOWHERE;
    }

    /** Where the request leads that the content has left when it ended. */
    Optional<Item> follow(Item from, String request) {
        return switch (request) {
            case "continue" -> next(from);
            case "previous" -> previous(from);
            default -> {
                Matcher target = TARGET.matcher(request);
                if (!target.matches()) {
                    yield Optional.empty();
                }
                boolean jump = request.endsWith("jump");
                yield course.find(target.group(1))
                        .filter(Item::launchable)
                        .filter(item -> jump || choosable(item));
            }
        };
    }

    /** The part to go on with: the one that is not finished, else the first that is not done. */
    Optional<Item> goOn() {
        if (current != NOWHERE && open(current) && (progress.running() || !completed[current])) {
            return item(current);
        }
        int from = Math.max(0, current);
        for (int n = 0; n < items.size(); n++) {
            int i = (from + n) % items.size();
            boolean skipped = course.is2004() && path(i).stream().anyMatch(s -> holds(s, "skip"));
            if (open(i) && !completed[i] && !skipped) {
                return item(i);
            }
        }
        if (current != NOWHERE && open(current)) {
            return item(current);
        }
        return items.stream().filter(this::open).findFirst();
    }

    /** Whether everything that counts is done. */
    boolean allDone() {
        return course.launchable().stream()
                        .filter(this::counts)
                        .allMatch(item -> progress.of(item.id()).completed())
                && course.launchable().stream().anyMatch(this::counts);
    }

    private boolean counts(Item item) {
        return path(items.indexOf(item)).stream().allMatch(step -> items.get(step).tracked());
    }

    /** An item and those that it is in, itself first. */
    private List<Integer> path(int i) {
        List<Integer> path = new java.util.ArrayList<>();
        for (int step = i; step >= 0; step = items.get(step).parent()) {
            path.add(step);
        }
        return path;
    }

    private Controls around(int i) {
        return course.around(items.get(i));
    }

    /** The controls of the smallest group that holds both. */
    private Controls common(int one, int other) {
        Set<Integer> ways = new HashSet<>(path(other));
        for (int step : path(one)) {
            if (step != one && ways.contains(step)) {
                return items.get(step).controls();
            }
        }
        return course.root();
    }

    private boolean holds(int i, String action) {
        for (Rule rule : items.get(i).rules()) {
            if (rule.action().equals(action) && !rule.conditions().isEmpty()) {
                boolean met =
                        rule.any()
                                ? rule.conditions().stream().anyMatch(c -> met(i, c))
                                : rule.conditions().stream().allMatch(c -> met(i, c));
                if (met) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean met(int i, Condition condition) {
        boolean is =
                switch (condition.on()) {
                    case "completed" -> completed[i];
                    case "satisfied" -> satisfied[i];
                    case "attempted" -> attempted[i];
                    case "always" -> true;
                    default -> condition.not();
                };
        return is != condition.not();
    }
}
