package io.lyceum.plugin.runtime.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.runtime.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin says of itself in {@code plugin.yaml}.
 *
 * @param id lower case letters, digits and hyphens; unique among all plugins
 * @param version {@code major.minor.patch}, optionally {@code -suffix}
 * @param publisher id of its publisher
 * @param settings JSON Schema of an object; an object without properties when there are none
 * @param subscribes types of events for its listeners and connectors
 */
public record Descriptor(
        String id,
        String version,
        Words name,
        Words description,
        String publisher,
        SdkRange sdk,
        List<Provided> provides,
        List<Scope> scopes,
        List<Egress> egress,
        List<StorageDeclaration> storage,
        JsonNode settings,
        List<String> subscribes,
        Limits limits) {

    public Descriptor {
        provides = List.copyOf(provides);
        scopes = List.copyOf(scopes);
        egress = List.copyOf(egress);
        storage = List.copyOf(storage);
        subscribes = List.copyOf(subscribes);
    }

    /** The name of a loaded version, {@code id@version}. */
    public String reference() {
        return id + "@" + version;
    }

    /** Finds what it provides under a kind and id. */
    public Optional<Provided> provided(Kind kind, String wanted) {
        return provides.stream().filter(p -> p.kind() == kind && p.id().equals(wanted)).findFirst();
    }

    /** Finds a storage by its name. */
    public Optional<StorageDeclaration> storage(String wanted) {
        return storage.stream().filter(s -> s.name().equals(wanted)).findFirst();
    }

    /** Tells whether a scope is asked for. */
    public boolean asksFor(String scope) {
        return scopes.stream().anyMatch(s -> s.scope().equals(scope));
    }

    /** Tells whether a host may be reached; {@code *.example.com} stands for all names below. */
    public boolean reaches(String host) {
        return egress.stream().anyMatch(e -> e.covers(host));
    }

    /**
     * Text in several languages; English is always there.
     *
     * @param byLanguage by language tag
     */
    public record Words(Map<String, String> byLanguage) {

        public Words {
            byLanguage = Map.copyOf(byLanguage);
        }

        /**
         * Reads a title or description of the settings' schema: a text in English, or one for each
         * language.
         */
        public static Words of(JsonNode node) {
            if (!node.isObject()) {
                return new Words(Map.of("en", node.asText("")));
            }
            Map<String, String> words = new HashMap<>();
            node.fields().forEachRemaining(f -> words.put(f.getKey(), f.getValue().asText("")));
            return new Words(words);
        }

        /** The text in a language, else in English. */
        public String in(Locale locale) {
            return byLanguage.getOrDefault(locale.getLanguage(), byLanguage.getOrDefault("en", ""));
        }
    }

    /**
     * One thing that the plugin provides.
     *
     * @param icon key of the host's icons
     * @param every how often a job runs; null for other kinds
     * @param slot which slot is filled; null for other kinds
     */
    public record Provided(
            Kind kind,
            String id,
            String className,
            Words name,
            String icon,
            @Nullable Duration every,
            @Nullable String slot) {}

    /** A right that a school has to grant, with what it is for. */
    public record Scope(String scope, Words purpose) {}

    /** A host outside that the plugin talks to, with what for. */
    public record Egress(String host, Words purpose) {

        /** Tells whether a host is meant. */
        public boolean covers(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return host.startsWith("*.")
                    ? lower.endsWith(host.substring(1)) && lower.length() > host.length() - 1
                    : lower.equals(host);
        }
    }

    /**
     * A place to keep entries in.
     *
     * @param quota bytes of JSON for each owner: school, activity, or learner
     */
    public record StorageDeclaration(
            String name, StorageScope scope, DataClass data, long quota, Words purpose) {}

    /** To whom the entries of a storage belong. */
    public enum StorageScope {
        /** One activity; written by teachers. */
        CONTENT,
        /** The school. */
        SETTINGS,
        /** One learner in one activity. */
        USER_STATE,
        /** One person. */
        PREFERENCES,
        /** One activity; what learners have done in it together. */
        USER_STATE_SUMMARY
    }

    /** What is kept. */
    public enum DataClass {
        NONE,
        PERSONAL
    }

    /**
     * What a worker may use.
     *
     * @param memoryMb heap of its process
     */
    public record Limits(int memoryMb) {}
}
