package io.lyceum.admin.mail;

import io.lyceum.admin.deliveries.AttemptRow;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.desk.Quotas;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.integrations.MailServer;
import io.lyceum.integrations.MailServer.Security;
import io.lyceum.integrations.MailServerForm;
import io.lyceum.integrations.MailServers;
import io.lyceum.messaging.MailTrials;
import io.lyceum.shared.outbox.DeliveryAttempt;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the school's mails go out: through the platform's server, or through its own. */
@RequestScoped
@Path("/manage/mail")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class MailResource {

    private static final String PATH = "/manage/mail";
    private static final String TEMPLATE = "mail/show";

    @Inject Desk desk;
    @Inject MailServers servers;
    @Inject MailTrials trials;
    @Inject CurrentPerson currentPerson;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show() {
        Optional<MailServer> own = servers.find();
        return desk.show(TEMPLATE, page(), view(own, form(own), Optional.empty()));
    }

    private Page page() {
        return desk.page("mail.title", Place.MAIL);
    }

    private static Form form(Optional<MailServer> own) {
        return own.map(
                        server ->
                                Form.at(
                                        PATH,
                                        Map.of(
                                                "host",
                                                server.host(),
                                                "port",
                                                Integer.toString(server.port()),
                                                "security",
                                                server.security().name(),
                                                "user",
                                                server.user().orElse(""),
                                                "from",
                                                server.from(),
                                                "perMinute",
                                                Quotas.shown(server.perMinute()),
                                                "version",
                                                Integer.toString(server.version()))))
                .orElseGet(
                        () ->
                                Form.at(
                                        PATH,
                                        Map.of(
                                                "port",
                                                "587",
                                                "security",
                                                Security.STARTTLS.name(),
                                                "version",
                                                "0")));
    }

    private MailView view(Optional<MailServer> own, Form form, Optional<DeliveryAttempt> trial) {
        return new MailView(form, securities(), own.map(server -> own(server, trial)));
    }

    private List<Option> securities() {
        return Arrays.stream(Security.values())
                .filter(security -> security != Security.NONE)
                .map(security -> Option.of(security.name(), desk.t("mail.security." + security)))
                .toList();
    }

    private MailView.Own own(MailServer server, Optional<DeliveryAttempt> trial) {
        return new MailView.Own(
                PATH,
                badge(server),
                server.active(),
                server.failingSince().filter(since -> server.active()),
                server.lastError(),
                server.lastSuccessAt(),
                server.dkim().map(dkim -> new MailView.Dkim(dkim.recordName(), dkim.record())),
                server.domain(),
                currentPerson.require().email(),
                trial.map(this::row));
    }

    private AttemptRow row(DeliveryAttempt trial) {
        return AttemptRow.of(
                trial, desk.t(trial.delivered() ? "mail.test.taken" : "mail.test.refused"), desk);
    }

    private Badge badge(MailServer server) {
        if (!server.active()) {
            return new Badge(Tone.NEUTRAL, desk.t("mail.state.paused"));
        }
        return server.failingSince().isPresent()
                ? new Badge(Tone.CRITICAL, desk.t("mail.state.failing"))
                : new Badge(Tone.POSITIVE, desk.t("mail.state.active"));
    }

    @POST
    @Operation(hidden = true)
    public Response save(MultivaluedMap<String, String> form) {
        try {
            servers.save(Forms.number(form, "version"), typed(form));
            return desk.done(PATH, "mail.saved");
        } catch (Problem problem) {
            Optional<MailServer> own = servers.find();
            return desk.refuse(
                    problem,
                    TEMPLATE,
                    page(),
                    view(own, desk.refused(form(own), form, problem), Optional.empty()));
        }
    }

    private static MailServerForm typed(MultivaluedMap<String, String> form) {
        return new MailServerForm(
                Desk.value(form, "host"),
                Forms.number(form, "port"),
                Desk.value(form, "security"),
                Desk.value(form, "user"),
                Desk.value(form, "password"),
                Desk.value(form, "from"),
                Quotas.read(form));
    }

    /** Waits for the server, and shows what it said. */
    @POST
    @Path("test")
    @Operation(hidden = true)
    public Response test() {
        try {
            DeliveryAttempt attempt = trials.send(currentPerson.require().id().value());
            Optional<MailServer> own = servers.find();
            return desk.show(TEMPLATE, page(), view(own, form(own), Optional.of(attempt)));
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }

    @POST
    @Path("pause")
    @Operation(hidden = true)
    public Response pause() {
        return act(() -> servers.use(false), "mail.paused");
    }

    @POST
    @Path("resume")
    @Operation(hidden = true)
    public Response resume() {
        return act(() -> servers.use(true), "mail.resumed");
    }

    @POST
    @Path("keys")
    @Operation(hidden = true)
    public Response sign() {
        return act(servers::sign, "mail.dkim.made");
    }

    @POST
    @Path("remove")
    @Operation(hidden = true)
    public Response remove() {
        return act(servers::remove, "mail.removed");
    }

    private Response act(Runnable action, String said) {
        try {
            action.run();
            return desk.done(PATH, said);
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }
}
