package io.lyceum.api;

import io.lyceum.activities.LessonCopies;
import io.lyceum.catalog.Categories;
import io.lyceum.catalog.CategoryId;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseChange;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonChange;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.LessonVersion;
import io.lyceum.catalog.LessonVersions;
import io.lyceum.catalog.ModuleId;
import io.lyceum.catalog.OutlineChange;
import io.lyceum.catalog.OutlineChangeId;
import io.lyceum.catalog.Outlines;
import io.lyceum.catalog.RemovalId;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import io.lyceum.shared.web.Open;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Courses, modules and lessons, for teachers. */
@Path("/api/v1/courses")
@Tag(name = "Courses")
@Allow(Role.TEACHER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CoursesApi {

    @Inject Courses courses;
    @Inject Categories categories;
    @Inject Outlines outlines;
    @Inject LessonVersions versions;
    @Inject LessonCopies copies;
    @Inject CurrentPerson currentPerson;

    @GET
    @Operation(summary = "Lists courses in any state, last changed first")
    public Slice<Course> list(
            @QueryParam("status") String status,
            @QueryParam("q") String search,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        return courses.list(
                Bodies.choice(Course.Status.class, "status", status),
                search == null ? "" : search,
                Optional.ofNullable(cursor),
                Bodies.limit(limit));
    }

    @POST
    @Operation(summary = "Begins a course as a draft")
    public Response create(CourseBody body) {
        Course course =
                courses.create(
                        Bodies.require(body).change(),
                        Optional.of(currentPerson.require().id().value()));
        return Response.created(URI.create("/api/v1/courses/" + course.id()))
                .tag(new EntityTag("v" + course.version()))
                .entity(course)
                .build();
    }

    @GET
    @Path("{course}")
    @Operation(summary = "Reads a course")
    public Response read(@PathParam("course") UUID id) {
        Course course = courses.byId(new CourseId(id));
        return Etags.ok(course, course.version());
    }

    @PUT
    @Path("{course}")
    @Operation(summary = "Changes a course", description = "Needs If-Match.")
    public Response change(
            @PathParam("course") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            CourseBody body) {
        Course course =
                courses.change(
                        new CourseId(id),
                        Bodies.require(body).change(),
                        Optional.of(Etags.require(ifMatch)));
        return Etags.ok(course, course.version());
    }

    @DELETE
    @Path("{course}")
    @Operation(summary = "Deletes a course that nobody is enrolled in")
    public void delete(@PathParam("course") UUID id) {
        courses.delete(new CourseId(id));
    }

    @POST
    @Path("{course}/publish")
    @Operation(summary = "Shows a course to learners")
    public Course publish(@PathParam("course") UUID id) {
        return courses.publish(new CourseId(id));
    }

    @POST
    @Path("{course}/unpublish")
    @Operation(summary = "Hides a course from the catalogue")
    public Course unpublish(@PathParam("course") UUID id) {
        return courses.unpublish(new CourseId(id));
    }

    @POST
    @Path("{course}/schedule")
    @Operation(
            summary = "Lets a draft go live by itself",
            description = "What is not ready at that moment goes live once it is.")
    public Course schedule(@PathParam("course") UUID id, ScheduleBody body) {
        Instant at = Bodies.require(body).at();
        new Checks().that(at != null, "at", "Fill this in.").done();
        return courses.schedule(new CourseId(id), at);
    }

    @DELETE
    @Path("{course}/schedule")
    @Operation(summary = "Lets a draft stay one until somebody publishes it")
    public Course unschedule(@PathParam("course") UUID id) {
        return courses.unschedule(new CourseId(id));
    }

    @GET
    @Path("{course}/changes")
    @Operation(summary = "Lists the last changes of the outline, newest first")
    public List<OutlineChange> changes(@PathParam("course") UUID id) {
        courses.byId(new CourseId(id));
        return outlines.changes(new CourseId(id));
    }

    @POST
    @Path("{course}/changes/{change}/undo")
    @Operation(summary = "Undoes a change of the outline to which nothing has happened since")
    public List<Course.Module> undo(
            @PathParam("course") UUID id, @PathParam("change") UUID change) {
        outlines.undo(new CourseId(id), new OutlineChangeId(change));
        return outlines.of(new CourseId(id));
    }

    @GET
    @Path("{course}/modules")
    @Operation(summary = "Lists modules with their lessons, in order")
    public List<Course.Module> modules(@PathParam("course") UUID id) {
        courses.byId(new CourseId(id));
        return outlines.of(new CourseId(id));
    }

    @POST
    @Path("{course}/modules")
    @Operation(summary = "Adds a module at the end")
    public Response addModule(@PathParam("course") UUID id, TitleBody body) {
        ModuleId module = outlines.addModule(new CourseId(id), Bodies.require(body).title());
        return Response.created(URI.create("/api/v1/courses/" + id + "/modules/" + module))
                .entity(new Made(module.value()))
                .build();
    }

    @PUT
    @Path("{course}/modules/{module}")
    @Operation(summary = "Renames a module")
    public void renameModule(
            @PathParam("course") UUID id, @PathParam("module") UUID module, TitleBody body) {
        outlines.renameModule(new CourseId(id), new ModuleId(module), Bodies.require(body).title());
    }

    @DELETE
    @Path("{course}/modules/{module}")
    @Operation(summary = "Removes a module with its lessons")
    public void removeModule(@PathParam("course") UUID id, @PathParam("module") UUID module) {
        outlines.removeModule(new CourseId(id), new ModuleId(module));
    }

    @PUT
    @Path("{course}/modules/order")
    @Operation(summary = "Puts the modules in an order")
    public List<Course.Module> orderModules(@PathParam("course") UUID id, OrderBody body) {
        List<UUID> order = Bodies.require(body).order();
        new Checks().that(order != null, "order", "Name every module once.").done();
        outlines.orderModules(new CourseId(id), order.stream().map(ModuleId::new).toList());
        return outlines.of(new CourseId(id));
    }

    @POST
    @Path("{course}/modules/{module}/lessons")
    @Operation(summary = "Adds a lesson at the end of a module")
    public Response addLesson(
            @PathParam("course") UUID id, @PathParam("module") UUID module, LessonBody body) {
        Course.Lesson lesson =
                outlines.addLesson(
                        new CourseId(id), new ModuleId(module), Bodies.require(body).change());
        return Response.created(URI.create("/api/v1/courses/" + id + "/lessons/" + lesson.id()))
                .tag(new EntityTag("v" + lesson.version()))
                .entity(lesson)
                .build();
    }

    @GET
    @Path("{course}/lessons/{lesson}")
    @Operation(summary = "Reads a lesson with its text")
    public Response readLesson(@PathParam("course") UUID id, @PathParam("lesson") UUID lesson) {
        Course.Lesson found = outlines.lesson(new CourseId(id), new LessonId(lesson));
        return Etags.ok(found, found.version());
    }

    @PUT
    @Path("{course}/lessons/{lesson}")
    @Operation(summary = "Changes a lesson", description = "Needs If-Match.")
    public Response changeLesson(
            @PathParam("course") UUID id,
            @PathParam("lesson") UUID lesson,
            @HeaderParam("If-Match") String ifMatch,
            LessonBody body) {
        Course.Lesson changed =
                outlines.changeLesson(
                        new CourseId(id),
                        new LessonId(lesson),
                        Bodies.require(body).change(),
                        Optional.of(Etags.require(ifMatch)));
        return Etags.ok(changed, changed.version());
    }

    @GET
    @Path("{course}/lessons/{lesson}/versions")
    @Operation(
            summary = "Lists what a lesson said after each save, the latest first",
            description = "At most a hundred.")
    public List<LessonVersion.Line> lessonVersions(
            @PathParam("course") UUID id, @PathParam("lesson") UUID lesson) {
        return versions.of(new CourseId(id), new LessonId(lesson));
    }

    @GET
    @Path("{course}/lessons/{lesson}/versions/{number}")
    @Operation(summary = "Reads what a lesson said")
    public LessonVersion lessonVersion(
            @PathParam("course") UUID id,
            @PathParam("lesson") UUID lesson,
            @PathParam("number") long number) {
        return versions.byNumber(new CourseId(id), new LessonId(lesson), number);
    }

    @POST
    @Path("{course}/lessons/{lesson}/versions/{number}/restore")
    @Operation(
            summary = "Restores a version of a lesson",
            description = "It becomes a version of its own. Needs If-Match of the lesson.")
    public Response restoreLesson(
            @PathParam("course") UUID id,
            @PathParam("lesson") UUID lesson,
            @PathParam("number") long number,
            @HeaderParam("If-Match") String ifMatch) {
        Course.Lesson restored =
                versions.restore(
                        new CourseId(id),
                        new LessonId(lesson),
                        number,
                        Optional.of(Etags.require(ifMatch)));
        return Etags.ok(restored, restored.version());
    }

    @PUT
    @Path("{course}/lessons/{lesson}/place")
    @Operation(summary = "Moves a lesson to a place in a module")
    public List<Course.Module> moveLesson(
            @PathParam("course") UUID id, @PathParam("lesson") UUID lesson, PlaceBody body) {
        PlaceBody place = Bodies.require(body);
        new Checks().that(place.module() != null, "module", "Name a module.").done();
        outlines.moveLesson(
                new CourseId(id),
                new LessonId(lesson),
                new ModuleId(place.module()),
                place.index());
        return outlines.of(new CourseId(id));
    }

    @POST
    @Path("{course}/lessons/{lesson}/duplicate")
    @Operation(
            summary = "Copies a lesson behind itself, with the activities that can be copied",
            description = "The copy has the same title and an address of its own.")
    public Duplicate duplicateLesson(
            @PathParam("course") UUID id, @PathParam("lesson") UUID lesson) {
        return Duplicate.of(
                copies.lessons(new CourseId(id), List.of(new LessonId(lesson)), title -> title));
    }

    @POST
    @Path("{course}/modules/{module}/duplicate")
    @Operation(summary = "Copies a module with its lessons behind itself")
    public Duplicate duplicateModule(
            @PathParam("course") UUID id, @PathParam("module") UUID module) {
        return Duplicate.of(copies.module(new CourseId(id), new ModuleId(module), title -> title));
    }

    @DELETE
    @Path("{course}/lessons/{lesson}")
    @Operation(summary = "Removes a lesson")
    public void removeLesson(@PathParam("course") UUID id, @PathParam("lesson") UUID lesson) {
        outlines.removeLesson(new CourseId(id), new LessonId(lesson));
    }

    @GET
    @Path("{course}/removed")
    @Operation(summary = "Lists removed modules and lessons that can be brought back, newest first")
    public List<Outlines.Removal> removed(@PathParam("course") UUID id) {
        courses.byId(new CourseId(id));
        return outlines.removals(new CourseId(id));
    }

    @POST
    @Path("{course}/removed/{removal}/restore")
    @Operation(summary = "Brings back what was removed, within 30 days")
    public List<Course.Module> restore(
            @PathParam("course") UUID id, @PathParam("removal") UUID removal) {
        outlines.restore(new CourseId(id), new RemovalId(removal));
        return outlines.of(new CourseId(id));
    }

    @GET
    @Path("categories")
    @Open
    @Operation(summary = "Lists categories in their order")
    public List<Course.Category> categories() {
        return categories.list();
    }

    @POST
    @Path("categories")
    @Operation(summary = "Adds a category; one of the same address is answered as it is")
    public Course.Category addCategory(CategoryBody body) {
        return categories.ensure(Bodies.require(body).slug(), body.name());
    }

    /** A course; what is left out takes a default. */
    public record CourseBody(
            @Schema(example = "Italian from the first day") String title,
            @Schema(example = "italian-first-day") String slug,
            @Schema(example = "Order, ask, thank") String subtitle,
            @Schema(example = "You will **speak** in the first lesson.") String description,
            @Schema(example = "en") String language,
            @Schema(example = "BEGINNER") Course.Level level,
            UUID category,
            @Schema(example = "Giulia Serra") String teacherName,
            @Schema(example = "language") String icon,
            List<String> tags,
            @Schema(example = "0") Long priceMinor,
            @Schema(example = "EUR") String currency,
            @Schema(example = "CC BY 4.0") String licence,
            String attribution) {

        CourseChange change() {
            return new CourseChange(
                    title,
                    slug,
                    subtitle,
                    description,
                    language,
                    level,
                    Optional.ofNullable(category).map(CategoryId::new),
                    teacherName,
                    icon,
                    tags,
                    priceMinor == null ? 0 : priceMinor,
                    currency,
                    licence,
                    attribution);
        }
    }

    /** A lesson; what is left out takes a default. */
    public record LessonBody(
            @Schema(example = "Buongiorno") String title,
            @Schema(example = "# Buongiorno\n\nSay it with me.") String markdown,
            @Schema(example = "10") Integer minutes,
            @Schema(example = "true") Boolean preview) {

        LessonChange change() {
            return new LessonChange(
                    title, markdown, minutes == null ? 0 : minutes, Boolean.TRUE.equals(preview));
        }
    }

    /** A title. */
    public record TitleBody(@Schema(example = "First words") String title) {}

    /** All ids of what is put in order. */
    public record OrderBody(List<UUID> order) {}

    /** A place in a module; the index counts from 0. */
    public record PlaceBody(UUID module, @Schema(example = "0") int index) {}

    /** A category. */
    public record CategoryBody(
            @Schema(example = "italian") String slug, @Schema(example = "Italian") String name) {}

    /** A moment. */
    public record ScheduleBody(@Schema(example = "2030-01-31T09:00:00Z") Instant at) {}

    /**
     * What was copied.
     *
     * @param change by which it is undone
     * @param module the new module; left out where lessons were copied
     * @param lessons the new lessons, in order
     * @param left how many activities were not copied
     */
    public record Duplicate(
            OutlineChangeId change, Optional<ModuleId> module, List<LessonId> lessons, int left) {

        static Duplicate of(LessonCopies.Copied copied) {
            return new Duplicate(
                    copied.outline().change(),
                    copied.outline().module(),
                    List.copyOf(copied.outline().lessons().values()),
                    copied.left());
        }
    }

    /** What was made. */
    public record Made(UUID id) {}
}
