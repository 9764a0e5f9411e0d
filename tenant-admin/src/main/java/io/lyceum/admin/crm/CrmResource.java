package io.lyceum.admin.crm;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.integrations.CrmAuth;
import io.lyceum.integrations.CrmBackfill;
import io.lyceum.integrations.CrmBackfills;
import io.lyceum.integrations.CrmConnection;
import io.lyceum.integrations.CrmConnections;
import io.lyceum.integrations.CrmField;
import io.lyceum.integrations.CrmForm;
import io.lyceum.integrations.CrmRecord;
import io.lyceum.integrations.CrmTrials;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The CRMs that are told of the school's learners. */
@RequestScoped
@Path("/manage/crms")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class CrmResource {

    private static final String PATH = "/manage/crms";
    private static final String SHOW = "crm/show";
    private static final String ARROW = " = ";

    @Inject Desk desk;
    @Inject CrmConnections connections;
    @Inject CrmBackfills backfills;
    @Inject CrmTrials trials;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "crm/list",
                desk.page("crm.title", Place.WEBHOOKS)
                        .under("/manage/webhooks", desk.t("webhooks.title")),
                new CrmView(connections.list().stream().map(this::row).toList()));
    }

    private CrmView.Row row(CrmConnection crm) {
        return new CrmView.Row(
                path(crm.id()), crm.name(), crm.url(), badge(crm), crm.lastSuccessAt());
    }

    private Badge badge(CrmConnection crm) {
        if (!crm.active()) {
            return new Badge(Tone.NEUTRAL, desk.t("webhooks.state.PAUSED"));
        }
        return crm.failingSince().isPresent()
                ? new Badge(Tone.WARNING, desk.t("webhooks.state.FAILING"))
                : new Badge(Tone.POSITIVE, desk.t("webhooks.state.ACTIVE"));
    }

    private static String path(UUID id) {
        return PATH + "/" + id;
    }

    @GET
    @Path("new")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response fresh(@QueryParam("like") String like) {
        CrmForm preset =
                "salesforce".equals(like) ? CrmConnections.salesforce() : CrmConnections.json();
        return desk.show(
                SHOW,
                page(desk.t("crm.add")),
                view(Form.at(PATH, values(preset, 0)), Optional.empty()));
    }

    private Page page(String title) {
        return desk.page("crm.title", Place.WEBHOOKS)
                .titled(title)
                .under(PATH, desk.t("crm.title"));
    }

    private static Map<String, String> values(CrmForm form, int version) {
        Map<String, String> values = new HashMap<>();
        values.put("name", form.name());
        values.put("url", form.url());
        values.put("auth", form.auth().name());
        values.put("tokenUrl", form.tokenUrl());
        values.put("user", form.user());
        values.put("perMinute", Integer.toString(form.perMinute()));
        values.put("version", Integer.toString(version));
        put(values, "contact", form.contact());
        put(values, "enrolment", form.enrolment());
        return values;
    }

    private static void put(Map<String, String> values, String what, CrmRecord record) {
        values.put(what + "Method", record.method());
        values.put(what + "Path", record.path());
        values.put(
                what,
                record.fields().stream()
                        .map(field -> field.to() + ARROW + field.from())
                        .collect(Collectors.joining("\n")));
    }

    private CrmView.Edit view(Form form, Optional<CrmView.There> there) {
        return new CrmView.Edit(
                form,
                Arrays.stream(CrmAuth.values())
                        .map(auth -> Option.of(auth.name(), desk.t("crm.auth." + auth)))
                        .toList(),
                Stream.of("PUT", "PATCH", "POST").map(one -> Option.of(one, one)).toList(),
                CrmConnections.SOURCES,
                there);
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            CrmConnection added = connections.add(read(form));
            return desk.done(path(added.id()), "crm.added");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(desk.t("crm.add")),
                    view(
                            withoutSecret(desk.refused(Form.at(PATH), form, problem)),
                            Optional.empty()));
        }
    }

    private static Form withoutSecret(Form form) {
        return form.with("secret", "");
    }

    private static CrmForm read(MultivaluedMap<String, String> form) {
        String perMinute = Desk.value(form, "perMinute").strip();
        return new CrmForm(
                Desk.value(form, "name"),
                Desk.value(form, "url"),
                Arrays.stream(CrmAuth.values())
                        .filter(auth -> auth.name().equals(Desk.value(form, "auth")))
                        .findFirst()
                        .orElse(CrmAuth.BEARER),
                Desk.value(form, "tokenUrl"),
                Desk.value(form, "user"),
                Desk.value(form, "secret"),
                perMinute.matches("\\d{1,6}") ? Integer.parseInt(perMinute) : 0,
                record(form, "contact"),
                record(form, "enrolment"));
    }

    /** A line without a sign of equality is a field without a source, which the checks refuse. */
    private static CrmRecord record(MultivaluedMap<String, String> form, String what) {
        List<CrmField> fields =
                Desk.value(form, what)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(
                                line -> {
                                    int at = line.indexOf('=');
                                    return at < 0
                                            ? new CrmField(line, "")
                                            : new CrmField(
                                                    line.substring(0, at).strip(),
                                                    line.substring(at + 1).strip());
                                })
                        .toList();
        return fields.isEmpty()
                ? CrmRecord.NONE
                : new CrmRecord(
                        Desk.value(form, what + "Method"),
                        Desk.value(form, what + "Path").strip(),
                        fields);
    }

    @GET
    @Path("{crm}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("crm") UUID id) {
        CrmConnection crm = connections.byId(id);
        return desk.show(
                SHOW, page(crm.name()), view(form(crm), Optional.of(there(crm, Optional.empty()))));
    }

    private static Form form(CrmConnection crm) {
        return Form.at(
                path(crm.id()),
                values(
                        new CrmForm(
                                crm.name(),
                                crm.url(),
                                crm.auth(),
                                crm.tokenUrl(),
                                crm.user(),
                                "",
                                crm.perMinute(),
                                crm.contact(),
                                crm.enrolment()),
                        crm.version()));
    }

    private CrmView.There there(CrmConnection crm, Optional<CrmView.Preview> preview) {
        return new CrmView.There(
                path(crm.id()),
                badge(crm),
                crm.active(),
                crm.failingSince().isPresent() ? crm.lastError() : "",
                crm.lastSuccessAt(),
                "/manage/deliveries?state=all&kind=" + Html.urlParameter(crm.listener()),
                backfills.latest(crm.id()).map(this::backfill),
                preview);
    }

    private CrmView.Backfill backfill(CrmBackfill backfill) {
        return new CrmView.Backfill(
                backfill.status() == CrmBackfill.Status.RUNNING,
                desk.t(
                        "crm.backfill." + backfill.status(),
                        "done",
                        backfill.done(),
                        "total",
                        backfill.total(),
                        "failed",
                        backfill.failed()),
                backfill.done(),
                backfill.total(),
                backfill.lastError());
    }

    @POST
    @Path("{crm}")
    @Operation(hidden = true)
    public Response change(@PathParam("crm") UUID id, MultivaluedMap<String, String> form) {
        CrmConnection crm = connections.byId(id);
        try {
            connections.change(id, Forms.number(form, "version"), read(form));
            return desk.done(path(id), "crm.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(crm.name()),
                    view(
                            withoutSecret(desk.refused(form(crm), form, problem)),
                            Optional.of(there(crm, Optional.empty()))));
        }
    }

    @POST
    @Path("{crm}/pause")
    @Operation(hidden = true)
    public Response pause(@PathParam("crm") UUID id) {
        connections.setActive(id, false);
        return desk.done(path(id), "crm.paused");
    }

    @POST
    @Path("{crm}/resume")
    @Operation(hidden = true)
    public Response resume(@PathParam("crm") UUID id) {
        connections.setActive(id, true);
        return desk.done(path(id), "crm.resumed");
    }

    @POST
    @Path("{crm}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("crm") UUID id) {
        connections.remove(id);
        return desk.done(PATH, "crm.removed");
    }

    /** Reads what the CRM has and shows what would change; nothing is written. */
    @POST
    @Path("{crm}/preview")
    @Operation(hidden = true)
    public Response preview(@PathParam("crm") UUID id) {
        CrmTrials.Preview preview = trials.preview(id);
        CrmConnection crm = connections.byId(id);
        return desk.show(
                SHOW,
                page(crm.name()),
                view(form(crm), Optional.of(there(crm, Optional.of(preview(preview))))));
    }

    private CrmView.Preview preview(CrmTrials.Preview preview) {
        return new CrmView.Preview(
                preview.error().isEmpty()
                        ? desk.t(
                                "crm.preview.words",
                                "learners",
                                preview.learners(),
                                "changes",
                                preview.changes().size())
                        : "",
                preview.error(),
                preview.changes().stream()
                        .map(
                                change ->
                                        new CrmView.Change(
                                                change.about(),
                                                change.field(),
                                                change.before().orElse("–"),
                                                change.after()))
                        .toList());
    }

    @POST
    @Path("{crm}/backfill")
    @Operation(hidden = true)
    public Response startBackfill(@PathParam("crm") UUID id) {
        try {
            backfills.start(id);
            return desk.done(path(id), "crm.backfill.started");
        } catch (Problem problem) {
            return desk.failed(path(id), problem);
        }
    }

    @POST
    @Path("{crm}/backfill/cancel")
    @Operation(hidden = true)
    public Response cancelBackfill(@PathParam("crm") UUID id) {
        backfills.cancel(connections.byId(id).id());
        return desk.done(path(id), "crm.backfill.stopped");
    }
}
