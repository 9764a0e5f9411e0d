package io.lyceum.admin.home;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The setup checklist and a few figures.
 *
 * @param greeting one line that names the person or the school
 * @param needs what waits for a teacher, the longest wait first
 * @param drafts what the reader has not saved, the latest first
 * @param next the first task that is still to be done; empty once all are
 */
public record HomeView(
        String greeting,
        List<Task> tasks,
        Optional<Task> next,
        List<Need> needs,
        List<Draft> drafts,
        List<Figure> figures) {

    /** Submissions of an assignment that wait to be marked. */
    public record Need(String href, String assignment, String course, int count, Instant oldest) {}

    /** A lesson that the reader has changed and not saved. */
    public record Draft(String href, String title, String course, Instant keptAt) {}

    public long done() {
        return tasks.stream().filter(Task::done).count();
    }

    public boolean finished() {
        return next.isEmpty();
    }

    public boolean isNext(Task task) {
        return next.isPresent() && next.get().equals(task);
    }

    /**
     * One thing to set up.
     *
     * @param action label of the link that leads there
     */
    public record Task(
            String key, String title, String text, String action, String href, boolean done) {}

    /** A number that matters, and where it comes from. */
    public record Figure(String label, String value, String href) {}
}
