package io.lyceum.api;

import io.lyceum.activities.Activities;
import io.lyceum.catalog.Catalogue;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.commerce.Access;
import io.lyceum.credentials.Certificate;
import io.lyceum.credentials.CertificateProblem;
import io.lyceum.credentials.Certificates;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.learning.Enrolment;
import io.lyceum.learning.EnrolmentId;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Open;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Finding courses, enrolling, progress and certificates, for learners. */
@Path("/api/v1")
@Tag(name = "Learning")
@Allow(Role.LEARNER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class LearningApi {

    @Inject Catalogue catalogue;
    @Inject Access access;
    @Inject Enrolments enrolments;
    @Inject Certificates certificates;
    @Inject Activities activities;
    @Inject CurrentPerson currentPerson;

    @GET
    @Path("catalogue")
    @Open
    @Operation(summary = "Lists or searches published courses")
    public Slice<Catalogue.Card> catalogue(
            @QueryParam("q") String query,
            @QueryParam("category") String category,
            @QueryParam("level") String level,
            @QueryParam("free") Boolean free,
            @QueryParam("language") String language,
            @QueryParam("sort") String sort,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        if (query != null && !query.isBlank()) {
            return catalogue
                    .search(query, Optional.ofNullable(cursor), Bodies.limit(limit))
                    .cards();
        }
        return catalogue.browse(
                new Catalogue.Filter(
                        Optional.ofNullable(category),
                        Bodies.choice(Course.Level.class, "level", level),
                        Optional.ofNullable(free),
                        Optional.ofNullable(language)),
                "title".equals(sort) ? Catalogue.Sort.TITLE : Catalogue.Sort.NEWEST,
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @GET
    @Path("enrolments")
    @Operation(summary = "Lists one's own enrolments, last active first")
    public List<Enrolments.Line> enrolments() {
        return enrolments.of(currentPerson.require().id());
    }

    @POST
    @Path("enrolments")
    @Operation(summary = "Enrols in a free course; repeating it changes nothing")
    public Response enrol(EnrolBody body) {
        UUID course = Bodies.require(body).course();
        new Checks().that(course != null, "course", "Name a course.").done();
        Enrolment enrolment = access.enrol(currentPerson.require().id(), new CourseId(course));
        return Response.created(URI.create("/api/v1/enrolments/" + enrolment.id()))
                .entity(enrolment)
                .build();
    }

    @GET
    @Path("enrolments/{enrolment}")
    @Operation(summary = "Reads one's own enrolment")
    public Enrolment enrolment(@PathParam("enrolment") UUID id) {
        return own(id);
    }

    private Enrolment own(UUID id) {
        Enrolment enrolment = enrolments.byId(new EnrolmentId(id));
        if (!enrolment.person().equals(currentPerson.require().id())) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        return enrolment;
    }

    @GET
    @Path("enrolments/{enrolment}/progress")
    @Operation(summary = "Reads how far one is in each lesson that was opened")
    public List<ProgressLine> progress(@PathParam("enrolment") UUID id) {
        return enrolments.progress(own(id).id()).entrySet().stream()
                .map(
                        e ->
                                new ProgressLine(
                                        e.getKey().value(),
                                        e.getValue().completedAt(),
                                        e.getValue().scrollPermille()))
                .toList();
    }

    @POST
    @Path("enrolments/{enrolment}/lessons/{lesson}/complete")
    @Operation(summary = "Marks a lesson as complete; the last one completes the course")
    public Enrolment complete(@PathParam("enrolment") UUID id, @PathParam("lesson") UUID lesson) {
        Enrolment enrolment = own(id);
        activities.requireDone(new LessonId(lesson), enrolment.person());
        return enrolments.complete(enrolment.person(), enrolment.course(), new LessonId(lesson));
    }

    @POST
    @Path("enrolments/{enrolment}/lessons/{lesson}/reopen")
    @Operation(summary = "Takes a lesson's mark back")
    public Enrolment reopen(@PathParam("enrolment") UUID id, @PathParam("lesson") UUID lesson) {
        return enrolments.reopen(
                currentPerson.require().id(), own(id).course(), new LessonId(lesson));
    }

    @GET
    @Path("certificates")
    @Operation(summary = "Lists one's own certificates, newest first")
    public List<Certificate> certificates() {
        return certificates.of(currentPerson.require().id());
    }

    @GET
    @Path("certificates/{code}")
    @Open
    @Operation(summary = "Proves a certificate by its code, however it is typed")
    public Proof prove(@PathParam("code") String code) {
        Certificate certificate =
                certificates
                        .byCode(code)
                        .orElseThrow(() -> new Problem(CertificateProblem.NO_SUCH_CERTIFICATE));
        return new Proof(
                certificate.code(),
                certificate.learnerName(),
                certificate.courseTitle(),
                certificate.issuedAt(),
                certificate.valid(),
                certificate.revokedAt(),
                certificate.revokedReason());
    }

    @POST
    @Path("certificates/{id}/revoke")
    @Allow(Role.ADMIN)
    @Operation(summary = "Takes a certificate back")
    public Certificate revoke(@PathParam("id") UUID id, RevokeBody body) {
        return certificates.revoke(id, Bodies.require(body).reason());
    }

    /** The course to enrol in. */
    public record EnrolBody(UUID course) {}

    /** Progress in one lesson. */
    public record ProgressLine(UUID lesson, Optional<Instant> completedAt, int scrollPermille) {}

    /** What anybody may know about a certificate. */
    public record Proof(
            String code,
            String learnerName,
            String courseTitle,
            Instant issuedAt,
            boolean valid,
            Optional<Instant> revokedAt,
            Optional<String> revokedReason) {}

    /** Why a certificate is taken back. */
    public record RevokeBody(String reason) {}
}
