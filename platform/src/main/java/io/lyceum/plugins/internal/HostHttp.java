package io.lyceum.plugins.internal;

import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.Http;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.runtime.CapabilityRules;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.net.PublicAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Requests of plugins: to the hosts that the school has agreed to, and nowhere else. */
@ApplicationScoped
public class HostHttp {

    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final Duration WITHIN = Duration.ofSeconds(10);
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
            UnaryOperator<String> secret,
            Function<String, CapabilityDenied> denied) {
        if (!plugin.scopes().contains("http")) {
            throw denied.apply("http");
        }
        CapabilityRules.method(request.method());
        URI uri;
        try {
            uri = URI.create(request.url());
        } catch (IllegalArgumentException e) {
            throw new HttpFailed("this is no address");
        }
        Map<String, String> headers = CapabilityRules.headers(request.headers(), secret);
        Set<String> confidential =
                headers.entrySet().stream()
                        .filter(h -> !h.getValue().equals(request.headers().get(h.getKey())))
                        .map(h -> h.getKey().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
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
                                    MOST_BYTES,
                                    false));
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
}
