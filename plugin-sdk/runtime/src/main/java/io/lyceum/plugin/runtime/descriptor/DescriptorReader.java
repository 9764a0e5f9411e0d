package io.lyceum.plugin.runtime.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.BadDescriptor.Violation;
import io.lyceum.plugin.runtime.descriptor.Descriptor.DataClass;
import io.lyceum.plugin.runtime.descriptor.Descriptor.StorageScope;
import java.io.StringReader;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code plugin.yaml} and says, with lines, every rule that it breaks. */
public final class DescriptorReader {

    /** The scopes that a plugin can ask for. */
    public static final Set<String> SCOPES =
            Set.of("users.name", "users.email", "events.publish", "http", "scheduler");

    /** The slots of this host. */
    public static final Set<String> SLOTS = Set.of("course.sidebar.v1", "lesson.end.v1");

    private static final int LONGEST = 200_000;
    private static final int MOST = 50;
    private static final int MOST_STORAGES = 20;
    private static final int MOST_SCOPES = 20;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern VERSION =
            Pattern.compile("\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}(-[0-9A-Za-z.]{1,30})?");
    private static final Pattern CLASS =
            Pattern.compile("([a-z_][a-zA-Z0-9_]*\\.)+[A-Za-z_$][A-Za-z0-9_$]*");
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");
    private static final Pattern EVENT = Pattern.compile("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)+");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?(KB|MB)");
    private static final Set<String> FORBIDDEN_PACKAGES =
            Set.of("java.", "javax.", "jakarta.", "io.lyceum.plugin.");

    private final List<Violation> violations = new ArrayList<>();

    private DescriptorReader() {}

    /**
     * Reads a descriptor.
     *
     * @throws BadDescriptor with every rule that is broken
     */
    public static Descriptor read(String yaml) {
        return new DescriptorReader().descriptor(yaml);
    }

    private Descriptor descriptor(String yaml) {
        Block top = new Block(compose(yaml), "plugin.yaml", violations);
        top.only(
                Set.of(
                        "id",
                        "version",
                        "name",
                        "description",
                        "publisher",
                        "sdk",
                        "provides",
                        "scopes",
                        "egress",
                        "storage",
                        "settings",
                        "subscribes",
                        "limits"));
        String id = matching(top, "id", ID, 60, "lower case letters, digits and hyphens");
        String version = matching(top, "version", VERSION, 60, "like 1.0.0");
        Descriptor.Words name = top.words("name", 60);
        Descriptor.Words description = top.words("description", 500);
        String publisher =
                matching(top, "publisher", ID, 60, "lower case letters, digits and hyphens");
        SdkRange sdk = sdk(top);
        List<Descriptor.Provided> provides = provides(top);
        List<Descriptor.Scope> scopes = scopes(top);
        List<Descriptor.Egress> egress = egress(top);
        List<Descriptor.StorageDeclaration> storage = storage(top);
        JsonNode settings = settings(top);
        List<String> subscribes = subscribes(top);
        Descriptor.Limits limits = limits(top);
        whole(top, provides, scopes, egress, storage, subscribes);
        if (!violations.isEmpty()) {
            violations.sort(Comparator.comparingInt(Violation::line));
            throw new BadDescriptor(violations);
        }
        return new Descriptor(
                id,
                version,
                name,
                description,
                publisher,
                sdk,
                provides,
                scopes,
                egress,
                storage,
                settings,
                subscribes,
                limits);
    }

    private static Node compose(String yaml) {
        if (yaml.length() > LONGEST) {
            throw refused(1, "length", "plugin.yaml is longer than " + LONGEST + " characters");
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(30);
        try {
            Node node = new Yaml(options).compose(new StringReader(yaml));
            if (node == null) {
                throw refused(1, "shape", "plugin.yaml is empty");
            }
            return node;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw refused(line, "yaml", String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw refused(1, "yaml", String.valueOf(e.getMessage()));
        }
    }

    private static BadDescriptor refused(int line, String rule, String message) {
        return new BadDescriptor(List.of(new Violation(line, rule, message)));
    }

    private static String matching(
            Block block, String name, Pattern shape, int longest, String words) {
        String text = block.text(name);
        if (!text.isEmpty() && (text.length() > longest || !shape.matcher(text).matches())) {
            block.wrongAt(
                    name,
                    name + "-shape",
                    name + " is " + words + ", at most " + longest + " characters: " + text);
        }
        return text;
    }

    private SdkRange sdk(Block top) {
        SdkRange none = new SdkRange(new SdkRange.Version(0, 0), new SdkRange.Version(0, 1));
        String text = top.text("sdk");
        if (text.isEmpty()) {
            return none;
        }
        Optional<SdkRange> range = SdkRange.of(text);
        if (range.isEmpty()) {
            top.wrongAt(
                    "sdk",
                    "sdk-range",
                    "sdk is a range with both ends, like \"[1.0,2.0)\": " + text);
            return none;
        }
        if (range.get().below().major() > range.get().from().major() + 1) {
            top.wrongAt("sdk", "sdk-range", "sdk spans one major version at most: " + text);
        }
        return range.get();
    }

    private List<Descriptor.Provided> provides(Block top) {
        List<Descriptor.Provided> provided = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Block block : top.blocks("provides")) {
            block.only(Set.of("kind", "id", "class", "name", "icon", "every", "slot"));
            Optional<Kind> kind = kind(block);
            String id = matching(block, "id", ID, 60, "lower case letters, digits and hyphens");
            String className = matching(block, "class", CLASS, 200, "a class with its package");
            if (FORBIDDEN_PACKAGES.stream().anyMatch(className::startsWith)) {
                block.wrongAt(
                        "class", "class-package", "choose a package of your own: " + className);
            }
            Descriptor.Words name = block.words("name", 60);
            if (kind.isEmpty()) {
                continue;
            }
            if (!seen.add(kind.get() + ":" + id)) {
                block.wrongAt(
                        "id", "duplicate", "there are two of " + kind.get().word() + " " + id);
            }
            provided.add(
                    new Descriptor.Provided(
                            kind.get(),
                            id,
                            className,
                            name,
                            block.optional("icon").orElse("plugin"),
                            every(block, kind.get()),
                            slot(block, kind.get())));
        }
        if (provided.isEmpty() && violations.isEmpty()) {
            top.wrongAt("provides", "required", "provides names at least one extension");
        }
        atMost(top, "provides", provided.size(), MOST);
        return provided;
    }

    private static void atMost(Block top, String name, int size, int most) {
        if (size > most) {
            top.wrongAt(name, "count", name + " has at most " + most + " entries");
        }
    }

    private static Optional<Kind> kind(Block block) {
        String word = block.text("kind");
        Optional<Kind> kind = Kind.of(word);
        if (kind.isEmpty() && !word.isEmpty()) {
            StringBuilder known = new StringBuilder();
            for (Kind one : Kind.values()) {
                known.append(known.isEmpty() ? "" : ", ").append(one.word());
            }
            block.wrongAt("kind", "kind", "there is no kind " + word + "; there are " + known);
        }
        return kind;
    }

    private static @Nullable Duration every(Block block, Kind kind) {
        Optional<String> text = block.optional("every");
        if (kind != Kind.JOB) {
            text.ifPresent(t -> block.wrongAt("every", "every", "only jobs have every"));
            return null;
        }
        if (text.isEmpty()) {
            block.wrongAt("every", "required", "a job says how often it runs: every: PT1H");
            return null;
        }
        try {
            Duration every = Duration.parse(text.get());
            if (every.compareTo(Duration.ofMinutes(1)) >= 0
                    && every.compareTo(Duration.ofDays(31)) <= 0) {
                return every;
            }
            block.wrongAt(
                    "every", "every", "a job runs every minute at most, every month at least");
        } catch (DateTimeParseException e) {
            block.wrongAt("every", "every", "every is a duration like PT15M or P1D: " + text.get());
        }
        return null;
    }

    private static @Nullable String slot(Block block, Kind kind) {
        Optional<String> text = block.optional("slot");
        if (kind != Kind.SLOT) {
            text.ifPresent(t -> block.wrongAt("slot", "slot", "only slots have slot"));
            return null;
        }
        if (text.isEmpty() || !SLOTS.contains(text.get())) {
            block.wrongAt(
                    "slot",
                    "slot",
                    "slot is one of " + String.join(", ", SLOTS.stream().sorted().toList()));
        }
        return text.orElse(null);
    }

    private List<Descriptor.Scope> scopes(Block top) {
        List<Descriptor.Scope> scopes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Block block : top.blocks("scopes")) {
            block.only(Set.of("scope", "purpose"));
            String scope = block.text("scope");
            if (!scope.isEmpty() && !SCOPES.contains(scope)) {
                block.wrongAt(
                        "scope",
                        "scope",
                        "there is no scope "
                                + scope
                                + "; there are "
                                + String.join(", ", SCOPES.stream().sorted().toList()));
            }
            if (!seen.add(scope)) {
                block.wrongAt("scope", "duplicate", scope + " is asked for twice");
            }
            scopes.add(new Descriptor.Scope(scope, block.words("purpose", 200)));
        }
        atMost(top, "scopes", scopes.size(), MOST_SCOPES);
        return scopes;
    }

    private List<Descriptor.Egress> egress(Block top) {
        List<Descriptor.Egress> egress = new ArrayList<>();
        for (Block block : top.blocks("egress")) {
            block.only(Set.of("host", "purpose"));
            String host =
                    matching(
                            block,
                            "host",
                            HOST,
                            250,
                            "a name like api.example.com or *.example.com in lower case, no address");
            egress.add(new Descriptor.Egress(host, block.words("purpose", 200)));
        }
        atMost(top, "egress", egress.size(), MOST);
        return egress;
    }

    private List<Descriptor.StorageDeclaration> storage(Block top) {
        List<Descriptor.StorageDeclaration> storage = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Block block : top.blocks("storage")) {
            block.only(Set.of("name", "scope", "data", "quota", "purpose"));
            String name = matching(block, "name", ID, 60, "lower case letters, digits and hyphens");
            if (!seen.add(name)) {
                block.wrongAt("name", "duplicate", "there are two storages " + name);
            }
            Optional<StorageScope> scope = constant(block, "scope", StorageScope.class);
            Optional<DataClass> data = constant(block, "data", DataClass.class);
            long quota = quota(block);
            Descriptor.Words purpose = block.words("purpose", 200);
            if (scope.isPresent() && data.isPresent()) {
                storage.add(
                        new Descriptor.StorageDeclaration(
                                name, scope.get(), data.get(), quota, purpose));
            }
        }
        atMost(top, "storage", storage.size(), MOST_STORAGES);
        return storage;
    }

    private static <E extends Enum<E>> Optional<E> constant(
            Block block, String name, Class<E> type) {
        String text = block.text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(constant);
            }
        }
        if (!text.isEmpty()) {
            StringBuilder known = new StringBuilder();
            for (E constant : type.getEnumConstants()) {
                known.append(known.isEmpty() ? "" : ", ")
                        .append(constant.name().toLowerCase(Locale.ROOT));
            }
            block.wrongAt(name, name, name + " is one of " + known + ": " + text);
        }
        return Optional.empty();
    }

    private static long quota(Block block) {
        String text = block.optional("quota").orElse("1 MB");
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            block.wrongAt("quota", "quota", "quota is a size like 64 KB or 2 MB: " + text);
            return 0;
        }
        long bytes =
                Long.parseLong(matcher.group(1))
                        * (matcher.group(2).equals("KB") ? 1024L : 1024L * 1024);
        if (bytes < 1024 || bytes > 100L * 1024 * 1024) {
            block.wrongAt("quota", "quota", "quota is 1 KB to 100 MB: " + text);
        }
        return bytes;
    }

    private JsonNode settings(Block top) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        none.put("type", "object");
        none.putObject("properties");
        Optional<Node> node = top.node("settings");
        if (node.isEmpty()) {
            return none;
        }
        JsonNode schema;
        try {
            schema = Codec.tree(new Values().value(node.get()));
        } catch (YAMLException | Codec.BadMessage e) {
            top.wrongAt("settings", "settings", "settings cannot be read: " + e.getMessage());
            return none;
        }
        SettingsRules.check(schema)
                .forEach(message -> top.wrongAt("settings", "settings-schema", message));
        return schema;
    }

    private static final class Values extends SafeConstructor {

        Values() {
            super(new LoaderOptions());
        }

        Object value(Node node) {
            return constructDocument(node);
        }
    }

    private List<String> subscribes(Block top) {
        List<String> types = top.texts("subscribes");
        atMost(top, "subscribes", types.size(), MOST);
        types.stream()
                .filter(type -> !EVENT.matcher(type).matches())
                .forEach(
                        type ->
                                top.wrongAt(
                                        "subscribes",
                                        "event",
                                        "an event type is like enrolment.created: " + type));
        return types;
    }

    private Descriptor.Limits limits(Block top) {
        Optional<Node> node = top.node("limits");
        if (node.isEmpty()) {
            return new Descriptor.Limits(64);
        }
        Block block = new Block(node.get(), "limits", violations);
        block.only(Set.of("memory"));
        String text = block.optional("memory").orElse("64 MB");
        var matcher = SIZE.matcher(text);
        int memory =
                matcher.matches() && matcher.group(2).equals("MB")
                        ? Integer.parseInt(matcher.group(1))
                        : 0;
        if (memory < 32 || memory > 512) {
            block.wrongAt("memory", "memory", "memory is 32 MB to 512 MB: " + text);
        }
        return new Descriptor.Limits(memory);
    }

    private static void whole(
            Block top,
            List<Descriptor.Provided> provides,
            List<Descriptor.Scope> scopes,
            List<Descriptor.Egress> egress,
            List<Descriptor.StorageDeclaration> storage,
            List<String> subscribes) {
        boolean http = scopes.stream().anyMatch(s -> s.scope().equals("http"));
        if (provides.stream().noneMatch(p -> p.kind() == Kind.PRIVACY)) {
            privacy(top, scopes, storage, http);
        }
        if (http && egress.isEmpty()) {
            top.wrongAt(
                    "egress", "egress", "the scope http needs egress: hosts with their purpose");
        }
        if (!http && !egress.isEmpty()) {
            top.wrongAt("scopes", "egress", "egress needs the scope http");
        }
        boolean listens =
                provides.stream()
                        .anyMatch(p -> p.kind() == Kind.LISTENER || p.kind() == Kind.CONNECTOR);
        if (listens && subscribes.isEmpty()) {
            top.wrongAt(
                    "subscribes",
                    "subscribes",
                    "a listener or connector needs subscribes: event types");
        }
        if (!listens && !subscribes.isEmpty()) {
            top.wrongAt("subscribes", "subscribes", "subscribes needs a listener or connector");
        }
    }

    private static void privacy(
            Block top,
            List<Descriptor.Scope> scopes,
            List<Descriptor.StorageDeclaration> storage,
            boolean http) {
        // The host itself exports and erases what belongs to one person by its scope.
        boolean personal =
                storage.stream()
                        .filter(s -> s.scope() != StorageScope.USER_STATE)
                        .filter(s -> s.scope() != StorageScope.PREFERENCES)
                        .anyMatch(s -> s.data() == DataClass.PERSONAL);
        if (personal) {
            top.wrongAt(
                    "storage",
                    "privacy",
                    "a storage with personal data needs a provided extension of kind privacy");
        }
        boolean people =
                scopes.stream()
                        .map(Descriptor.Scope::scope)
                        .anyMatch(s -> s.equals("users.name") || s.equals("users.email"));
        if (people && http) {
            top.wrongAt(
                    "scopes",
                    "privacy",
                    "names or addresses together with http need a provided extension of kind"
                            + " privacy");
        }
    }
}
