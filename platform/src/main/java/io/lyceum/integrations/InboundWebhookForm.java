package io.lyceum.integrations;

import java.util.List;

/**
 * What somebody writes of an inbound webhook.
 *
 * @param header in which the proof comes; for formats that name one
 * @param secret given by the sender; empty to have one made or to keep the one that is there
 * @param type where a message's type is: a JSON pointer
 * @param event where its id is: a JSON pointer; empty if it has none
 */
public record InboundWebhookForm(
        String name,
        InboundFormat format,
        String header,
        String secret,
        String type,
        String event,
        List<InboundRule> rules) {}
