package io.lyceum.admin.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.admin.deliveries.AttemptRow;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.desk.Quotas;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.admin.webhooks.EventsView.EventRow;
import io.lyceum.admin.webhooks.EventsView.Part;
import io.lyceum.admin.webhooks.WebhookView.EventChoice;
import io.lyceum.admin.webhooks.WebhookView.SecretRow;
import io.lyceum.admin.webhooks.WebhookView.There;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.integrations.EventType;
import io.lyceum.integrations.EventTypes;
import io.lyceum.integrations.Webhook;
import io.lyceum.integrations.WebhookForm;
import io.lyceum.integrations.WebhookTests;
import io.lyceum.integrations.Webhooks;
import io.lyceum.shared.outbox.DeliveryAttempt;
import io.lyceum.shared.outbox.DeliveryLog;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The school's webhooks. */
@RequestScoped
@Path("/manage/webhooks")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class WebhooksResource {

    private static final String PATH = "/manage/webhooks";
    private static final String EVENTS = "events";
    private static final Duration LATELY = Duration.ofHours(24);

    @Inject Desk desk;
    @Inject Webhooks webhooks;
    @Inject WebhookTests tests;
    @Inject DeliveryLog log;
    @Inject Clock clock;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "webhooks/list",
                desk.page("webhooks.title", Place.WEBHOOKS),
                new WebhooksView(
                        webhooks.list().stream().map(this::row).toList(),
                        PATH + "/new",
                        PATH + "/events"));
    }

    private WebhooksView.Row row(Webhook webhook) {
        return new WebhooksView.Row(
                path(webhook.id()),
                webhook.name(),
                webhook.url(),
                badge(webhook),
                desk.t("webhooks.events.count", "count", webhook.events().size()),
                webhook.lastSuccessAt());
    }

    private Badge badge(Webhook webhook) {
        boolean failing = webhook.failingSince().isPresent();
        return switch (webhook.state()) {
            case ACTIVE ->
                    failing
                            ? new Badge(Tone.WARNING, desk.t("webhooks.state.FAILING"))
                            : new Badge(Tone.POSITIVE, desk.t("webhooks.state.ACTIVE"));
            case PAUSED -> new Badge(Tone.NEUTRAL, desk.t("webhooks.state.PAUSED"));
            case DISABLED -> new Badge(Tone.CRITICAL, desk.t("webhooks.state.DISABLED"));
        };
    }

    private static String path(UUID id) {
        return PATH + "/" + id;
    }

    @GET
    @Path("events")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response events() {
        return desk.show(
                "webhooks/events",
                page("webhooks.catalogue"),
                new EventsView(EventTypes.all().stream().map(this::row).toList()));
    }

    private EventRow row(EventType type) {
        List<Part> parts = new ArrayList<>();
        type.schema()
                .at("/properties/data/properties")
                .fields()
                .forEachRemaining(
                        part -> parts.add(new Part(part.getKey(), words(part.getValue()))));
        return new EventRow(
                type.name(),
                type.version(),
                label(type.name()),
                parts,
                type.schema().toPrettyString(),
                type.example().toPrettyString());
    }

    private static String words(JsonNode schema) {
        return schema.has("format")
                ? schema.get("format").asText()
                : schema.has("enum") ? "enum" : schema.get("type").asText();
    }

    private String label(String event) {
        return desk.t("event." + event);
    }

    private Page page(String title) {
        return desk.page(title, Place.WEBHOOKS).under(PATH, desk.t("webhooks.title"));
    }

    @GET
    @Path("new")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response begin() {
        return desk.show("webhooks/show", page("webhooks.new"), unmade(Form.at(PATH), Set.of()));
    }

    private WebhookView unmade(Form form, Set<String> chosen) {
        return new WebhookView(form, choices(chosen), PATH, Optional.empty());
    }

    private List<EventChoice> choices(Set<String> chosen) {
        return EventTypes.all().stream()
                .map(
                        type ->
                                new EventChoice(
                                        type.name(),
                                        label(type.name()),
                                        chosen.contains(type.name())))
                .toList();
    }

    private static WebhookForm typed(MultivaluedMap<String, String> form) {
        return new WebhookForm(
                Desk.value(form, "name"), Desk.value(form, "url"), chosen(form), Quotas.read(form));
    }

    private static Set<String> chosen(MultivaluedMap<String, String> form) {
        return new HashSet<>(form.getOrDefault(EVENTS, List.of()));
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            Webhook added = webhooks.add(typed(form));
            return desk.done(path(added.id()), "webhooks.added", "name", added.name());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "webhooks/show",
                    page("webhooks.new"),
                    unmade(desk.refused(Form.at(PATH), form, problem), chosen(form)));
        }
    }

    @GET
    @Path("{webhook}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("webhook") UUID id) {
        Webhook webhook = webhooks.byId(id);
        return desk.show(
                "webhooks/show",
                page(webhook),
                view(webhook, form(webhook), webhook.events(), Optional.empty()));
    }

    private Page page(Webhook webhook) {
        return page("webhooks.title").titled(webhook.name());
    }

    private static Form form(Webhook webhook) {
        return Form.at(
                path(webhook.id()),
                Map.of(
                        "name",
                        webhook.name(),
                        "url",
                        webhook.url(),
                        "perMinute",
                        Quotas.shown(webhook.perMinute()),
                        "version",
                        Integer.toString(webhook.version())));
    }

    private WebhookView view(
            Webhook webhook, Form form, Set<String> chosen, Optional<DeliveryAttempt> trial) {
        Instant now = clock.instant();
        Map<Boolean, Long> lately = log.attemptsSince(webhook.listener(), now.minus(LATELY));
        List<Webhooks.Secret> secrets = webhooks.secrets(webhook.id());
        return new WebhookView(
                form,
                choices(chosen),
                path(webhook.id()),
                Optional.of(
                        new There(
                                path(webhook.id()),
                                badge(webhook),
                                webhook.state() == Webhook.State.ACTIVE,
                                webhook.state() == Webhook.State.DISABLED,
                                webhook.failingSince(),
                                webhook.lastError(),
                                webhook.lastSuccessAt(),
                                desk.words().number(lately.getOrDefault(true, 0L)),
                                desk.words().number(lately.getOrDefault(false, 0L)),
                                "/manage/deliveries?state=all&kind="
                                        + Html.urlParameter(webhook.listener()),
                                secrets.stream()
                                        .map(
                                                s ->
                                                        new SecretRow(
                                                                s.shown(),
                                                                s.secret(),
                                                                s.expiresAt()))
                                        .toList(),
                                secrets.stream().allMatch(s -> s.expiresAt().isEmpty()),
                                webhook.events().stream()
                                        .map(event -> Option.of(event, label(event)))
                                        .toList(),
                                trial.map(attempt -> AttemptRow.of(attempt, desk)))));
    }

    @POST
    @Path("{webhook}")
    @Operation(hidden = true)
    public Response change(@PathParam("webhook") UUID id, MultivaluedMap<String, String> form) {
        Webhook webhook = webhooks.byId(id);
        try {
            webhooks.change(id, Forms.number(form, "version"), typed(form));
            return desk.done(path(id), "save.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "webhooks/show",
                    page(webhook),
                    view(
                            webhook,
                            desk.refused(form(webhook), form, problem),
                            chosen(form),
                            Optional.empty()));
        }
    }

    /** Waits for the other system, and shows what it said. */
    @POST
    @Path("{webhook}/test")
    @Operation(hidden = true)
    public Response test(@PathParam("webhook") UUID id, MultivaluedMap<String, String> form) {
        try {
            DeliveryAttempt attempt = tests.send(id, Desk.value(form, "type"));
            Webhook webhook = webhooks.byId(id);
            return desk.show(
                    "webhooks/show",
                    page(webhook),
                    view(webhook, form(webhook), webhook.events(), Optional.of(attempt)));
        } catch (Problem problem) {
            return desk.failed(path(id), problem);
        }
    }

    @POST
    @Path("{webhook}/pause")
    @Operation(hidden = true)
    public Response pause(@PathParam("webhook") UUID id) {
        return act(id, () -> webhooks.pause(id), "webhooks.paused");
    }

    @POST
    @Path("{webhook}/resume")
    @Operation(hidden = true)
    public Response resume(@PathParam("webhook") UUID id) {
        return act(id, () -> webhooks.resume(id), "webhooks.resumed");
    }

    @POST
    @Path("{webhook}/secrets")
    @Operation(hidden = true)
    public Response renewSecrets(@PathParam("webhook") UUID id) {
        return act(id, () -> webhooks.renewSecrets(id), "webhooks.secrets.renewed");
    }

    @POST
    @Path("{webhook}/replay")
    @Operation(hidden = true)
    public Response replay(@PathParam("webhook") UUID id, MultivaluedMap<String, String> form) {
        String hours = Desk.value(form, "hours");
        long back = hours.matches("\\d{1,3}") ? Math.max(1, Long.parseLong(hours)) : 24;
        try {
            int events = webhooks.replay(id, clock.instant().minus(Duration.ofHours(back)));
            return desk.done(path(id), "webhooks.replayed", "count", events);
        } catch (Problem problem) {
            return desk.failed(path(id), problem);
        }
    }

    @POST
    @Path("{webhook}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("webhook") UUID id) {
        Webhook webhook = webhooks.byId(id);
        webhooks.remove(id);
        return desk.done(PATH, "webhooks.removed", "name", webhook.name());
    }

    private Response act(UUID id, Runnable action, String said) {
        try {
            action.run();
            return desk.done(path(id), said);
        } catch (Problem problem) {
            return desk.failed(path(id), problem);
        }
    }
}
