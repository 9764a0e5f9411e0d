package io.lyceum.catalog.internal;

import io.lyceum.catalog.Course;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which lessons lie in which modules of a course, both in order; to be changed and written. */
public final class Arrangement {

    private final Map<UUID, List<UUID>> modules = new LinkedHashMap<>();

    Arrangement() {}

    /** The arrangement of an outline that was read. */
    public static Arrangement of(List<Course.Module> outline) {
        Arrangement arrangement = new Arrangement();
        for (Course.Module module : outline) {
            arrangement.add(module.id().value());
            module.lessons()
                    .forEach(lesson -> arrangement.add(module.id().value(), lesson.id().value()));
        }
        return arrangement;
    }

    void add(UUID module) {
        modules.computeIfAbsent(module, m -> new ArrayList<>());
    }

    void add(UUID module, UUID lesson) {
        add(module);
        modules.get(module).add(lesson);
    }

    /** Short text that is another one for another arrangement. */
    public String mark() {
        return UUID.nameUUIDFromBytes(modules.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public List<UUID> modules() {
        return List.copyOf(modules.keySet());
    }

    /** The lessons of a module, in order. */
    public List<UUID> lessons(UUID module) {
        return List.copyOf(modules.getOrDefault(module, List.of()));
    }

    /** All lessons of the course, in order. */
    public List<UUID> lessons() {
        return modules.values().stream().flatMap(List::stream).toList();
    }

    public boolean has(UUID module) {
        return modules.containsKey(module);
    }

    /** The module that a lesson lies in. */
    public Optional<UUID> moduleOf(UUID lesson) {
        return modules.entrySet().stream()
                .filter(module -> module.getValue().contains(lesson))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What lies before a lesson in its module, or a module in the course. */
    public Optional<UUID> before(UUID thing) {
        List<UUID> among = moduleOf(thing).map(this::lessons).orElseGet(this::modules);
        int at = among.indexOf(thing);
        return at > 0 ? Optional.of(among.get(at - 1)) : Optional.empty();
    }

    /** Puts lessons into a module, in their order; the index counts the others in it from 0. */
    public void move(List<UUID> lessons, UUID module, int index) {
        take(lessons);
        List<UUID> others = modules.get(module);
        others.addAll(Math.max(0, Math.min(index, others.size())), lessons);
    }

    private void take(Collection<UUID> lessons) {
        Set<UUID> taken = Set.copyOf(lessons);
        modules.values().forEach(list -> list.removeIf(taken::contains));
    }

    /** Puts a lesson behind another one of a module, or at its beginning where that is gone. */
    public void putAfter(UUID lesson, UUID module, Optional<UUID> before) {
        take(List.of(lesson));
        List<UUID> others = modules.get(module);
        others.add(before.map(others::indexOf).orElse(-1) + 1, lesson);
    }

    /** Puts a module at a place among the others, from 0. */
    public void moveModule(UUID module, int index) {
        List<UUID> order = new ArrayList<>(modules.keySet());
        order.remove(module);
        order.add(Math.max(0, Math.min(index, order.size())), module);
        order(order);
    }

    /** Puts all modules into an order. */
    public void order(List<UUID> order) {
        Map<UUID, List<UUID>> before = new LinkedHashMap<>(modules);
        modules.clear();
        order.forEach(module -> modules.put(module, before.get(module)));
    }
}
