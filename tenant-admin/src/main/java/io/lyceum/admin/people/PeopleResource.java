package io.lyceum.admin.people;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.people.PeopleView.InvitationRow;
import io.lyceum.admin.people.PeopleView.PersonRow;
import io.lyceum.admin.people.PersonView.CertificateLine;
import io.lyceum.admin.people.PersonView.CourseLine;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import io.lyceum.admin.shell.Words;
import io.lyceum.credentials.Certificates;
import io.lyceum.identity.Allow;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.learning.Enrolments;
import io.lyceum.privacy.PersonErasures;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** People, invitations and roles. */
@RequestScoped
@Path("/manage/people")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PeopleResource {

    private static final int PAGE = 50;
    private static final String PATH = "/manage/people";
    private static final List<Role> SCHOOL_ROLES =
            List.of(Role.OWNER, Role.ADMIN, Role.TEACHER, Role.LEARNER);

    @Inject Desk desk;
    @Inject People people;
    @Inject Enrolments enrolments;
    @Inject Certificates certificates;
    @Inject PersonErasures erasures;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list(
            @QueryParam("role") @DefaultValue("") String role,
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("after") String after) {
        Optional<Role> wanted = SCHOOL_ROLES.stream().filter(r -> name(r).equals(role)).findFirst();
        Slice<Person> found = people.list(wanted, query, Optional.ofNullable(after), PAGE);
        List<PersonRow> rows = found.items().stream().map(this::row).toList();
        boolean start = after == null && query.isBlank() && wanted.isEmpty();
        List<InvitationRow> invited =
                start
                        ? people.invitations().stream().map(this::row).toList()
                        : List.<InvitationRow>of();
        String kept =
                wanted.map(r -> "role=" + name(r) + "&").orElse("")
                        + (query.isBlank() ? "" : "q=" + Html.urlParameter(query) + "&");
        Listing listing =
                new Listing(
                        PATH,
                        query,
                        wanted.map(r -> List.of(new Listing.Kept("role", name(r))))
                                .orElse(List.of()),
                        tabs(wanted),
                        after == null ? Optional.empty() : Optional.of(PATH + "?" + kept),
                        found.next().map(c -> PATH + "?" + kept + "after=" + Html.urlParameter(c)),
                        rows.isEmpty() ? "" : desk.t("people.count", "shown", rows.size()));
        return desk.show(
                "people/list",
                desk.page("people.title", Place.PEOPLE),
                new PeopleView(listing, rows, invited));
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private List<Tab> tabs(Optional<Role> shown) {
        Map<Role, Long> counts = people.counts();
        Words words = desk.words();
        List<Tab> tabs = new ArrayList<>();
        tabs.add(
                new Tab(
                        PATH,
                        desk.t("people.tab.all"),
                        Optional.of(
                                words.number(
                                        counts.values().stream().mapToLong(Long::longValue).sum())),
                        shown.isEmpty()));
        for (Role role : SCHOOL_ROLES) {
            tabs.add(
                    new Tab(
                            PATH + "?role=" + name(role),
                            desk.t("people.tab." + role),
                            Optional.of(words.number(counts.getOrDefault(role, 0L))),
                            shown.filter(role::equals).isPresent()));
        }
        return tabs;
    }

    private PersonRow row(Person person) {
        return new PersonRow(
                PATH + "/" + person.id(),
                person.name(),
                person.email(),
                desk.t("role." + person.role()),
                person.active()
                        ? Optional.empty()
                        : Optional.of(new Badge(Tone.CRITICAL, desk.t("people.off"))),
                person.createdAt());
    }

    private InvitationRow row(People.Invited invited) {
        return new InvitationRow(
                invited.email(),
                desk.t("role." + invited.role()),
                invited.createdAt(),
                invited.sentAt(),
                PATH + "/invitations/" + invited.id());
    }

    // ------------------------------------------------------------- invitations

    @GET
    @Path("invite")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response inviteForm() {
        return desk.show("people/invite", invitePage(), new InviteView(blank(), roles(true)));
    }

    private Page invitePage() {
        return desk.page("invite.title", Place.PEOPLE).under(PATH, desk.t("people.title"));
    }

    private static Form blank() {
        return Form.at(PATH + "/invite", Map.of("role", Role.TEACHER.name()));
    }

    private List<Option> roles(boolean hinted) {
        return SCHOOL_ROLES.stream()
                .filter(desk::may)
                .map(
                        role ->
                                new Option(
                                        role.name(),
                                        desk.t("role." + role),
                                        hinted ? desk.t("role." + role + ".hint") : ""))
                .toList();
    }

    @POST
    @Path("invite")
    @Operation(hidden = true)
    public Response invite(MultivaluedMap<String, String> form) {
        try {
            String email = Desk.value(form, "email").strip();
            people.invite(email, Desk.value(form, "name"), role(form), desk.person());
            return desk.done(PATH, "invite.sent", "email", email);
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "people/invite",
                    invitePage(),
                    new InviteView(desk.refused(blank(), form, problem), roles(true)));
        }
    }

    private static Role role(MultivaluedMap<String, String> form) {
        String wanted = Desk.value(form, "role");
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(wanted))
                .findFirst()
                .orElse(Role.LEARNER);
    }

    @POST
    @Path("invitations/{invitation}/resend")
    @Operation(hidden = true)
    public Response resend(@PathParam("invitation") UUID id) {
        try {
            String email = people.inviteAgain(id).email();
            return desk.done(PATH, "invite.resent", "email", email);
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }

    @POST
    @Path("invitations/{invitation}/withdraw")
    @Operation(hidden = true)
    public Response withdraw(@PathParam("invitation") UUID id) {
        try {
            String email = people.invitation(id).email();
            people.withdraw(id);
            return desk.done(PATH, "invite.withdrawn", "email", email);
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }

    // ------------------------------------------------------------- one person

    @GET
    @Path("{person}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response person(@PathParam("person") UUID id) {
        Person person = people.byId(new PersonId(id));
        return desk.show("people/person", personPage(person), view(person, roleForm(person)));
    }

    private Page personPage(Person person) {
        return desk.page("people.title", Place.PEOPLE)
                .titled(called(person))
                .under(PATH, desk.t("people.title"));
    }

    private static String called(Person person) {
        return person.name().isBlank() ? person.email() : person.name();
    }

    private static Form roleForm(Person person) {
        return Form.at(PATH + "/" + person.id() + "/role", Map.of("role", person.role().name()));
    }

    private PersonView view(Person person, Form form) {
        boolean self = person.id().equals(desk.person().id());
        boolean above = !desk.may(person.role());
        Optional<String> fixed =
                self
                        ? Optional.of(desk.t("person.fixed.self"))
                        : above ? Optional.of(desk.t("person.fixed.above")) : Optional.empty();
        return new PersonView(
                person.id().toString(),
                person.name(),
                person.email(),
                desk.t("role." + person.role()),
                person.active(),
                erasures.find(person.id()).isPresent(),
                person.createdAt(),
                person.locale().map(l -> Desk.ownName(l.toLanguageTag())),
                form,
                fixed.isPresent() ? List.of() : roles(false),
                fixed,
                PATH + "/" + person.id(),
                learning(person),
                certificates(person));
    }

    private List<CourseLine> learning(Person person) {
        return enrolments.of(person.id()).stream()
                .map(
                        line ->
                                new CourseLine(
                                        line.courseTitle(),
                                        "/courses/" + line.courseSlug(),
                                        line.enrolment().percent(),
                                        line.enrolment().completed()
                                                ? new Badge(
                                                        Tone.POSITIVE, desk.t("person.completed"))
                                                : new Badge(Tone.INFO, desk.t("person.learning"))))
                .toList();
    }

    private List<CertificateLine> certificates(Person person) {
        return certificates.of(person.id()).stream()
                .map(
                        c ->
                                new CertificateLine(
                                        c.courseTitle(),
                                        "/verify/" + c.code(),
                                        c.issuedAt(),
                                        c.valid()))
                .toList();
    }

    @POST
    @Path("{person}/role")
    @Operation(hidden = true)
    public Response changeRole(@PathParam("person") UUID id, MultivaluedMap<String, String> form) {
        try {
            Person changed = people.changeRole(new PersonId(id), role(form), desk.person());
            return desk.done(
                    PATH + "/" + id,
                    "person.role.saved",
                    "name",
                    called(changed),
                    "role",
                    desk.t("role." + changed.role()));
        } catch (Problem problem) {
            Person person = people.byId(new PersonId(id));
            return desk.refuse(
                    problem,
                    "people/person",
                    personPage(person),
                    view(person, desk.refused(roleForm(person), form, problem)));
        }
    }

    @POST
    @Path("{person}/deactivate")
    @Operation(hidden = true)
    public Response deactivate(@PathParam("person") UUID id) {
        return setActive(id, false, "person.deactivated");
    }

    @POST
    @Path("{person}/activate")
    @Operation(hidden = true)
    public Response activate(@PathParam("person") UUID id) {
        return setActive(id, true, "person.activated");
    }

    private Response setActive(UUID id, boolean active, String said) {
        try {
            Person changed = people.setActive(new PersonId(id), active, desk.person());
            return desk.done(PATH + "/" + id, said, "name", called(changed));
        } catch (Problem problem) {
            return desk.failed(PATH + "/" + id, problem);
        }
    }
}
