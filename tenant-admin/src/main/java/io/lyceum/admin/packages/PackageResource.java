package io.lyceum.admin.packages;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityId;
import io.lyceum.activities.ActivityProblem;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.packages.PackageView.Line;
import io.lyceum.admin.packages.PackageView.Shown;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.packages.ContentPackage;
import io.lyceum.packages.PackageDesk;
import io.lyceum.packages.PackageId;
import io.lyceum.packages.PackageProblem;
import io.lyceum.packages.Packages;
import io.lyceum.plugin.content.ContentPackageHandler;
import io.lyceum.plugin.content.ContentPackageHandler.Level;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The content package of one activity: upload, report, confirmation. */
@RequestScoped
@Path(
        "/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/package")
@Allow(Role.TEACHER)
public class PackageResource {

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject Activities activities;
    @Inject Packages packages;
    @Inject PackageDesk packageDesk;

    @PathParam("course")
    UUID course;

    @PathParam("lesson")
    UUID lesson;

    @PathParam("activity")
    UUID id;

    private Activity activity() {
        outlines.lesson(new CourseId(course), new LessonId(lesson));
        Activity found = activities.byId(new LessonId(lesson), new ActivityId(id));
        if (!found.isPackage()) {
            throw new Problem(ActivityProblem.NO_SUCH_ACTIVITY);
        }
        return found;
    }

    private String list() {
        return "/manage/courses/" + course + "/lessons/" + lesson + "/activities";
    }

    private String path() {
        return list() + "/" + id + "/package";
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        Activity activity = activity();
        return desk.show("packages/show", page(activity), view(activity, form(), List.of()));
    }

    private Form form() {
        return Form.at(path());
    }

    private Page page(Activity activity) {
        return desk.page("packages.title", Place.COURSES)
                .titled(activity.title())
                .under(list(), desk.t("activities.title"));
    }

    private PackageView view(
            Activity activity, Form upload, List<ContentPackageHandler.Line> refused) {
        return new PackageView(
                path(),
                typeName(activity),
                upload,
                packages.current(activity.id()).map(this::shown),
                packages.waiting(activity.id()).map(this::shown),
                refused.stream().map(this::line).toList(),
                desk.words().size(PackageDesk.LARGEST),
                "/courses/"
                        + courses.byId(new CourseId(course)).slug()
                        + "/lessons/"
                        + outlines.lesson(new CourseId(course), new LessonId(lesson)).slug()
                        + "#activity-"
                        + id);
    }

    private String typeName(Activity activity) {
        return activities.types().stream()
                .filter(type -> type.isOf(activity))
                .map(type -> type.provided().name().in(desk.locale()))
                .findFirst()
                .orElseGet(() -> desk.t("activities.off", "plugin", activity.plugin()));
    }

    private Shown shown(ContentPackage one) {
        return new Shown(
                one.id().toString(),
                one.title(),
                desk.t(
                        "packages.facts",
                        "file",
                        one.fileName(),
                        "files",
                        one.files(),
                        "size",
                        desk.words().size(one.size()),
                        "when",
                        desk.words().ago(one.uploadedAt())),
                Arrays.stream(Level.values()).flatMap(level -> count(one, level).stream()).toList(),
                one.report().stream().map(this::line).toList());
    }

    private Optional<Badge> count(ContentPackage one, Level level) {
        long lines = one.report().stream().filter(line -> line.level() == level).count();
        return lines == 0
                ? Optional.empty()
                : Optional.of(
                        new Badge(
                                tone(level),
                                desk.t("packages.level." + level)
                                        + " "
                                        + desk.words().number(lines)));
    }

    private Line line(ContentPackageHandler.Line line) {
        return new Line(
                new Badge(tone(line.level()), desk.t("packages.level." + line.level())),
                line.text(),
                line.where());
    }

    private static Tone tone(Level level) {
        return switch (level) {
            case KEPT -> Tone.POSITIVE;
            case CHANGED -> Tone.INFO;
            case LOST -> Tone.WARNING;
            case REFUSED -> Tone.CRITICAL;
        };
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(List<EntityPart> parts) {
        Activity activity = activity();
        try {
            PackageDesk.Upload upload = receive(activity, parts);
            if (upload.accepted()) {
                return desk.go(path());
            }
            return desk.refuse(
                    new Problem(PackageProblem.PACKAGE_REFUSED),
                    "packages/show",
                    page(activity),
                    view(activity, form(), upload.report()));
        } catch (Problem problem) {
            Form refused = desk.refused(form(), Map.<String, String>of(), problem);
            Form form =
                    problem.fields().isEmpty()
                            ? refused.wrong("file", desk.sentence(problem))
                            : refused;
            return desk.refuse(
                    problem, "packages/show", page(activity), view(activity, form, List.of()));
        }
    }

    private PackageDesk.Upload receive(Activity activity, List<EntityPart> parts) {
        for (EntityPart part : parts) {
            Optional<String> name = Desk.fileName(part);
            if (name.isPresent()) {
                try (InputStream content = part.getContent()) {
                    return packageDesk.receive(activity, plain(name.get()), content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new Problem(
                CommonProblem.INVALID_INPUT,
                List.of(new Problem.FieldError("file", desk.t("check.file"))),
                "file");
    }

    /** The name of a file without its folders, which some browsers send along. */
    private static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("\\p{Cntrl}", "");
        return clean.substring(0, Math.min(200, clean.length()));
    }

    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response confirm(MultivaluedMap<String, String> form) {
        Activity activity = activity();
        try {
            UUID wanted = Desk.uuid(Desk.value(form, "package"));
            packages.confirm(activity, new PackageId(wanted));
            return desk.done(path(), "packages.confirmed");
        } catch (Problem problem) {
            return desk.failed(path(), problem);
        }
    }

    @POST
    @Path("discard")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response discard() {
        packages.giveUp(activity().id());
        return desk.done(path(), "packages.discarded");
    }
}
