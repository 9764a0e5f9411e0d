package io.lyceum.admin.deliveries;

import io.lyceum.admin.deliveries.DeliveriesView.DeliveryRow;
import io.lyceum.admin.deliveries.DeliveryView.Sent;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.desk.Spreadsheet;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import io.lyceum.integrations.CrmConnection;
import io.lyceum.integrations.CrmConnections;
import io.lyceum.integrations.Webhook;
import io.lyceum.integrations.Webhooks;
import io.lyceum.shared.Slice;
import io.lyceum.shared.outbox.Delivery;
import io.lyceum.shared.outbox.DeliveryLog;
import io.lyceum.shared.outbox.DeliveryLog.Choice;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The current school's deliveries, for the school itself and for the platform. */
@RequestScoped
class DeliveryDesk {

    private static final int PAGE = 50;
    private static final int EXPORT_PAGE = 1000;
    private static final int MOST_EXPORTED = 50_000;
    private static final String ALL = "all";

    /** How far back one may look. */
    private static final List<String> PERIODS = List.of("PT1H", "P1D", "P7D", "P30D");

    private final Desk desk;
    private final DeliveryLog log;
    private final Webhooks webhooks;
    private final CrmConnections crms;
    private final Clock clock;

    protected DeliveryDesk() {
        this(null, null, null, null, null);
    }

    @Inject
    DeliveryDesk(Desk desk, DeliveryLog log, Webhooks webhooks, CrmConnections crms, Clock clock) {
        this.crms = crms;
        this.desk = desk;
        this.log = log;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * Shows a page of deliveries.
     *
     * @param state {@code pending}, {@code done}, {@code cancelled} or {@code all}; the parked ones
     *     for anything else
     * @param filter what is asked for
     */
    Response list(Place place, Filter filter, Optional<String> after) {
        return desk.show(
                "deliveries/list", desk.page("deliveries.title", place), view(filter, after));
    }

    /**
     * What is asked for.
     *
     * @param kind a listener, or the empty text for all
     * @param period one of {@link #PERIODS}, or the empty text for everything
     */
    record Filter(String state, String kind, String period) {

        static Filter of(MultivaluedMap<String, String> form) {
            return new Filter(
                    Desk.value(form, "state"),
                    Desk.value(form, "kind"),
                    Desk.value(form, "period"));
        }
    }

    private Choice choice(Filter filter) {
        return new Choice(
                status(filter.state()),
                Optional.of(filter.kind()).filter(k -> !k.isEmpty()),
                Optional.of(filter.period())
                        .filter(PERIODS::contains)
                        .map(period -> clock.instant().minus(Duration.parse(period))));
    }

    private List<Option> periods() {
        List<Option> periods = new ArrayList<>();
        periods.add(Option.of("", desk.t("deliveries.period.all")));
        PERIODS.forEach(p -> periods.add(Option.of(p, desk.t("deliveries.period." + p))));
        return periods;
    }

    /** What was made is made again for one other system at a time. */
    private int resendable(Choice choice) {
        boolean ended = choice.status().filter(s -> s != Delivery.Status.PENDING).isPresent();
        boolean done = choice.status().equals(Optional.of(Delivery.Status.DONE));
        return ended && (!done || choice.listener().isPresent()) ? log.resendable(choice) : 0;
    }

    private DeliveriesView view(Filter filter, Optional<String> after) {
        String kind = filter.kind();
        Choice choice = choice(filter);
        String state = choice.status().map(DeliveryDesk::name).orElse(ALL);
        Slice<Delivery> page = log.list(choice, after, PAGE);
        SortedMap<String, Long> parked = log.parked();
        long waiting =
                kind.isEmpty()
                        ? parked.values().stream().mapToLong(Long::longValue).sum()
                        : parked.getOrDefault(kind, 0L);
        boolean givenUp = choice.status().equals(Optional.of(Delivery.Status.PARKED));
        String chosen = address(state, filter);
        Function<String, String> words = words();
        return new DeliveriesView(
                tabs(state, filter, waiting),
                path(),
                state,
                kinds(parked, words),
                kind,
                periods(),
                filter.period(),
                givenUp,
                page.items().stream().map(delivery -> row(delivery, words)).toList(),
                path() + "/retry",
                resendable(choice),
                path() + "/deliveries.csv" + chosen,
                after.map(cursor -> path() + chosen),
                page.next().map(cursor -> path() + chosen + "&after=" + Html.urlParameter(cursor)));
    }

    private static String address(String state, Filter filter) {
        return "?state="
                + state
                + "&kind="
                + Html.urlParameter(filter.kind())
                + "&period="
                + Html.urlParameter(filter.period());
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

    private List<Tab> tabs(String state, Filter filter, long parked) {
        List<Tab> tabs = new ArrayList<>();
        for (String one : List.of("parked", "pending", "done", "cancelled", ALL)) {
            boolean counted = one.equals("parked") && parked > 0;
            tabs.add(
                    new Tab(
                            path() + address(one, filter),
                            desk.t("deliveries.tab." + one),
                            counted ? Optional.of(Long.toString(parked)) : Optional.empty(),
                            one.equals(state)));
        }
        return tabs;
    }

    /** All there are, and those that no listener answers to any more. */
    private List<Option> kinds(SortedMap<String, Long> parked, Function<String, String> words) {
        TreeSet<String> names = new TreeSet<>(log.listeners());
        names.addAll(parked.keySet());
        List<Option> kinds = new ArrayList<>();
        kinds.add(Option.of("", desk.t("deliveries.kind.all")));
        names.stream().map(name -> Option.of(name, words.apply(name))).forEach(kinds::add);
        return kinds;
    }

    private DeliveryRow row(Delivery delivery, Function<String, String> words) {
        return new DeliveryRow(
                path() + "/" + delivery.id(),
                words.apply(delivery.listener()),
                delivery.type(),
                badge(delivery),
                desk.t("deliveries.tries", "count", delivery.attempts()),
                delivery.lastError().orElse(""),
                delivery.finishedAt().orElse(delivery.dueAt()),
                delivery.status() == Delivery.Status.PARKED
                        ? Optional.of(path() + "/" + delivery.id() + "/retry")
                        : Optional.empty());
    }

    private Badge badge(Delivery delivery) {
        Delivery.Standing standing = delivery.standing(clock.instant());
        Tone tone =
                switch (standing) {
                    case PENDING, IN_FLIGHT -> Tone.INFO;
                    case RETRYING -> Tone.WARNING;
                    case DELIVERED -> Tone.POSITIVE;
                    case PARKED -> Tone.CRITICAL;
                    case CANCELLED -> Tone.NEUTRAL;
                };
        return new Badge(tone, desk.t("deliveries.state." + standing));
    }

    /** A listener's name is a sentence in English; the known ones have words in every language. */
    private Function<String, String> words() {
        Map<String, String> names =
                webhooks.list().stream()
                        .collect(Collectors.toMap(Webhook::listener, Webhook::name));
        crms.list().forEach(crm -> names.put(crm.listener(), crm.name()));
        return listener -> what(listener, names);
    }

    private String what(String listener, Map<String, String> names) {
        if (listener.startsWith("plugin:")) {
            return desk.t("delivery.plugin", "name", listener.substring("plugin:".length()));
        }
        if (CrmConnection.idOf(listener).isPresent()) {
            return desk.t(
                    "delivery.crm",
                    "name",
                    names.getOrDefault(listener, desk.t("delivery.webhook.gone")));
        }
        if (Webhook.idOf(listener).isPresent()) {
            return desk.t(
                    "delivery.webhook",
                    "name",
                    names.getOrDefault(listener, desk.t("delivery.webhook.gone")));
        }
        try {
            return desk.t("delivery." + listener);
        } catch (MissingResourceException e) {
            return listener.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        }
    }

    /** Shows one delivery with its attempts. */
    Response show(Place place, UUID id) {
        Delivery delivery = log.byId(id);
        String what = words().apply(delivery.listener());
        return desk.show(
                "deliveries/show",
                desk.page("deliveries.title", place)
                        .titled(what)
                        .under(path() + "?state=all", desk.t("deliveries.title")),
                view(delivery, what));
    }

    private DeliveryView view(Delivery delivery, String what) {
        Optional<Webhook> webhook = Webhook.idOf(delivery.listener()).flatMap(webhooks::find);
        boolean waits = delivery.status() == Delivery.Status.PENDING;
        boolean underWay = delivery.standing(clock.instant()) == Delivery.Standing.IN_FLIGHT;
        String here = path() + "/" + delivery.id();
        return new DeliveryView(
                badge(delivery),
                what,
                webhook.filter(w -> !desk.atPlatform()).map(w -> "/manage/webhooks/" + w.id()),
                delivery.type(),
                desk.t("deliveries.tries", "count", delivery.attempts()),
                delivery.lastError().orElse(""),
                delivery.createdAt(),
                waits && !underWay ? Optional.of(delivery.dueAt()) : Optional.empty(),
                delivery.finishedAt(),
                webhook.map(w -> sent(w, delivery)),
                log.attempts(delivery.id()).stream()
                        .map(attempt -> AttemptRow.of(attempt, desk))
                        .toList(),
                delivery.resendable() ? Optional.of(here + "/retry") : Optional.empty(),
                waits && !underWay && delivery.outside()
                        ? Optional.of(here + "/cancel")
                        : Optional.empty());
    }

    private Sent sent(Webhook webhook, Delivery delivery) {
        return new Sent(
                Webhooks.messageId(delivery.event()),
                webhook.url(),
                webhooks.message(log.event(delivery)));
    }

    /** Answers the chosen deliveries as a table, the newest first. */
    Response export(Filter filter) {
        Choice choice = choice(filter);
        return Spreadsheet.of(
                "deliveries.csv",
                csv -> {
                    csv.row(
                            "id",
                            "message",
                            "event",
                            "to",
                            "state",
                            "attempts",
                            "created",
                            "next",
                            "ended",
                            "error");
                    Spreadsheet.pages(
                            csv,
                            MOST_EXPORTED,
                            after -> log.list(choice, after, EXPORT_PAGE),
                            this::cells);
                });
    }

    private String[] cells(Delivery delivery) {
        Instant now = clock.instant();
        return new String[] {
            delivery.id().toString(),
            Webhooks.messageId(delivery.event()),
            delivery.type(),
            delivery.listener(),
            delivery.standing(now).name().toLowerCase(Locale.ROOT),
            Integer.toString(delivery.attempts()),
            delivery.createdAt().toString(),
            delivery.status() == Delivery.Status.PENDING ? delivery.dueAt().toString() : "",
            delivery.finishedAt().map(Instant::toString).orElse(""),
            delivery.lastError().orElse("")
        };
    }

    Response resend(UUID id, String from) {
        String back = from.equals("list") ? path() : path() + "/" + id;
        return log.resend(id)
                ? desk.done(back, "deliveries.retried")
                : desk.go(path(), Notice.failed(desk.t("deliveries.retried.none")));
    }

    /** Has all that are chosen made again. */
    Response resendAll(Filter filter) {
        Choice choice = choice(filter);
        int count = resendable(choice) == 0 ? 0 : log.resendAll(choice);
        return desk.done(
                path() + address(filter.state(), filter), "deliveries.retried.all", "count", count);
    }

    Response cancel(UUID id) {
        String here = path() + "/" + id;
        return log.cancel(id)
                ? desk.go(here, Notice.undoable(desk.t("deliveries.cancelled"), here + "/retry"))
                : desk.go(here, Notice.failed(desk.t("deliveries.cancelled.none")));
    }
}
