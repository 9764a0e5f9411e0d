package io.lyceum.plugins.internal;

import java.util.Set;

/** Types of events that plugins may subscribe to. They bear ids and no names. */
public final class OpenEvents {

    /** The product's own; a test holds them and {@code Event.Type#open} together. */
    static final Set<String> TYPES =
            Set.of(
                    "certificate.issued",
                    "certificate.revoked",
                    "course.completed",
                    "course.published",
                    "enrolment.created",
                    "lesson.completed",
                    "payment.disputed",
                    "payment.failed",
                    "payment.refunded",
                    "payment.succeeded",
                    "payout.failed",
                    "payout.paid",
                    "person.changed",
                    "person.joined",
                    "person.profile_changed",
                    "school.brand_changed",
                    "school.changed",
                    "submission.returned",
                    "submission.submitted",
                    "subscription.ended",
                    "subscription.past_due",
                    "subscription.started");

    private static final String OF_PLUGINS = "plugin.";

    private OpenEvents() {}

    /** Tells whether a plugin may subscribe to a type. */
    public static boolean has(String type) {
        return TYPES.contains(type) || type.startsWith(OF_PLUGINS);
    }

    /** The whole name of an event that a plugin publishes. */
    static String ofPlugin(String plugin, String type) {
        return OF_PLUGINS + plugin + "." + type;
    }
}
