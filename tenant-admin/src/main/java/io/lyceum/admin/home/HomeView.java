package io.lyceum.admin.home;

import java.util.List;
import java.util.Optional;

/**
 * The setup checklist and a few figures.
 *
 * @param greeting one line that names the person or the school
 * @param next the first task that is still to be done; empty once all are
 */
public record HomeView(
        String greeting, List<Task> tasks, Optional<Task> next, List<Figure> figures) {

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
