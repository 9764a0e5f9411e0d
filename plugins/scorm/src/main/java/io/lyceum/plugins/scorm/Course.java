package io.lyceum.plugins.scorm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a package teaches, in the order of its manifest. It is the activity's content.
 *
 * @param version {@code 1.2} or {@code 2004}
 * @param root how people may move between the items at the top
 * @param items each after the item that it is in
 */
record Course(String version, Controls root, List<Item> items) {

    static final String V12 = "1.2";
    static final String V2004 = "2004";

    Course {
        items = List.copyOf(items);
    }

    boolean is2004() {
        return version.equals(V2004);
    }

    Optional<Item> find(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** What can be opened, in order. */
    List<Item> launchable() {
        return items.stream().filter(Item::launchable).toList();
    }

    /** How people may move between the items of the item that this one is in. */
    Controls around(Item item) {
        return item.parent() < 0 ? root : items.get(item.parent()).controls();
    }

    List<Item> children(Item of) {
        int index = items.indexOf(of);
        return items.stream().filter(item -> item.parent() == index).toList();
    }

    /**
     * How people may move within a cluster.
     *
     * @param choice by the table of contents
     * @param flow by continue and previous
     */
    record Controls(boolean choice, boolean flow, boolean choiceExit, boolean forwardOnly) {

        static final Controls FREE = new Controls(true, false, true, false);

        private Map<String, Object> toContent() {
            return Map.of(
                    "choice", choice,
                    "flow", flow,
                    "choiceExit", choiceExit,
                    "forwardOnly", forwardOnly);
        }

        private static Controls of(Map<String, Object> content) {
            return new Controls(
                    Json.flag(content, "choice", true),
                    Json.flag(content, "flow", false),
                    Json.flag(content, "choiceExit", true),
                    Json.flag(content, "forwardOnly", false));
        }
    }

    /**
     * A rule that is looked at before an item is delivered.
     *
     * @param action {@code skip}, {@code disabled} or {@code hiddenFromChoice}
     * @param any whether one condition is enough
     */
    record Rule(String action, boolean any, List<Condition> conditions) {

        Rule {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A condition of a rule.
     *
     * @param on {@code completed}, {@code satisfied}, {@code attempted} or {@code always}
     */
    record Condition(String on, boolean not) {}

    /** Data that parts of a course share; 4th edition. */
    record Store(String id, boolean read, boolean write) {}

    /**
     * An entry of the organization.
     *
     * @param parent index of the item that it is in; -1 at the top
     * @param file path in the package with its query; empty for an item that only holds others
     * @param asset whether it never talks to the run-time API
     * @param given what the manifest tells the content, by the run-time's element
     * @param contentCompletes whether completion is the content's to say, even when it says none
     * @param contentSatisfies the same for success
     * @param tracked whether it counts
     * @param objectives ids that the run-time's objectives begin with
     */
    record Item(
            String id,
            String title,
            int depth,
            int parent,
            String file,
            boolean asset,
            boolean visible,
            String prerequisites,
            Map<String, String> given,
            boolean contentCompletes,
            boolean contentSatisfies,
            boolean tracked,
            Controls controls,
            List<Rule> rules,
            List<String> objectives,
            List<Store> stores) {

        Item {
            given = Map.copyOf(given);
            rules = List.copyOf(rules);
            objectives = List.copyOf(objectives);
            stores = List.copyOf(stores);
        }

        boolean launchable() {
            return !file.isEmpty();
        }
    }

    Map<String, Object> toContent() {
        List<Object> list = new ArrayList<>();
        for (Item item : items) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("id", item.id());
            map.put("title", item.title());
            map.put("depth", item.depth());
            map.put("parent", item.parent());
            map.put("file", item.file());
            map.put("asset", item.asset());
            map.put("visible", item.visible());
            map.put("prerequisites", item.prerequisites());
            map.put("given", item.given());
            map.put("contentCompletes", item.contentCompletes());
            map.put("contentSatisfies", item.contentSatisfies());
            map.put("tracked", item.tracked());
            map.put("controls", item.controls().toContent());
            map.put(
                    "rules",
                    item.rules().stream()
                            .map(
                                    rule ->
                                            Map.of(
                                                    "action",
                                                    rule.action(),
                                                    "any",
                                                    rule.any(),
                                                    "conditions",
                                                    rule.conditions().stream()
                                                            .map(
                                                                    c ->
                                                                            Map.of(
                                                                                    "on", c.on(),
                                                                                    "not", c.not()))
                                                            .toList()))
                            .toList());
            map.put("objectives", item.objectives());
            map.put(
                    "stores",
                    item.stores().stream()
                            .map(s -> Map.of("id", s.id(), "read", s.read(), "write", s.write()))
                            .toList());
            list.add(map);
        }
        return Map.of("version", version, "root", root.toContent(), "items", list);
    }

    /** Reads content, whatever it is; what makes no sense is left out. */
    static Course of(Map<String, Object> content) {
        List<Item> items = new ArrayList<>();
        for (Map<String, Object> map : Json.maps(content.get("items"))) {
            String id = Json.text(map, "id");
            if (id.isEmpty() || items.stream().anyMatch(item -> item.id().equals(id))) {
                continue;
            }
            long parent = map.containsKey("parent") ? Json.number(map, "parent") : -1;
            boolean inside = parent >= 0 && parent < items.size();
            items.add(
                    new Item(
                            id,
                            Json.text(map, "title"),
                            inside ? items.get((int) parent).depth() + 1 : 0,
                            inside ? (int) parent : -1,
                            Json.text(map, "file"),
                            Json.flag(map, "asset", false),
                            Json.flag(map, "visible", true),
                            Json.text(map, "prerequisites"),
                            Json.texts(map.get("given")),
                            Json.flag(map, "contentCompletes", false),
                            Json.flag(map, "contentSatisfies", false),
                            Json.flag(map, "tracked", true),
                            Controls.of(Json.map(map.get("controls"))),
                            rules(map),
                            Json.list(map.get("objectives")),
                            stores(map)));
        }
        return new Course(
                Json.text(content, "version").equals(V12) ? V12 : V2004,
                Controls.of(Json.map(content.get("root"))),
                items);
    }

    private static List<Rule> rules(Map<String, Object> item) {
        return Json.maps(item.get("rules")).stream()
                .map(
                        rule ->
                                new Rule(
                                        Json.text(rule, "action"),
                                        Json.flag(rule, "any", false),
                                        Json.maps(rule.get("conditions")).stream()
                                                .map(
                                                        c ->
                                                                new Condition(
                                                                        Json.text(c, "on"),
                                                                        Json.flag(c, "not", false)))
                                                .toList()))
                .toList();
    }

    private static List<Store> stores(Map<String, Object> item) {
        return Json.maps(item.get("stores")).stream()
                .map(
                        s ->
                                new Store(
                                        Json.text(s, "id"),
                                        Json.flag(s, "read", true),
                                        Json.flag(s, "write", true)))
                .toList();
    }
}
