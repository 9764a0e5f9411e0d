package io.lyceum.shared.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * How many requests were answered how, for whoever watches the node. Neither hosts nor paths tell
 * answers apart: anybody can make up new ones, and each would be kept.
 */
@ApplicationScoped
public class AnswerCounts {

    private final List<Counter> byClass;

    protected AnswerCounts() {
        byClass = List.of();
    }

    @Inject
    AnswerCounts(MetricRegistry registry) {
        Metadata answers =
                Metadata.builder()
                        .withName("lyceum_answers")
                        .withDescription("Requests answered, by the class of their status")
                        .build();
        byClass =
                IntStream.rangeClosed(1, 5)
                        .mapToObj(c -> registry.counter(answers, new Tag("status", c + "xx")))
                        .toList();
    }

    void count(int status) {
        byClass.get(Math.max(1, Math.min(status / 100, 5)) - 1).inc();
    }
}
