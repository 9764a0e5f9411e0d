package io.lyceum.admin.deliveries;

import io.lyceum.admin.deliveries.DeliveriesView.ParkedRow;
import io.lyceum.admin.desk.Desk;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.outbox.Outbox.Delivery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.UUID;

/** The current school's deliveries that wait for somebody, in words. */
@RequestScoped
class ParkedDeliveries {

    private static final int MOST = 100;

    private final Desk desk;
    private final Outbox outbox;

    protected ParkedDeliveries() {
        this(null, null);
    }

    @Inject
    ParkedDeliveries(Desk desk, Outbox outbox) {
        this.desk = desk;
        this.outbox = outbox;
    }

    DeliveriesView view() {
        List<ParkedRow> rows =
                outbox.deliveries(Optional.of(Delivery.Status.PARKED), MOST).stream()
                        .map(this::row)
                        .toList();
        long more = Math.max(0, outbox.parked() - rows.size());
        return new DeliveriesView(rows, desk.root() + "/deliveries/retry", Optional.empty(), more);
    }

    private ParkedRow row(Delivery delivery) {
        return new ParkedRow(
                delivery.id().toString(),
                what(delivery.listener()),
                delivery.event(),
                desk.t("deliveries.tries", "count", delivery.attempts()),
                delivery.lastError().orElse(""),
                delivery.finishedAt().orElse(delivery.dueAt()),
                desk.root() + "/deliveries/" + delivery.id() + "/retry");
    }

    /** A listener's name is a sentence in English; the known ones have words in every language. */
    private String what(String listener) {
        try {
            return desk.t("delivery." + listener);
        } catch (MissingResourceException e) {
            return listener.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        }
    }

    void retry(UUID id) {
        outbox.retry(id);
    }

    int retryAll() {
        return outbox.retryAll();
    }
}
