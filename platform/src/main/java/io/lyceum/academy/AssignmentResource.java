package io.lyceum.academy;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.activities.ActivityProblem;
import io.lyceum.assignments.AssignmentKind;
import io.lyceum.assignments.AssignmentProblem;
import io.lyceum.assignments.Submission;
import io.lyceum.assignments.SubmissionFiles;
import io.lyceum.assignments.SubmissionId;
import io.lyceum.assignments.Submissions;
import io.lyceum.catalog.Catalogue;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.Courses;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.FileAnswers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A learner's work at an assignment: written, handed in, taken back, tried again. */
@Path("/courses/{course}/lessons/{lesson}/assignments/{activity}")
@RequestScoped
@Allow(Role.LEARNER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class AssignmentResource {

    @Inject Courses courses;
    @Inject Catalogue catalogue;
    @Inject Enrolments enrolments;
    @Inject Activities activities;
    @Inject Submissions submissions;
    @Inject SubmissionFiles files;
    @Inject CurrentPerson currentPerson;
    @Inject Transactions transactions;

    @PathParam("course")
    String courseSlug;

    @PathParam("lesson")
    String lessonSlug;

    @PathParam("activity")
    UUID activityId;

    private PersonId person() {
        return currentPerson.require().id();
    }

    /** The assignment, for who learns in its course. */
    private Activity activity() {
        return transactions.call(
                () -> {
                    Course course = courses.bySlug(courseSlug);
                    enrolments.require(person(), course.id());
                    Activity activity =
                            activities.byId(
                                    catalogue.lesson(course.id(), lessonSlug).id(),
                                    new ActivityId(activityId));
                    if (!AssignmentKind.is(activity)) {
                        throw new Problem(ActivityProblem.NO_SUCH_ACTIVITY);
                    }
                    return activity;
                });
    }

    private Response back(Activity activity) {
        return Response.seeOther(URI.create(here() + "#" + LessonActivities.anchor(activity.id())))
                .build();
    }

    private String here() {
        return "/courses/" + courseSlug + "/lessons/" + lessonSlug;
    }

    /** Leads back to the lesson, which says why it was refused. */
    private Response refused(Activity activity, Problem problem) {
        if (!LessonAssignments.tells(problem)) {
            throw problem;
        }
        return Response.seeOther(
                        URI.create(
                                here()
                                        + "?activity="
                                        + activity.id()
                                        + "&place="
                                        + LessonAssignments.REFUSED
                                        + problem.code().name()
                                        + "#"
                                        + LessonActivities.anchor(activity.id())))
                .build();
    }

    /** What was kept. */
    public record Kept(long version, Instant at) {}

    /** Keeps what is written; a script names the version that it has seen. */
    @POST
    @Path("draft")
    @Operation(hidden = true)
    public Response keep(@Context HttpHeaders headers, MultivaluedMap<String, String> form) {
        Activity activity = activity();
        String text = text(form);
        Optional<Long> seen = version(form.getFirst("version"));
        if (asksForJson(headers)) {
            Submission kept = submissions.keep(activity, person(), text, seen);
            return Response.ok(new Kept(kept.version(), kept.updatedAt()))
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        }
        try {
            submissions.keep(activity, person(), text, seen);
            return back(activity);
        } catch (Problem problem) {
            return refused(activity, both(activity, text, problem));
        }
    }

    /** What a window says that was overtaken stays beside what the other one has said. */
    private Problem both(Activity activity, String text, Problem problem) {
        if (problem.code() == CommonProblem.STALE_VERSION) {
            submissions.keepBoth(activity, person(), text);
        }
        return problem;
    }

    private static boolean asksForJson(HttpHeaders headers) {
        MediaType first = headers.getAcceptableMediaTypes().get(0);
        return !first.isWildcardType() && first.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    private static String text(MultivaluedMap<String, String> form) {
        return Objects.requireNonNullElse(form.getFirst("text"), "");
    }

    /** Version 0 is that of a draft which does not exist yet. */
    private static Optional<Long> version(@Nullable String given) {
        return given == null || !given.matches("\\d{1,18}")
                ? Optional.empty()
                : Optional.of(Long.valueOf(given));
    }

    /** Hands in what stands in the form, unless another window has written since it was opened. */
    @POST
    @Path("submit")
    @Operation(hidden = true)
    public Response submit(MultivaluedMap<String, String> form) {
        Activity activity = activity();
        // Where no text is asked for, what may be there from before stays.
        String text = form.containsKey("text") ? text(form) : written(activity);
        try {
            submissions.keep(activity, person(), text, version(form.getFirst("version")));
            submissions.submit(activity, person(), text);
            return back(activity);
        } catch (Problem problem) {
            return problem.code() == AssignmentProblem.HANDED_IN
                    ? repeated(activity, text)
                    : refused(activity, both(activity, text, problem));
        }
    }

    private String written(Activity activity) {
        return transactions.call(
                () ->
                        submissions
                                .work(activity, person())
                                .latest()
                                .map(Submission::text)
                                .orElse(""));
    }

    private Response repeated(Activity activity, String text) {
        try {
            submissions.submit(activity, person(), text);
            return back(activity);
        } catch (Problem problem) {
            return refused(activity, problem);
        }
    }

    @POST
    @Path("take-back")
    @Operation(hidden = true)
    public Response takeBack() {
        Activity activity = activity();
        try {
            submissions.takeBack(activity, person());
            return back(activity);
        } catch (Problem problem) {
            return refused(activity, problem);
        }
    }

    @POST
    @Path("again")
    @Operation(hidden = true)
    public Response again() {
        Activity activity = activity();
        try {
            submissions.again(activity, person());
            return back(activity);
        } catch (Problem problem) {
            return refused(activity, problem);
        }
    }

    // ------------------------------------------------------------- files

    /** A file that is to come. */
    public record Announced(@Nullable String name, @Nullable Long size, @Nullable Long modified) {}

    /**
     * How far an upload is.
     *
     * @param chunk most bytes of a request
     */
    public record Upload(UUID id, String name, long size, long received, boolean whole, int chunk) {

        static Upload of(Submission.File file) {
            return new Upload(
                    file.id(),
                    file.name(),
                    file.size(),
                    file.received(),
                    file.whole(),
                    SubmissionFiles.CHUNK);
        }
    }

    /** Begins an upload, or finds the one that was cut off. */
    @POST
    @Path("uploads")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Upload begin(Announced file) {
        Activity activity = activity();
        Announced given = Bodies.require(file);
        return Upload.of(
                files.begin(
                        activity,
                        person(),
                        Objects.requireNonNullElse(given.name(), ""),
                        Objects.requireNonNullElse(given.size(), 0L),
                        Optional.ofNullable(given.modified())));
    }

    /** Keeps what is written when a page is left; a window that was overtaken changes nothing. */
    @POST
    @Path("left")
    @Operation(hidden = true)
    public void left(MultivaluedMap<String, String> form) {
        try {
            submissions.keep(activity(), person(), text(form), version(form.getFirst("version")));
        } catch (Problem problem) {
            if (problem.code() != CommonProblem.STALE_VERSION) {
                throw problem;
            }
        }
    }

    @GET
    @Path("uploads/{file}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Upload upload(@PathParam("file") UUID file) {
        return Upload.of(files.ofDraft(activity(), person(), file));
    }

    /** Takes the next bytes. */
    @PATCH
    @Path("uploads/{file}")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Upload receive(
            @PathParam("file") UUID file, @QueryParam("from") long from, InputStream content) {
        return Upload.of(files.receive(activity(), person(), file, from, content));
    }

    @POST
    @Path("uploads/{file}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("file") UUID file) {
        Activity activity = activity();
        try {
            files.remove(activity, person(), file);
            return back(activity);
        } catch (Problem problem) {
            return refused(activity, problem);
        }
    }

    @POST
    @Path("uploads/{file}/restore")
    @Operation(hidden = true)
    public Response restore(@PathParam("file") UUID file) {
        Activity activity = activity();
        try {
            files.restore(activity, person(), file);
            return back(activity);
        } catch (Problem problem) {
            return refused(activity, problem);
        }
    }

    /** Takes files of a form, for browsers without scripts. */
    @POST
    @Path("files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response add(List<EntityPart> parts) {
        Activity activity = activity();
        try {
            for (EntityPart part : parts) {
                Optional<String> name = part.getFileName().filter(n -> !n.isBlank());
                if (name.isPresent()) {
                    store(activity, name.get(), part);
                }
            }
            return back(activity);
        } catch (Problem problem) {
            return refused(activity, problem);
        }
    }

    private void store(Activity activity, String name, EntityPart part) {
        try (InputStream content = part.getContent()) {
            java.nio.file.Path whole = Files.createTempFile("handed-in", "");
            try {
                Files.copy(content, whole, StandardCopyOption.REPLACE_EXISTING);
                Submission.File file =
                        files.begin(activity, person(), name, Files.size(whole), Optional.empty());
                try (InputStream bytes = Files.newInputStream(whole)) {
                    long at = 0;
                    byte[] chunk = bytes.readNBytes(SubmissionFiles.CHUNK);
                    while (chunk.length > 0) {
                        files.receive(
                                activity, person(), file.id(), at, new ByteArrayInputStream(chunk));
                        at += chunk.length;
                        chunk = bytes.readNBytes(SubmissionFiles.CHUNK);
                    }
                }
            } finally {
                Files.delete(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a learner back what they have handed in, or are about to. */
    @GET
    @Path("submissions/{submission}/files/{file}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response read(
            @PathParam("submission") UUID submission,
            @PathParam("file") UUID id,
            @Context HttpHeaders headers,
            @Context HttpServletResponse response) {
        activity();
        Submission own = transactions.call(() -> submissions.byId(new SubmissionId(submission)));
        if (!own.person().equals(person()) || !own.activity().value().equals(activityId)) {
            throw new Problem(AssignmentProblem.NO_SUCH_SUBMISSION);
        }
        Submission.File file = files.find(own.id(), id);
        return FileAnswers.of(
                headers,
                response,
                SubmissionFiles.served(file),
                (offset, length) -> files.open(file, offset, length));
    }
}
