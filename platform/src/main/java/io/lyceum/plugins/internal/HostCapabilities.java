package io.lyceum.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.Http;
import io.lyceum.plugin.Users;
import io.lyceum.plugin.runtime.Capabilities;
import io.lyceum.plugin.runtime.CapabilityRules;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin may do during one call: what its descriptor declares and the school has granted.
 */
final class HostCapabilities implements Capabilities {

    private static final Logger LOG = Logger.getLogger("io.lyceum.plugin");
    private static final int MOST_LINES = 50;
    private final SchoolPlugin plugin;
    private final Entries entries;
    private final SchoolPlugins schoolPlugins;
    private final People people;
    private final Doors doors;
    private final @Nullable UUID activity;
    private final @Nullable UUID person;
    private int lines;
    private int published;

    /** Where plugins reach beyond what is kept for them. */
    record Doors(HostHttp http, Outbox outbox, Jobs jobs, Transactions transactions) {}

    HostCapabilities(
            SchoolPlugin plugin,
            Entries entries,
            SchoolPlugins schoolPlugins,
            People people,
            Doors doors,
            @Nullable UUID activity,
            @Nullable UUID person) {
        this.plugin = plugin;
        this.entries = entries;
        this.schoolPlugins = schoolPlugins;
        this.people = people;
        this.doors = doors;
        this.activity = activity;
        this.person = person;
    }

    @Override
    public JsonNode use(String name, JsonNode arguments) {
        return Codec.tree(answer(name, arguments));
    }

    private @Nullable Object answer(String name, JsonNode arguments) {
        return switch (name) {
            case "storage.open" -> {
                owner(arguments);
                yield null;
            }
            case "storage.get" ->
                    CapabilityRules.known(arguments)
                            .flatMap(key -> entries.get(owner(arguments), key))
                            .orElse(null);
            case "storage.put" ->
                    entries.put(
                            owner(arguments),
                            CapabilityRules.key(arguments),
                            CapabilityRules.value(arguments));
            case "storage.create" ->
                    entries.create(
                                    owner(arguments),
                                    CapabilityRules.key(arguments),
                                    CapabilityRules.value(arguments))
                            .orElse(null);
            case "storage.replace" ->
                    entries.replace(
                                    owner(arguments),
                                    CapabilityRules.key(arguments),
                                    CapabilityRules.value(arguments),
                                    arguments.path("version").asLong())
                            .orElse(null);
            case "storage.delete" ->
                    CapabilityRules.known(arguments)
                            .filter(key -> entries.delete(owner(arguments), key))
                            .isPresent();
            case "storage.list" ->
                    entries.list(
                            owner(arguments),
                            arguments.path("prefix").asText(),
                            arguments.path("after").isTextual()
                                    ? arguments.path("after").asText()
                                    : null,
                            arguments.path("limit").asInt());
            case "secrets.get" -> secret(arguments.path("name").asText());
            case "users.find" -> profile(arguments.path("person").asText());
            case "log.info" -> log(Level.INFO, arguments);
            case "log.warn" -> log(Level.WARNING, arguments);
            case "http.send" -> send(Codec.read(arguments, Http.Request.class));
            case "events.publish" -> publish(arguments);
            case "scheduler.runAt" -> runAt(arguments);
            default -> throw denied(name);
        };
    }

    private CapabilityDenied denied(String capability) {
        schoolPlugins.denied(plugin.id(), capability);
        return new CapabilityDenied(capability);
    }

    private Http.Response send(Http.Request request) {
        return doors.http().send(plugin, request, this::requireSecret, this::denied);
    }

    private String requireSecret(String name) {
        String secret = secret(name);
        if (secret == null) {
            throw denied("secrets: " + name + " is not set");
        }
        return secret;
    }

    private @Nullable Object publish(JsonNode arguments) {
        if (!plugin.scopes().contains("events.publish")) {
            throw denied("events.publish");
        }
        CapabilityRules.event(arguments, published++);
        doors.transactions()
                .run(
                        () ->
                                doors.outbox()
                                        .publish(
                                                OpenEvents.ofPlugin(
                                                        plugin.id(),
                                                        arguments.path("type").asText()),
                                                1,
                                                arguments.path("payload")));
        return null;
    }

    private @Nullable Object runAt(JsonNode arguments) {
        String job = arguments.path("job").asText();
        Instant time = Codec.read(arguments.path("time"), Instant.class);
        boolean known =
                doors.transactions()
                        .call(
                                () ->
                                        doors.jobs()
                                                .runAt(
                                                        plugin.id(),
                                                        job,
                                                        time,
                                                        arguments.path("start")));
        if (!known) {
            throw denied("scheduler: " + job + " is not declared");
        }
        return null;
    }

    private Entries.Owner owner(JsonNode arguments) {
        String name = arguments.path("storage").asText();
        Descriptor.StorageDeclaration storage =
                plugin.version()
                        .descriptor()
                        .storage(name)
                        .orElseThrow(() -> denied("storage: " + name + " is not declared"));
        @Nullable UUID ofActivity =
                switch (storage.scope()) {
                    case CONTENT, USER_STATE, USER_STATE_SUMMARY ->
                            needed(activity, "an activity", storage);
                    case SETTINGS, PREFERENCES -> null;
                };
        @Nullable UUID ofPerson =
                switch (storage.scope()) {
                    case USER_STATE, PREFERENCES -> needed(person, "a learner", storage);
                    case CONTENT, SETTINGS, USER_STATE_SUMMARY -> null;
                };
        return new Entries.Owner(plugin.id(), name, ofActivity, ofPerson, storage.quota());
    }

    private UUID needed(@Nullable UUID value, String what, Descriptor.StorageDeclaration storage) {
        if (value == null) {
            throw denied("storage: " + storage.name() + " needs a call about " + what);
        }
        return value;
    }

    private @Nullable String secret(String name) {
        if (!plugin.version()
                .descriptor()
                .settings()
                .path("properties")
                .path(name)
                .path("secret")
                .asBoolean()) {
            throw denied("secrets: " + name + " is no secret setting");
        }
        return schoolPlugins.secret(plugin.id(), name).orElse(null);
    }

    private Users.@Nullable Profile profile(String id) {
        boolean name = plugin.scopes().contains("users.name");
        boolean email = plugin.scopes().contains("users.email");
        if (!name && !email) {
            throw denied("users.name or users.email");
        }
        Optional<Person> found;
        try {
            found = Optional.of(people.byId(new PersonId(UUID.fromString(id))));
        } catch (IllegalArgumentException | Problem e) {
            found = Optional.empty();
        }
        return found.map(
                        one ->
                                new Users.Profile(
                                        id,
                                        name ? one.name() : null,
                                        email ? one.email() : null,
                                        one.locale().map(Locale::toLanguageTag).orElse(null)))
                .orElse(null);
    }

    private @Nullable Object log(Level level, JsonNode arguments) {
        if (lines++ < MOST_LINES) {
            LOG.log(
                    level,
                    "{0}: {1}",
                    new Object[] {
                        plugin.version().descriptor().reference(),
                        arguments.path("message").asText().replaceAll("\\p{Cntrl}", " ")
                    });
        }
        return null;
    }
}
