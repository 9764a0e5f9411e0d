package io.lyceum.admin.webhooks;

import java.util.List;

/** The catalogue of events that other systems may be told of. */
public record EventsView(List<EventRow> events) {

    /**
     * One type.
     *
     * @param label what it means, in the reader's language
     * @param parts of its data
     * @param schema JSON Schema with line breaks
     * @param example JSON with line breaks
     */
    public record EventRow(
            String name,
            int version,
            String label,
            List<Part> parts,
            String schema,
            String example) {}

    /** One part of the data. */
    public record Part(String name, String type) {}
}
