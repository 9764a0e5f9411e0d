package io.lyceum.notifications;

import io.lyceum.identity.PersonId;
import io.lyceum.notifications.internal.PushDispatch;
import io.lyceum.shared.Ids;
import io.lyceum.shared.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Shows people that their devices work. */
@ApplicationScoped
public class DeviceTrials {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final PushDispatch push;
    private final Clock clock;

    protected DeviceTrials() {
        this(null, null);
    }

    @Inject
    DeviceTrials(PushDispatch push, Clock clock) {
        this.push = push;
        this.clock = clock;
    }

    /**
     * Sends something to all devices of a person. Call it outside of transactions.
     *
     * @return how many push services took it
     */
    public int send(PersonId person, Locale reader) {
        Messages messages = Messages.of("notifications", reader);
        return push.send(
                        person,
                        Ids.at(clock.instant()),
                        new NotificationTexts(
                                messages.get("trial.title"), messages.get("trial.text")),
                        "/notifications/settings",
                        KEPT)
                .taken();
    }
}
