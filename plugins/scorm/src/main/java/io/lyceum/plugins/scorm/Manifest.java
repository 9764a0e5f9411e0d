package io.lyceum.plugins.scorm;

import io.lyceum.plugin.content.ContentPackageHandler.Inspection;
import io.lyceum.plugin.content.ContentPackageHandler.Level;
import io.lyceum.plugin.content.ContentPackageHandler.Line;
import io.lyceum.plugins.scorm.Course.Condition;
import io.lyceum.plugins.scorm.Course.Controls;
import io.lyceum.plugins.scorm.Course.Item;
import io.lyceum.plugins.scorm.Course.Rule;
import io.lyceum.plugins.scorm.Course.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads {@code imsmanifest.xml}: the Content Aggregation Models of SCORM 1.2 and of SCORM 2004, 3rd
 * and 4th edition. What is not kept is said, once for each item.
 */
final class Manifest {

    private static final int MOST_ITEMS = 1000;
    private static final int MOST_LINES = 200;
    private static final int LONGEST_TITLE = 500;
    private static final Set<String> CONDITIONS =
            Set.of("completed", "satisfied", "attempted", "always");
    private static final Set<String> ACTIONS = Set.of("skip", "disabled", "hiddenFromChoice");
    private static final Set<String> TIME_LIMIT_ACTIONS =
            Set.of("exit,message", "exit,no message", "continue,message", "continue,no message");

    private final Element root;
    private final Set<String> files;
    private final Map<String, String> filesByLowerCase = new HashMap<>();
    private final Words words;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Element> resources = new LinkedHashMap<>();
    private final Map<String, String> bases = new HashMap<>();
    private final Map<String, Element> sequencings = new HashMap<>();
    private final List<Item> items = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private String version = Course.V12;

    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Line line;

        Refused(Line line) {
            super(line.text());
            this.line = line;
        }
    }

    private Manifest(Element root, Collection<String> files, Words words) {
        this.root = root;
        this.files = new HashSet<>(files);
        files.forEach(file -> filesByLowerCase.put(file.toLowerCase(Locale.ROOT), file));
        this.words = words;
    }

    /** Reads a manifest against the files that are there. */
    static Inspection inspect(String text, Collection<String> files, Words words) {
        Element root;
        try {
            root = Xml.read(text);
        } catch (Xml.Malformed e) {
            return Inspection.refused(
                    words.say("refused.malformed", String.valueOf(e.getMessage())));
        }
        if (!"manifest".equals(root.getLocalName())) {
            return Inspection.refused(words.say("refused.root", root.getNodeName()));
        }
        Manifest manifest = new Manifest(root, files, words);
        try {
            return manifest.read();
        } catch (Refused e) {
            List<Line> all = new ArrayList<>(List.of(e.line));
            all.addAll(manifest.lines);
            return new Inspection(false, "", Map.of(), all);
        }
    }

    private Inspection read() throws Refused {
        readVersion();
        readResources();
        Xml.child(root, "sequencingCollection").stream()
                .flatMap(all -> Xml.children(all, "sequencing").stream())
                .forEach(one -> sequencings.put(Xml.attribute(one, "ID"), one));
        Element organization = organization();
        Controls controls = controls(organization, "");
        readItems(organization, 0, -1, "");
        checkPrerequisites();
        Course course = new Course(version, controls, items);
        if (course.launchable().isEmpty()) {
            throw refuse("", "refused.nothing");
        }
        if (!Xml.children(root, "manifest").isEmpty()) {
            say(Level.LOST, "imsmanifest.xml", "lost.submanifest");
        }
        checkFiles();
        String title = titleOf(organization, course.launchable().get(0).title());
        keep(course);
        return new Inspection(true, title, course.toContent(), bounded());
    }

    private void keep(Course course) {
        long scos = course.launchable().stream().filter(item -> !item.asset()).count();
        say(
                Level.KEPT,
                "imsmanifest.xml",
                "kept.course",
                version.equals(Course.V12) ? "SCORM 1.2" : "SCORM 2004",
                scos,
                course.launchable().size() - scos);
        if (course.launchable().stream()
                .anyMatch(
                        item ->
                                item.given().containsKey("cmi.student_data.max_time_allowed")
                                        || item.given().containsKey("cmi.max_time_allowed"))) {
            say(Level.CHANGED, "", "changed.time");
        }
    }

    private List<Line> bounded() {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<Line> first = new ArrayList<>(lines.subList(0, MOST_LINES));
        first.add(new Line(Level.LOST, "", words.say("lost.more", lines.size() - MOST_LINES)));
        return first;
    }

    private void say(Level level, String where, String key, Object... arguments) {
        lines.add(new Line(level, where, words.say(key, arguments)));
    }

    private Refused refuse(String where, String key, Object... arguments) {
        return new Refused(new Line(Level.REFUSED, where, words.say(key, arguments)));
    }

    private void readVersion() {
        String said =
                Xml.child(root, "metadata")
                        .map(metadata -> Xml.text(metadata, "schemaversion"))
                        .orElse("");
        if (said.contains("2004") || said.startsWith("CAM")) {
            version = Course.V2004;
            if (!said.contains("3rd") && !said.contains("4th")) {
                say(Level.CHANGED, "metadata", "changed.edition", said);
            }
        } else if (said.equals("1.2")) {
            version = Course.V12;
        } else if (mentions("adlcp_v1p3")) {
            version = Course.V2004;
        } else if (!mentions("adlcp_rootv1p2")) {
            say(Level.CHANGED, "metadata", "changed.version", said);
        }
    }

    private boolean mentions(String namespace) {
        var attributes = root.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (attribute.getNodeName().startsWith("xmlns")
                    && attribute.getNodeValue().contains(namespace)) {
                return true;
            }
        }
        return false;
    }

    private void readResources() {
        Optional<Element> all = Xml.child(root, "resources");
        if (all.isEmpty()) {
            return;
        }
        String base = joined(Xml.attribute(root, "base"), Xml.attribute(all.get(), "base"));
        for (Element resource : Xml.children(all.get(), "resource")) {
            String id = Xml.attribute(resource, "identifier");
            if (resources.putIfAbsent(id, resource) == null) {
                bases.put(id, joined(base, Xml.attribute(resource, "base")));
            } else {
                say(Level.LOST, id, "lost.twice");
            }
        }
    }

    /** Puts a base on another. All of them are folders, whether they end with a slash or not. */
    private static String joined(String base, String next) {
        return base.isEmpty() || base.endsWith("/") || next.isEmpty()
                ? base + next
                : base + "/" + next;
    }

    private Element organization() throws Refused {
        Element all =
                Xml.child(root, "organizations").orElseThrow(() -> refuse("", "refused.nothing"));
        List<Element> organizations = Xml.children(all, "organization");
        String named = Xml.attribute(all, "default");
        Element chosen =
                organizations.stream()
                        .filter(one -> Xml.attribute(one, "identifier").equals(named))
                        .findFirst()
                        .or(() -> organizations.stream().findFirst())
                        .orElseThrow(() -> refuse("organizations", "refused.nothing"));
        if (organizations.size() > 1) {
            say(
                    Level.LOST,
                    "organizations",
                    "lost.organizations",
                    organizations.size() - 1,
                    titleOf(chosen, Xml.attribute(chosen, "identifier")));
        }
        return chosen;
    }

    private static String titleOf(Element of, String otherwise) {
        String title = Xml.text(of, "title").replaceAll("\\s+", " ");
        String shown = title.isEmpty() ? otherwise : title;
        return shown.length() > LONGEST_TITLE ? shown.substring(0, LONGEST_TITLE) : shown;
    }

    private void readItems(Element of, int depth, int parent, String where) throws Refused {
        for (Element element : Xml.children(of, "item")) {
            if (items.size() >= MOST_ITEMS) {
                throw refuse(where, "refused.items", MOST_ITEMS);
            }
            String id = Xml.attribute(element, "identifier");
            if (id.isEmpty() || !ids.add(id)) {
                say(Level.CHANGED, id, "changed.identifier");
                id = unused(id);
            }
            int index = items.size();
            items.add(item(element, id, depth, parent));
            readItems(element, depth + 1, index, id);
        }
    }

    private String unused(String id) {
        for (int i = 2; ; i++) {
            String candidate = (id.isEmpty() ? "item" : id) + "-" + i;
            if (ids.add(candidate)) {
                return candidate;
            }
        }
    }

    private Item item(Element element, String id, int depth, int parent) throws Refused {
        String reference = Xml.attribute(element, "identifierref");
        Element resource = resources.get(reference);
        if (!reference.isEmpty() && resource == null) {
            say(Level.LOST, id, "lost.resource", reference);
        }
        String file = resource == null ? "" : file(element, id, resource, bases.get(reference));
        boolean asset =
                resource != null
                        && !Xml.attribute(resource, "scormtype")
                                .toLowerCase(Locale.ROOT)
                                .equals("sco");
        Map<String, String> given = new TreeMap<>();
        Optional<Element> sequencing = sequencing(element);
        Optional<Element> shared =
                sequencing.flatMap(
                        one -> Optional.ofNullable(sequencings.get(Xml.attribute(one, "IDRef"))));
        List<String> objectives = new ArrayList<>();
        List<Rule> rules = List.of();
        boolean contentCompletes = false;
        boolean contentSatisfies = false;
        boolean tracked = true;
        String prerequisites = "";
        List<Store> stores = List.of();
        if (version.equals(Course.V12)) {
            given12(element, id, given);
            prerequisites = Xml.text(element, "prerequisites");
        } else {
            Sequencing2004 read = new Sequencing2004(id, sequencing, shared);
            given2004(element, id, given);
            read.objectives(given, objectives);
            rules = read.rules();
            Optional<Element> delivery = read.part("deliveryControls");
            contentCompletes = flag(delivery, "completionSetByContent", false);
            contentSatisfies = flag(delivery, "objectiveSetByContent", false);
            tracked = flag(delivery, "tracked", true);
            read.unsupported(given);
            stores = stores(element);
        }
        return new Item(
                id,
                titleOf(element, id),
                depth,
                parent,
                file,
                asset,
                Xml.flag(element, "isvisible", true),
                prerequisites,
                given,
                contentCompletes,
                contentSatisfies,
                tracked,
                controls(element, id),
                rules,
                objectives,
                stores);
    }

    private static boolean flag(Optional<Element> element, String name, boolean otherwise) {
        return element.map(e -> Xml.flag(e, name, otherwise)).orElse(otherwise);
    }

    private String file(Element item, String id, Element resource, String base) throws Refused {
        String href = Xml.attribute(resource, "href");
        if (href.isEmpty()) {
            say(Level.LOST, id, "lost.href", Xml.attribute(resource, "identifier"));
            return "";
        }
        String address =
                Paths.inside(base, href)
                        .orElseThrow(() -> refuse(id, "refused.outside", base + href));
        String path = Paths.file(address);
        if (!files.contains(path)) {
            String other = filesByLowerCase.get(path.toLowerCase(Locale.ROOT));
            if (other == null) {
                say(Level.LOST, id, "lost.launch", path);
                return "";
            }
            say(Level.CHANGED, id, "changed.case", path, other);
            address = encoded(other) + rest(address);
        }
        return Paths.with(address, Xml.attribute(item, "parameters"));
    }

    private static String encoded(String path) {
        return path.replace("%", "%25").replace("?", "%3F").replace("#", "%23").replace(" ", "%20");
    }

    private static String rest(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == '?' || address.charAt(i) == '#') {
                return address.substring(i);
            }
        }
        return "";
    }

    private void given12(Element element, String id, Map<String, String> given) {
        String mastery = Xml.text(element, "masteryscore");
        if (!mastery.isEmpty()) {
            number(id, "adlcp:masteryscore", mastery, 0, 100)
                    .ifPresent(score -> given.put("cmi.student_data.mastery_score", score));
        }
        String time = Xml.text(element, "maxtimeallowed");
        if (!time.isEmpty()) {
            if (Times.read(time).isPresent() && !time.startsWith("P")) {
                given.put("cmi.student_data.max_time_allowed", time);
            } else {
                say(Level.LOST, id, "lost.value", "adlcp:maxtimeallowed", time);
            }
        }
        timeLimitAction(
                id,
                Xml.text(element, "timelimitaction"),
                "cmi.student_data.time_limit_action",
                given);
        launchData(id, Xml.text(element, "datafromlms"), 4096, given);
    }

    private void given2004(Element element, String id, Map<String, String> given) {
        launchData(id, Xml.text(element, "dataFromLMS"), 4000, given);
        timeLimitAction(id, Xml.text(element, "timeLimitAction"), "cmi.time_limit_action", given);
        Optional<Element> threshold = Xml.child(element, "completionThreshold");
        if (threshold.isPresent()) {
            // The 3rd edition writes a number into the element, the 4th has attributes.
            String value = threshold.get().getTextContent().strip();
            if (Xml.flag(threshold.get(), "completedByMeasure", false)) {
                String least = Xml.attribute(threshold.get(), "minProgressMeasure");
                value = least.isEmpty() ? "1.0" : least;
            }
            if (!value.isEmpty()) {
                number(id, "adlcp:completionThreshold", value, 0, 1)
                        .ifPresent(least -> given.put("cmi.completion_threshold", least));
            }
        }
        if (Xml.child(element, "presentation").isPresent()) {
            say(Level.LOST, id, "lost.presentation");
        }
    }

    private void timeLimitAction(String id, String action, String to, Map<String, String> given) {
        String plain = action.replaceAll("\\s*,\\s*", ",").replaceAll("\\s+", " ");
        if (TIME_LIMIT_ACTIONS.contains(plain)) {
            given.put(to, plain);
        } else if (!plain.isEmpty()) {
            say(Level.LOST, id, "lost.value", "adlcp:timeLimitAction", action);
        }
    }

    private void launchData(String id, String data, int longest, Map<String, String> given) {
        if (data.length() > longest) {
            say(Level.CHANGED, id, "changed.launchdata", longest);
        }
        if (!data.isEmpty()) {
            given.put("cmi.launch_data", data.substring(0, Math.min(longest, data.length())));
        }
    }

    private Optional<String> number(String id, String what, String text, double min, double max) {
        try {
            double read = Double.parseDouble(text);
            if (text.matches("-?\\d+(\\.\\d+)?") && read >= min && read <= max) {
                return Optional.of(text);
            }
        } catch (NumberFormatException e) {
            // It is said below what it was.
        }
        say(Level.LOST, id, "lost.value", what, text);
        return Optional.empty();
    }

    private static List<Store> stores(Element element) {
        List<Store> stores = new ArrayList<>();
        Xml.child(element, "data").stream()
                .flatMap(data -> Xml.children(data, "map").stream())
                .filter(map -> !Xml.attribute(map, "targetID").isEmpty())
                .forEach(
                        map ->
                                stores.add(
                                        new Store(
                                                Xml.attribute(map, "targetID"),
                                                Xml.flag(map, "readSharedData", true),
                                                Xml.flag(map, "writeSharedData", true))));
        return stores;
    }

    private static Optional<Element> sequencing(Element of) {
        return Xml.child(of, "sequencing");
    }

    private Controls controls(Element of, String id) {
        if (version.equals(Course.V12)) {
            return Controls.FREE;
        }
        Optional<Element> own = sequencing(of);
        Optional<Element> mode =
                own.flatMap(one -> Xml.child(one, "controlMode"))
                        .or(
                                () ->
                                        own.map(one -> sequencings.get(Xml.attribute(one, "IDRef")))
                                                .flatMap(one -> Xml.child(one, "controlMode")));
        if (mode.isEmpty()) {
            return Controls.FREE;
        }
        Controls controls =
                new Controls(
                        Xml.flag(mode.get(), "choice", true),
                        Xml.flag(mode.get(), "flow", false),
                        Xml.flag(mode.get(), "choiceExit", true),
                        Xml.flag(mode.get(), "forwardOnly", false));
        if (!controls.choice() && !controls.flow() && !Xml.children(of, "item").isEmpty()) {
            say(Level.CHANGED, id, "changed.controls");
            return new Controls(true, false, controls.choiceExit(), controls.forwardOnly());
        }
        return controls;
    }

    /** What one item says of sequencing, its own words before those that it refers to. */
    private final class Sequencing2004 {

        private final String id;
        private final Optional<Element> own;
        private final Optional<Element> shared;

        Sequencing2004(String id, Optional<Element> own, Optional<Element> shared) {
            this.id = id;
            this.own = own;
            this.shared = shared;
        }

        Optional<Element> part(String name) {
            return own.flatMap(one -> Xml.child(one, name))
                    .or(() -> shared.flatMap(one -> Xml.child(one, name)));
        }

        void objectives(Map<String, String> given, List<String> objectives) {
            Optional<Element> all = part("objectives");
            if (all.isEmpty()) {
                return;
            }
            Set<String> seen = new LinkedHashSet<>();
            for (Element primary : Xml.children(all.get(), "primaryObjective")) {
                seen.add(Xml.attribute(primary, "objectiveID"));
                if (Xml.flag(primary, "satisfiedByMeasure", false)) {
                    String least = Xml.text(primary, "minNormalizedMeasure");
                    number(id, "imsss:minNormalizedMeasure", least.isEmpty() ? "1.0" : least, -1, 1)
                            .ifPresent(value -> given.put("cmi.scaled_passing_score", value));
                }
            }
            Xml.children(all.get(), "objective")
                    .forEach(one -> seen.add(Xml.attribute(one, "objectiveID")));
            seen.remove("");
            objectives.addAll(seen);
            boolean global =
                    java.util.stream.Stream.of("primaryObjective", "objective")
                            .flatMap(name -> Xml.children(all.get(), name).stream())
                            .anyMatch(one -> Xml.child(one, "mapInfo").isPresent());
            if (global) {
                say(Level.LOST, id, "lost.global");
            }
        }

        List<Rule> rules() {
            List<Rule> rules = new ArrayList<>();
            Optional<Element> all = part("sequencingRules");
            if (all.isEmpty()) {
                return rules;
            }
            for (Element one : Xml.children(all.get(), "preConditionRule")) {
                rule(one)
                        .ifPresentOrElse(
                                rules::add,
                                () -> say(Level.LOST, id, "lost.precondition", shown(one)));
            }
            if (Xml.child(all.get(), "exitConditionRule").isPresent()) {
                say(Level.LOST, id, "lost.exit");
            }
            if (Xml.child(all.get(), "postConditionRule").isPresent()) {
                say(Level.LOST, id, "lost.post");
            }
            return rules;
        }

        private String shown(Element rule) {
            String action =
                    Xml.child(rule, "ruleAction").map(a -> Xml.attribute(a, "action")).orElse("");
            List<String> on =
                    Xml.child(rule, "ruleConditions").stream()
                            .flatMap(all -> Xml.children(all, "ruleCondition").stream())
                            .map(one -> Xml.attribute(one, "condition"))
                            .toList();
            return action + ": " + String.join(", ", on);
        }

        private Optional<Rule> rule(Element one) {
            String action =
                    Xml.child(one, "ruleAction").map(a -> Xml.attribute(a, "action")).orElse("");
            Optional<Element> all = Xml.child(one, "ruleConditions");
            if (!ACTIONS.contains(action) || all.isEmpty()) {
                return Optional.empty();
            }
            List<Condition> conditions = new ArrayList<>();
            for (Element condition : Xml.children(all.get(), "ruleCondition")) {
                String on = Xml.attribute(condition, "condition");
                if (!CONDITIONS.contains(on)
                        || !Xml.attribute(condition, "referencedObjective").isEmpty()) {
                    return Optional.empty();
                }
                conditions.add(
                        new Condition(on, Xml.attribute(condition, "operator").equals("not")));
            }
            return conditions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Rule(
                                    action,
                                    Xml.attribute(all.get(), "conditionCombination").equals("any"),
                                    conditions));
        }

        void unsupported(Map<String, String> given) {
            part("limitConditions")
                    .ifPresent(
                            limits -> {
                                String time = Xml.attribute(limits, "attemptAbsoluteDurationLimit");
                                if (Times.read(time).isPresent()) {
                                    given.put("cmi.max_time_allowed", time);
                                }
                                if (!Xml.attribute(limits, "attemptLimit").isEmpty()) {
                                    say(Level.LOST, id, "lost.attempts");
                                }
                            });
            part("rollupRules").ifPresent(rules -> say(Level.LOST, id, "lost.rollup"));
            part("randomizationControls")
                    .filter(
                            random ->
                                    !Set.of("", "never")
                                                    .contains(
                                                            Xml.attribute(
                                                                    random, "randomizationTiming"))
                                            || !Set.of("", "never")
                                                    .contains(
                                                            Xml.attribute(
                                                                    random, "selectionTiming")))
                    .ifPresent(random -> say(Level.LOST, id, "lost.random"));
            if (part("constrainedChoiceConsiderations").isPresent()) {
                say(Level.LOST, id, "lost.constrained");
            }
            if (part("rollupConsiderations").isPresent()) {
                say(Level.LOST, id, "lost.rollup");
            }
        }
    }

    private void checkPrerequisites() {
        for (Item item : items) {
            if (!item.prerequisites().isBlank()) {
                Prerequisites.problem(item.prerequisites(), ids)
                        .ifPresent(
                                what ->
                                        say(
                                                Level.LOST,
                                                item.id(),
                                                "lost.prerequisites",
                                                item.prerequisites(),
                                                what));
            }
        }
    }

    private void checkFiles() {
        resources.forEach(
                (id, resource) -> {
                    for (Element file : Xml.children(resource, "file")) {
                        String href = Xml.attribute(file, "href");
                        Optional<String> address = Paths.inside(bases.getOrDefault(id, ""), href);
                        if (address.isEmpty()) {
                            say(Level.LOST, id, "lost.outside", href);
                        } else if (!filesByLowerCase.containsKey(
                                Paths.file(address.get()).toLowerCase(Locale.ROOT))) {
                            say(Level.LOST, id, "lost.file", Paths.file(address.get()));
                        }
                    }
                    for (Element dependency : Xml.children(resource, "dependency")) {
                        String reference = Xml.attribute(dependency, "identifierref");
                        if (!resources.containsKey(reference)) {
                            say(Level.LOST, id, "lost.resource", reference);
                        }
                    }
                });
    }
}
