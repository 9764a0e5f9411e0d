package io.lyceum.plugin.page;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.Fields;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.stability.Stable;
import io.lyceum.plugin.view.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the plugin in the school's back office, for owners and admins. */
@Stable
public interface AdminPage extends ExtensionPoint {

    /** Shows the page. */
    @Deadline(millis = 3000)
    View show(PluginContext context, ShowRequest request);

    /** Takes a form of the page. */
    @Deadline(millis = 5000)
    Acted act(PluginContext context, ActRequest request);

    /**
     * Somebody opens the page.
     *
     * @param place as a {@link io.lyceum.plugin.view.Component.Link} named it; empty for the first
     */
    @Stable
    record ShowRequest(String place) {}

    /** Somebody has sent a form. */
    @Stable
    record ActRequest(String place, String action, Fields fields) {}

    /**
     * What became of it.
     *
     * @param notice one sentence; null for none
     * @param view the form again, when something is wrong; else null
     * @param place where to go on
     */
    @Stable
    record Acted(
            List<FieldError> errors, @Nullable String notice, @Nullable View view, String place) {

        public Acted {
            errors = List.copyOf(errors);
        }
    }
}
