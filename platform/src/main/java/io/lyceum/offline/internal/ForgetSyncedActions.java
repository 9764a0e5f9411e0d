package io.lyceum.offline.internal;

import io.lyceum.offline.DeviceActions;
import io.lyceum.shared.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Removes what no device can send again. */
@ApplicationScoped
public class ForgetSyncedActions implements Chore {

    private static final Duration LIFE = Duration.ofDays(180);

    @Inject DeviceActions actions;

    @Override
    public void forSchool(Instant now) {
        actions.forgetBefore(now.minus(LIFE));
    }
}
