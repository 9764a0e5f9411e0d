package io.lyceum.plugins.scorm;

import static io.lyceum.plugins.scorm.SamplePackage.item;
import static io.lyceum.plugins.scorm.SamplePackage.manifest12;
import static io.lyceum.plugins.scorm.SamplePackage.manifest2004;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.content.ContentPackageHandler.Committed;
import io.lyceum.plugin.content.ContentPackageHandler.Launch;
import io.lyceum.plugin.content.ContentPackageHandler.Part;
import io.lyceum.plugin.privacy.PrivacyProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchAndCommitTest {

    private final SamplePackage sample = new SamplePackage();

    private void one12(String... inside) {
        assertTrue(sample.inspect(manifest12(item("a", inside), "a"), "a").accepted());
    }

    private void one2004(String... inside) {
        assertTrue(sample.inspect(manifest2004(item("a", inside), "a"), "a").accepted());
    }

    private static Map<String, String> values(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return values;
    }

    @Test
    void the_first_launch_tells_the_content_who_learns_and_how_it_begins() {
        one12();
        Launch launch = sample.launch("");
        assertEquals("a.html", launch.file());
        assertEquals("scorm.js", launch.adapter());
        Map<String, String> values = Json.texts(launch.data().get("values"));
        assertEquals("learner-1", values.get("cmi.core.student_id"));
        assertEquals("Ada Lovelace", values.get("cmi.core.student_name"));
        assertEquals("ab-initio", values.get("cmi.core.entry"));
        assertEquals("0000:00:00.00", values.get("cmi.core.total_time"));
        assertEquals("1.2", launch.data().get("version"));
        assertEquals(1L, Json.number(launch.data(), "launch"));
    }

    @Test
    void what_was_suspended_is_there_again_and_time_adds_up() {
        one2004();
        sample.launch("");
        sample.commit(
                "a",
                "s1",
                1,
                values(
                        "cmi.location",
                        "3",
                        "cmi.suspend_data",
                        "x",
                        "cmi.session_time",
                        "PT30M",
                        "cmi.exit",
                        "suspend",
                        "lyceum.launch",
                        "1"),
                true);
        Map<String, String> second = sample.values("");
        assertEquals("resume", second.get("cmi.entry"));
        assertEquals("3", second.get("cmi.location"));
        assertEquals("x", second.get("cmi.suspend_data"));
        assertEquals("PT0H30M0S", second.get("cmi.total_time"));
        assertFalse(second.containsKey("cmi.exit"));
        assertFalse(second.containsKey("cmi.session_time"));
        sample.commit(
                "a", "s2", 1, values("cmi.session_time", "PT10M", "lyceum.launch", "2"), false);
        sample.commit(
                "a",
                "s2",
                2,
                values("cmi.session_time", "PT45M30S", "cmi.exit", "suspend", "lyceum.launch", "2"),
                true);
        assertEquals("PT1H15M30S", sample.values("").get("cmi.total_time"));
    }

    @Test
    void scorm_2004_begins_anew_after_an_attempt_that_has_ended_and_what_is_done_stays_done() {
        one2004();
        sample.launch("");
        sample.commit(
                "a",
                "s1",
                1,
                values(
                        "cmi.location",
                        "3",
                        "cmi.completion_status",
                        "completed",
                        "cmi.session_time",
                        "PT1H",
                        "cmi.exit",
                        "normal"),
                true);
        Launch launch = sample.launch("");
        Map<String, String> again = Json.texts(launch.data().get("values"));
        assertEquals("ab-initio", again.get("cmi.entry"));
        assertEquals("PT0H0M0S", again.get("cmi.total_time"));
        assertFalse(again.containsKey("cmi.location"));
        assertFalse(again.containsKey("cmi.completion_status"));
        assertTrue(launch.parts().get(0).done());
        Committed committed =
                sample.commit(
                        "a",
                        "s2",
                        1,
                        values("cmi.completion_status", "incomplete", "lyceum.launch", "2"),
                        false);
        assertEquals(Completion.COMPLETE, committed.completion());
        assertFalse(sample.values("").containsKey("cmi.location"));
    }

    @Test
    void scorm_1_2_keeps_its_data_and_says_resume_only_after_suspend() {
        one12();
        sample.launch("");
        sample.commit(
                "a",
                "s1",
                1,
                values(
                        "cmi.core.lesson_status",
                        "incomplete",
                        "cmi.core.lesson_location",
                        "p2",
                        "cmi.core.session_time",
                        "00:10:00",
                        "cmi.core.exit",
                        "suspend"),
                true);
        Map<String, String> second = sample.values("");
        assertEquals("resume", second.get("cmi.core.entry"));
        assertEquals("p2", second.get("cmi.core.lesson_location"));
        assertEquals("0000:10:00.00", second.get("cmi.core.total_time"));
        sample.commit(
                "a",
                "s2",
                1,
                values(
                        "cmi.core.lesson_status",
                        "completed",
                        "cmi.core.session_time",
                        "00:05:00",
                        "cmi.core.exit",
                        ""),
                true);
        Map<String, String> third = sample.values("");
        assertEquals("", third.get("cmi.core.entry"));
        assertEquals("completed", third.get("cmi.core.lesson_status"));
        assertEquals("0000:15:00.00", third.get("cmi.core.total_time"));
    }

    @Test
    void a_session_that_was_cut_off_goes_on() {
        one2004();
        sample.launch("");
        sample.commit("a", "s1", 1, values("cmi.location", "5"), false);
        Map<String, String> again = sample.values("");
        assertEquals("resume", again.get("cmi.entry"));
        assertEquals("5", again.get("cmi.location"));
    }

    @Test
    void a_commit_that_comes_twice_counts_once() {
        one2004();
        sample.launch("");
        Map<String, String> first = values("cmi.location", "1", "cmi.session_time", "PT5M");
        sample.commit("a", "s1", 1, first, false);
        sample.commit("a", "s1", 2, values("cmi.location", "2"), false);
        Committed again = sample.commit("a", "s1", 1, first, false);
        assertEquals(List.of(), again.errors());
        assertEquals("2", sample.values("").get("cmi.location"));
        assertEquals("PT0H5M0S", sample.values("").get("cmi.total_time"));
    }

    @Test
    void a_late_commit_fills_gaps_and_overwrites_nothing_that_came_after_it() {
        one2004();
        sample.launch("");
        sample.commit("a", "s1", 1, values("cmi.location", "1"), false);
        sample.commit("a", "s1", 3, values("cmi.location", "3", "cmi.exit", "suspend"), true);
        sample.commit("a", "s1", 2, values("cmi.location", "2", "cmi.suspend_data", "two"), false);
        Map<String, String> values = sample.values("");
        assertEquals("3", values.get("cmi.location"));
        assertEquals("two", values.get("cmi.suspend_data"));
        assertEquals("resume", values.get("cmi.entry"));
        sample.commit("a", "s1", 3, values("cmi.location", "again"), true);
        assertEquals("3", sample.values("").get("cmi.location"));
    }

    @Test
    void of_two_windows_the_newer_one_wins_as_soon_as_it_says_something() {
        one2004();
        sample.launch("");
        sample.launch("");
        sample.commit("a", "old", 1, values("cmi.location", "old 1", "lyceum.launch", "1"), false);
        assertEquals("old 1", sample.values("").get("cmi.location"));
        sample.commit("a", "new", 1, values("cmi.location", "new 1", "lyceum.launch", "2"), false);
        Committed late =
                sample.commit(
                        "a",
                        "old",
                        2,
                        values(
                                "cmi.location",
                                "old 2",
                                "cmi.completion_status",
                                "completed",
                                "lyceum.launch",
                                "1"),
                        true);
        assertEquals(List.of("session: superseded"), late.errors());
        assertEquals(Completion.INCOMPLETE, late.completion());
        assertEquals("new 1", sample.values("").get("cmi.location"));
    }

    @Test
    void a_window_that_was_opened_first_and_speaks_last_is_still_the_older_one() {
        one2004();
        sample.launch("");
        sample.launch("");
        sample.commit("a", "new", 1, values("cmi.location", "new", "lyceum.launch", "2"), false);
        Committed late =
                sample.commit(
                        "a", "old", 1, values("cmi.location", "old", "lyceum.launch", "1"), false);
        assertEquals(List.of("session: superseded"), late.errors());
    }

    @Test
    void nobody_can_claim_a_launch_that_has_not_been() {
        one2004();
        sample.launch("");
        sample.commit("a", "s1", 1, values("cmi.location", "1", "lyceum.launch", "999999"), false);
        sample.launch("");
        Committed next =
                sample.commit(
                        "a", "s2", 1, values("cmi.location", "2", "lyceum.launch", "2"), false);
        assertEquals(List.of(), next.errors());
    }

    @ParameterizedTest
    @CsvSource({
        "cmi.core.student_id, me, 201",
        "cmi.core.total_time, 9999:00:00, 201",
        "cmi.student_data.mastery_score, 0, 201",
        "cmi.core.lesson_status, excellent, 405",
        "cmi.core.score.raw, many, 405",
        "cmi.interactions.999999.id, q, 201",
        "cmi.interactions.n.id, q, 201",
        "anything, x, 201",
        "cmi.core.session_time, later, 405",
    })
    void what_a_browser_may_not_set_is_refused_and_the_rest_is_kept(
            String element, String value, String error) {
        one12();
        sample.launch("");
        Committed committed =
                sample.commit(
                        "a", "s1", 1, values(element, value, "cmi.suspend_data", "kept"), false);
        assertEquals(List.of(element + ": " + error), committed.errors());
        assertEquals("kept", sample.values("").get("cmi.suspend_data"));
    }

    @Test
    void suspend_data_has_the_limit_of_its_version() {
        one12();
        sample.launch("");
        assertEquals(
                List.of(),
                sample.commit("a", "s", 1, values("cmi.suspend_data", "ж".repeat(4096)), false)
                        .errors());
        assertEquals(
                List.of("cmi.suspend_data: 405"),
                sample.commit("a", "s", 2, values("cmi.suspend_data", "ж".repeat(4097)), false)
                        .errors());
        SamplePackage other = new SamplePackage();
        other.inspect(manifest2004(item("a"), "a"), "a");
        other.launch("");
        assertEquals(
                List.of(),
                other.commit("a", "s", 1, values("cmi.suspend_data", "ж".repeat(64000)), false)
                        .errors());
        assertEquals(64000, other.values("").get("cmi.suspend_data").length());
        assertEquals(
                List.of("cmi.suspend_data: 406"),
                other.commit("a", "s", 2, values("cmi.suspend_data", "ж".repeat(64001)), false)
                        .errors());
    }

    @Test
    void what_is_more_than_can_be_kept_leaves_status_and_bookmark_alone() {
        one2004();
        sample.launch("");
        Map<String, String> values =
                values(
                        "cmi.location",
                        "9",
                        "cmi.completion_status",
                        "completed",
                        "cmi.suspend_data",
                        "\u0001".repeat(30000));
        for (int i = 0; i < 20; i++) {
            values.put("cmi.interactions." + i + ".id", "q" + i);
            values.put("cmi.interactions." + i + ".learner_response", "ж".repeat(4000));
        }
        Committed committed = sample.commit("a", "s", 1, values, false);
        assertFalse(committed.errors().isEmpty());
        assertTrue(
                committed.errors().stream()
                        .allMatch(e -> e.startsWith("cmi.interactions") && e.endsWith("351")),
                committed.errors()::toString);
        assertEquals(Completion.COMPLETE, committed.completion());
        assertEquals(30000, sample.values("").get("cmi.suspend_data").length());
    }

    @ParameterizedTest
    @CsvSource({
        // status, raw, min, max, mastery, ended; score, completion, status afterwards
        "completed, , , , , false, , COMPLETE, completed",
        "passed, 90, , , , false, 0.9, COMPLETE, passed",
        "failed, 20, , , , true, 0.2, INCOMPLETE, failed",
        "incomplete, 30, 0, 60, , false, 0.5, INCOMPLETE, incomplete",
        "incomplete, 15, 10, 20, , false, 0.5, INCOMPLETE, incomplete",
        "incomplete, 30, 60, 60, , false, , INCOMPLETE, incomplete",
        "browsed, , , , , true, , INCOMPLETE, browsed",
        ", , , , , true, , COMPLETE, completed",
        ", , , , , false, , INCOMPLETE, ",
        "completed, 79, , , 80, true, 0.79, INCOMPLETE, failed",
        "failed, 80, , , 80, true, 0.8, COMPLETE, passed",
        "incomplete, 80, , , 80, false, 0.8, INCOMPLETE, incomplete",
        "completed, , , , 80, true, , COMPLETE, completed",
    })
    void scorm_1_2_concludes_completion_and_score(
            String status,
            String raw,
            String min,
            String max,
            String mastery,
            boolean ended,
            Double score,
            Completion completion,
            String after) {
        one12(mastery == null ? "" : "<adlcp:masteryscore>" + mastery + "</adlcp:masteryscore>");
        sample.launch("");
        Map<String, String> values = new HashMap<>();
        put(values, "cmi.core.lesson_status", status);
        put(values, "cmi.core.score.raw", raw);
        put(values, "cmi.core.score.min", min);
        put(values, "cmi.core.score.max", max);
        Committed committed = sample.commit("a", "s", 1, values, ended);
        assertEquals(score, committed.score());
        assertEquals(completion, committed.completion());
        assertEquals(after, sample.values("").get("cmi.core.lesson_status"));
    }

    @ParameterizedTest
    @CsvSource({
        // completion, success, scaled, raw, max, progress, threshold, ended, exit; score, result
        "completed, unknown, , , , , , false, , , COMPLETE",
        "completed, failed, 0.2, , , , , true, normal, 0.2, COMPLETE",
        "incomplete, passed, 0.9, , , , , true, normal, 0.9, INCOMPLETE",
        "unknown, passed, 1, , , , , false, , 1.0, COMPLETE",
        "unknown, unknown, , , , , , true, normal, , COMPLETE",
        "unknown, unknown, , , , , , true, suspend, , INCOMPLETE",
        "unknown, unknown, , , , , , false, , , INCOMPLETE",
        "incomplete, unknown, -0.5, , , , , false, , 0.0, INCOMPLETE",
        "incomplete, unknown, , 30, 40, , , false, , 0.75, INCOMPLETE",
        "incomplete, unknown, , 30, , , , false, , , INCOMPLETE",
        "incomplete, unknown, , , , 0.8, 0.8, false, , , COMPLETE",
        "completed, unknown, , , , 0.5, 0.8, true, normal, , INCOMPLETE",
        "unknown, unknown, , , , , 0.8, true, normal, , INCOMPLETE",
    })
    void scorm_2004_concludes_completion_and_score(
            String completion,
            String success,
            String scaled,
            String raw,
            String max,
            String progress,
            String threshold,
            boolean ended,
            String exit,
            Double score,
            Completion result) {
        one2004(
                threshold == null
                        ? ""
                        : "<adlcp:completionThreshold>"
                                + threshold
                                + "</adlcp:completionThreshold>");
        sample.launch("");
        Map<String, String> values = new HashMap<>();
        put(values, "cmi.completion_status", completion);
        put(values, "cmi.success_status", success);
        put(values, "cmi.score.scaled", scaled);
        put(values, "cmi.score.raw", raw);
        put(values, "cmi.score.max", max);
        put(values, "cmi.progress_measure", progress);
        put(values, "cmi.exit", exit);
        Committed committed = sample.commit("a", "s", 1, values, ended);
        assertEquals(score, committed.score());
        assertEquals(result, committed.completion());
    }

    private static void put(Map<String, String> values, String element, String value) {
        if (value != null) {
            values.put(element, value);
        }
    }

    @Test
    void content_that_reports_by_itself_is_not_completed_for_it() {
        one2004(
                "<imsss:sequencing><imsss:deliveryControls completionSetByContent=\"true\" objectiveSetByContent=\"true\"/></imsss:sequencing>");
        sample.launch("");
        assertEquals(
                Completion.INCOMPLETE, sample.commit("a", "s", 1, Map.of(), true).completion());
    }

    @Test
    void a_course_is_complete_when_all_its_parts_are_and_scores_their_mean_then() {
        sample.inspect(
                manifest12(item("a") + item("b") + item("asset-c"), "a", "b", "asset-c"),
                "a",
                "b",
                "asset-c");
        sample.launch("a");
        Committed first =
                sample.commit(
                        "a",
                        "s1",
                        1,
                        values("cmi.core.lesson_status", "passed", "cmi.core.score.raw", "100"),
                        true);
        assertEquals(Completion.INCOMPLETE, first.completion());
        assertNull(first.score());
        assertEquals("b.html", sample.launch("").file(), "the first that is not done");
        assertNull(
                sample.commit(
                                "b",
                                "s2",
                                1,
                                values(
                                        "cmi.core.lesson_status",
                                        "completed",
                                        "cmi.core.score.raw",
                                        "50"),
                                true)
                        .score());
        Launch asset = sample.launch("");
        assertEquals("asset-c.html", asset.file());
        assertEquals(true, asset.data().get("asset"));
        Committed last = sample.commit("asset-c", "s3", 1, Map.of(), true);
        assertEquals(Completion.COMPLETE, last.completion());
        assertEquals(0.75, last.score());
        assertEquals(
                List.of(true, true, true),
                sample.launch("a").parts().stream().map(Part::done).toList());
    }

    @Test
    void prerequisites_keep_a_part_closed_and_its_launch_says_so() {
        sample.inspect(
                manifest12(
                        item("a")
                                + item(
                                        "b",
                                        "<adlcp:prerequisites type=\"aicc_script\">a</adlcp:prerequisites>"),
                        "a",
                        "b"),
                "a",
                "b");
        Launch closed = sample.launch("b");
        assertNull(closed.file());
        assertTrue(String.valueOf(closed.message()).contains("Part b"));
        assertEquals(List.of(true, false), closed.parts().stream().map(Part::open).toList());
        sample.launch("a");
        sample.commit("a", "s", 1, values("cmi.core.lesson_status", "completed"), true);
        assertEquals("b.html", sample.launch("b").file());
    }

    @Test
    void the_next_part_is_where_the_content_asks_to_go() {
        String flow =
                "<imsss:sequencing><imsss:controlMode choice=\"true\" flow=\"true\"/></imsss:sequencing>";
        sample.inspect(
                manifest2004(item("a") + item("b") + item("c") + flow, "a", "b", "c"),
                "a",
                "b",
                "c");
        sample.launch("a");
        assertNull(
                sample.commit("a", "s", 1, values("adl.nav.request", "continue"), false).next(),
                "not before it is over");
        assertEquals("b", sample.commit("a", "s", 2, Map.of(), true).next());
        sample.launch("b");
        assertEquals(
                "a",
                sample.commit("b", "t", 1, values("adl.nav.request", "previous"), true).next());
        sample.launch("b");
        assertEquals(
                "c",
                sample.commit("b", "u", 1, values("adl.nav.request", "{target=c}choice"), true)
                        .next());
        sample.launch("c");
        assertNull(sample.commit("c", "v", 1, values("adl.nav.request", "continue"), true).next());
        sample.launch("c");
        assertNull(
                sample.commit(
                                "c",
                                "w",
                                1,
                                values("adl.nav.request", "{target=nowhere}choice"),
                                true)
                        .next());
        Map<String, String> told = sample.values("b");
        assertEquals("true", told.get("adl.nav.request_valid.continue"));
        assertEquals("true", told.get("adl.nav.request_valid.previous"));
        assertEquals("true", told.get("adl.nav.request_valid.choice.{target=c}"));
    }

    @Test
    void parts_share_the_data_that_the_manifest_lets_them_share() {
        String map = "<adlcp:data><adlcp:map targetID=\"notes\"%s/></adlcp:data>";
        sample.inspect(
                manifest2004(
                        item("a", map.formatted(""))
                                + item("b", map.formatted(" writeSharedData=\"false\"")),
                        "a",
                        "b"),
                "a",
                "b");
        sample.launch("a");
        sample.commit("a", "s", 1, values("adl.data.0.store", "hello"), true);
        assertEquals("hello", sample.values("b").get("adl.data.0.store"));
        assertEquals(
                List.of("adl.data.0.store: 404"),
                sample.commit("b", "t", 1, values("adl.data.0.store", "no"), false).errors());
        assertEquals("hello", sample.values("a").get("adl.data.0.store"));
    }

    @Test
    void learners_do_not_meet() {
        one2004();
        sample.launch("");
        sample.commit("a", "s", 1, values("cmi.location", "mine"), false);
        var handler =
                sample.host.extension(
                        io.lyceum.plugin.content.ContentPackageHandler.class, "scorm");
        Launch other =
                handler.launch(
                        sample.host.context(),
                        new io.lyceum.plugin.content.ContentPackageHandler.LaunchRequest(
                                sample.activity(), sample.host.learner("learner-2"), ""));
        assertFalse(Json.texts(other.data().get("values")).containsKey("cmi.location"));
    }

    @Test
    void content_that_is_garbage_opens_nothing_and_fails_nothing() {
        sample.content(
                Map.of(
                        "version",
                        7,
                        "items",
                        List.of(
                                "x",
                                Map.of("id", 3),
                                Map.of(
                                        "id", "a", "parent", 99, "rules", "none", "given",
                                        List.of())),
                        "root",
                        "?"));
        Launch launch = sample.launch("");
        assertNull(launch.file());
        assertNotNull(launch.message());
        assertEquals(
                List.of("part: unknown"),
                sample.commit("zzz", "s", 1, values("x", "y"), true).errors());
        sample.content(Map.of());
        assertNull(sample.launch("a").file());
        assertEquals(Completion.INCOMPLETE, sample.commit("", "s", 1, Map.of(), true).completion());
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "s, 0", "s, -5"})
    void a_commit_without_session_or_number_is_refused(String session, long number) {
        one2004();
        sample.launch("");
        assertEquals(
                List.of("session: 101"),
                sample.commit("a", session, number, values("cmi.location", "x"), false).errors());
    }

    @Test
    void the_host_exports_and_erases_by_itself() {
        PrivacyProvider privacy = sample.host.extension(PrivacyProvider.class, "scorm-runtime");
        assertEquals(
                List.of(),
                privacy.export(
                                sample.host.context(),
                                new PrivacyProvider.PersonRequest("learner-1"))
                        .entries());
        assertEquals(
                List.of(),
                privacy.erase(sample.host.context(), new PrivacyProvider.PersonRequest("learner-1"))
                        .kept());
    }
}
