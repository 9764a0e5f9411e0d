package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.activity.ActivityType.Activity;
import io.lyceum.plugin.activity.ActivityType.AuthorRequest;
import io.lyceum.plugin.activity.ActivityType.ExportRequest;
import io.lyceum.plugin.activity.ActivityType.ImportRequest;
import io.lyceum.plugin.activity.ActivityType.LearnerRequest;
import io.lyceum.plugin.activity.ActivityType.ReportRequest;
import io.lyceum.plugin.activity.ActivityType.SubmitRequest;
import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ActivityType} keeps to. */
public abstract class ActivityTypeContract {

    protected TestHost host;
    protected ActivityType type;

    /** A host with the plugin, fresh for each test. */
    protected abstract TestHost host();

    /** The activity type's id in the descriptor. */
    protected abstract String typeId();

    /** Content of an activity that learners can work at. */
    protected abstract Map<String, Object> content();

    @BeforeEach
    void makeHost() {
        host = host();
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
        assertEquals(first, type.learner(host.context(), request));
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
        Map<String, Object> garbage =
                Map.of("questions", "none", "title", List.of(1, 2), "x", Map.of("y", -1));
        Activity broken = host.activity(typeId(), garbage);
        assertNotNull(type.author(host.context(), new AuthorRequest(broken, "")));
        assertNotNull(type.learner(host.context(), new LearnerRequest(broken, host.learner(), "")));
    }

    @Test
    void every_field_has_a_name_and_a_label() {
        Stream.of(
                        type.author(host.context(), new AuthorRequest(activity(), "")),
                        type.learner(
                                host.context(), new LearnerRequest(activity(), host.learner(), "")))
                .flatMap(view -> view.components().stream())
                .forEach(this::checkLabels);
    }

    private void checkLabels(Component component) {
        if (component instanceof Component.Form form) {
            assertFalse(form.submit().isBlank(), "a form's button needs words");
            form.components().forEach(this::checkLabels);
        } else if (component instanceof Component.Group group) {
            group.components().forEach(this::checkLabels);
        } else if (component instanceof Component.TextField field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.NumberField field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Choice field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Order field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Match field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Toggle field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Button button) {
            assertFalse(button.label().isBlank(), "a button needs words");
        }
    }

    private static void checkField(String name, String label) {
        assertTrue(name.matches("[A-Za-z0-9._-]{1,100}"), "a field's name: " + name);
        assertFalse(label.isBlank(), "the field " + name + " needs a label");
    }
}
