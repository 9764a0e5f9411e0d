package io.lyceum.plugin.page;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.stability.Beta;
import io.lyceum.plugin.view.View;
import org.jspecify.annotations.Nullable;

/**
 * Fills a slot in a page of the academy. Slots have versioned ids; a host that does not know one
 * leaves it out: {@code course.sidebar.v1} (beside a course's description), {@code lesson.end.v1}
 * (below a lesson's text and activities).
 */
@Beta
public interface SlotContent extends ExtensionPoint {

    /**
     * Says what the slot shows; {@link View#EMPTY} takes no room. Forms, buttons and links to
     * places have no meaning there and are left out.
     */
    @Deadline(millis = 500)
    View fill(PluginContext context, FillRequest request);

    /**
     * A page with the slot is drawn.
     *
     * @param course id; null outside courses
     * @param lesson id; null outside lessons
     * @param learner id; null for visitors
     */
    @Beta
    record FillRequest(
            String slot,
            @Nullable String course,
            @Nullable String lesson,
            @Nullable String learner) {}
}
