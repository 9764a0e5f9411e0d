package io.lyceum.integrations;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A type of event that other systems may be told of.
 *
 * @param name stable
 * @param version goes up when the data changes in a way that a receiver must know of
 * @param schema of what is sent, as JSON Schema (2020-12)
 * @param example what is sent
 */
public record EventType(String name, int version, JsonNode schema, JsonNode example) {}
