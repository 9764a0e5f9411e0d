package io.lyceum.admin.webhooks;

import io.lyceum.admin.deliveries.AttemptRow;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One webhook, or the form of a new one.
 *
 * @param events what it may be told of
 * @param discard where one goes who gives the form up
 * @param there what there is to see and do once it exists
 */
public record WebhookView(
        Form form, List<EventChoice> events, String discard, Optional<There> there) {

    /** An event that may be chosen. */
    public record EventChoice(String name, String label, boolean chosen) {}

    /**
     * A webhook that exists.
     *
     * @param path where its actions are posted
     * @param failing since when nothing could be delivered
     * @param delivered attempts of the last day that did
     * @param failed attempts of the last day that did not
     * @param deliveries where its deliveries are listed
     * @param examples of which events one can be sent as a trial
     * @param trial what the last trial came to
     */
    public record There(
            String path,
            Badge state,
            boolean active,
            boolean disabled,
            Optional<Instant> failing,
            String error,
            Optional<Instant> lastSuccess,
            String delivered,
            String failed,
            String deliveries,
            List<SecretRow> secrets,
            boolean renewable,
            List<Option> examples,
            Optional<AttemptRow> trial) {}

    /**
     * A secret or public key.
     *
     * @param secret whether nobody else may know it
     */
    public record SecretRow(String shown, boolean secret, Optional<Instant> ends) {}
}
