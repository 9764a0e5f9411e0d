package io.lyceum.shared.net;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Requests to a server of the test's own, under the name {@code outside.test}. */
public final class LoopbackHttp implements AutoCloseable {

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final OutboundHttp http =
            new OutboundHttp(
                    InetAddress::getAllByName, Map.of("outside.test", "127.0.0.1"), null, watch);

    public OutboundHttp http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
        watch.shutdownNow();
    }
}
