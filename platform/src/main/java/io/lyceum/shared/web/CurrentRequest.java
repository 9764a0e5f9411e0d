package io.lyceum.shared.web;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** What the door learnt about the running request; bound to its thread. */
public final class CurrentRequest {

    private static final ThreadLocal<Facts> BOUND = new ThreadLocal<>();

    private CurrentRequest() {}

    /** The running request, or nothing in background work. */
    public static Optional<Facts> bound() {
        return Optional.ofNullable(BOUND.get());
    }

    /**
     * The running request.
     *
     * @throws IllegalStateException outside a request: a bug
     */
    public static Facts require() {
        return bound().orElseThrow(() -> new IllegalStateException("no request on this thread"));
    }

    static void bind(Facts facts) {
        BOUND.set(facts);
    }

    static void clear() {
        BOUND.remove();
    }

    /**
     * A request.
     *
     * @param correlationId goes into the log, the answer and every error page
     * @param origin scheme, host and port as the browser sees them
     * @param address where the request comes from
     * @param path path and query
     * @param locale the reader's language among the product's
     * @param zone where days begin for the school
     */
    public record Facts(
            String correlationId,
            String cspNonce,
            String origin,
            String host,
            String address,
            String path,
            Locale locale,
            ZoneId zone) {

        /** The path without its query. */
        public String plainPath() {
            int query = path.indexOf('?');
            return query < 0 ? path : path.substring(0, query);
        }
    }
}
