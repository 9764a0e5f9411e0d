package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.Events;
import io.lyceum.plugin.Http;
import io.lyceum.plugin.Logger;
import io.lyceum.plugin.PackageFiles;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.Scheduler;
import io.lyceum.plugin.Secrets;
import io.lyceum.plugin.Storage;
import io.lyceum.plugin.Users;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plugin's side of one call: each capability becomes a message to the host. */
public final class CapabilityContext implements PluginContext {

    private static final int LONGEST_LINE = 2000;

    private final CallFacts facts;
    private final Capabilities host;
    private final Clock clock;

    public CapabilityContext(CallFacts facts, Capabilities host) {
        this(facts, host, clock(facts));
    }

    /** A context with a clock of its own, which may move during the call. */
    public CapabilityContext(CallFacts facts, Capabilities host, Clock clock) {
        this.facts = facts;
        this.host = host;
        this.clock = clock;
    }

    private static Clock clock(CallFacts facts) {
        Instant standstill = facts.standstill();
        return standstill == null ? Clock.systemUTC() : Clock.fixed(standstill, ZoneOffset.UTC);
    }

    @Override
    public String pluginId() {
        return facts.pluginId();
    }

    @Override
    public String pluginVersion() {
        return facts.pluginVersion();
    }

    @Override
    public Locale locale() {
        return Locale.forLanguageTag(facts.locale());
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of(facts.zone());
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Map<String, Object> settings() {
        return facts.settings();
    }

    @Override
    public Storage storage(String name) {
        use("storage.open", Map.of("storage", name));
        return new HostStorage(name);
    }

    @Override
    public Http http() {
        return request -> Codec.read(use("http.send", request), Http.Response.class);
    }

    @Override
    public Events events() {
        return (type, payload) -> use("events.publish", Map.of("type", type, "payload", payload));
    }

    @Override
    public Scheduler scheduler() {
        return (job, time, start) ->
                use("scheduler.runAt", Map.of("job", job, "time", time, "start", start));
    }

    @Override
    public Secrets secrets() {
        return name -> found(use("secrets.get", Map.of("name", name))).map(node -> node.asText());
    }

    @Override
    public Users users() {
        return person ->
                found(use("users.find", Map.of("person", person)))
                        .map(node -> Codec.read(node, Users.Profile.class));
    }

    @Override
    public PackageFiles files() {
        return new HostFiles();
    }

    @Override
    public Logger log() {
        return new HostLog();
    }

    private JsonNode use(String name, Object arguments) {
        return host.use(name, Codec.tree(arguments));
    }

    private static Optional<JsonNode> found(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    private final class HostStorage implements Storage {

        private final String name;

        HostStorage(String name) {
            this.name = name;
        }

        @Override
        public Optional<Entry> get(String key) {
            return entry(use("storage.get", arguments(key)));
        }

        @Override
        public Entry put(String key, Map<String, Object> value) {
            return entry(use("storage.put", arguments(key, value, null))).orElseThrow();
        }

        @Override
        public Optional<Entry> create(String key, Map<String, Object> value) {
            return entry(use("storage.create", arguments(key, value, null)));
        }

        @Override
        public Optional<Entry> replace(String key, Map<String, Object> value, long version) {
            return entry(use("storage.replace", arguments(key, value, version)));
        }

        @Override
        public boolean delete(String key) {
            return use("storage.delete", arguments(key)).asBoolean();
        }

        @Override
        public List<Entry> list(String prefix, @Nullable String after, int limit) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            arguments.put("storage", name);
            arguments.put("prefix", prefix);
            if (after != null) {
                arguments.put("after", after);
            }
            arguments.put("limit", limit);
            List<Entry> entries = new ArrayList<>();
            use("storage.list", arguments)
                    .forEach(node -> entries.add(Codec.read(node, Entry.class)));
            return List.copyOf(entries);
        }

        private Optional<Entry> entry(JsonNode node) {
            return found(node).map(one -> Codec.read(one, Entry.class));
        }

        private Map<String, Object> arguments(String key) {
            return Map.of("storage", name, "key", key);
        }

        private Map<String, Object> arguments(
                String key, Map<String, Object> value, @Nullable Long version) {
            Map<String, Object> arguments = new LinkedHashMap<>(arguments(key));
            arguments.put("value", value);
            if (version != null) {
                arguments.put("version", version);
            }
            return arguments;
        }
    }

    private final class HostFiles implements PackageFiles {

        @Override
        public List<PackageFile> list() {
            List<PackageFile> files = new ArrayList<>();
            use("files.list", Map.of())
                    .forEach(node -> files.add(Codec.read(node, PackageFile.class)));
            return List.copyOf(files);
        }

        @Override
        public Optional<String> text(String path) {
            return found(use("files.text", Map.of("path", path))).map(node -> node.asText());
        }
    }

    private final class HostLog implements Logger {

        @Override
        public void info(String message) {
            use("log.info", Map.of("message", Codec.cut(message, LONGEST_LINE)));
        }

        @Override
        public void warn(String message) {
            use("log.warn", Map.of("message", Codec.cut(message, LONGEST_LINE)));
        }
    }
}
