package io.lyceum.activities;

import io.lyceum.identity.Person;
import io.lyceum.learning.Enrolments;
import io.lyceum.plugin.Fields;
import io.lyceum.plugin.activity.ActivityType.AuthorRequest;
import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.activity.ActivityType.ExportRequest;
import io.lyceum.plugin.activity.ActivityType.Exported;
import io.lyceum.plugin.activity.ActivityType.ImportRequest;
import io.lyceum.plugin.activity.ActivityType.Imported;
import io.lyceum.plugin.activity.ActivityType.Learner;
import io.lyceum.plugin.activity.ActivityType.LearnerRequest;
import io.lyceum.plugin.activity.ActivityType.ReportRequest;
import io.lyceum.plugin.activity.ActivityType.SaveRequest;
import io.lyceum.plugin.activity.ActivityType.Saved;
import io.lyceum.plugin.activity.ActivityType.Submission;
import io.lyceum.plugin.activity.ActivityType.SubmitRequest;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.view.View;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.plugins.Subjects;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Between people and the plugins of activities: asks the plugin, then writes down what it means.
 * Never call it inside a transaction.
 */
@ApplicationScoped
public class ActivityDesk {

    /** The format of what plugins have exported themselves. */
    private static final String LYCEUM = "lyceum";

    private final Activities activities;
    private final Enrolments enrolments;
    private final SchoolPlugins plugins;
    private final PluginCalls calls;
    private final Subjects subjects;
    private final Transactions transactions;
    private final Instance<BuiltIn> builtIns;

    protected ActivityDesk() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    ActivityDesk(
            Activities activities,
            Enrolments enrolments,
            SchoolPlugins plugins,
            PluginCalls calls,
            Subjects subjects,
            Transactions transactions,
            @Any Instance<BuiltIn> builtIns) {
        this.activities = activities;
        this.enrolments = enrolments;
        this.plugins = plugins;
        this.calls = calls;
        this.subjects = subjects;
        this.transactions = transactions;
        this.builtIns = builtIns;
    }

    /**
     * What a learner sees of an activity.
     *
     * @throws Problem PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED
     */
    public View learner(Activity activity, Person person, String place) {
        return call(
                activity,
                "learner",
                new LearnerRequest(message(activity), learner(activity, person), place),
                View.class,
                person.id().value());
    }

    /**
     * Takes what a learner has sent.
     *
     * @throws Problem NOT_ENROLLED, PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED
     */
    public Submission submit(Activity activity, Person person, String action, Fields fields) {
        transactions.run(() -> enrolments.require(person.id(), activity.course()));
        Submission submission =
                call(
                        activity,
                        "submit",
                        new SubmitRequest(
                                message(activity), learner(activity, person), action, fields),
                        Submission.class,
                        person.id().value());
        boolean complete = submission.completion() == Completion.COMPLETE;
        if (submission.errors().isEmpty() && (complete || submission.score() != null)) {
            activities.reached(activity, person.id(), submission.score(), complete);
        }
        return submission;
    }

    /**
     * What a teacher sees of an activity's content.
     *
     * @throws Problem PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED
     */
    public View author(Activity activity, String place) {
        return call(
                activity, "author", new AuthorRequest(message(activity), place), View.class, null);
    }

    /**
     * Takes a teacher's form.
     *
     * @param seen version that the teacher saw
     * @throws Problem PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED, STALE_VERSION
     */
    public Saved save(Activity activity, String place, String action, Fields fields, long seen) {
        Saved saved =
                call(
                        activity,
                        "save",
                        new SaveRequest(message(activity), place, action, fields),
                        Saved.class,
                        null);
        if (saved.content() != null && saved.errors().isEmpty()) {
            activities.keep(activity, saved.content(), seen);
        }
        return saved;
    }

    /**
     * What teachers see of how it goes.
     *
     * @throws Problem PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED
     */
    public View report(Activity activity, String place) {
        return call(
                activity, "report", new ReportRequest(message(activity), place), View.class, null);
    }

    /**
     * Gives an activity's content for another school.
     *
     * @throws Problem PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED
     */
    public Map<String, Object> export(Activity activity) {
        if (activity.isBuiltIn()) {
            return activity.content();
        }
        return call(activity, "export", new ExportRequest(message(activity)), Exported.class, null)
                .content();
    }

    /**
     * Has the plugin take over what {@link #export} has given.
     *
     * @param activity that is to have the content
     * @throws Problem PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED
     */
    public Imported read(Activity activity, Map<String, Object> content) {
        if (activity.isBuiltIn()) {
            return new Imported(builtIn(activity).read(content), List.of());
        }
        return call(
                activity,
                "read",
                new ImportRequest(message(activity), LYCEUM, content, ""),
                Imported.class,
                null);
    }

    /**
     * Copies an activity to the end of its lesson; what learners have done in it stays behind.
     *
     * @param title of the copy
     * @throws Problem PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED, TOO_MANY_ACTIVITIES, INVALID_INPUT
     */
    public Activity duplicate(Activity activity, String title) {
        Map<String, Object> content =
                activity.isBuiltIn()
                        ? activity.content()
                        : call(
                                        activity,
                                        "duplicate",
                                        new ExportRequest(message(activity)),
                                        Exported.class,
                                        null)
                                .content();
        return activities.add(
                activity.course(),
                activity.lesson(),
                Activities.Type.key(activity.plugin(), activity.type()),
                title,
                content);
    }

    private BuiltIn builtIn(Activity activity) {
        return builtIns.stream()
                .filter(one -> one.type().isOf(activity))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Problem(
                                        PluginProblem.PLUGIN_NOT_INSTALLED,
                                        Activities.Type.key(activity.plugin(), activity.type())));
    }

    private <T> T call(
            Activity activity,
            String method,
            Record request,
            Class<T> response,
            @Nullable UUID person) {
        return calls.call(
                activity.plugin(),
                Kind.ACTIVITY,
                activity.type(),
                method,
                request,
                response,
                subjects.of(activity.id().value(), person));
    }

    private static io.lyceum.plugin.activity.ActivityType.Activity message(Activity activity) {
        return message(activity, activity.content());
    }

    /** An activity as plugins are told of it, with other content than it may have by now. */
    public static io.lyceum.plugin.activity.ActivityType.Activity message(
            Activity activity, Map<String, Object> content) {
        return new io.lyceum.plugin.activity.ActivityType.Activity(
                activity.id().toString(),
                activity.type(),
                activity.title(),
                activity.course().toString(),
                activity.lesson().toString(),
                content);
    }

    /** A learner as plugins are told of them: by name only if the school has granted that. */
    public Learner learner(Activity activity, Person person) {
        boolean named =
                transactions
                        .call(() -> plugins.find(activity.plugin()))
                        .filter(plugin -> plugin.scopes().contains("users.name"))
                        .isPresent();
        return new Learner(
                person.id().toString(),
                Optional.of(person.name()).filter(name -> named).orElse(null));
    }
}
