package io.lyceum.plugins.internal;

import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.Http;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.net.PublicAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Requests of plugins: to the hosts that the school has agreed to, and nowhere else. */
@ApplicationScoped
public class HostHttp {

    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    /** What belongs to the connection, and not to the request. */
    private static final Set<String> OURS =
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

    private final OutboundHttp outbound;

    protected HostHttp() {
        this(null);
    }

    @Inject
    HostHttp(OutboundHttp outbound) {
        this.outbound = outbound;
    }

    /**
     * Sends a request for a plugin.
     *
     * @param secret reads a secret setting
     * @param denied notes what was not granted
     * @throws CapabilityDenied without the right, to another host, or without a secret it names
     * @throws HttpFailed if no complete answer came
     */
    Http.Response send(
            SchoolPlugin plugin,
            Http.Request request,
            Function<String, String> secret,
            Function<String, CapabilityDenied> denied) {
        if (!plugin.scopes().contains("http")) {
            throw denied.apply("http");
        }
        if (!METHODS.contains(request.method())) {
            throw new HttpFailed("a method is one of " + new TreeSet<>(METHODS));
        }
        URI uri;
        try {
            uri = URI.create(request.url());
        } catch (IllegalArgumentException e) {
            throw new HttpFailed("this is no address");
        }
        Set<String> confidential = new HashSet<>();
        Map<String, String> headers = new TreeMap<>();
        request.headers()
                .forEach(
                        (name, value) -> {
                            String filled = filled(header(name), value, secret);
                            if (!filled.equals(value)) {
                                confidential.add(name.toLowerCase(Locale.ROOT));
                            }
                            headers.put(name, filled);
                        });
        try {
            OutboundHttp.Answer answer =
                    outbound.send(
                            new OutboundHttp.Ask(
                                    request.method(),
                                    uri,
                                    headers,
                                    confidential,
                                    request.body() == null
                                            ? null
                                            : request.body().getBytes(StandardCharsets.UTF_8),
                                    to -> agreed(plugin, to),
                                    MOST_REDIRECTS,
                                    WITHIN,
                                    MOST_BYTES));
            return new Http.Response(
                    answer.status(),
                    answer.headers(),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (OutboundHttp.NotAllowed | PublicAddresses.PrivateAddress e) {
            throw denied.apply("http: " + e.getMessage());
        } catch (IOException e) {
            throw new HttpFailed(String.valueOf(e.getMessage()));
        }
    }

    /** The host is declared by this version, and the school has agreed to that declaration. */
    private static boolean agreed(SchoolPlugin plugin, URI to) {
        return plugin.version().descriptor().egress().stream()
                .filter(egress -> plugin.hosts().contains(egress.host()))
                .anyMatch(egress -> egress.covers(to.getHost()));
    }

    private static String header(String name) {
        if (!HEADER.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new HttpFailed("the header " + name + " is not for plugins");
        }
        return name;
    }

    private static String filled(String name, String value, Function<String, String> secret) {
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
