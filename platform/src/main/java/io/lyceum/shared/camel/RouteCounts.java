package io.lyceum.shared.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what goes through each route, for people and for {@code /metrics}. */
@ApplicationScoped
class RouteCounts implements RoutePolicyFactory {

    private static final String BEGUN = "lyceum.route.begun";

    private final MetricRegistry metrics;
    private final Map<String, Count> counts = new ConcurrentSkipListMap<>();

    protected RouteCounts() {
        this(null);
    }

    @Inject
    RouteCounts(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String route, NamedNode node) {
        return counts.computeIfAbsent(route, name -> new Count(metrics, name));
    }

    List<RouteStanding> standings() {
        return counts.entrySet().stream().map(e -> e.getValue().standing(e.getKey())).toList();
    }

    private static final class Count extends RoutePolicySupport {

        private final Counter succeeded;
        private final Counter failed;
        private final LongAdder inFlight = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        Count(MetricRegistry metrics, String route) {
            Metadata exchanges =
                    Metadata.builder()
                            .withName("lyceum_route_exchanges")
                            .withDescription("Exchanges that went through a Camel route")
                            .build();
            succeeded =
                    metrics.counter(
                            exchanges, new Tag("route", route), new Tag("outcome", "succeeded"));
            failed =
                    metrics.counter(
                            exchanges, new Tag("route", route), new Tag("outcome", "failed"));
            metrics.gauge(
                    Metadata.builder()
                            .withName("lyceum_route_in_flight")
                            .withDescription("Exchanges under way in a Camel route")
                            .build(),
                    inFlight::sum,
                    new Tag("route", route));
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            inFlight.increment();
            exchange.setProperty(BEGUN, System.nanoTime());
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            inFlight.decrement();
            nanos.add(System.nanoTime() - exchange.getProperty(BEGUN, Long.class));
            (exchange.isFailed() ? failed : succeeded).inc();
        }

        RouteStanding standing(String route) {
            long done = succeeded.getCount() + failed.getCount();
            return new RouteStanding(
                    route,
                    succeeded.getCount(),
                    failed.getCount(),
                    inFlight.sum(),
                    done == 0 ? 0 : nanos.sum() / done / 1_000_000);
        }
    }
}
