package io.lyceum.api;

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
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The CRMs that are told of the school's learners. */
@Path("/api/v1/crms")
@Tag(name = "CRM")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CrmApi {

    private static final int USUAL_PER_MINUTE = 300;

    @Inject CrmConnections connections;
    @Inject CrmBackfills backfills;
    @Inject CrmTrials trials;

    @GET
    @Operation(summary = "Lists CRMs, the oldest first; at most 5")
    public List<CrmConnection> list() {
        return connections.list();
    }

    @POST
    @Operation(
            summary = "Adds a CRM",
            description =
                    "It is told of what happens from now on: how things stand with a learner is written"
                            + " as a contact, and as an enrolment if that is mapped. Paths may hold"
                            + " sources in braces, such as `{person.id}`; fields come from sources or"
                            + " from a text in quotes.")
    public Response add(CrmBody body) {
        CrmConnection added = connections.add(Bodies.require(body).form());
        return Response.created(URI.create("/api/v1/crms/" + added.id())).entity(added).build();
    }

    @GET
    @Path("{crm}")
    @Operation(summary = "Reads a CRM; its secret is never told")
    public Response read(@PathParam("crm") UUID id) {
        CrmConnection crm = connections.byId(id);
        return Etags.ok(crm, crm.version());
    }

    @PUT
    @Path("{crm}")
    @Operation(
            summary = "Changes a CRM",
            description =
                    "Needs If-Match. The secret is asked for anew when it would go to another host.")
    public Response change(
            @PathParam("crm") UUID id, @HeaderParam("If-Match") String ifMatch, CrmBody body) {
        CrmForm form = Bodies.require(body).form();
        CrmConnection crm = connections.change(id, Math.toIntExact(Etags.require(ifMatch)), form);
        return Etags.ok(crm, crm.version());
    }

    @DELETE
    @Path("{crm}")
    @Operation(summary = "Removes a CRM and what waits for it; what it was told stays there")
    public void remove(@PathParam("crm") UUID id) {
        connections.remove(id);
    }

    @POST
    @Path("{crm}/pause")
    @Operation(summary = "Lets what happens wait")
    public CrmConnection pause(@PathParam("crm") UUID id) {
        return connections.setActive(id, false);
    }

    @POST
    @Path("{crm}/resume")
    @Operation(summary = "Tells a CRM again, of what has waited as well")
    public CrmConnection resume(@PathParam("crm") UUID id) {
        return connections.setActive(id, true);
    }

    @POST
    @Path("{crm}/preview")
    @Operation(
            summary = "Says what writing the learners who were active last would change",
            description = "Reads and compares; changes nothing there.")
    public CrmTrials.Preview preview(@PathParam("crm") UUID id) {
        return trials.preview(id);
    }

    @POST
    @Path("{crm}/backfill")
    @Operation(summary = "Begins to write everybody")
    public Response startBackfill(@PathParam("crm") UUID id) {
        return Response.accepted(backfills.start(id)).build();
    }

    @GET
    @Path("{crm}/backfill")
    @Operation(summary = "Says how far the latest one is")
    public CrmBackfill backfill(@PathParam("crm") UUID id) {
        return backfills
                .latest(connections.byId(id).id())
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    @DELETE
    @Path("{crm}/backfill")
    @Operation(summary = "Stops it; what was written stays")
    public void cancelBackfill(@PathParam("crm") UUID id) {
        backfills.cancel(connections.byId(id).id());
    }

    /**
     * What is written of a CRM.
     *
     * @param auth {@code BEARER}, {@code BASIC} or {@code CLIENT_CREDENTIALS}
     * @param secret left out to keep the one that is there
     * @param perMinute requests at most; 300 if left out
     */
    @Schema(name = "CrmBody")
    public record CrmBody(
            String name,
            String url,
            String auth,
            String tokenUrl,
            String user,
            String secret,
            Integer perMinute,
            RecordBody contact,
            RecordBody enrolment) {

        CrmForm form() {
            Optional<CrmAuth> known = Bodies.choice(CrmAuth.class, "auth", auth);
            new Checks().that(known.isPresent(), "auth", "Fill this in.").done();
            return new CrmForm(
                    text(name),
                    text(url),
                    known.orElseThrow(),
                    text(tokenUrl),
                    text(user),
                    text(secret),
                    perMinute == null ? USUAL_PER_MINUTE : perMinute,
                    RecordBody.record(contact),
                    RecordBody.record(enrolment));
        }
    }

    /** How one thing is written. */
    @Schema(name = "CrmRecordBody")
    public record RecordBody(String method, String path, List<CrmField> fields) {

        static CrmRecord record(RecordBody body) {
            new Checks()
                    .that(
                            body == null
                                    || body.fields() == null
                                    || body.fields().stream().noneMatch(Objects::isNull),
                            "fields",
                            "Fill this in.")
                    .done();
            return body == null
                    ? CrmRecord.NONE
                    : new CrmRecord(
                            Objects.requireNonNullElse(body.method(), "PUT"),
                            text(body.path()),
                            Objects.requireNonNullElse(body.fields(), List.<CrmField>of()).stream()
                                    .map(
                                            field ->
                                                    new CrmField(
                                                            text(field.to()), text(field.from())))
                                    .toList());
        }
    }

    private static String text(String given) {
        return Objects.requireNonNullElse(given, "").strip();
    }
}
