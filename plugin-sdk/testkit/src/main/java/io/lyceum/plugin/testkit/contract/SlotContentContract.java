package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.lyceum.plugin.page.SlotContent;
import io.lyceum.plugin.page.SlotContent.FillRequest;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.view.View;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link SlotContent} keeps to. */
public abstract class SlotContentContract extends PluginContract {

    /** The slot content's id in the descriptor. */
    protected abstract String slotContentId();

    private String slot() {
        return Objects.requireNonNull(
                host.descriptor().provided(Kind.SLOT, slotContentId()).orElseThrow().slot());
    }

    private View fill(
            String slot,
            @Nullable String course,
            @Nullable String lesson,
            @Nullable String learner) {
        return host.extension(SlotContent.class, slotContentId())
                .fill(host.context(), new FillRequest(slot, course, lesson, learner));
    }

    @Test
    void visitors_and_learners_see_something_or_nothing_and_never_a_failure() {
        for (String course : Arrays.asList(null, "course-1", "no such course")) {
            for (String lesson : Arrays.asList(null, "lesson-1")) {
                for (String learner : Arrays.asList(null, "learner-1", "nobody")) {
                    checkLabels(fill(slot(), course, lesson, learner));
                }
            }
        }
    }

    @Test
    void drawing_a_page_changes_nothing() {
        View first = reading(() -> fill(slot(), "course-1", "lesson-1", "learner-1"));
        assertEquals(first, reading(() -> fill(slot(), "course-1", "lesson-1", "learner-1")));
    }

    @Test
    void a_slot_of_a_later_host_is_no_failure() {
        assertNotNull(fill("no.such.slot.v9", "course-1", null, null));
    }

    @Test
    void each_language_that_the_plugin_speaks_is_no_failure() {
        for (String language : otherLanguages()) {
            host.locale(language);
            checkLabels(fill(slot(), "course-1", "lesson-1", "learner-1"));
        }
    }
}
