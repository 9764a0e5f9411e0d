package io.lyceum.admin.deliveries;

import io.lyceum.admin.deliveries.DeliveriesView.DeliveryRow;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import io.lyceum.shared.Slice;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.outbox.Outbox.Delivery;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;

/** The current school's deliveries, for the school itself and for the platform. */
@RequestScoped
class DeliveryDesk {

    private static final int PAGE = 50;
    private static final String ALL = "all";

    private final Desk desk;
    private final Outbox outbox;

    protected DeliveryDesk() {
        this(null, null);
    }

    @Inject
    DeliveryDesk(Desk desk, Outbox outbox) {
        this.desk = desk;
        this.outbox = outbox;
    }

    /**
     * Shows a page of deliveries.
     *
     * @param state {@code pending}, {@code done} or {@code all}; the parked ones for anything else
     * @param kind a listener, or the empty text for all
     */
    Response show(Place place, String state, String kind, Optional<String> after) {
        return desk.show(
                "deliveries/list", desk.page("deliveries.title", place), view(state, kind, after));
    }

    private DeliveriesView view(String wanted, String kind, Optional<String> after) {
        Optional<Delivery.Status> status = status(wanted);
        String state = status.map(DeliveryDesk::name).orElse(ALL);
        Slice<Delivery> page =
                outbox.deliveries(status, Optional.of(kind).filter(k -> !k.isEmpty()), after, PAGE);
        SortedMap<String, Long> parked = outbox.parked();
        long retriable =
                kind.isEmpty()
                        ? parked.values().stream().mapToLong(Long::longValue).sum()
                        : parked.getOrDefault(kind, 0L);
        boolean givenUp = status.equals(Optional.of(Delivery.Status.PARKED));
        String here = path() + "?state=" + state + "&kind=" + Html.urlParameter(kind);
        return new DeliveriesView(
                tabs(state, kind, retriable),
                path(),
                state,
                kinds(parked),
                kind,
                givenUp,
                page.items().stream().map(this::row).toList(),
                givenUp && retriable > 1 ? Optional.of(path() + "/retry") : Optional.empty(),
                after.map(cursor -> here),
                page.next().map(cursor -> here + "&after=" + Html.urlParameter(cursor)));
    }

    private String path() {
        return desk.root() + "/deliveries";
    }

    private static Optional<Delivery.Status> status(String wanted) {
        return wanted.equals(ALL)
                ? Optional.empty()
                : Optional.of(
                        Arrays.stream(Delivery.Status.values())
                                .filter(status -> name(status).equals(wanted))
                                .findFirst()
                                .orElse(Delivery.Status.PARKED));
    }

    private static String name(Delivery.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private List<Tab> tabs(String state, String kind, long parked) {
        List<Tab> tabs = new ArrayList<>();
        for (String one : List.of("parked", "pending", "done", ALL)) {
            boolean counted = one.equals("parked") && parked > 0;
            tabs.add(
                    new Tab(
                            path() + "?state=" + one + "&kind=" + Html.urlParameter(kind),
                            desk.t("deliveries.tab." + one),
                            counted ? Optional.of(Long.toString(parked)) : Optional.empty(),
                            one.equals(state)));
        }
        return tabs;
    }

    /** All there are, and those that no listener answers to any more. */
    private List<Option> kinds(SortedMap<String, Long> parked) {
        TreeSet<String> names = new TreeSet<>(outbox.listeners());
        names.addAll(parked.keySet());
        List<Option> kinds = new ArrayList<>();
        kinds.add(Option.of("", desk.t("deliveries.kind.all")));
        names.stream().map(name -> Option.of(name, what(name))).forEach(kinds::add);
        return kinds;
    }

    private DeliveryRow row(Delivery delivery) {
        boolean parked = delivery.status() == Delivery.Status.PARKED;
        Tone tone =
                switch (delivery.status()) {
                    case PENDING -> Tone.INFO;
                    case DONE -> Tone.POSITIVE;
                    case PARKED -> Tone.CRITICAL;
                };
        return new DeliveryRow(
                what(delivery.listener()),
                delivery.event(),
                new Badge(tone, desk.t("deliveries.state." + delivery.status())),
                desk.t("deliveries.tries", "count", delivery.attempts()),
                delivery.lastError().orElse(""),
                delivery.finishedAt().orElse(delivery.dueAt()),
                parked ? Optional.of(path() + "/" + delivery.id() + "/retry") : Optional.empty());
    }

    /** A listener's name is a sentence in English; the known ones have words in every language. */
    private String what(String listener) {
        if (listener.startsWith("plugin:")) {
            return desk.t("delivery.plugin", "name", listener.substring("plugin:".length()));
        }
        try {
            return desk.t("delivery." + listener);
        } catch (MissingResourceException e) {
            return listener.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        }
    }

    Response retry(UUID id) {
        return outbox.retry(id)
                ? desk.done(path(), "deliveries.retried")
                : desk.go(path(), Notice.failed(desk.t("deliveries.retried.none")));
    }

    Response retryAll(String kind) {
        int count = outbox.retryAll(Optional.of(kind).filter(k -> !k.isEmpty()));
        return desk.done(path(), "deliveries.retried.all", "count", count);
    }
}
