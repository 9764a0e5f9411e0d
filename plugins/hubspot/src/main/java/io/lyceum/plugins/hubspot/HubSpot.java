package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugins.hubspot.HubSpotProblem.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's public CRM API, version 3, as far as contacts need it. Every method throws {@link
 * HubSpotProblem} when HubSpot does not do what was asked.
 */
final class HubSpot {

    private static final String BASE = "https://api.hubapi.com";
    private static final String CONTACTS = "/crm/v3/objects/contacts";
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Authorization", "Bearer secret:accessToken",
                    "Content-Type", "application/json",
                    "Accept", "application/json");

    /** How long to leave HubSpot alone after a failure that says nothing about it, in seconds. */
    private static final int PAUSE = 30;

    /** HubSpot's window for bursts, in seconds. */
    private static final int TEN_SECONDS = 10;

    /**
     * A day's limit ends at midnight in the account's time zone, which no answer tells: looking
     * once an hour costs 24 requests at most.
     */
    private static final int HOUR = 3600;

    private static final int DAY = 86_400;
    private static final int LONGEST_DETAIL = 300;

    private final PluginContext context;
    private final Instant stopAt;

    /**
     * Connects for one call.
     *
     * @param longest after which no further request is begun, so that the call ends in time
     */
    HubSpot(PluginContext context, Duration longest) {
        this.context = context;
        this.stopAt = context.clock().instant().plus(longest);
    }

    /**
     * A contact.
     *
     * @param properties those that were asked for and have a value
     */
    record Contact(String id, Map<String, String> properties) {

        /** The addresses that lead to it, in lower case; a merged contact has several. */
        Set<String> emails() {
            return Stream.of(
                            properties.getOrDefault("email", ""),
                            properties.getOrDefault("hs_additional_emails", ""))
                    .flatMap(text -> Stream.of(text.split(";")))
                    .map(text -> text.strip().toLowerCase(Locale.ROOT))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.toSet());
        }
    }

    /** A contact property. */
    record Property(String name, String type, boolean readOnly) {}

    /**
     * Contacts to write.
     *
     * @param id the contact's id, or its address when there is none yet
     */
    record Write(String id, Map<String, String> properties) {}

    /** Reads any contact, to see whether the token is good. */
    void knock() {
        send("GET", CONTACTS + "?limit=1&properties=email", null);
    }

    /** Finds a contact property. */
    Optional<Property> property(String name) {
        try {
            Map<String, Object> found =
                    send("GET", "/crm/v3/properties/contacts/" + encoded(name), null);
            return Optional.of(
                    new Property(
                            name,
                            text(found.get("type")),
                            Boolean.TRUE.equals(
                                    map(found.get("modificationMetadata")).get("readOnlyValue"))));
        } catch (HubSpotProblem problem) {
            return none(problem);
        }
    }

    /** Finds a contact. */
    Optional<Contact> contact(String id, Collection<String> properties) {
        try {
            return contact(
                    send(
                            "GET",
                            CONTACTS
                                    + "/"
                                    + encoded(id)
                                    + "?properties="
                                    + encoded(String.join(",", properties)),
                            null));
        } catch (HubSpotProblem problem) {
            return none(problem);
        }
    }

    /** Finds contacts by their addresses; those that are not there are left out. */
    List<Contact> byEmail(Collection<String> emails, Collection<String> properties) {
        return read(emails, properties, "email");
    }

    /** Finds contacts by their ids; those that are not there are left out. */
    List<Contact> byId(Collection<String> ids, Collection<String> properties) {
        return read(ids, properties, null);
    }

    private List<Contact> read(
            Collection<String> ids, Collection<String> properties, @Nullable String idProperty) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (idProperty != null) {
            body.put("idProperty", idProperty);
        }
        body.put("properties", List.copyOf(properties));
        body.put("inputs", ids.stream().map(id -> Map.of("id", id)).toList());
        return results(send("POST", CONTACTS + "/batch/read", body)).stream()
                .flatMap(result -> contact(result).stream())
                .toList();
    }

    /**
     * Changes contacts by their ids.
     *
     * @return the ids of those that were written, in the order of the writes; empty where one was
     *     not
     */
    List<Optional<String>> update(List<Write> writes) {
        return write("/batch/update", writes, false);
    }

    /**
     * Creates contacts with all their properties; whoever is there by now is changed.
     *
     * @return the ids of those that were written, in the order of the writes; empty where one was
     *     not
     */
    List<Optional<String>> create(List<Write> writes) {
        return write("/batch/upsert", writes, true);
    }

    private List<Optional<String>> write(String path, List<Write> writes, boolean byEmail) {
        if (writes.isEmpty()) {
            return List.of();
        }
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (Write write : writes) {
            Map<String, Object> input = new LinkedHashMap<>();
            input.put("id", write.id());
            if (byEmail) {
                input.put("idProperty", "email");
            }
            // It comes back with what became of the input; without it, one bad input in a batch
            // is answered for the batch as a whole.
            input.put("objectWriteTraceId", String.valueOf(inputs.size()));
            input.put("properties", write.properties());
            inputs.add(input);
        }
        Map<String, Object> answer = send("POST", CONTACTS + path, Map.of("inputs", inputs));
        List<Map<String, Object>> results = results(answer);
        if (writes.size() == 1) {
            if (results.isEmpty()) {
                throw HubSpotProblem.of(Kind.REFUSED, firstError(answer));
            }
            return List.of(Optional.of(text(results.get(0).get("id"))));
        }
        List<Optional<String>> written = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            String trace = String.valueOf(i);
            String id = writes.get(i).id();
            written.add(
                    results.stream()
                            .filter(result -> isOf(result, trace, id))
                            .map(result -> text(result.get("id")))
                            .findFirst());
        }
        return written;
    }

    private static boolean isOf(Map<String, Object> result, String trace, String id) {
        String traced = text(result.get("objectWriteTraceId"));
        return traced.isEmpty()
                ? text(result.get("id")).equals(id)
                        || text(map(result.get("properties")).get("email")).equalsIgnoreCase(id)
                : traced.equals(trace);
    }

    /** Deletes a contact for good; none is left when it was not there. */
    void forget(String id) {
        try {
            // By id, never by address: HubSpot blocks an address that it does not find.
            send("POST", CONTACTS + "/gdpr-delete", Map.of("objectId", id));
        } catch (HubSpotProblem problem) {
            none(problem);
        }
    }

    private static <T> Optional<T> none(HubSpotProblem problem) {
        if (problem.kind() == Kind.MISSING) {
            return Optional.empty();
        }
        throw problem;
    }

    private Map<String, Object> send(String method, String path, @Nullable Object body) {
        if (!context.clock().instant().isBefore(stopAt)) {
            throw HubSpotProblem.later("slow", 0);
        }
        Http.Response answer;
        try {
            answer =
                    context.http()
                            .send(
                                    new Http.Request(
                                            method,
                                            BASE + path,
                                            HEADERS,
                                            body == null ? null : Json.write(body)));
        } catch (HttpFailed e) {
            throw HubSpotProblem.later(cut(String.valueOf(e.getMessage())), PAUSE);
        }
        int status = answer.status();
        Optional<Map<String, Object>> read = object(answer.body());
        if (status >= 200 && status < 300) {
            return read.orElseThrow(
                    () -> HubSpotProblem.later(status + ", but no JSON object", PAUSE));
        }
        throw problem(answer, read.orElse(Map.of()));
    }

    private static HubSpotProblem problem(Http.Response answer, Map<String, Object> body) {
        int status = answer.status();
        String said = text(body.get("message"));
        String detail = cut(said.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + said);
        // 423 is a locked record, 477 an account that is being moved; both say when to come again.
        if (status == 429 || status == 423 || status == 477 || status == 408 || status >= 500) {
            return HubSpotProblem.later(detail, pause(answer, text(body.get("policyName"))));
        }
        return HubSpotProblem.of(
                switch (status) {
                    case 401 -> Kind.TOKEN;
                    case 403 -> Kind.SCOPES;
                    case 404 -> Kind.MISSING;
                    default -> Kind.REFUSED;
                },
                detail);
    }

    private static int pause(Http.Response answer, String policy) {
        String wanted =
                answer.headers().getOrDefault("retry-after", List.of()).stream()
                        .findFirst()
                        .orElse("")
                        .strip();
        if (wanted.matches("\\d{1,9}")) {
            return Math.max(1, Math.min(DAY, Integer.parseInt(wanted)));
        }
        if (answer.status() != 429) {
            return PAUSE;
        }
        return policy.contains("DAILY") ? HOUR : TEN_SECONDS;
    }

    private static Optional<Map<String, Object>> object(String body) {
        if (body.isBlank()) {
            return Optional.of(Map.of());
        }
        try {
            return Json.read(body) instanceof Map<?, ?> map
                    ? Optional.of(map(map))
                    : Optional.empty();
        } catch (Json.Malformed e) {
            return Optional.empty();
        }
    }

    private static List<Map<String, Object>> results(Map<String, Object> answer) {
        return maps(answer.get("results"));
    }

    private static String firstError(Map<String, Object> answer) {
        return maps(answer.get("errors")).stream()
                .map(error -> text(error.get("message")))
                .filter(message -> !message.isEmpty())
                .findFirst()
                .map(HubSpot::cut)
                .orElse("?");
    }

    private static Optional<Contact> contact(Map<String, Object> result) {
        String id = text(result.get("id"));
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> properties = new LinkedHashMap<>();
        map(result.get("properties"))
                .forEach(
                        (name, value) -> {
                            if (value != null && !text(value).isEmpty()) {
                                properties.put(name, text(value));
                            }
                        });
        return Optional.of(new Contact(id, properties));
    }

    private static List<Map<String, Object>> maps(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).map(HubSpot::map).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // our reader makes maps with text as keys only
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String || value instanceof Long ? value.toString() : "";
    }

    private static String cut(String text) {
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "…" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
