package io.lyceum.integrations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An address at which another system tells the school something. */
public record InboundWebhook(
        UUID id,
        String name,
        InboundFormat format,
        String header,
        String type,
        String event,
        List<InboundRule> rules,
        boolean active,
        int version,
        Instant createdAt,
        Optional<Instant> lastReceivedAt) {

    /** Its path from the school's address. */
    public String path() {
        return "/api/v1/inbound/" + id;
    }
}
