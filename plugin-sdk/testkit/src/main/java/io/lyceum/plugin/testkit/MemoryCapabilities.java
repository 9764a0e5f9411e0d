package io.lyceum.plugin.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.Http;
import io.lyceum.plugin.Users;
import io.lyceum.plugin.runtime.Capabilities;
import io.lyceum.plugin.runtime.CapabilityRules;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the plugin may do during one call in the test host: what its descriptor asks for. */
final class MemoryCapabilities implements Capabilities {

    private final TestHost host;
    private final TestHost.Subject subject;
    private final MemoryStore store;
    private final FakeHttp http;
    private final FakeClock clock;
    private final List<TestHost.Used> used;
    private int published;

    MemoryCapabilities(
            TestHost host,
            TestHost.Subject subject,
            MemoryStore store,
            FakeHttp http,
            FakeClock clock,
            List<TestHost.Used> used) {
        this.host = host;
        this.subject = subject;
        this.store = store;
        this.http = http;
        this.clock = clock;
        this.used = used;
    }

    @Override
    public JsonNode use(String name, JsonNode arguments) {
        return Codec.tree(answer(name, arguments));
    }

    private @Nullable Object answer(String name, JsonNode arguments) {
        switch (name) {
            case "storage.open":
                owner(arguments);
                return null;
            case "storage.get":
                return CapabilityRules.known(arguments)
                        .flatMap(key -> store.get(owner(arguments), key))
                        .orElse(null);
            case "storage.put":
                return store.put(
                        owner(arguments),
                        CapabilityRules.key(arguments),
                        Codec.object(CapabilityRules.value(arguments)),
                        quota(arguments),
                        clock.instant());
            case "storage.create":
                return store.create(
                                owner(arguments),
                                CapabilityRules.key(arguments),
                                Codec.object(CapabilityRules.value(arguments)),
                                quota(arguments),
                                clock.instant())
                        .orElse(null);
            case "storage.replace":
                return store.replace(
                                owner(arguments),
                                CapabilityRules.key(arguments),
                                Codec.object(CapabilityRules.value(arguments)),
                                arguments.path("version").asLong(),
                                quota(arguments),
                                clock.instant())
                        .orElse(null);
            case "storage.delete":
                return CapabilityRules.known(arguments)
                        .filter(key -> store.delete(owner(arguments), key))
                        .isPresent();
            case "storage.list":
                JsonNode after = arguments.path("after");
                return store.list(
                        owner(arguments),
                        arguments.path("prefix").asText(),
                        after.isTextual() ? after.asText() : null,
                        Math.max(1, Math.min(200, arguments.path("limit").asInt())));
            case "http.send":
                return send(Codec.read(arguments, Http.Request.class));
            case "secrets.get":
                return secret(arguments.path("name").asText());
            case "users.find":
                return person(arguments.path("person").asText());
            case "files.list":
                return host.files().list();
            case "files.text":
                return host.files().text(arguments.path("path").asText());
            case "events.publish":
                require("events.publish");
                CapabilityRules.event(arguments, published++);
                used.add(new TestHost.Used(name, arguments));
                return null;
            case "scheduler.runAt":
                String job = arguments.path("job").asText();
                if (host.descriptor().provided(Kind.JOB, job).isEmpty()) {
                    throw new CapabilityDenied("scheduler: " + job);
                }
                host.jobs()
                        .ask(
                                job,
                                Codec.read(arguments.path("time"), Instant.class),
                                Codec.object(arguments.path("start")));
                used.add(new TestHost.Used(name, arguments));
                return null;
            case "log.info", "log.warn":
                used.add(new TestHost.Used(name, arguments));
                return null;
            default:
                throw new CapabilityDenied(name);
        }
    }

    private void require(String scope) {
        if (!host.descriptor().asksFor(scope)) {
            throw new CapabilityDenied(scope);
        }
    }

    private Descriptor.StorageDeclaration declaration(JsonNode arguments) {
        String name = arguments.path("storage").asText();
        return host.descriptor()
                .storage(name)
                .orElseThrow(() -> new CapabilityDenied("storage: " + name + " is not declared"));
    }

    private long quota(JsonNode arguments) {
        return declaration(arguments).quota();
    }

    private String owner(JsonNode arguments) {
        Descriptor.StorageDeclaration declaration = declaration(arguments);
        String activity =
                switch (declaration.scope()) {
                    case CONTENT, USER_STATE, USER_STATE_SUMMARY ->
                            needed(subject.activity(), "an activity", declaration);
                    case SETTINGS, PREFERENCES -> "";
                };
        String learner =
                switch (declaration.scope()) {
                    case USER_STATE, PREFERENCES ->
                            needed(subject.learner(), "a learner", declaration);
                    case CONTENT, SETTINGS, USER_STATE_SUMMARY -> "";
                };
        return declaration.name() + "/" + activity + "/" + learner;
    }

    private static String needed(
            @Nullable String value, String what, Descriptor.StorageDeclaration declaration) {
        if (value == null) {
            throw new CapabilityDenied(
                    "storage: " + declaration.name() + " needs a call about " + what);
        }
        return value;
    }

    private Http.Response send(Http.Request request) {
        require("http");
        CapabilityRules.method(request.method());
        URI uri;
        try {
            uri = URI.create(request.url());
        } catch (IllegalArgumentException e) {
            throw new CapabilityDenied("http: this is no address");
        }
        String target = String.valueOf(uri.getHost());
        if (!"https".equals(uri.getScheme()) || !host.descriptor().reaches(target)) {
            throw new CapabilityDenied("http: " + uri.getScheme() + "://" + target);
        }
        Map<String, String> headers =
                CapabilityRules.headers(request.headers(), this::requireSecret);
        return http.send(
                new Http.Request(request.method(), request.url(), headers, request.body()));
    }

    private String requireSecret(String name) {
        String secret = secret(name);
        if (secret == null) {
            throw new CapabilityDenied("secrets: " + name + " is not set");
        }
        return secret;
    }

    private @Nullable String secret(String name) {
        if (!host.descriptor()
                .settings()
                .path("properties")
                .path(name)
                .path("secret")
                .asBoolean()) {
            throw new CapabilityDenied("secrets: " + name + " is no secret setting");
        }
        return host.secrets().get(name);
    }

    private Users.@Nullable Profile person(String id) {
        boolean name = host.descriptor().asksFor("users.name");
        boolean email = host.descriptor().asksFor("users.email");
        if (!name && !email) {
            throw new CapabilityDenied("users.name or users.email");
        }
        Users.Profile profile = host.people().get(id);
        return profile == null
                ? null
                : new Users.Profile(
                        id,
                        name ? profile.name() : null,
                        email ? profile.email() : null,
                        profile.locale());
    }
}
