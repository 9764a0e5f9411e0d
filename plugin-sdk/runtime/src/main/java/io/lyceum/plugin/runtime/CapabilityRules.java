package io.lyceum.plugin.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.Storage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a plugin may hand to a capability: the same for every host, that of tests included. */
public final class CapabilityRules {

    /** Events that one call may publish. */
    public static final int MOST_EVENTS = 100;

    private static final int LARGEST_EVENT = 16 * 1024;
    private static final Pattern EVENT_TYPE =
            Pattern.compile("(?=.{1,60}$)[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    /** What belongs to the connection, and not to the request. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "host",
                    "content-length",
                    "connection",
                    "keep-alive",
                    "transfer-encoding",
                    "te",
                    "trailer",
                    "upgrade",
                    "expect",
                    "proxy-authorization",
                    "proxy-connection",
                    "x-forwarded-for",
                    "forwarded");

    private static final String SECRET = "secret:";
    private static final String BEARER = "Bearer ";

    private CapabilityRules() {}

    /** Reads the key of an entry that may be there; nothing when no entry can have it. */
    public static Optional<String> known(JsonNode arguments) {
        return Optional.of(arguments.path("key").asText()).filter(CapabilityRules::isKey);
    }

    private static boolean isKey(String text) {
        return !text.isEmpty() && text.length() <= Storage.LONGEST_KEY && text.indexOf('\0') < 0;
    }

    /**
     * Reads the key of an entry to write.
     *
     * @throws QuotaExceeded unless it has 1 to {@link Storage#LONGEST_KEY} characters
     */
    public static String key(JsonNode arguments) {
        return known(arguments)
                .orElseThrow(
                        () ->
                                new QuotaExceeded(
                                        "a key is 1 to " + Storage.LONGEST_KEY + " characters"));
    }

    /**
     * Reads the value of a storage's entry.
     *
     * @throws QuotaExceeded if it is larger than {@link Storage#LARGEST_VALUE}
     */
    public static JsonNode value(JsonNode arguments) {
        JsonNode value = arguments.path("value");
        int size = Codec.bytes(value).length;
        if (size > Storage.LARGEST_VALUE) {
            throw new QuotaExceeded(
                    "a value is " + Storage.LARGEST_VALUE + " bytes at most, not " + size);
        }
        return value;
    }

    /**
     * Checks an event that is to be published.
     *
     * @param before how many the call has published already
     * @throws QuotaExceeded if its type is none, it is too large, or it is one too many
     */
    public static void event(JsonNode arguments, int before) {
        if (!EVENT_TYPE.matcher(arguments.path("type").asText()).matches()) {
            throw new QuotaExceeded("an event type is lower case words with dots, 60 characters");
        }
        if (before >= MOST_EVENTS
                || Codec.bytes(arguments.path("payload")).length > LARGEST_EVENT) {
            throw new QuotaExceeded(
                    "a call publishes %d events of %d bytes at most"
                            .formatted(MOST_EVENTS, LARGEST_EVENT));
        }
    }

    /**
     * Checks the method of a request.
     *
     * @throws HttpFailed for another than the common six
     */
    public static void method(String method) {
        if (!METHODS.contains(method)) {
            throw new HttpFailed("a method is one of " + new TreeSet<>(METHODS));
        }
    }

    /**
     * Fills secrets into the headers of a request.
     *
     * @param secret reads a secret setting, and throws if there is none
     * @throws HttpFailed for a header that is not for plugins
     */
    public static Map<String, String> headers(
            Map<String, String> headers, UnaryOperator<String> secret) {
        Map<String, String> filled = new TreeMap<>();
        headers.forEach((name, value) -> filled.put(header(name), filled(name, value, secret)));
        return filled;
    }

    private static String header(String name) {
        if (!HEADER.matcher(name).matches()
                || OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            throw new HttpFailed("the header " + name + " is not for plugins");
        }
        return name;
    }

    private static String filled(String name, String value, UnaryOperator<String> secret) {
        String prefix = value.startsWith(BEARER + SECRET) ? BEARER : "";
        String filled =
                value.startsWith(prefix + SECRET)
                        ? prefix + secret.apply(value.substring(prefix.length() + SECRET.length()))
                        : value;
        if (filled.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            throw new HttpFailed("the header " + name + " has a control character");
        }
        return filled;
    }
}
