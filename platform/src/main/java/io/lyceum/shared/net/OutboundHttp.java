package io.lyceum.shared.net;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Requests to hosts that a school or a plugin has chosen. A name is resolved once, its addresses
 * are judged, and the connection goes to just those; the same for each redirect. No cookies, no
 * proxies of the environment, nothing is unpacked, and an answer has an end in time and in size.
 */
@ApplicationScoped
public class OutboundHttp {

    private static final int MOST_CONNECTIONS = 100;
    private static final int MOST_OF_A_HOST = 20;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** How names become addresses. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    @Resource ManagedScheduledExecutorService timer;

    /** Names of the installation's own: they may be private, and may be asked without TLS. */
    @Inject
    @ConfigProperty(name = "lyceum.outbound.hosts")
    Optional<String> ownHosts;

    private Map<String, String> own = Map.of();
    private CloseableHttpClient client;
    private ScheduledExecutorService watch;

    protected OutboundHttp() {}

    /** For tests. */
    OutboundHttp(
            Names names,
            Map<String, String> own,
            @Nullable TlsSocketStrategy tls,
            ScheduledExecutorService watch) {
        this.own = Map.copyOf(own);
        this.client = client(names, tls);
        this.watch = watch;
    }

    @PostConstruct
    void open() {
        own = pairs(ownHosts.orElse(""));
        client = client(InetAddress::getAllByName, null);
        watch = timer;
    }

    @PreDestroy
    void close() {
        try {
            client.close();
        } catch (IOException e) {
            // It ends with the process.
            return;
        }
    }

    /** Reads {@code name=address,…}. */
    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.split(",")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                pairs.put(
                        pair.substring(0, at).strip().toLowerCase(Locale.ROOT),
                        pair.substring(at + 1).strip());
            }
        }
        return pairs;
    }

    private CloseableHttpClient client(Names names, @Nullable TlsSocketStrategy tls) {
        PoolingHttpClientConnectionManager connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(
                                new DnsResolver() {
                                    @Override
                                    public InetAddress[] resolve(String host)
                                            throws UnknownHostException {
                                        String mapped = own.get(host.toLowerCase(Locale.ROOT));
                                        return mapped == null
                                                ? PublicAddresses.require(host, names.of(host))
                                                : InetAddress.getAllByName(mapped);
                                    }

                                    @Override
                                    public String resolveCanonicalHostname(String host) {
                                        return host;
                                    }
                                })
                        .setTlsSocketStrategy(tls)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_OF_A_HOST)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.of(CONNECT))
                                        .setTimeToLive(Timeout.ofMinutes(1))
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /**
     * A request.
     *
     * @param headers those that begin with {@code Authorization} or {@code Cookie}, and all in
     *     {@code confidential}, stay at the first host
     * @param confidential names in lower case
     * @param body null for none
     * @param allowed asked for the first address and for each that a redirect leads to
     * @param redirects how many are followed
     * @param within how long it all may take
     * @param most bytes of the answer's body
     */
    public record Ask(
            String method,
            URI uri,
            Map<String, String> headers,
            Set<String> confidential,
            byte @Nullable [] body,
            Predicate<URI> allowed,
            int redirects,
            Duration within,
            int most) {

        public Ask {
            headers = Map.copyOf(headers);
            confidential = Set.copyOf(confidential);
        }
    }

    /**
     * An answer, whatever its status.
     *
     * @param headers names in lower case
     */
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {}

    /** An address that may not be asked. */
    public static final class NotAllowed extends IOException {

        private static final long serialVersionUID = 1L;

        NotAllowed(String why) {
            super(why);
        }
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @throws NotAllowed if it, or a redirect, may not go where it wants to
     * @throws IOException if no complete answer came in time
     */
    public Answer send(Ask ask) throws IOException {
        long end = System.nanoTime() + ask.within().toNanos();
        Ask next = ask;
        for (int hop = 0; ; hop++) {
            requireAllowed(next);
            Answer answer = exchange(next, end - System.nanoTime());
            List<String> location = answer.headers().getOrDefault("location", List.of());
            if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
                return answer;
            }
            if (hop == ask.redirects()) {
                return answer;
            }
            next = redirected(next, answer.status(), location.get(0));
        }
    }

    private void requireAllowed(Ask ask) throws NotAllowed {
        URI uri = ask.uri();
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            throw new NotAllowed("an address is like https://api.example.com/path");
        }
        boolean ours = own.containsKey(host.toLowerCase(Locale.ROOT));
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (!https && !(http && ours)) {
            throw new NotAllowed("only https is allowed");
        }
        if (!ours && uri.getPort() != -1 && uri.getPort() != 443) {
            throw new NotAllowed("only port 443 is allowed");
        }
        if (!ask.allowed().test(uri)) {
            throw new NotAllowed(host + " is not allowed");
        }
    }

    private static Ask redirected(Ask ask, int status, String location) throws NotAllowed {
        URI to;
        try {
            to = ask.uri().resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new NotAllowed("the redirect leads to no address");
        }
        boolean reading = ask.method().equals("GET") || ask.method().equals("HEAD");
        boolean again = reading || status == 307 || status == 308;
        Map<String, String> headers = new HashMap<>(ask.headers());
        if (!ask.uri().getScheme().equalsIgnoreCase(to.getScheme())
                || !ask.uri().getAuthority().equalsIgnoreCase(to.getAuthority())) {
            headers.keySet()
                    .removeIf(
                            name -> {
                                String lower = name.toLowerCase(Locale.ROOT);
                                return lower.equals("authorization")
                                        || lower.equals("cookie")
                                        || ask.confidential().contains(lower);
                            });
        }
        if (!again) {
            headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
        }
        return new Ask(
                again ? ask.method() : "GET",
                to,
                headers,
                ask.confidential(),
                again ? ask.body() : null,
                ask.allowed(),
                ask.redirects(),
                ask.within(),
                ask.most());
    }

    private Answer exchange(Ask ask, long nanos) throws IOException {
        if (nanos <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        HttpUriRequestBase request = new HttpUriRequestBase(ask.method(), ask.uri());
        ask.headers().forEach(request::setHeader);
        if (ask.body() != null) {
            request.setEntity(new ByteArrayEntity(ask.body(), null));
        }
        request.setConfig(
                RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofNanoseconds(nanos))
                        .setResponseTimeout(Timeout.ofNanoseconds(nanos))
                        .build());
        // A server that sends a byte a second never runs into the client's own limits.
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm =
                watch.schedule(
                        () -> {
                            late.set(true);
                            request.abort();
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, response -> read(request, response, ask.most()));
        } catch (IOException e) {
            throw late.get() ? new SocketTimeoutException("no answer in time") : e;
        } finally {
            alarm.cancel(false);
        }
    }

    private static Answer read(HttpUriRequestBase request, ClassicHttpResponse response, int most)
            throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(
                            header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue());
        }
        HttpEntity entity = response.getEntity();
        byte[] body = new byte[0];
        if (entity != null) {
            InputStream in = entity.getContent();
            body = in == null ? body : in.readNBytes(most + 1);
            if (body.length > most) {
                // Closing it in peace would read the rest of it.
                request.abort();
                throw new IOException("the answer is larger than " + most + " bytes");
            }
        }
        return new Answer(response.getCode(), headers, body);
    }
}
