package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the outside. Only HTTPS, only to the hosts of the descriptor's {@code egress}, never
 * to private addresses, whatever a name resolves to and wherever a redirect leads.
 */
@Stable
public interface Http {

    /**
     * Sends a request and waits for its answer. Redirects are followed up to three times, within
     * the allowed hosts.
     *
     * @throws CapabilityDenied if the host is not granted, or a header names a secret that the
     *     settings schema does not have or the school has not set
     * @throws HttpFailed if no complete answer came in time, or it was larger than 5 MB
     */
    Response send(Request request);

    /**
     * A request.
     *
     * @param method in capitals
     * @param url absolute
     * @param headers without Host and Content-Length; a value {@code secret:name} or {@code Bearer
     *     secret:name} is filled in by the host, which sends nothing while that secret is not set
     * @param body text; null for none
     */
    @Stable
    record Request(String method, String url, Map<String, String> headers, @Nullable String body) {

        public Request {
            headers = Map.copyOf(headers);
        }

        /** A GET without headers. */
        public static Request get(String url) {
            return new Request("GET", url, Map.of(), null);
        }
    }

    /**
     * An answer, whatever its status.
     *
     * @param headers names in lower case
     * @param body decoded as UTF-8
     */
    @Stable
    record Response(int status, Map<String, List<String>> headers, String body) {}
}
