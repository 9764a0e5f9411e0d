package io.lyceum.admin.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.integrations.InboundAction;
import io.lyceum.integrations.InboundFormat;
import io.lyceum.integrations.InboundMessage;
import io.lyceum.integrations.InboundRule;
import io.lyceum.integrations.InboundWebhook;
import io.lyceum.integrations.InboundWebhookForm;
import io.lyceum.integrations.InboundWebhooks;
import io.lyceum.shared.Json;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What other systems tell the school. */
@RequestScoped
@Path("/manage/inbound")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class InboundResource {

    private static final String PATH = "/manage/inbound";
    private static final String SHOW = "inbound/show";
    private static final int SPARE_RULES = 2;
    private static final int A_PAGE = 20;

    @Inject Desk desk;
    @Inject InboundWebhooks webhooks;
    @Inject Schools schools;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "inbound/list",
                desk.page("inbound.title", Place.WEBHOOKS)
                        .under("/manage/webhooks", desk.t("webhooks.title")),
                new InboundView(webhooks.list().stream().map(this::row).toList()));
    }

    private InboundView.Row row(InboundWebhook webhook) {
        return new InboundView.Row(
                path(webhook.id()),
                webhook.name(),
                desk.t("inbound.format." + webhook.format()),
                webhook.active()
                        ? new Badge(Tone.POSITIVE, desk.t("webhooks.state.ACTIVE"))
                        : new Badge(Tone.NEUTRAL, desk.t("webhooks.state.PAUSED")),
                webhook.lastReceivedAt());
    }

    private static String path(UUID id) {
        return PATH + "/" + id;
    }

    @GET
    @Path("new")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response fresh() {
        return desk.show(
                SHOW,
                page(desk.t("inbound.add")),
                view(
                        Form.at(
                                PATH,
                                Map.of(
                                        "format",
                                        InboundFormat.STANDARD.name(),
                                        "type",
                                        "/type",
                                        "event",
                                        "/id")),
                        SPARE_RULES,
                        Optional.empty()));
    }

    private Page page(String title) {
        return desk.page("inbound.title", Place.WEBHOOKS)
                .titled(title)
                .under(PATH, desk.t("inbound.title"));
    }

    private InboundView.Edit view(Form form, int rules, Optional<InboundView.There> there) {
        return new InboundView.Edit(
                form,
                Arrays.stream(InboundFormat.values())
                        .map(format -> Option.of(format.name(), desk.t("inbound.format." + format)))
                        .toList(),
                Arrays.stream(InboundAction.values())
                        .map(action -> Option.of(action.name(), desk.t("inbound.action." + action)))
                        .toList(),
                Math.min(rules, InboundWebhooks.MOST_RULES),
                there);
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            InboundWebhook added = webhooks.add(read(form));
            return desk.done(path(added.id()), "inbound.added");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(desk.t("inbound.add")),
                    view(
                            desk.refused(Form.at(PATH), form, problem),
                            rules(form).size() + SPARE_RULES,
                            Optional.empty()));
        }
    }

    private static InboundWebhookForm read(MultivaluedMap<String, String> form) {
        return new InboundWebhookForm(
                Desk.value(form, "name"),
                Arrays.stream(InboundFormat.values())
                        .filter(format -> format.name().equals(Desk.value(form, "format")))
                        .findFirst()
                        .orElse(InboundFormat.STANDARD),
                Desk.value(form, "header"),
                Desk.value(form, "secret"),
                Desk.value(form, "type"),
                Desk.value(form, "event"),
                rules(form));
    }

    /** Rows without a type are left out. */
    private static List<InboundRule> rules(MultivaluedMap<String, String> form) {
        List<InboundRule> rules = new ArrayList<>();
        for (int i = 0; i < InboundWebhooks.MOST_RULES; i++) {
            String when = Desk.value(form, "when" + i).strip();
            String action = Desk.value(form, "action" + i);
            if (!when.isEmpty()) {
                rules.add(
                        new InboundRule(
                                when,
                                Arrays.stream(InboundAction.values())
                                        .filter(one -> one.name().equals(action))
                                        .findFirst()
                                        .orElse(InboundAction.INVITE),
                                Desk.value(form, "email" + i).strip(),
                                Desk.value(form, "person" + i).strip(),
                                Desk.value(form, "course" + i).strip()));
            }
        }
        return rules;
    }

    @GET
    @Path("{inbound}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("inbound") UUID id, @QueryParam("cursor") String cursor) {
        InboundWebhook webhook = webhooks.byId(id);
        return desk.show(
                SHOW,
                page(webhook.name()),
                view(
                        form(webhook),
                        webhook.rules().size() + SPARE_RULES,
                        Optional.of(there(webhook, Optional.ofNullable(cursor)))));
    }

    private static Form form(InboundWebhook webhook) {
        Map<String, String> values = new HashMap<>();
        values.put("name", webhook.name());
        values.put("format", webhook.format().name());
        values.put("header", webhook.header());
        values.put("type", webhook.type());
        values.put("event", webhook.event());
        values.put("version", Integer.toString(webhook.version()));
        for (int i = 0; i < webhook.rules().size(); i++) {
            InboundRule rule = webhook.rules().get(i);
            values.put("when" + i, rule.when());
            values.put("action" + i, rule.action().name());
            values.put("email" + i, rule.email());
            values.put("person" + i, rule.name());
            values.put("course" + i, rule.course());
        }
        return Form.at(path(webhook.id()), values);
    }

    private InboundView.There there(InboundWebhook webhook, Optional<String> cursor) {
        Slice<InboundMessage> messages =
                webhooks.messages(webhook.id(), Optional.empty(), cursor, A_PAGE);
        return new InboundView.There(
                path(webhook.id()),
                schools.originOf(desk.school().id()) + webhook.path(),
                webhook.active(),
                webhooks.secrets(webhook.id()),
                messages.items().stream().map(this::row).toList(),
                messages.next().map(next -> path(webhook.id()) + "?cursor=" + next));
    }

    private InboundView.MessageRow row(InboundMessage message) {
        return new InboundView.MessageRow(
                path(message.webhook()) + "/messages/" + message.id(),
                message.type().isEmpty() ? desk.t("inbound.untyped") : message.type(),
                badge(message),
                message.outcome(),
                message.receivedAt());
    }

    private Badge badge(InboundMessage message) {
        Tone tone =
                switch (message.status()) {
                    case RECEIVED -> Tone.INFO;
                    case HANDLED -> Tone.POSITIVE;
                    case IGNORED -> Tone.NEUTRAL;
                    case WAITING -> Tone.WARNING;
                    case FAILED -> Tone.CRITICAL;
                };
        return new Badge(tone, desk.t("inbound.status." + message.status()));
    }

    @POST
    @Path("{inbound}")
    @Operation(hidden = true)
    public Response change(@PathParam("inbound") UUID id, MultivaluedMap<String, String> form) {
        InboundWebhook webhook = webhooks.byId(id);
        try {
            webhooks.change(id, Forms.number(form, "version"), read(form));
            return desk.done(path(id), "inbound.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(webhook.name()),
                    view(
                            desk.refused(form(webhook), form, problem),
                            rules(form).size() + SPARE_RULES,
                            Optional.of(there(webhook, Optional.empty()))));
        }
    }

    @POST
    @Path("{inbound}/pause")
    @Operation(hidden = true)
    public Response pause(@PathParam("inbound") UUID id) {
        webhooks.setActive(id, false);
        return desk.done(path(id), "inbound.paused");
    }

    @POST
    @Path("{inbound}/resume")
    @Operation(hidden = true)
    public Response resume(@PathParam("inbound") UUID id) {
        webhooks.setActive(id, true);
        return desk.done(path(id), "inbound.resumed");
    }

    @POST
    @Path("{inbound}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("inbound") UUID id) {
        webhooks.remove(id);
        return desk.done(PATH, "inbound.removed");
    }

    @GET
    @Path("{inbound}/messages/{message}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response message(@PathParam("inbound") UUID id, @PathParam("message") UUID message) {
        InboundWebhook webhook = webhooks.byId(id);
        InboundMessage one = webhooks.message(id, message);
        return desk.show(
                "inbound/message",
                desk.page("inbound.title", Place.WEBHOOKS)
                        .titled(one.type().isEmpty() ? desk.t("inbound.untyped") : one.type())
                        .under(path(id), webhook.name()),
                new InboundView.Message(
                        path(id) + "/messages/" + message + "/replay",
                        one.eventId(),
                        badge(one),
                        one.outcome(),
                        one.attempts(),
                        one.receivedAt(),
                        one.handledAt(),
                        Json.read(one.body(), JsonNode.class).toPrettyString()));
    }

    @POST
    @Path("{inbound}/messages/{message}/replay")
    @Operation(hidden = true)
    public Response replay(@PathParam("inbound") UUID id, @PathParam("message") UUID message) {
        webhooks.replay(id, message);
        return desk.done(path(id) + "/messages/" + message, "inbound.replayed");
    }
}
