package io.lyceum.plugin.activity;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.Fields;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.stability.Stable;
import io.lyceum.plugin.view.View;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kind of activity in a lesson: a quiz, an exercise, a package. The plugin says what is shown and
 * how good an answer is; the host keeps the content, and writes grade and completion.
 *
 * <pre>{@code
 * public final class Oath implements ActivityType {
 *
 *     public View author(PluginContext context, AuthorRequest request) {
 *         return View.of(new Component.Form("save", "Save", List.of(
 *             new Component.TextField("text", "What learners promise",
 *                 (String) request.activity().content().getOrDefault("text", ""), 4, 2000, null, null))));
 *     }
 *
 *     public Saved save(PluginContext context, SaveRequest request) {
 *         return Saved.content(Map.of("text", request.fields().first("text").orElse("")));
 *     }
 *
 *     public View learner(PluginContext context, LearnerRequest request) {
 *         return View.of(
 *             new Component.Text((String) request.activity().content().get("text")),
 *             new Component.Button("promise", "I promise", Map.of(), true));
 *     }
 *
 *     public Submission submit(PluginContext context, SubmitRequest request) {
 *         return Submission.complete(1.0, View.of(new Component.Notice(Tone.POSITIVE, "Thank you.")));
 *     }
 *
 *     public View report(PluginContext context, ReportRequest request) {
 *         return View.EMPTY;
 *     }
 * }
 * }</pre>
 */
@Stable
public interface ActivityType extends ExtensionPoint {

    /** Shows a teacher the content and its settings, as forms. */
    @Deadline(millis = 3000)
    View author(PluginContext context, AuthorRequest request);

    /** Takes what a teacher has filled in. */
    @Deadline(millis = 3000)
    Saved save(PluginContext context, SaveRequest request);

    /** Shows a learner the activity as it stands for them. Reading it twice changes nothing. */
    @Deadline(millis = 2000)
    View learner(PluginContext context, LearnerRequest request);

    /**
     * Takes what a learner has sent. It may come twice, from two windows, and after the time is
     * over.
     */
    @Deadline(millis = 3000)
    Submission submit(PluginContext context, SubmitRequest request);

    /** Shows teachers how the activity goes. */
    @Deadline(millis = 5000)
    View report(PluginContext context, ReportRequest request);

    /** Gives the content for a file that another school can read. */
    @Deadline(millis = 5000)
    default Exported export(PluginContext context, ExportRequest request) {
        return new Exported(request.activity().content());
    }

    /** Reads content out of a file: what {@link #export} gave, or a format of the field. */
    @Deadline(millis = 10000)
    default Imported read(PluginContext context, ImportRequest request) {
        return new Imported(request.content(), List.of());
    }

    /** Gives the content of a copy; without what belongs to the original alone. */
    @Deadline(millis = 3000)
    default Exported duplicate(PluginContext context, ExportRequest request) {
        return export(context, request);
    }

    /**
     * An activity in a lesson.
     *
     * @param id stable; another one for each copy
     * @param type the id that the descriptor gives to this activity type
     * @param content what {@link #save} answered last; empty for a new activity
     */
    @Stable
    record Activity(
            String id,
            String type,
            String title,
            String course,
            String lesson,
            Map<String, Object> content) {}

    /**
     * Who learns.
     *
     * @param id of the person
     * @param name null without the scope {@code users.name}
     */
    @Stable
    record Learner(String id, @Nullable String name) {}

    /**
     * A teacher looks at the content.
     *
     * @param place which page of the author view; empty for the first
     */
    @Stable
    record AuthorRequest(Activity activity, String place) {}

    /** A teacher has sent a form of the author view. */
    @Stable
    record SaveRequest(Activity activity, String place, String action, Fields fields) {}

    /**
     * What becomes of a teacher's form. A view without errors and without content is shown as it
     * is, and nothing is kept: a preview.
     *
     * @param content the new content; null to keep what is there
     * @param errors what is wrong; nothing is kept then
     * @param view what is shown when something is wrong, or as a preview; null for the author view
     *     as it was
     * @param place where the teacher goes on
     */
    @Stable
    record Saved(
            @Nullable Map<String, Object> content,
            List<FieldError> errors,
            @Nullable View view,
            String place) {

        public Saved {
            errors = List.copyOf(errors);
        }

        /** Keeps the content and goes on at the first page. */
        public static Saved content(Map<String, Object> content) {
            return new Saved(content, List.of(), null, "");
        }

        /** Keeps nothing, and shows the form again. */
        public static Saved wrong(List<FieldError> errors, View view) {
            return new Saved(null, errors, view, "");
        }
    }

    /** A learner opens the activity. */
    @Stable
    record LearnerRequest(Activity activity, Learner learner, String place) {}

    /**
     * A learner has sent a form, or the host has: while they write, or because time is over.
     *
     * @param action of the form or button; for autosave the form's {@code autosave}
     */
    @Stable
    record SubmitRequest(Activity activity, Learner learner, String action, Fields fields) {}

    /**
     * What a learner's answer means.
     *
     * @param score 0 to 1; null when there is none (yet). The host keeps the best one
     * @param completion once complete, an activity stays so
     * @param errors what is wrong with the fields; nothing is written then
     * @param view what is shown next; null for the learner's view. The host ignores it for
     *     autosave: who is still writing is shown nothing else
     */
    @Stable
    record Submission(
            @Nullable Double score,
            Completion completion,
            List<FieldError> errors,
            @Nullable View view) {

        public Submission {
            errors = List.copyOf(errors);
            if (score != null && !(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score is 0 to 1, not " + score);
            }
        }

        /** Still at work; shows the learner's view. */
        public static Submission going() {
            return new Submission(null, Completion.INCOMPLETE, List.of(), null);
        }

        /** Complete, with a score. */
        public static Submission complete(double score, @Nullable View view) {
            return new Submission(score, Completion.COMPLETE, List.of(), view);
        }
    }

    /** How far a learner is. */
    @Stable
    enum Completion {
        INCOMPLETE,
        COMPLETE
    }

    /** A teacher opens the report. */
    @Stable
    record ReportRequest(Activity activity, String place) {}

    /** The content is to leave the host. */
    @Stable
    record ExportRequest(Activity activity) {}

    /** Content for a file. */
    @Stable
    record Exported(Map<String, Object> content) {

        public Exported {
            Objects.requireNonNull(content, "content");
        }
    }

    /**
     * Content comes in.
     *
     * @param format {@code lyceum} for {@code content} as exported, else a name of the plugin's own
     *     such as {@code gift}
     * @param content empty for other formats
     * @param text of the file, for other formats
     */
    @Stable
    record ImportRequest(
            Activity activity, String format, Map<String, Object> content, String text) {}

    /**
     * What became of it.
     *
     * @param content the activity's new content
     * @param notes what was changed or lost, a line each
     */
    @Stable
    record Imported(Map<String, Object> content, List<String> notes) {

        public Imported {
            Objects.requireNonNull(content, "content");
            notes = List.copyOf(notes);
        }
    }
}
