package io.lyceum.admin.people;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.privacy.PersonErasure;
import io.lyceum.privacy.PersonErasures;
import io.lyceum.privacy.PersonalData;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.JsonFiles;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What is known of a person: handed to them, and erased when they leave for good. */
@RequestScoped
@Path("/manage/people")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PersonalDataResource {

    static final String ERASURES = "/manage/people/erasures";

    @Inject Desk desk;
    @Inject PersonalData personalData;
    @Inject PersonErasures erasures;

    @GET
    @Path("{person}/data")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response data(@PathParam("person") UUID id) {
        return JsonFiles.of("person-" + id + ".json", personalData.of(new PersonId(id)));
    }

    @POST
    @Path("{person}/erase")
    @Operation(hidden = true)
    public Response erase(@PathParam("person") UUID id, MultivaluedMap<String, String> form) {
        try {
            erasures.begin(new PersonId(id), Desk.value(form, "email"), desk.person());
            return desk.done(ERASURES, "erasures.begun");
        } catch (Problem problem) {
            if (problem.code() == CommonProblem.NOT_FOUND) {
                throw problem;
            }
            return desk.failed("/manage/people/" + id, problem);
        }
    }

    @GET
    @Path("erasures")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        Page page =
                desk.page("erasures.title", Place.PEOPLE)
                        .under("/manage/people", desk.t("people.title"));
        return desk.show(
                "people/erasures",
                page,
                new ErasuresView(erasures.list().stream().map(this::row).toList()));
    }

    private ErasuresView.ErasureRow row(PersonErasure erasure) {
        return new ErasuresView.ErasureRow(
                erasure.person().toString(),
                erasure.done().isPresent()
                        ? new Badge(Tone.POSITIVE, desk.t("erasures.done"))
                        : new Badge(Tone.INFO, desk.t("erasures.running")),
                erasure.requestedAt(),
                erasure.waiting().isEmpty()
                        ? ""
                        : desk.t(
                                "erasures.waiting",
                                "plugins",
                                String.join(", ", erasure.waiting())),
                erasure.lastError(),
                left(erasure.notes()));
    }

    private List<ErasuresView.Left> left(List<PersonErasure.Note> notes) {
        return notes.stream()
                .map(
                        note ->
                                new ErasuresView.Left(
                                        desk.t("erasures." + note.kind(), "plugin", note.plugin()),
                                        note.text()))
                .toList();
    }
}
