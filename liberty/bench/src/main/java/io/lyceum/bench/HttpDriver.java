package io.lyceum.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Sends requests on one thread over kept connections, because it shares the machine with what it
 * measures. Closed runs send the next request when the last was answered and find the highest rate;
 * open runs send at moments that were fixed before, and count a request's time from its moment, so
 * that a server that stands still is not spared the requests it would have got meanwhile.
 */
final class HttpDriver implements AutoCloseable {

    private static final int OPEN_CONNECTIONS = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Target target;
    private final Vertx vertx;
    private final Random random = new Random(7);

    HttpDriver(Target target) {
        this.target = target;
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(1)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setClassPathResolvingEnabled(false)
                                                .setFileCachingEnabled(false)));
    }

    private HttpClient client(int connections) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost("127.0.0.1")
                        .setDefaultPort(target.webPort())
                        .setKeepAlive(true)
                        // The server closes what is idle after 30 s; a request must not meet that.
                        .setKeepAliveTimeout(20)
                        .setMaxPoolSize(connections)
                        .setMaxWaitQueueSize(-1)
                        .setTcpNoDelay(true)
                        .setConnectTimeout((int) PATIENCE.toMillis()));
    }

    /** Keeps so many requests under way for so long. */
    Sample closed(int connections, Duration length, Supplier<Call> calls) {
        HttpClient client = client(connections);
        Run run = new Run(client);
        CountDownLatch idle = new CountDownLatch(connections);
        Cpu before = Cpu.now(target);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        vertx.runOnContext(
                ignored -> {
                    for (int i = 0; i < connections; i++) {
                        chain(run, calls, end, idle);
                    }
                });
        await(idle, length);
        long took = System.nanoTime() - start;
        Sample sample = run.sample(took, Cpu.now(target).since(before));
        client.close();
        return sample;
    }

    private void chain(Run run, Supplier<Call> calls, long end, CountDownLatch idle) {
        long now = System.nanoTime();
        if (now >= end) {
            idle.countDown();
            return;
        }
        run.send(calls.get(), now, () -> chain(run, calls, end, idle));
    }

    /**
     * Sends at a rate, whatever the answers do.
     *
     * @param perSecond mean; the moments are those of independent visitors (Poisson)
     */
    Sample open(double perSecond, Duration length, Supplier<Call> calls) {
        HttpClient client = client(OPEN_CONNECTIONS);
        Run run = new Run(client);
        CountDownLatch sent = new CountDownLatch(1);
        Cpu before = Cpu.now(target);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        long[] due = {start};
        vertx.setPeriodic(
                1,
                timer -> {
                    long now = System.nanoTime();
                    while (due[0] <= now && due[0] < end) {
                        run.send(calls.get(), due[0], () -> {});
                        due[0] += (long) (-Math.log(1 - random.nextDouble()) * 1e9 / perSecond);
                    }
                    boolean late = now >= end + PATIENCE.toNanos();
                    if (due[0] >= end && now >= end && (run.idle() || late)) {
                        vertx.cancelTimer(timer);
                        run.giveUp();
                        sent.countDown();
                    }
                });
        await(sent, length);
        long took = System.nanoTime() - start;
        Sample sample = run.sample(took, Cpu.now(target).since(before));
        client.close();
        return sample;
    }

    private static void await(CountDownLatch latch, Duration length) {
        try {
            if (!latch.await(
                    length.plus(PATIENCE.multipliedBy(2)).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "Requests were not answered within " + PATIENCE.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What is counted; touched by the one event thread only, until the run is over. */
    private static final class Run {

        private final HttpClient client;
        private final Histogram latency = Sample.histogram();
        private final Map<String, Histogram> kinds = new TreeMap<>();
        private final Map<String, Integer> errors = new TreeMap<>();
        private int underWay;
        private boolean over;

        Run(HttpClient client) {
            this.client = client;
        }

        boolean idle() {
            return underWay == 0;
        }

        /** What has no answer by now is an error; what still comes is not counted. */
        void giveUp() {
            over = true;
            if (underWay > 0) {
                errors.merge("not answered in time", underWay, Integer::sum);
            }
        }

        void send(Call call, long from, Runnable next) {
            underWay++;
            new Exchange(call, from, next).begin();
        }

        Sample sample(long nanos, Cpu cpu) {
            return new Sample(Duration.ofNanos(nanos), latency, kinds, Map.copyOf(errors), cpu);
        }

        /** One request; it ends once, whatever the client reports about it. */
        private final class Exchange {

            private final Call call;
            private final long from;
            private final Runnable next;
            private int bytes;
            private boolean ended;

            Exchange(Call call, long from, Runnable next) {
                this.call = call;
                this.from = from;
                this.next = next;
            }

            void begin() {
                RequestOptions options =
                        new RequestOptions()
                                .setMethod(HttpMethod.GET)
                                .setURI(call.path())
                                .setTimeout(PATIENCE.toMillis())
                                .putHeader("Host", call.host());
                call.headers().forEach(options::putHeader);
                client.request(options)
                        .onFailure(this::broken)
                        .onSuccess(
                                request ->
                                        request.send()
                                                .onFailure(this::broken)
                                                .onSuccess(this::answered));
            }

            private void answered(HttpClientResponse response) {
                response.exceptionHandler(this::broken);
                response.handler(buffer -> bytes += buffer.length());
                response.endHandler(ignored -> ended(response.statusCode()));
            }

            private void ended(int status) {
                if (status != call.status()) {
                    finish("status " + status);
                } else if (bytes < call.atLeast()) {
                    finish("only " + bytes + " bytes");
                } else {
                    if (!over) {
                        long micros = (System.nanoTime() - from) / 1000;
                        latency.recordValue(micros);
                        kinds.computeIfAbsent(call.kind(), kind -> Sample.histogram())
                                .recordValue(micros);
                    }
                    finish("");
                }
            }

            private void broken(Throwable failure) {
                finish(failure.toString());
            }

            private void finish(String error) {
                if (ended || over) {
                    return;
                }
                ended = true;
                underWay--;
                if (!error.isEmpty()) {
                    String where = call.path().replaceAll("[?].*|[0-9a-f-]{36}$", "");
                    errors.merge(where + ": " + error, 1, Integer::sum);
                }
                next.run();
            }
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
