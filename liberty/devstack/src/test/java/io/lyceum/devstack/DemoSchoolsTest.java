package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo schools are loaded once, at the first start of somebody's machine: a mistake in them
 * must show here and not there.
 */
class DemoSchoolsTest {

    private static final Path SEEDS = Path.of("src", "main", "resources", "seeds");
    private static final Pattern FILE_REFERENCE = Pattern.compile("\\]\\((files/[^)\\s]+)");
    private static final Pattern EPISODE = Pattern.compile("(?m)^- .+\\.md$");
    private static final Set<String> LEVELS = Set.of("BEGINNER", "INTERMEDIATE", "ADVANCED", "ALL");
    private static final long LARGEST_SCHOOL = 6_000_000;

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"paroletta", "nightbuild", "ladoga"})
    void peopleHaveAddressesOfTheirSchoolAndPasswordsThatItAccepts(String slug) throws IOException {
        JsonNode school = school(slug);

        assertEquals(slug, school.get("slug").asText());
        assertTrue(role(school, "owner").contains(school.get("ownerEmail").asText()));
        for (JsonNode person : school.get("people")) {
            String email = person.get("email").asText();
            assertTrue(email.endsWith("@" + slug + ".example"), email);
            assertTrue(person.get("password").asText().length() >= 10, email);
        }
        for (String role : List.of("owner", "admin", "teacher", "learner")) {
            assertFalse(role(school, role).isEmpty(), role);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"paroletta", "nightbuild", "ladoga"})
    void everyCourseFileIsListedAndEveryListedFileIsThere(String slug) throws IOException {
        Set<String> listed = new TreeSet<>();
        for (JsonNode course : school(slug).get("courses")) {
            if (course.isTextual()) {
                listed.add(course.asText());
            } else {
                Path lesson = SEEDS.resolve(slug).resolve(course.get("carpentries").asText());
                assertTrue(Files.exists(lesson.resolve("config.yaml")), lesson.toString());
                assertTrue(Files.exists(lesson.resolve("LICENSE.md")), lesson.toString());
            }
        }
        assertEquals(courseFiles(slug), listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paroletta", "nightbuild", "ladoga"})
    void coursesReferToCategoriesTeachersAndFilesThatExist(String slug) throws IOException {
        JsonNode school = school(slug);
        Set<String> categories =
                values(school.get("categories"), "name").collect(Collectors.toSet());
        Set<String> teachers =
                each(school.get("people"))
                        .filter(person -> Set.of("teacher", "owner").contains(text(person, "role")))
                        .map(person -> text(person, "name"))
                        .collect(Collectors.toSet());

        for (String file : courseFiles(slug)) {
            JsonNode course = json.readTree(SEEDS.resolve(slug).resolve(file).toFile());
            assertEquals("lyceum-course/1", course.get("format").asText(), file);
            assertTrue(categories.contains(course.get("category").asText()), file);
            assertTrue(teachers.contains(course.get("teacher").asText()), file);
            assertTrue(LEVELS.contains(course.get("level").asText()), file);
            assertTrue(course.get("tags").size() <= 20, file);
            Set<String> shown =
                    lessons(course)
                            .flatMap(
                                    lesson ->
                                            FILE_REFERENCE
                                                    .matcher(text(lesson, "markdown"))
                                                    .results())
                            .map(found -> found.group(1))
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<String> listed =
                    values(course.path("files"), "path")
                            .map(path -> "files/" + path)
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(shown, listed, file);
            for (String picture : listed) {
                assertTrue(Files.exists(SEEDS.resolve(slug).resolve(picture)), picture);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"paroletta", "nightbuild", "ladoga"})
    void paidCoursesOfferAPreviewAndNoLessonIsEmptyOrNamedTwice(String slug) throws IOException {
        for (String file : courseFiles(slug)) {
            JsonNode course = json.readTree(SEEDS.resolve(slug).resolve(file).toFile());
            List<JsonNode> lessons = lessons(course).toList();
            assertTrue(lessons.size() >= 4, file);
            assertEquals(
                    lessons.size(),
                    lessons.stream().map(lesson -> text(lesson, "slug")).distinct().count(),
                    file);
            for (JsonNode lesson : lessons) {
                int words = text(lesson, "markdown").split("\\s+").length;
                assertTrue(words >= 120, () -> file + " " + lesson.get("slug") + ": " + words);
                assertTrue(lesson.get("minutes").asInt() > 0, file);
            }
            if (new BigDecimal(course.at("/price/amount").asText()).signum() > 0) {
                assertTrue(
                        lessons.stream().anyMatch(lesson -> lesson.get("preview").asBoolean()),
                        file);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"paroletta", "nightbuild", "ladoga"})
    void enrolmentsNameLearnersCoursesAndNoMoreLessonsThanThereAre(String slug) throws IOException {
        JsonNode school = school(slug);
        Set<String> learners = role(school, "learner");
        Map<String, Long> lengths = new HashMap<>();
        for (JsonNode listed : school.get("courses")) {
            if (listed.isTextual()) {
                JsonNode course =
                        json.readTree(SEEDS.resolve(slug).resolve(listed.asText()).toFile());
                lengths.put(text(course, "slug"), lessons(course).count());
            } else {
                String config =
                        Files.readString(
                                SEEDS.resolve(slug)
                                        .resolve(text(listed, "carpentries"))
                                        .resolve("config.yaml"));
                lengths.put("version-control-with-git", EPISODE.matcher(config).results().count());
            }
        }

        for (JsonNode enrolment : school.get("enrolments")) {
            String course = text(enrolment, "course");
            assertTrue(learners.contains(text(enrolment, "learner")), enrolment.toString());
            assertTrue(lengths.containsKey(course), enrolment.toString());
            assertTrue(
                    enrolment.get("completedLessons").asInt() <= lengths.get(course),
                    enrolment.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"paroletta", "nightbuild", "ladoga"})
    void aSchoolIsSmallEnoughToBeCarriedAround(String slug) throws IOException {
        try (Stream<Path> files = Files.walk(SEEDS.resolve(slug))) {
            long bytes =
                    files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
            assertTrue(bytes <= LARGEST_SCHOOL, slug + ": " + bytes);
        }
    }

    private JsonNode school(String slug) throws IOException {
        return json.readTree(SEEDS.resolve(slug).resolve("school.json").toFile());
    }

    private static Set<String> courseFiles(String slug) throws IOException {
        try (Stream<Path> files = Files.list(SEEDS.resolve(slug).resolve("courses"))) {
            return files.map(file -> "courses/" + file.getFileName())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> role(JsonNode school, String role) {
        return each(school.get("people"))
                .filter(person -> text(person, "role").equals(role))
                .map(person -> text(person, "email"))
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> lessons(JsonNode course) {
        return each(course.get("modules")).flatMap(module -> each(module.get("lessons")));
    }

    private static Stream<String> values(JsonNode array, String field) {
        return each(array).map(entry -> text(entry, field));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asText();
    }
}
