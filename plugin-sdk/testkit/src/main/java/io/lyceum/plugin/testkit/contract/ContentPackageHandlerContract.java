package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.activity.ActivityType.Activity;
import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.content.ContentPackageHandler;
import io.lyceum.plugin.content.ContentPackageHandler.CommitRequest;
import io.lyceum.plugin.content.ContentPackageHandler.Committed;
import io.lyceum.plugin.content.ContentPackageHandler.InspectRequest;
import io.lyceum.plugin.content.ContentPackageHandler.Inspection;
import io.lyceum.plugin.content.ContentPackageHandler.Launch;
import io.lyceum.plugin.content.ContentPackageHandler.LaunchRequest;
import io.lyceum.plugin.content.ContentPackageHandler.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ContentPackageHandler} keeps to. */
public abstract class ContentPackageHandlerContract extends PluginContract {

    protected ContentPackageHandler handler;

    /** The handler's id in the descriptor. */
    protected abstract String handlerId();

    /** A package that is accepted, with one part at least that opens at once. */
    protected abstract Map<String, byte[]> files();

    /** Run-time values that complete the part, by element. */
    protected abstract Map<String, String> completing();

    /** Run-time values that do not complete the part; others than {@link #completing}. */
    protected abstract Map<String, String> going();

    @BeforeEach
    void makeHandler() {
        handler = host.extension(ContentPackageHandler.class, handlerId());
        files().forEach(host::file);
    }

    private Inspection inspect() {
        return handler.inspect(host.context(), new InspectRequest("package.zip"));
    }

    private Activity activity() {
        return host.activity(handlerId(), inspect().content());
    }

    private Launch launch(Activity activity, String part) {
        return handler.launch(host.context(), new LaunchRequest(activity, host.learner(), part));
    }

    private Committed commit(
            Activity activity, String session, long number, Map<String, String> values) {
        return commit(activity, part(activity), session, number, values, false);
    }

    private Committed commit(
            Activity activity,
            String part,
            String session,
            long number,
            Map<String, String> values,
            boolean ended) {
        return handler.commit(
                host.context(),
                new CommitRequest(activity, host.learner(), part, session, number, values, ended));
    }

    private String part(Activity activity) {
        return launch(activity, "").parts().stream()
                .filter(ContentPackageHandler.Part::current)
                .findFirst()
                .map(ContentPackageHandler.Part::id)
                .orElse("");
    }

    @Test
    void a_good_package_is_accepted_and_nothing_is_kept_for_looking_at_it() {
        Inspection inspection = reading(this::inspect);
        assertTrue(inspection.accepted(), inspection.lines().toString());
        assertFalse(inspection.title().isBlank(), "an activity needs a title");
        assertEquals(inspection, inspect(), "the same archive is the same");
    }

    @Test
    void an_archive_of_something_else_is_refused_with_a_reason() {
        for (Map<String, byte[]> other :
                List.of(
                        Map.<String, byte[]>of(),
                        Map.of("readme.txt", "Hello".getBytes(StandardCharsets.UTF_8)))) {
            host.withoutFiles();
            other.forEach(host::file);
            Inspection inspection = inspect();
            assertFalse(inspection.accepted());
            assertTrue(
                    inspection.lines().stream()
                            .anyMatch(
                                    line ->
                                            line.level() == Level.REFUSED
                                                    && !line.text().isBlank()),
                    "the reason: " + inspection.lines());
        }
    }

    @Test
    void a_refusal_is_in_the_teachers_language() {
        host.withoutFiles();
        checkLanguages(host -> inspect().lines());
    }

    @Test
    void files_that_are_broken_are_no_failure() {
        Random random = new Random(1);
        files().forEach(
                        (path, content) -> {
                            byte[] noise = new byte[512];
                            random.nextBytes(noise);
                            for (byte[] broken :
                                    List.of(
                                            new byte[0],
                                            noise,
                                            Arrays.copyOf(content, content.length / 2),
                                            new String(content, StandardCharsets.UTF_8)
                                                    .getBytes(StandardCharsets.UTF_16))) {
                                host.file(path, broken);
                                Inspection inspection = inspect();
                                assertTrue(
                                        inspection.accepted() || !inspection.lines().isEmpty(),
                                        path + " is broken: there is a reason");
                            }
                            host.file(path, content);
                        });
        assertTrue(inspect().accepted());
    }

    @Test
    void an_accepted_package_opens_a_file_that_it_has() {
        Launch launch = launch(activity(), "");
        assertNull(launch.message());
        String file = String.valueOf(launch.file());
        String path = file.split("[?#]", 2)[0];
        assertTrue(files().containsKey(path), "the package has no " + path);
        assertFalse(launch.adapter().isBlank(), "the page needs its script");
    }

    @Test
    void a_part_that_there_is_not_opens_nothing_and_says_why() {
        Activity activity = activity();
        for (String part : ODD_TEXTS) {
            if (!part.isEmpty()) {
                Launch launch = launch(activity, part);
                assertNull(launch.file(), part);
                assertNotNull(launch.message(), part);
            }
        }
    }

    @Test
    void what_the_package_has_set_completes_the_activity_and_stays_so() {
        Activity activity = activity();
        launch(activity, "");
        assertEquals(Completion.INCOMPLETE, commit(activity, "one", 1, going()).completion());
        assertEquals(Completion.COMPLETE, commit(activity, "one", 2, completing()).completion());
        launch(activity, "");
        assertEquals(Completion.COMPLETE, commit(activity, "two", 1, Map.of()).completion());
    }

    @Test
    void a_commit_that_comes_twice_means_what_it_meant_once() {
        Activity activity = activity();
        launch(activity, "");
        String part = part(activity);
        Committed first = commit(activity, part, "one", 1, completing(), true);
        SortedMap<String, Map<String, Object>> kept = host.stored();
        Committed again = commit(activity, part, "one", 1, completing(), true);
        assertEquals(first, again);
        assertEquals(kept, host.stored());
    }

    @Test
    void a_commit_that_comes_late_changes_nothing() {
        Activity activity = activity();
        launch(activity, "");
        String part = part(activity);
        commit(activity, part, "one", 1, going(), false);
        commit(activity, part, "one", 2, completing(), false);
        SortedMap<String, Map<String, Object>> kept = host.stored();
        commit(activity, part, "one", 1, going(), false);
        assertEquals(kept, host.stored());
    }

    @Test
    void values_that_are_garbage_are_no_failure() {
        Activity activity = activity();
        launch(activity, "");
        Map<String, String> values = new TreeMap<>();
        int number = 1;
        for (String text : ODD_TEXTS) {
            values.put(text.length() > 100 ? text.substring(0, 100) : text, text);
            for (String element : completing().keySet()) {
                values.put(element, text);
            }
            assertNotNull(commit(activity, "one", number++, values));
        }
        assertNotNull(commit(activity, "no such part", "", -1, values, true));
    }

    @Test
    void content_that_is_garbage_opens_nothing_and_says_why() {
        for (Map<String, Object> garbage : ODD_MAPS) {
            Activity broken = host.activity(handlerId(), garbage);
            Launch launch = launch(broken, "");
            assertNull(launch.file());
            assertNotNull(launch.message());
            assertNotNull(commit(broken, "", "one", 1, completing(), true));
        }
    }
}
