package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Brings the courses of a demo school in as a teacher would: upload, look at the report, confirm,
 * publish. All files are uploaded first, so that the school works on one while the next one comes.
 * An import that an earlier run began is taken up where it stands.
 */
final class CourseUploads {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Set<String> OVER = Set.of("FAILED", "CANCELLED");

    private final DemoSchool school;
    private final LyceumApi owner;

    CourseUploads(DemoSchool school, LyceumApi owner) {
        this.school = school;
        this.owner = owner;
    }

    /**
     * One course on its way in.
     *
     * @param described what the school says about it beside its file; for our own format nothing
     */
    private record Upload(String fileName, String importId, JsonNode described) {}

    void bringIn(List<JsonNode> courses) {
        Map<String, JsonNode> earlier = imports();
        List<Upload> uploads = new ArrayList<>();
        for (JsonNode course : courses) {
            String name = fileName(course);
            JsonNode known = earlier.get(name);
            String id =
                    known == null || OVER.contains(status(known))
                            ? begin(name, course)
                            : Seeds.id(known);
            uploads.add(new Upload(name, id, course));
        }
        uploads.forEach(this::confirm);
        uploads.forEach(this::finish);
    }

    /** The newest import of each file. */
    private Map<String, JsonNode> imports() {
        Map<String, JsonNode> newest = new HashMap<>();
        LyceumApi.require(owner.get("/imports?limit=100"), "Earlier imports")
                .path("items")
                .forEach(one -> newest.putIfAbsent(one.path("fileName").asText(), one));
        return newest;
    }

    private String fileName(JsonNode course) {
        if (course.isTextual()) {
            String name = school.folder().resolve(course.asText()).getFileName().toString();
            return files(course).isEmpty() ? name : name.replace(".json", ".zip");
        }
        return carpentries(course).getFileName() + ".zip";
    }

    private Path carpentries(JsonNode course) {
        return school.folder().resolve(course.path("carpentries").asText());
    }

    private JsonNode files(JsonNode course) {
        return read(school.folder().resolve(course.asText())).path("files");
    }

    private String begin(String name, JsonNode course) {
        return Seeds.id(
                LyceumApi.require(
                        owner.send(
                                "POST",
                                "/imports?name=" + Http.encode(name),
                                "application/octet-stream",
                                content(course)),
                        "The import of " + name));
    }

    private byte[] content(JsonNode course) {
        try {
            if (!course.isTextual()) {
                return zip(carpentries(course));
            }
            Path document = school.folder().resolve(course.asText());
            JsonNode files = files(course);
            return files.isEmpty() ? Files.readAllBytes(document) : zip(document, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A course of ours with its drawings. */
    private byte[] zip(Path document, JsonNode files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, "course.json", document);
            for (JsonNode file : files) {
                String path = "files/" + file.path("path").asText();
                add(zip, path, school.folder().resolve(path));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(zip, folder.relativize(file).toString().replace('\\', '/'), file);
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    /** Waits until an import stands elsewhere than at some places; one that ended is a failure. */
    private JsonNode after(Upload upload, Set<String> places) {
        JsonNode now =
                DemoAccess.eventually(
                        PATIENCE,
                        "The import of " + upload.fileName(),
                        () ->
                                Optional.of(
                                                LyceumApi.require(
                                                        owner.get("/imports/" + upload.importId()),
                                                        "The import of " + upload.fileName()))
                                        .filter(one -> !places.contains(status(one))));
        if (OVER.contains(status(now))) {
            throw new Failure(
                    "The import of "
                            + upload.fileName()
                            + " ended: "
                            + now.path("failure").path("message").asText(status(now)));
        }
        return now;
    }

    /** A course of ours must come in whole; what a lesson of others loses is in its report. */
    private void confirm(Upload upload) {
        JsonNode now = after(upload, Set.of("READING"));
        if (!status(now).equals("REVIEW")) {
            return;
        }
        JsonNode counts = now.path("counts");
        int missing = counts.path("lost").asInt() + counts.path("refused").asInt();
        if (upload.described().isTextual() && missing > 0) {
            throw new Failure(
                    upload.fileName() + " would lose " + missing + " things. Mend the seed.");
        }
        LyceumApi.require(
                owner.post("/imports/" + upload.importId() + "/confirm"),
                "Confirming " + upload.fileName());
    }

    private void finish(Upload upload) {
        JsonNode now = after(upload, Set.of("READING", "WRITING"));
        if (!status(now).equals("DONE")) {
            throw new Failure(
                    "The import of " + upload.fileName() + " stands at " + status(now) + ".");
        }
        for (JsonNode written :
                LyceumApi.require(
                                owner.get("/imports/" + upload.importId() + "/courses"),
                                "The courses of " + upload.fileName())
                        .path("items")) {
            String path = "/courses/" + Seeds.id(written, "course");
            JsonNode course = LyceumApi.require(owner.get(path), "Reading a course");
            if (course.path("status").asText().equals("PUBLISHED")) {
                continue;
            }
            if (upload.described().isObject()) {
                complete(path, course, upload.described());
            }
            LyceumApi.require(
                    owner.post(path + "/publish"), "Publishing " + course.path("title").asText());
        }
    }

    /** A lesson of The Carpentries does not say how it stands in a catalogue: the school does. */
    private void complete(String path, JsonNode course, JsonNode described) {
        ObjectNode body = Http.JSON.createObjectNode();
        for (String field :
                List.of(
                        "title",
                        "slug",
                        "subtitle",
                        "description",
                        "language",
                        "level",
                        "category",
                        "teacherName",
                        "icon",
                        "tags",
                        "priceMinor",
                        "currency",
                        "licence",
                        "attribution")) {
            body.set(field, course.get(field));
        }
        for (String field : List.of("subtitle", "level", "icon")) {
            if (described.hasNonNull(field)) {
                body.set(field, described.get(field));
            }
        }
        school.person(described.path("teacher").asText())
                .ifPresent(teacher -> body.put("teacherName", teacher.name()));
        category(described.path("category").asText()).ifPresent(id -> body.put("category", id));
        LyceumApi.require(
                owner.put(path, "\"v" + course.path("version").asLong() + "\"", body),
                "Completing " + course.path("title").asText());
    }

    private Optional<String> category(String slug) {
        for (JsonNode category :
                LyceumApi.require(owner.get("/courses/categories"), "The categories")) {
            if (category.path("slug").asText().equals(slug)) {
                return Optional.of(Seeds.id(category));
            }
        }
        return Optional.empty();
    }

    private static String status(JsonNode one) {
        return one.path("status").asText();
    }

    private static JsonNode read(Path file) {
        try {
            return Http.JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
