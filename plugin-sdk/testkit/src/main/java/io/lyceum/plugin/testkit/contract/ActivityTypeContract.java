package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.activity.ActivityType.Activity;
import io.lyceum.plugin.activity.ActivityType.AuthorRequest;
import io.lyceum.plugin.activity.ActivityType.ExportRequest;
import io.lyceum.plugin.activity.ActivityType.ImportRequest;
import io.lyceum.plugin.activity.ActivityType.LearnerRequest;
import io.lyceum.plugin.activity.ActivityType.ReportRequest;
import io.lyceum.plugin.activity.ActivityType.SubmitRequest;
import io.lyceum.plugin.view.View;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ActivityType} keeps to. */
public abstract class ActivityTypeContract extends PluginContract {

    protected ActivityType type;

    /** The activity type's id in the descriptor. */
    protected abstract String typeId();

    /** Content of an activity that learners can work at. */
    protected abstract Map<String, Object> content();

    @BeforeEach
    void makeType() {
        type = host.extension(ActivityType.class, typeId());
    }

    private Activity activity() {
        return host.activity(typeId(), content());
    }

    private Activity empty() {
        return host.activity(typeId(), Map.of());
    }

    @Test
    void a_new_activity_without_content_can_be_opened_by_teachers_and_learners() {
        assertFalse(
                type.author(host.context(), new AuthorRequest(empty(), "")).components().isEmpty(),
                "teachers need something to begin with");
        assertNotNull(
                type.learner(host.context(), new LearnerRequest(empty(), host.learner(), "")));
        assertNotNull(type.report(host.context(), new ReportRequest(empty(), "")));
    }

    @Test
    void reading_the_learners_view_twice_changes_nothing() {
        LearnerRequest request = new LearnerRequest(activity(), host.learner(), "");
        View first = type.learner(host.context(), request);
        assertEquals(first, reading(() -> type.learner(host.context(), request)));
    }

    @Test
    void an_unknown_action_is_no_failure_and_completes_nothing() {
        assertDoesNotThrow(
                () ->
                        type.save(
                                host.context(),
                                new ActivityType.SaveRequest(
                                        activity(), "", "no-such-action", Fields.NONE)));
        ActivityType.Submission submission =
                type.submit(
                        host.context(),
                        new SubmitRequest(
                                activity(), host.learner(), "no-such-action", Fields.NONE));
        assertEquals(ActivityType.Completion.INCOMPLETE, submission.completion());
    }

    @Test
    void an_unknown_place_is_no_failure() {
        assertNotNull(type.author(host.context(), new AuthorRequest(activity(), "no/such/place")));
        assertNotNull(
                type.learner(
                        host.context(),
                        new LearnerRequest(activity(), host.learner(), "no/such/place")));
        assertNotNull(type.report(host.context(), new ReportRequest(activity(), "no/such/place")));
    }

    @Test
    void content_that_leaves_comes_back_the_same() {
        Map<String, Object> exported =
                type.export(host.context(), new ExportRequest(activity())).content();
        Map<String, Object> read =
                type.read(host.context(), new ImportRequest(empty(), "lyceum", exported, ""))
                        .content();
        Activity again = host.activity("activity-2", typeId(), read);
        assertEquals(exported, type.export(host.context(), new ExportRequest(again)).content());
    }

    @Test
    void content_that_is_garbage_shows_something_all_the_same() {
        for (Map<String, Object> garbage : ODD_MAPS) {
            Activity broken = host.activity(typeId(), garbage);
            assertNotNull(type.author(host.context(), new AuthorRequest(broken, "")));
            assertNotNull(
                    type.learner(host.context(), new LearnerRequest(broken, host.learner(), "")));
            assertNotNull(type.report(host.context(), new ReportRequest(broken, "")));
            assertNotNull(type.export(host.context(), new ExportRequest(broken)));
            assertNotNull(
                    type.read(host.context(), new ImportRequest(empty(), "lyceum", garbage, "")));
        }
    }

    @Test
    void forms_that_are_filled_with_garbage_are_no_failure() {
        View author = type.author(host.context(), new AuthorRequest(activity(), ""));
        for (String action : actions(author)) {
            for (String text : ODD_TEXTS) {
                assertNotNull(
                        type.save(
                                host.context(),
                                new ActivityType.SaveRequest(
                                        activity(), "", action, odd(author, text))));
            }
        }
        int learners = 0;
        for (String text : ODD_TEXTS) {
            // Each is somebody else: what one has sent must not change the other's form.
            ActivityType.Learner learner = host.learner("learner-" + learners++);
            View view = type.learner(host.context(), new LearnerRequest(activity(), learner, ""));
            for (String action : actions(view)) {
                assertNotNull(
                        type.submit(
                                host.context(),
                                new SubmitRequest(activity(), learner, action, odd(view, text))));
            }
        }
    }

    @Test
    void teachers_and_learners_are_spoken_to_in_their_language() {
        checkLanguages(host -> type.author(host.context(), new AuthorRequest(activity(), "")));
    }

    @Test
    void every_field_has_a_name_and_a_label() {
        Stream.of(
                        type.author(host.context(), new AuthorRequest(activity(), "")),
                        type.learner(
                                host.context(), new LearnerRequest(activity(), host.learner(), "")))
                .forEach(PluginContract::checkLabels);
    }
}
