package com.example.probe;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.event.DomainEventListener;
import java.util.Map;

/** A listener that keeps the contract, and one that does not. */
public final class Listeners {

    private Listeners() {}

    /** Notes each event once. */
    public static final class Good implements DomainEventListener {
        @Override
        public Handled on(PluginContext context, DomainEvent event) {
            if (event.payload().get("person") instanceof String person) {
                context.storage("ledger").create(event.id(), Map.of("person", person));
            }
            return Handled.DONE;
        }
    }

    /** Counts, and says whom. */
    public static final class Bad implements DomainEventListener {
        @Override
        public Handled on(PluginContext context, DomainEvent event) {
            long before =
                    context.storage("ledger").get("count").map(entry -> entry.version()).orElse(0L);
            context.storage("ledger").put("count", Map.of("times", before + 1));
            context.log().info("ada@example.org has enrolled");
            return Handled.DONE;
        }
    }
}
