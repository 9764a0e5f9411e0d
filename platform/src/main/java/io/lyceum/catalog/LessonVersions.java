package io.lyceum.catalog;

import io.lyceum.catalog.internal.LessonHistory;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * What lessons of the current school said before: the last hundred versions of each. A change and
 * what it leaves are written together.
 */
@UseCase
public class LessonVersions {

    private final LessonHistory history;
    private final Outlines outlines;

    protected LessonVersions() {
        this(null, null);
    }

    @Inject
    LessonVersions(LessonHistory history, Outlines outlines) {
        this.history = history;
        this.outlines = outlines;
    }

    /**
     * Lists the versions of a lesson, the latest first.
     *
     * @throws Problem NO_SUCH_LESSON
     */
    public List<LessonVersion.Line> of(CourseId course, LessonId lesson) {
        outlines.lesson(course, lesson);
        return history.list(course, lesson);
    }

    /**
     * Reads a version.
     *
     * @throws Problem NO_SUCH_LESSON, NOT_FOUND also for one that is not kept any more
     */
    public LessonVersion byNumber(CourseId course, LessonId lesson, long number) {
        outlines.lesson(course, lesson);
        return history.upTo(course, lesson, number)
                .filter(version -> version.number() == number)
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }

    /** Finds the one before a version; nothing before the oldest that is kept. */
    public Optional<LessonVersion> before(CourseId course, LessonId lesson, long number) {
        return history.upTo(course, lesson, number - 1);
    }

    /**
     * Makes a lesson say again what it said: title and text. It becomes a version of its own, so
     * that nothing is lost by it.
     *
     * @param expectedVersion the version of the lesson that the caller knows
     * @throws Problem NO_SUCH_LESSON, NOT_FOUND, STALE_VERSION
     */
    public Course.Lesson restore(
            CourseId course, LessonId lesson, long number, Optional<Long> expectedVersion) {
        LessonVersion version = byNumber(course, lesson, number);
        Course.Lesson now = outlines.lesson(course, lesson);
        return outlines.changeLesson(
                course,
                lesson,
                new LessonChange(version.title(), version.markdown(), now.minutes(), now.preview()),
                expectedVersion);
    }
}
