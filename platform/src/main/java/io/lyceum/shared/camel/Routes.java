package io.lyceum.shared.camel;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;

/**
 * The routes of this node. There is one for each way out or in, not one for each school: what
 * differs from school to school is looked up on the way. Nothing is tried again within a route;
 * that is for the rows of the deliveries, which outlive the node.
 */
@ApplicationScoped
public class Routes {

    private static final long PATIENCE_SECONDS = 25;

    private final Instance<RouteBuilder> builders;
    private final RouteCounts counts;
    private final Map<String, AsyncProducer> entrances = new ConcurrentHashMap<>();
    private volatile CamelContext camel;

    protected Routes() {
        this(null, null);
    }

    @Inject
    Routes(@Any Instance<RouteBuilder> builders, RouteCounts counts) {
        this.builders = builders;
        this.counts = counts;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        running();
    }

    /** Lanes may begin before the observer above was told. */
    private synchronized CamelContext running() {
        if (camel == null) {
            DefaultCamelContext context = new DefaultCamelContext();
            context.getCamelContextExtension().setName("lyceum");
            context.setApplicationContextClassLoader(Routes.class.getClassLoader());
            DefaultShutdownStrategy shutdown = new DefaultShutdownStrategy(context);
            shutdown.setTimeout(PATIENCE_SECONDS);
            context.setShutdownStrategy(shutdown);
            context.addRoutePolicyFactory(counts);
            try {
                for (RouteBuilder builder : builders) {
                    context.addRoutes(builder);
                }
            } catch (Exception e) {
                throw new IllegalStateException("a route cannot be built", e);
            }
            context.start();
            camel = context;
        }
        return camel;
    }

    @PreDestroy
    void stop() {
        CamelContext running = camel;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Sends something along a route; no thread waits for its end.
     *
     * @param entrance where the route begins, for example {@code direct:webhook}
     * @param fill puts in what the route needs
     * @return completed with the exchange, failed or not, on a thread that must not be kept
     */
    public CompletableFuture<Exchange> send(String entrance, Consumer<Exchange> fill) {
        AsyncProducer producer = entrances.computeIfAbsent(entrance, this::producer);
        Exchange exchange = producer.getEndpoint().createExchange(ExchangePattern.InOut);
        fill.accept(exchange);
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        producer.process(exchange, doneSync -> done.complete(exchange));
        return done;
    }

    private AsyncProducer producer(String entrance) {
        try {
            AsyncProducer producer = running().getEndpoint(entrance).createAsyncProducer();
            producer.start();
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException("no route begins at " + entrance, e);
        }
    }

    /** Tells how each route of this node stands, in the order of their names. */
    public List<RouteStanding> standings() {
        running();
        return counts.standings();
    }
}
