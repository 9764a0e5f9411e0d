package io.lyceum.shared.net;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
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

    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_OF_A_HOST = 100;
    private static final int MOST_NAMES_AT_ONCE = 64;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final String LATE = "no answer in time";
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
    private CloseableHttpAsyncClient client;
    private ScheduledExecutorService watch;

    /** Looking a name up keeps a thread until the name server has answered; nothing else does. */
    private final ThreadPoolExecutor lookups =
            new ThreadPoolExecutor(
                    0,
                    MOST_NAMES_AT_ONCE,
                    30,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    task -> {
                        Thread thread = new Thread(task, "outbound-lookup");
                        thread.setDaemon(true);
                        return thread;
                    });

    protected OutboundHttp() {}

    /** For tests. */
    OutboundHttp(
            Names names,
            Map<String, String> own,
            @Nullable TlsStrategy tls,
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
        lookups.shutdownNow();
        client.close(CloseMode.GRACEFUL);
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

    private CloseableHttpAsyncClient client(Names names, @Nullable TlsStrategy tls) {
        AsyncClientConnectionManager connections =
                PoolingAsyncClientConnectionManagerBuilder.create()
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
                        .setTlsStrategy(tls)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_OF_A_HOST)
                        .setDefaultTlsConfig(
                                TlsConfig.custom()
                                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                        .build())
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.of(CONNECT))
                                        .setTimeToLive(Timeout.ofMinutes(1))
                                        .build())
                        .build();
        CloseableHttpAsyncClient made =
                HttpAsyncClients.custom()
                        .setConnectionManager(connections)
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableAutomaticRetries()
                        .disableContentCompression()
                        .setUserAgent("Lyceum")
                        .build();
        made.start();
        return made;
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
     * @param cut whether a longer body is cut there, rather than the answer given up
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
            int most,
            boolean cut) {

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
        try {
            return begin(ask).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody waits for the answer any more");
        }
    }

    /**
     * Sends a request; no thread waits for its answer.
     *
     * @return completed on a thread that must not be kept, in the end by the answer or by one of
     *     the errors of {@link #send}
     */
    public CompletableFuture<Answer> begin(Ask ask) {
        CompletableFuture<Answer> last = new CompletableFuture<>();
        hop(ask, 0, System.nanoTime() + ask.within().toNanos(), last);
        return last;
    }

    private void hop(Ask ask, int hop, long end, CompletableFuture<Answer> last) {
        try {
            requireAllowed(ask);
        } catch (NotAllowed e) {
            last.completeExceptionally(e);
            return;
        }
        exchange(ask, end - System.nanoTime())
                .whenComplete(
                        (answer, failure) -> {
                            if (failure != null) {
                                last.completeExceptionally(failure);
                            } else if (hop == ask.redirects() || location(answer).isEmpty()) {
                                last.complete(answer);
                            } else {
                                follow(ask, hop, answer, end, last);
                            }
                        });
    }

    private static Optional<String> location(Answer answer) {
        return REDIRECTS.contains(answer.status())
                ? answer.headers().getOrDefault("location", List.of()).stream().findFirst()
                : Optional.empty();
    }

    private void follow(Ask ask, int hop, Answer answer, long end, CompletableFuture<Answer> last) {
        try {
            Ask next = redirected(ask, answer.status(), location(answer).orElseThrow());
            hop(next, hop + 1, end, last);
        } catch (NotAllowed e) {
            last.completeExceptionally(e);
        }
    }

    /** Tells whether an address belongs to the public internet rather than to the installation. */
    public boolean isPublic(URI uri) {
        return mayAsk(uri)
                && "https".equalsIgnoreCase(uri.getScheme())
                && !own.containsKey(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** Tells whether a text is an address, without a fragment, that may be asked. */
    public boolean mayAsk(@Nullable String address) {
        try {
            URI uri = new URI(address == null ? "" : address.strip());
            return uri.getRawFragment() == null && mayAsk(uri);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Tells whether an address is one that may be asked; where its name leads is seen later. */
    public boolean mayAsk(URI uri) {
        try {
            requireAllowed(uri);
            return true;
        } catch (NotAllowed e) {
            return false;
        }
    }

    private void requireAllowed(Ask ask) throws NotAllowed {
        requireAllowed(ask.uri());
        if (!ask.allowed().test(ask.uri())) {
            throw new NotAllowed(ask.uri().getHost() + " is not allowed");
        }
    }

    private void requireAllowed(URI uri) throws NotAllowed {
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
                ask.most(),
                ask.cut());
    }

    private CompletableFuture<Answer> exchange(Ask ask, long nanos) {
        CompletableFuture<Answer> whole = new CompletableFuture<>();
        if (nanos <= 0) {
            whole.completeExceptionally(new SocketTimeoutException(LATE));
            return whole;
        }
        AsyncRequestBuilder request = AsyncRequestBuilder.create(ask.method()).setUri(ask.uri());
        ask.headers().forEach(request::setHeader);
        if (ask.body() != null) {
            request.setEntity(new BasicAsyncEntityProducer(ask.body(), null));
        }
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(
                RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofNanoseconds(nanos))
                        .setResponseTimeout(Timeout.ofNanoseconds(nanos))
                        .build());
        try {
            lookups.execute(() -> exchange(ask, request, context, nanos, whole));
        } catch (RejectedExecutionException e) {
            whole.completeExceptionally(new IOException("too many names are being looked up", e));
        }
        return whole;
    }

    private void exchange(
            Ask ask,
            AsyncRequestBuilder request,
            HttpClientContext context,
            long nanos,
            CompletableFuture<Answer> whole) {
        Future<?> exchange =
                client.execute(
                        request.build(),
                        new AnswerConsumer(ask.most(), ask.cut(), whole),
                        context,
                        new FutureCallback<>() {
                            @Override
                            public void completed(Answer answer) {
                                whole.complete(answer);
                            }

                            @Override
                            public void failed(Exception cause) {
                                whole.completeExceptionally(
                                        cause instanceof IOException
                                                ? cause
                                                : new IOException(cause));
                            }

                            @Override
                            public void cancelled() {
                                whole.completeExceptionally(new SocketTimeoutException(LATE));
                            }
                        });
        // A server that sends a byte a second never runs into the client's own limits.
        Future<?> alarm =
                watch.schedule(
                        () -> {
                            whole.completeExceptionally(new SocketTimeoutException(LATE));
                            exchange.cancel(true);
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
        whole.whenComplete((answer, failure) -> alarm.cancel(false));
    }
}
