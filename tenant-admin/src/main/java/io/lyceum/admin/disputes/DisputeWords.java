package io.lyceum.admin.disputes;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Tone;
import io.lyceum.commerce.Dispute;
import java.util.Set;

/** Disputes in words. */
public final class DisputeWords {

    /** The reasons that there are words for; Stripe may name others one day. */
    private static final Set<String> REASONS =
            Set.of(
                    "credit_not_processed",
                    "duplicate",
                    "fraudulent",
                    "general",
                    "product_not_received",
                    "product_unacceptable",
                    "subscription_canceled",
                    "unrecognized");

    private DisputeWords() {}

    /** How a dispute stands. */
    public static Badge badge(Desk desk, Dispute dispute) {
        Tone tone =
                switch (dispute.status()) {
                    case NEEDS_RESPONSE, LOST -> Tone.CRITICAL;
                    case INQUIRY, UNDER_REVIEW -> Tone.WARNING;
                    case WON -> Tone.POSITIVE;
                    case CLOSED -> Tone.NEUTRAL;
                };
        return new Badge(tone, desk.t("disputes.status." + dispute.status()));
    }

    /** Why the bank disputes it. */
    public static String reason(Desk desk, Dispute dispute) {
        String reason = REASONS.contains(dispute.reason()) ? dispute.reason() : "general";
        return desk.t("disputes.reason." + reason);
    }
}
