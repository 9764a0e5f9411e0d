package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.privacy.PersonErasure;
import io.lyceum.privacy.PersonErasures;
import io.lyceum.privacy.PersonalData;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people of the school. */
@Path("/api/v1/people")
@Tag(name = "People")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PeopleApi {

    @Inject People people;
    @Inject CurrentPerson currentPerson;
    @Inject PersonalData personalData;
    @Inject PersonErasures erasures;

    @GET
    @Operation(summary = "Lists people, newest first")
    public Slice<Person> list(
            @QueryParam("role") String role,
            @QueryParam("q") String search,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return people.list(
                Bodies.choice(Role.class, "role", role),
                search == null ? "" : search,
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @GET
    @Path("me")
    @Allow(Role.LEARNER)
    @Operation(summary = "Reads the signed-in person")
    public Person me() {
        return currentPerson.require();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Reads a person")
    public Response read(@PathParam("id") UUID id) {
        Person person = people.byId(new PersonId(id));
        return Etags.ok(person, person.version());
    }

    @PUT
    @Path("{id}/role")
    @Operation(summary = "Gives a person another role")
    public Person changeRole(@PathParam("id") UUID id, RoleBody body) {
        RoleBody wanted = Bodies.require(body);
        new Checks().that(wanted.role() != null, "role", "Choose a role.").done();
        return people.changeRole(new PersonId(id), wanted.role(), currentPerson.require());
    }

    @POST
    @Path("{id}/deactivate")
    @Operation(summary = "Switches a person's access off; their work stays")
    public Person deactivate(@PathParam("id") UUID id) {
        return people.setActive(new PersonId(id), false, currentPerson.require());
    }

    @POST
    @Path("{id}/activate")
    @Operation(summary = "Switches a person's access on again")
    public Person activate(@PathParam("id") UUID id) {
        return people.setActive(new PersonId(id), true, currentPerson.require());
    }

    @GET
    @Path("me/data")
    @Allow(Role.LEARNER)
    @Operation(
            summary = "Reads everything that is known of the signed-in person",
            description =
                    "By table, and below `plugins` by plugin. `unanswered` names plugins that did not"
                            + " answer and may keep more. Takes up to 30 seconds for each plugin.")
    public Map<String, Object> myData() {
        return personalData.of(currentPerson.require().id());
    }

    @GET
    @Path("{id}/data")
    @Operation(
            summary = "Reads everything that is known of a person",
            description = "As `/people/me/data`, for somebody who asks the school.")
    public Map<String, Object> data(@PathParam("id") UUID id) {
        return personalData.of(new PersonId(id));
    }

    @POST
    @Path("{id}/erasure")
    @Operation(
            summary = "Erases a person for good",
            description =
                    "Access ends at once; rows, account and what plugins keep go in the background."
                            + " Repeating it answers the erasure that was begun.")
    public Response erase(@PathParam("id") UUID id, ErasureBody body) {
        PersonErasure erasure =
                erasures.begin(
                        new PersonId(id), Bodies.require(body).email(), currentPerson.require());
        return Response.accepted(erasure)
                .location(URI.create("/api/v1/people/erasures/" + erasure.id()))
                .build();
    }

    @GET
    @Path("erasures")
    @Operation(summary = "Lists erasures, the latest first; at most 200")
    public List<PersonErasure> listErasures() {
        return erasures.list();
    }

    @GET
    @Path("erasures/{id}")
    @Operation(summary = "Reads how an erasure stands")
    public PersonErasure readErasure(@PathParam("id") UUID id) {
        return erasures.byId(id);
    }

    @GET
    @Path("invitations")
    @Operation(summary = "Lists open invitations")
    public List<People.Invited> invitations() {
        return people.invitations();
    }

    @POST
    @Path("invitations")
    @Operation(summary = "Asks somebody to join")
    public Response invite(InvitationBody body) {
        InvitationBody wanted = Bodies.require(body);
        People.Invited invited =
                people.invite(
                        wanted.email(),
                        wanted.name(),
                        wanted.role() == null ? Role.LEARNER : wanted.role(),
                        currentPerson.require());
        return Response.created(URI.create("/api/v1/people/invitations/" + invited.id()))
                .entity(invited)
                .build();
    }

    @DELETE
    @Path("invitations/{id}")
    @Operation(summary = "Takes an open invitation back")
    public void withdraw(@PathParam("id") UUID id) {
        people.withdraw(id);
    }

    /** A role to give. */
    public record RoleBody(@Schema(example = "TEACHER") Role role) {}

    /**
     * Whom to erase, once more.
     *
     * @param email the person's address
     */
    public record ErasureBody(@Schema(example = "lev@harbour.example") String email) {}

    /** Somebody to ask. */
    public record InvitationBody(
            @Schema(example = "lev@harbour.example") String email,
            @Schema(example = "Lev Orlov") String name,
            @Schema(example = "TEACHER") Role role) {}
}
