package io.lyceum.admin.courses;

import io.lyceum.admin.courses.LessonView.FileItem;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Words;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The files that the lessons of a course use. */
@RequestScoped
@Path("/manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/files")
@Allow(Role.TEACHER)
public class CourseFilesResource {

    private static final long FILE_LIMIT = 64L << 20;

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject Files files;

    @PathParam("course")
    UUID course;

    private CourseId course() {
        return new CourseId(course);
    }

    private String coursePath() {
        return "/manage/courses/" + course;
    }

    static List<FileItem> items(List<Courses.CourseFile> files, Words words) {
        return files.stream().map(file -> item(file, words)).toList();
    }

    private static FileItem item(Courses.CourseFile file, Words words) {
        boolean image = file.mediaType().startsWith("image/");
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        String target = file.path().matches("[^\\s()<>]+") ? file.path() : '<' + file.path() + '>';
        return new FileItem(
                file.path(),
                "/files/" + file.id() + '/' + Html.urlParameter(name).replace("+", "%20"),
                words.size(file.size()),
                image,
                (image ? "![](" : "[" + name.replace("]", "\\]") + "](") + target + ')');
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(List<EntityPart> parts) {
        courses.byId(course());
        String back = coursePath();
        List<String> stored = new ArrayList<>();
        try {
            for (EntityPart part : parts) {
                Optional<String> name = Desk.fileName(part);
                if (name.isPresent()) {
                    stored.add(store(part, name.get()));
                } else if (part.getName().equals("back")) {
                    back = ours(text(part));
                }
            }
        } catch (Problem problem) {
            if (desk.asksForPart()) {
                throw problem;
            }
            return desk.failed(back, problem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        courses.renderAgain(course());
        if (desk.asksForPart() && !stored.isEmpty()) {
            String path = stored.get(0);
            FileItem row =
                    items(courses.files(course()), desk.words()).stream()
                            .filter(i -> i.path().equals(path))
                            .findFirst()
                            .orElseThrow();
            return desk.part("courses/filerow", desk.page("courses.title", Place.COURSES), row);
        }
        return desk.done(back, "lesson.uploaded", "count", stored.size());
    }

    private String store(EntityPart part, String fileName) throws IOException {
        String name =
                fileName.substring(
                        Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        try (InputStream content = part.getContent()) {
            UUID file = files.put(name, content, FileType.isPicture(name), FILE_LIMIT).id();
            courses.attach(course(), name, file);
        }
        return name;
    }

    private String ours(String back) {
        return back.startsWith(coursePath() + "/") && back.matches("[A-Za-z0-9/-]+")
                ? back
                : coursePath();
    }

    private static String text(EntityPart part) throws IOException {
        try (InputStream content = part.getContent()) {
            return new String(content.readNBytes(2_000), StandardCharsets.UTF_8).strip();
        }
    }
}
