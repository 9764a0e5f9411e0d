package io.lyceum.plugin.content;

import io.lyceum.plugin.Deadline;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.activity.ActivityType.Activity;
import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.activity.ActivityType.Learner;
import io.lyceum.plugin.stability.Beta;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A format of uploaded packages that learners open as an activity, such as SCORM. The host stores,
 * inspects and unpacks the archive, serves its files from an origin of their own, and keeps what
 * the package sets while it runs; the plugin knows the format.
 *
 * <p>In the package's page the host puts a script of the plugin ({@link Launch#adapter}) that
 * offers the package its run-time API. It is told {@link Launch#data} and sends what the package
 * sets back as {@code commits}, which reach {@link #commit}.
 *
 * <pre>{@code
 * public Inspection inspect(PluginContext context, InspectRequest request) {
 *     return context.files().text("imsmanifest.xml")
 *         .map(manifest -> read(manifest))
 *         .orElse(Inspection.refused("There is no imsmanifest.xml at the top of the archive."));
 * }
 * }</pre>
 */
@Beta
public interface ContentPackageHandler extends ExtensionPoint {

    /** Reads an unpacked archive and says what it is; before anything of it is kept. */
    @Deadline(millis = 10000)
    Inspection inspect(PluginContext context, InspectRequest request);

    /** Opens the package, or one of its parts, for a learner. */
    @Deadline(millis = 3000)
    Launch launch(PluginContext context, LaunchRequest request);

    /** Takes what the package has set. It may come twice: the number says which came before. */
    @Deadline(millis = 3000)
    Committed commit(PluginContext context, CommitRequest request);

    /** An archive is there; its files are in {@link PluginContext#files()}. */
    @Beta
    record InspectRequest(String fileName) {}

    /**
     * What an archive is.
     *
     * @param accepted whether it can be used
     * @param content kept as the activity's content
     * @param lines the fidelity report
     */
    @Beta
    record Inspection(
            boolean accepted, String title, Map<String, Object> content, List<Line> lines) {

        public Inspection {
            lines = List.copyOf(lines);
        }

        /** Refuses an archive. */
        public static Inspection refused(String why) {
            return new Inspection(false, "", Map.of(), List.of(new Line(Level.REFUSED, "", why)));
        }
    }

    /** How good or bad a line of the report is. */
    @Beta
    enum Level {
        KEPT,
        CHANGED,
        LOST,
        REFUSED
    }

    /**
     * A line of the report.
     *
     * @param where file, line or element; empty for the whole
     */
    @Beta
    record Line(Level level, String where, String text) {}

    /**
     * A learner opens the package.
     *
     * @param part id of the part; empty for the one to go on with
     */
    @Beta
    record LaunchRequest(Activity activity, Learner learner, String part) {}

    /**
     * What is opened.
     *
     * @param file path in the package, with its query; null when there is nothing (more) to open
     * @param adapter script below the archive's {@code web/} that runs around the page
     * @param data for the script
     * @param parts the table of contents
     * @param message why nothing opens; null otherwise
     */
    @Beta
    record Launch(
            @Nullable String file,
            String adapter,
            Map<String, Object> data,
            List<Part> parts,
            @Nullable String message) {

        public Launch {
            parts = List.copyOf(parts);
        }
    }

    /**
     * An entry of the table of contents.
     *
     * @param depth 0 for the top
     * @param open whether it may be opened now
     */
    @Beta
    record Part(String id, String title, int depth, boolean open, boolean current, boolean done) {}

    /**
     * What the package has set since the last commit.
     *
     * @param session of this launch
     * @param number from 1 within the session, without gaps
     * @param values of the run-time data, by element
     * @param ended whether the package has said that it is over
     */
    @Beta
    record CommitRequest(
            Activity activity,
            Learner learner,
            String part,
            String session,
            long number,
            Map<String, String> values,
            boolean ended) {}

    /**
     * What it means.
     *
     * @param score 0 to 1; null for none
     * @param errors elements that were refused, with the standard's error
     * @param next part to open now; null for none
     */
    @Beta
    record Committed(
            @Nullable Double score,
            Completion completion,
            List<String> errors,
            @Nullable String next) {

        public Committed {
            errors = List.copyOf(errors);
            if (score != null && !(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score is 0 to 1, not " + score);
            }
        }
    }
}
