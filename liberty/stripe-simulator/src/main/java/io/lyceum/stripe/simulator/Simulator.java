package io.lyceum.stripe.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A simulator that runs: in a process of its own, or within a test. */
public final class Simulator implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Simulator.class.getName());
    private static final int THREADS = 24;

    static {
        // Without it, answers over kept-alive connections wait for delayed acknowledgements.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final World world;
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, Simulator::thread);
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(Simulator::thread);

    private Simulator(SimulatorConfig config) throws IOException {
        world = new World(config);
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        server = HttpServer.create(new InetSocketAddress(loopback, config.port()), 256);
        Api api = new Api(world);
        Control control = new Control(world);
        serve("/v1", api::handle);
        serve("/_control", control::handle);
        for (String name : world.pages().names()) {
            serve("/" + name, world.pages()::handle);
        }
        server.setExecutor(threads);
    }

    /**
     * Starts a simulator that runs until it is closed.
     *
     * @throws IOException if the port is taken or the data folder cannot be used
     */
    public static Simulator start(SimulatorConfig config) throws IOException {
        Simulator simulator = new Simulator(config);
        simulator.world.start(simulator.url());
        simulator.server.start();
        simulator.ticker.scheduleWithFixedDelay(simulator::tick, 250, 250, TimeUnit.MILLISECONDS);
        return simulator;
    }

    /** Where it answers: http://127.0.0.1:port, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void tick() {
        try {
            world.timers().runDue();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Notes a fault of the simulator itself. */
    static void failed(RuntimeException problem) {
        LOG.log(Level.WARNING, "The simulator failed", problem);
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(
                path,
                exchange -> {
                    try {
                        handler.handle(exchange);
                    } finally {
                        exchange.close();
                    }
                });
    }

    static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stripe-simulator");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
        world.close();
    }

    /**
     * Runs a simulator until the process ends: {@code --port 12111 --data folder --secret-key
     * sk_test_... --webhook-url http://... --webhook-secret whsec_...}.
     */
    public static void main(String[] arguments) throws Exception {
        SimulatorConfig config = SimulatorConfig.defaults().withPort(12111);
        String url = null;
        String secret = config.webhookSecret();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--port" -> config = config.withPort(Integer.parseInt(value));
                case "--data" -> config = config.withData(Path.of(value));
                case "--secret-key" -> config = config.withSecretKey(value);
                case "--webhook-url" -> url = value;
                case "--webhook-secret" -> secret = value;
                default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
            }
        }
        if (url != null) {
            config = config.withWebhook(url, secret);
        }
        Simulator simulator = start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        System.out.println("Stripe simulator ready at " + simulator.url());
        Thread.currentThread().join();
    }
}
