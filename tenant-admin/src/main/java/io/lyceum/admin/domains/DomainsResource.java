package io.lyceum.admin.domains;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.domains.DomainsView.DomainRow;
import io.lyceum.admin.domains.DomainsView.Proof;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.Domains;
import io.lyceum.tenancy.Domains.Domain;
import io.lyceum.tenancy.Hosts;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The school's own domains. */
@RequestScoped
@Path("/manage/domains")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class DomainsResource {

    private static final String PATH = "/manage/domains";

    @Inject Desk desk;
    @Inject Domains domains;
    @Inject Hosts hosts;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "domains/list", desk.page("domains.title", Place.DOMAINS), view(Form.at(PATH)));
    }

    private DomainsView view(Form add) {
        return new DomainsView(add, domains.list().stream().map(this::row).toList());
    }

    private DomainRow row(Domain domain) {
        boolean verified = domain.status() == Domain.Status.VERIFIED;
        return new DomainRow(
                domain.host(),
                hosts.origin(domain.host()),
                new Badge(
                        verified ? Tone.POSITIVE : Tone.WARNING,
                        desk.t("domains.status." + domain.status())),
                domain.kind() == Domain.Kind.SUBDOMAIN,
                domain.primary(),
                verified,
                domain.redirects(),
                PATH + "/" + domain.host(),
                verified ? Optional.empty() : domain.token().map(t -> proof(domain.host(), t)),
                domain.checkedAt(),
                domain.findings().stream()
                        .map(seen -> desk.t("domains.finding." + seen, "host", domain.host()))
                        .toList());
    }

    private static Proof proof(String host, String token) {
        return new Proof(
                "_lyceum." + host,
                "lyceum-verification=" + token,
                "http://" + host + "/.well-known/lyceum-verification",
                token);
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            Domain added = domains.add(Desk.value(form, "host"));
            return desk.done(PATH, "domains.added", "host", added.host());
        } catch (Problem problem) {
            Form refused =
                    Form.at(PATH)
                            .refused(
                                    Map.of("host", Desk.value(form, "host")),
                                    List.of(new Problem.FieldError("host", desk.sentence(problem))),
                                    desk.sentence(problem));
            return desk.refuse(
                    problem,
                    "domains/list",
                    desk.page("domains.title", Place.DOMAINS),
                    view(refused));
        }
    }

    @POST
    @Path("{host}/verify")
    @Operation(hidden = true)
    public Response verify(@PathParam("host") String host) {
        try {
            boolean proven = domains.verify(host).status() == Domain.Status.VERIFIED;
            return proven
                    ? desk.done(PATH, "domains.verified", "host", host)
                    : desk.go(PATH, Notice.failed(desk.t("domains.unproven", "host", host)));
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }

    @POST
    @Path("{host}/primary")
    @Operation(hidden = true)
    public Response makePrimary(@PathParam("host") String host) {
        return act(() -> domains.makePrimary(host), "domains.primary.done", host);
    }

    @POST
    @Path("{host}/redirect")
    @Operation(hidden = true)
    public Response redirect(@PathParam("host") String host, MultivaluedMap<String, String> form) {
        boolean redirects = Desk.value(form, "redirects").equals("true");
        return act(
                () -> domains.setRedirect(host, redirects),
                redirects ? "domains.redirect.done" : "domains.answer.done",
                host);
    }

    @POST
    @Path("{host}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("host") String host) {
        return act(() -> domains.remove(host), "domains.removed", host);
    }

    private Response act(Runnable action, String said, String host) {
        try {
            action.run();
            return desk.done(PATH, said, "host", host);
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }
}
