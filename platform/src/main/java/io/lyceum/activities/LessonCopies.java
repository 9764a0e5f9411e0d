package io.lyceum.activities;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.ModuleId;
import io.lyceum.catalog.Outlines;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Copies lessons and modules with the activities in them. Packages stay behind, and so does what
 * its plugin does not give. Never call it inside a transaction: plugins are asked.
 */
@ApplicationScoped
public class LessonCopies {

    private final Courses courses;
    private final Outlines outlines;
    private final Activities activities;
    private final ActivityDesk desk;
    private final Transactions transactions;
    private final Clock clock;

    protected LessonCopies() {
        this(null, null, null, null, null, null);
    }

    @Inject
    LessonCopies(
            Courses courses,
            Outlines outlines,
            Activities activities,
            ActivityDesk desk,
            Transactions transactions,
            Clock clock) {
        this.courses = courses;
        this.outlines = outlines;
        this.activities = activities;
        this.desk = desk;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What was made.
     *
     * @param left how many activities were not copied
     */
    public record Copied(Outlines.Copies outline, int left) {}

    /**
     * Copies lessons, each behind its original.
     *
     * @param title makes the title of a copy from that of the original
     * @throws Problem NO_SUCH_COURSE, NO_SUCH_LESSON
     */
    public Copied lessons(CourseId course, List<LessonId> lessons, UnaryOperator<String> title) {
        return withActivities(course, outlines.copyLessons(course, lessons, title));
    }

    /**
     * Copies a module with its lessons, behind the original.
     *
     * @param title makes the title of the copy from that of the original
     * @throws Problem NO_SUCH_COURSE, NOT_FOUND
     */
    public Copied module(CourseId course, ModuleId module, UnaryOperator<String> title) {
        return withActivities(course, outlines.copyModule(course, module, title));
    }

    /**
     * A course that was copied.
     *
     * @param left how many activities were not
     */
    public record CopiedCourse(Course course, int left) {}

    /**
     * Copies a course as a draft.
     *
     * @param title of the copy
     * @param teacher the person who teaches it
     * @throws Problem NO_SUCH_COURSE, PLAN_LIMIT_REACHED
     */
    public CopiedCourse course(CourseId course, String title, PersonId teacher) {
        Courses.Copy copy = courses.copy(course, title, Optional.of(teacher.value()));
        return new CopiedCourse(copy.course(), left(course, copy.course().id(), copy.lessons()));
    }

    private Copied withActivities(CourseId course, Outlines.Copies copies) {
        return new Copied(copies, left(course, course, copies.lessons()));
    }

    /** Copies the activities of lessons, and counts those that stay behind. */
    private int left(CourseId course, CourseId into, Map<LessonId, LessonId> copies) {
        Map<LessonId, List<Activity>> there =
                transactions.call(() -> activities.of(course)).stream()
                        .filter(activity -> copies.containsKey(activity.lesson()))
                        .collect(Collectors.groupingBy(Activity::lesson));
        int left = 0;
        for (Map.Entry<LessonId, LessonId> copy : copies.entrySet()) {
            for (Activity activity : there.getOrDefault(copy.getKey(), List.of())) {
                if (!copied(activity, into, copy.getValue())) {
                    left++;
                }
            }
        }
        return left;
    }

    private boolean copied(Activity original, CourseId course, LessonId lesson) {
        if (original.isPackage()) {
            return false;
        }
        try {
            Activity wanted =
                    new Activity(
                            new ActivityId(Ids.at(clock.instant())),
                            course,
                            lesson,
                            original.plugin(),
                            original.kind(),
                            original.type(),
                            original.title(),
                            Map.of(),
                            original.position(),
                            0);
            Map<String, Object> content = desk.read(wanted, desk.export(original)).content();
            transactions.run(
                    () ->
                            activities.insert(
                                    course,
                                    lesson,
                                    Activities.Type.key(original.plugin(), original.type()),
                                    original.title(),
                                    content,
                                    original.position()));
            return true;
        } catch (Problem problem) {
            return false;
        }
    }
}
