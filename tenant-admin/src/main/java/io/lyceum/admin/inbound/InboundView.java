package io.lyceum.admin.inbound;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The addresses at which other systems tell the school something. */
public record InboundView(List<Row> rows) {

    /** One of them. */
    public record Row(
            String href, String name, String format, Badge state, Optional<Instant> last) {}

    /**
     * One of them to change, or a new one.
     *
     * @param rules how many rows of rules the form has
     * @param there nothing for a new one
     */
    public record Edit(
            Form form,
            List<Option> formats,
            List<Option> actions,
            int rules,
            Optional<There> there) {}

    /**
     * What is there already.
     *
     * @param address where messages are to be sent
     * @param secrets those that hold, the latest first
     */
    public record There(
            String path,
            String address,
            boolean active,
            List<String> secrets,
            List<MessageRow> messages,
            Optional<String> older) {}

    /** One message. */
    public record MessageRow(
            String href, String type, Badge status, String outcome, Instant receivedAt) {}

    /**
     * One message to read.
     *
     * @param body as it came, with line breaks for people
     */
    public record Message(
            String replayAction,
            String eventId,
            Badge status,
            String outcome,
            int attempts,
            Instant receivedAt,
            Optional<Instant> handledAt,
            String body) {}
}
