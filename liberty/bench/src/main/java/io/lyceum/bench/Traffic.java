package io.lyceum.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What visitors, learners and programs ask for. Which school and which course follows {@link Zipf};
 * the same run asks for the same things in the same order.
 */
final class Traffic {

    /** A course as an address needs it, and as a cursor does. */
    private record Course(UUID id, String slug, String title, String publishedAt) {}

    private record School(String host, List<Course> courses) {}

    private final Target target;
    private final Random random = new Random(42);
    private final List<School> schools = new ArrayList<>();
    private final Zipf schoolRank;
    private final List<String> words = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private volatile String token = "";
    private String lessonCourse = "";
    private int pageBytes = 30_000;

    Traffic(Target target) throws SQLException {
        this.target = target;
        try (Connection connection = target.superuser()) {
            try (PreparedStatement query =
                    connection.prepareStatement(
                            """
                            select r.rank, s.slug, c.id, c.slug, c.title, c.published_at
                            from bench.rank r
                            join school s on s.id = r.tenant_id
                            cross join lateral (
                                select id, slug, title, published_at from course
                                where tenant_id = r.tenant_id and status = 'PUBLISHED'
                                order by published_at desc limit ?) c
                            order by r.rank, c.published_at desc
                            """)) {
                query.setInt(1, 60);
                try (ResultSet row = query.executeQuery()) {
                    int last = 0;
                    while (row.next()) {
                        if (row.getInt(1) != last) {
                            last = row.getInt(1);
                            schools.add(
                                    new School(target.host(row.getString(2)), new ArrayList<>()));
                        }
                        Timestamp at = row.getTimestamp(6);
                        schools.get(schools.size() - 1)
                                .courses()
                                .add(
                                        new Course(
                                                row.getObject(3, UUID.class),
                                                row.getString(4),
                                                row.getString(5),
                                                at.toInstant().toString()));
                    }
                }
            }
            try (PreparedStatement query =
                            connection.prepareStatement(
                                    "select unnest(words) from bench.vocabulary");
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    words.add(row.getString(1));
                }
            }
        }
        this.schoolRank = new Zipf(schools.size());
    }

    /** Ids of courses that the API read asks for. */
    List<UUID> courses() {
        return schools.get(0).courses().stream().map(Course::id).toList();
    }

    /** The course whose lessons learners open. */
    UUID learnersCourse() {
        return schools.get(0).courses().get(0).id();
    }

    /** A course that nobody has; it gets a price. */
    UUID soldCourse() {
        List<Course> courses = schools.get(0).courses();
        return courses.get(courses.size() - 1).id();
    }

    void session(String cookie) {
        sessions.add(cookie);
        lessonCourse = schools.get(0).courses().get(0).slug();
    }

    void token(String fresh) {
        token = fresh;
    }

    /** The length that the bare resource's answer has: that of a catalogue page. */
    void pageBytes(int bytes) {
        pageBytes = bytes;
    }

    private School school() {
        return schools.get(schoolRank.pick(random));
    }

    /** One of few courses of a school: the newest are asked for most. */
    private Course course(School school) {
        int count = school.courses().size();
        return school.courses().get((int) (count * Math.pow(random.nextDouble(), 2)));
    }

    Call bare() {
        return new Call(target.host(), "/bare/page/" + pageBytes, pageBytes);
    }

    /** The first page of any school's catalogue. */
    Call catalogue() {
        return new Call(school().host(), "/courses", 4_000);
    }

    /** The same in one of the ten busiest schools, where somebody has just asked for it. */
    Call cachedCatalogue() {
        int rank = random.nextInt(Math.min(10, schools.size()));
        return new Call(schools.get(rank).host(), "/courses", 4_000);
    }

    /** A page further on in the same catalogue; no cache keeps those. */
    Call cataloguePage() {
        School school = school();
        Course after = course(school);
        String cursor =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                (after.publishedAt() + "\u001f" + after.id())
                                        .getBytes(StandardCharsets.UTF_8));
        return new Call(school.host(), "/courses?cursor=" + cursor, 3_000);
    }

    Call coursePage() {
        School school = school();
        return new Call(school.host(), "/courses/" + course(school).slug(), 4_000);
    }

    /** A lesson, opened by one of several learners who are enrolled and signed in. */
    Call lesson() {
        int lesson = 1 + random.nextInt(16);
        return new Call(
                        target.host(),
                        "/courses/" + lessonCourse + "/lessons/lesson-" + lesson,
                        3_000)
                .with("Cookie", sessions.get(random.nextInt(sessions.size())));
    }

    /** One word or two, the last one often half typed; one in twenty is misspelt. */
    Call search() {
        return search(school());
    }

    /** A search in the school that has the most courses. */
    Call searchLargest() {
        return search(schools.get(0));
    }

    private Call search(School school) {
        StringBuilder query = new StringBuilder();
        if (random.nextBoolean()) {
            query.append(word());
        } else {
            // Words that stand together somewhere, as people remember a title.
            String[] title = course(school).title().toLowerCase(Locale.ROOT).split(" ");
            query.append(title[0]).append(' ').append(title[random.nextInt(2) + 1]);
        }
        int chance = random.nextInt(20);
        if (chance == 0 && query.length() > 4) {
            query.deleteCharAt(2);
        } else if (chance < 8 && query.length() > 6) {
            query.setLength(query.length() - 2);
        }
        return new Call(school.host(), "/search?q=" + query.toString().replace(' ', '+'), 2_000);
    }

    private String word() {
        return words.get((int) (words.size() * Math.pow(random.nextDouble(), 2)));
    }

    /** One course by its id, asked for by a program of the school. */
    Call apiRead() {
        List<Course> courses = schools.get(0).courses();
        return new Call(
                        target.host(),
                        "/api/v1/courses/" + courses.get(random.nextInt(courses.size())).id(),
                        500)
                .with("Authorization", "Bearer " + token);
    }

    /** What a busy installation does, in the shares of visitors, learners and programs. */
    Supplier<Call> mixed() {
        return () -> {
            int chance = random.nextInt(100);
            if (chance < 35) {
                return catalogue().of("catalogue, any school");
            } else if (chance < 40) {
                return cataloguePage().of("catalogue, uncached");
            } else if (chance < 65) {
                return coursePage().of("course page");
            } else if (chance < 80) {
                return lesson().of("lesson, signed in");
            } else if (chance < 90) {
                return search().of("search");
            }
            return apiRead().of("API read");
        };
    }

    static final String MIX =
            "35 % catalogue, 5 % later pages of it, 25 % course page, 15 % lesson signed in,"
                    + " 10 % search, 10 % API read";
}
