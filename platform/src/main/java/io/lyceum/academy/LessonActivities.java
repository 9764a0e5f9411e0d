package io.lyceum.academy;

import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityDesk;
import io.lyceum.activities.ActivityId;
import io.lyceum.activities.ActivityResult;
import io.lyceum.activities.PluginHtml;
import io.lyceum.activities.SentFields;
import io.lyceum.assignments.AssignmentKind;
import io.lyceum.identity.Person;
import io.lyceum.learning.web.LessonView;
import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.activity.ActivityType.Submission;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import io.lyceum.plugins.PluginAssets;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws the activities of a lesson. A plugin that does not answer costs its own activity: the
 * lesson is there all the same.
 */
@ApplicationScoped
public class LessonActivities {

    private final ActivityDesk desk;
    private final Viewer viewer;
    private final LessonPackages packages;
    private final PluginAssets assets;
    private final LessonAssignments assignments;

    protected LessonActivities() {
        this(null, null, null, null, null);
    }

    @Inject
    LessonActivities(
            ActivityDesk desk,
            Viewer viewer,
            LessonPackages packages,
            PluginAssets assets,
            LessonAssignments assignments) {
        this.desk = desk;
        this.viewer = viewer;
        this.packages = packages;
        this.assets = assets;
        this.assignments = assignments;
    }

    /**
     * What is known of a lesson and its reader.
     *
     * @param here the lesson's address
     * @param teaches whether the reader may see it without learning there
     */
    public record Lesson(
            String here,
            List<Activity> activities,
            Map<ActivityId, ActivityResult> results,
            boolean enrolled,
            boolean teaches,
            Optional<Person> person) {}

    /**
     * Where the reader is among the activities.
     *
     * @param activity null for no particular one
     * @param place within it
     * @param answer what the plugin has answered to a form just now; null for none
     */
    public record At(
            @Nullable ActivityId activity, @Nullable String place, @Nullable Submission answer) {

        /** At the beginning of each. */
        public static final At START = new At(null, null, null);

        public At(ActivityId activity, @Nullable String place) {
            this(activity, place, null);
        }

        /** Where a form was sent. */
        public static At answered(ActivityId activity, Submission answer) {
            return new At(activity, null, answer);
        }
    }

    /** The id of an activity's element. */
    static String anchor(ActivityId activity) {
        return "activity-" + activity;
    }

    /** The action of a sent form: the last, because a button within a form follows the form's. */
    static String action(MultivaluedMap<String, String> form) {
        List<String> actions = form.getOrDefault(SentFields.ACTION, List.of(""));
        return actions.get(actions.size() - 1);
    }

    /** Draws each activity. */
    public List<LessonView.Activity> drawn(Lesson lesson, At at) {
        Messages words = Messages.of("activities", CurrentRequest.require().locale());
        return lesson.activities().stream()
                .map(activity -> drawn(lesson, activity, at, words))
                .toList();
    }

    private LessonView.Activity drawn(Lesson lesson, Activity activity, At at, Messages words) {
        return AssignmentKind.is(activity)
                ? ofAssignment(lesson, activity, at, words)
                : ofPlugins(lesson, activity, at, words);
    }

    private LessonView.Activity ofAssignment(
            Lesson lesson, Activity activity, At at, Messages words) {
        LessonAssignments.Drawn drawn =
                lesson.enrolled()
                        ? assignments.drawn(
                                activity,
                                lesson.person().orElseThrow(),
                                activity.id().equals(at.activity()) ? at.place() : null,
                                lesson.here())
                        : assignments.told(
                                activity,
                                words.get(
                                        lesson.teaches()
                                                ? "activity.teacher"
                                                : "activity.visitor"));
        return new LessonView.Activity(
                anchor(activity.id()),
                activity.title(),
                drawn.state(),
                lesson.results().getOrDefault(activity.id(), ActivityResult.NONE).complete(),
                drawn.html());
    }

    private LessonView.Activity ofPlugins(Lesson lesson, Activity activity, At at, Messages words) {
        ActivityResult result = lesson.results().getOrDefault(activity.id(), ActivityResult.NONE);
        String state = words.get(result.complete() ? "activity.done" : "activity.open");
        if (result.score().isPresent()) {
            state += " · " + words.get("activity.score", "value", result.percent());
        }
        boolean here = activity.id().equals(at.activity());
        At within = here ? at : At.START;
        return new LessonView.Activity(
                anchor(activity.id()),
                activity.title(),
                lesson.enrolled() ? state : "",
                result.complete(),
                activity.kind() == Kind.PACKAGE
                        ? ofPackage(lesson, activity, result, within, words)
                        : ofPlugin(lesson, activity, within, words));
    }

    private String ofPackage(
            Lesson lesson, Activity activity, ActivityResult result, At at, Messages words) {
        if (lesson.person().isEmpty() || !lesson.enrolled() && !lesson.teaches()) {
            return packages.told(activity, words.get("activity.visitor"));
        }
        return packages.drawn(
                activity,
                result,
                new LessonPackages.Reader(lesson.person().get(), lesson.enrolled()),
                LessonPackages.RUN.equals(at.place()),
                lesson.here());
    }

    private String ofPlugin(Lesson lesson, Activity activity, At at, Messages words) {
        Submission answer = at.answer();
        return PluginHtml.of(
                view(lesson, activity, at, words),
                frame(lesson, activity, answer == null ? List.of() : answer.errors()));
    }

    private View view(Lesson lesson, Activity activity, At at, Messages words) {
        if (lesson.person().isEmpty() || !lesson.enrolled() && !lesson.teaches()) {
            return told(words.get("activity.visitor"), Component.Tone.INFO);
        }
        if (at.answer() != null && at.answer().view() != null) {
            return at.answer().view();
        }
        try {
            View view =
                    desk.learner(
                            activity, lesson.person().get(), at.place() == null ? "" : at.place());
            return lesson.enrolled() ? view : asTeacher(view, words);
        } catch (Problem problem) {
            return told(words.get("activity.unavailable"), Component.Tone.WARNING);
        }
    }

    private static View told(String text, Component.Tone tone) {
        return View.of(new Component.Notice(tone, text));
    }

    private static View asTeacher(View view, Messages words) {
        List<Component> components = new java.util.ArrayList<>();
        components.add(new Component.Notice(Component.Tone.INFO, words.get("activity.teacher")));
        components.addAll(view.components());
        return new View(components);
    }

    private PluginHtml.Frame frame(Lesson lesson, Activity activity, List<FieldError> errors) {
        CurrentRequest.Facts facts = CurrentRequest.require();
        return new PluginHtml.Frame(
                anchor(activity.id()),
                assets.address(activity.plugin()),
                lesson.here() + "/activities/" + activity.id(),
                true,
                lesson.here() + "?activity=" + activity.id() + "&place=",
                Map.of(),
                viewer.csrfToken(),
                facts.locale(),
                facts.zone(),
                errors);
    }
}
