package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A demo school as its folder below {@code seeds} describes it.
 *
 * @param folder where the paths of the description begin
 * @param courses as described: a path to a course of our own format, or an object that says more
 */
record DemoSchool(
        Path folder,
        String slug,
        String name,
        JsonNode description,
        List<DemoPerson> people,
        List<JsonNode> courses,
        List<DemoEnrolment> enrolments) {

    record DemoPerson(String email, String name, String role, String password) {}

    record DemoEnrolment(String learner, String course, int completedLessons) {}

    /** Reads all demo schools, by the names of their folders. */
    static List<DemoSchool> readAll(Path seeds) {
        if (!Files.isDirectory(seeds)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(seeds)) {
            return folders.filter(folder -> Files.exists(folder.resolve("school.json")))
                    .sorted()
                    .map(DemoSchool::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DemoSchool read(Path folder) {
        try {
            JsonNode json = Http.JSON.readTree(folder.resolve("school.json").toFile());
            List<DemoPerson> people = new ArrayList<>();
            for (JsonNode person : json.path("people")) {
                people.add(
                        new DemoPerson(
                                person.path("email").asText(),
                                person.path("name").asText(),
                                person.path("role").asText(),
                                person.path("password").asText()));
            }
            List<JsonNode> courses = new ArrayList<>();
            json.path("courses").forEach(courses::add);
            List<DemoEnrolment> enrolments = new ArrayList<>();
            for (JsonNode enrolment : json.path("enrolments")) {
                enrolments.add(
                        new DemoEnrolment(
                                enrolment.path("learner").asText(),
                                enrolment.path("course").asText(),
                                enrolment.path("completedLessons").asInt()));
            }
            return new DemoSchool(
                    folder,
                    json.path("slug").asText(),
                    json.path("name").asText(),
                    json,
                    people,
                    courses,
                    enrolments);
        } catch (IOException e) {
            throw new UncheckedIOException("A demo school cannot be read: " + folder, e);
        }
    }

    Optional<DemoPerson> person(String email) {
        return people.stream().filter(person -> person.email().equals(email)).findFirst();
    }

    /** The first person of a role, who stands for it in the table of accounts. */
    Optional<DemoPerson> first(String role) {
        return people.stream().filter(person -> person.role().equals(role)).findFirst();
    }
}
