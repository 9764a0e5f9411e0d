package io.lyceum.plugins.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the adapter brings commits to the host. */
class SendingTest {

    private static Browser on() {
        Browser browser = Browser.open("2004");
        browser.begin();
        return browser;
    }

    private static Map<String, String> values(Map<String, Object> commit) {
        return Json.texts(commit.get("values"));
    }

    private static Map<String, Object> data(int launch) {
        return Map.of(
                "version", "2004",
                "activity", "activity-1",
                "learner", "learner-1",
                "part", "part-1",
                "launch", launch,
                "values", Map.of());
    }

    @Test
    void commits_are_numbered_and_hold_what_has_changed_since() {
        Browser browser = on();
        browser.set("cmi.location", "1");
        browser.commit();
        browser.set("cmi.location", "2");
        browser.set("cmi.exit", "suspend");
        browser.end();
        List<Map<String, Object>> sent = browser.list("sent");
        assertEquals(2, sent.size());
        assertEquals(1L, Json.number(sent.get(0), "number"));
        assertEquals(Map.of("cmi.location", "1", "lyceum.launch", "1"), values(sent.get(0)));
        assertEquals(2L, Json.number(sent.get(1), "number"));
        assertEquals("suspend", values(sent.get(1)).get("cmi.exit"));
        assertEquals(false, sent.get(0).get("ended"));
        assertEquals(true, sent.get(1).get("ended"));
    }

    @Test
    void a_commit_without_changes_sends_nothing() {
        Browser browser = on();
        browser.commit();
        assertEquals(0, browser.list("sent").size());
    }

    @Test
    void the_api_answers_while_the_network_is_gone() {
        Browser browser = on();
        browser.run("mode = 'fails'");
        browser.set("cmi.location", "1");
        assertEquals("true", browser.commit());
        assertEquals("1", browser.get("cmi.location"));
        assertEquals("true", browser.end());
    }

    @Test
    void a_commit_that_failed_is_sent_again_after_growing_pauses_with_the_same_number_and_values() {
        Browser browser = on();
        browser.run("mode = 'fails'");
        browser.set("cmi.location", "1");
        browser.commit();
        browser.set("cmi.location", "2");
        browser.commit();
        StringBuilder pauses = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            String pause =
                    browser.run(
                            "timers.filter(function (t) { return t && t.run.name === 'again'; })[0].pause");
            pauses.append(pause).append(' ');
            browser.run(
                    "var due = timers.filter(function (t) { return t && t.run.name === 'again'; })[0];"
                            + " timers.splice(timers.indexOf(due), 1); due.run();");
        }
        assertEquals("1000 2000 4000 8000 16000 32000 60000 60000", pauses.toString().strip());
        browser.run("mode = 'answers'; listeners.online();");
        List<Map<String, Object>> sent = browser.list("sent");
        for (Map<String, Object> again : sent.subList(0, sent.size() - 1)) {
            assertEquals(sent.get(0), again);
        }
        Map<String, Object> last = sent.get(sent.size() - 1);
        assertEquals(2L, Json.number(last, "number"));
        assertEquals("2", values(last).get("cmi.location"));
    }

    @Test
    void what_is_set_while_a_commit_is_under_way_is_gathered_in_one_behind_it() {
        Browser browser = on();
        browser.run("mode = 'holds'");
        for (int i = 1; i <= 5; i++) {
            browser.set("cmi.location", String.valueOf(i));
            browser.commit();
        }
        assertEquals(1, browser.list("sent").size());
        browser.run("mode = 'answers'; held[0].ok({errors: []});");
        List<Map<String, Object>> sent = browser.list("sent");
        assertEquals(2, sent.size());
        assertEquals(2L, Json.number(sent.get(1), "number"));
        assertEquals("5", values(sent.get(1)).get("cmi.location"));
    }

    @Test
    void a_page_that_goes_leaves_everything_unsent_as_beacons() {
        Browser browser = on();
        browser.run("mode = 'holds'");
        browser.set("cmi.location", "1");
        browser.commit();
        browser.set("cmi.location", "2");
        browser.run("listeners.pagehide()");
        List<Map<String, Object>> beacons = browser.list("beacons");
        assertEquals(2, beacons.size(), "the one under way and the one behind it");
        assertEquals(1L, Json.number(beacons.get(0), "number"));
        assertEquals("2", values(beacons.get(1)).get("cmi.location"));
    }

    @Test
    void content_that_ends_while_the_page_goes_is_heard() {
        Browser browser = on();
        browser.run("listeners.pagehide()");
        browser.set("cmi.session_time", "PT1M");
        browser.end();
        List<Map<String, Object>> beacons = browser.list("beacons");
        assertEquals(true, beacons.get(beacons.size() - 1).get("ended"));
        assertEquals("PT1M", values(beacons.get(beacons.size() - 1)).get("cmi.session_time"));
    }

    @Test
    void a_page_that_comes_back_goes_on_with_the_same_numbers() {
        Browser browser = on();
        browser.set("cmi.location", "1");
        browser.run("listeners.pagehide(); listeners.pageshow();");
        List<Map<String, Object>> sent = browser.list("sent");
        assertEquals(browser.list("beacons"), sent);
        browser.set("cmi.location", "2");
        browser.commit();
        assertEquals(2L, Json.number(browser.list("sent").get(1), "number"));
    }

    @Test
    void content_that_never_commits_is_saved_every_half_minute() {
        Browser browser = on();
        browser.set("cmi.location", "1");
        browser.run("passTime(30000)");
        assertEquals(1, browser.list("sent").size());
        browser.set("cmi.location", "2");
        browser.run("passTime(30000)");
        assertEquals(2, browser.list("sent").size());
    }

    @Test
    void what_could_not_be_sent_is_there_for_the_launch_after() {
        Browser browser = Browser.page("2004");
        browser.run("allowStorage()");
        browser.load(data(4));
        browser.begin();
        browser.run("mode = 'fails'");
        browser.set("cmi.location", "7");
        browser.set("cmi.session_time", "PT9M");
        browser.commit();
        browser.run("mode = 'answers'; sent = [];");
        browser.load(data(5));
        browser.begin();
        assertEquals("7", browser.get("cmi.location"));
        Map<String, Object> first = browser.list("sent").get(0);
        assertEquals(Map.of("cmi.location", "7", "lyceum.launch", "5"), values(first));
        assertEquals("0", browser.run("Object.keys(kept).length"), "nothing stays behind");
    }

    @Test
    void what_could_not_be_sent_is_dropped_when_another_session_came_in_between() {
        Browser browser = Browser.page("2004");
        browser.run("allowStorage()");
        browser.load(data(4));
        browser.begin();
        browser.run("mode = 'fails'");
        browser.set("cmi.location", "7");
        browser.commit();
        browser.run("mode = 'answers'; sent = [];");
        browser.load(data(6));
        browser.begin();
        assertEquals("", browser.get("cmi.location"));
        assertEquals(0, browser.list("sent").size());
    }

    @Test
    void a_sandbox_without_storage_is_no_failure() {
        Browser browser = Browser.page("2004");
        browser.run("forbidStorage()");
        browser.load(data(1));
        browser.begin();
        browser.run("mode = 'fails'");
        browser.set("cmi.location", "1");
        assertEquals("true", browser.commit());
        browser.run("mode = 'answers'; listeners.online();");
        assertEquals(2, browser.list("sent").size());
    }

    @Test
    void a_session_that_the_host_has_given_up_is_left_alone() {
        Browser browser = on();
        browser.run("mode = 'gone'");
        browser.set("cmi.location", "1");
        browser.commit();
        browser.run("mode = 'answers'");
        browser.set("cmi.location", "2");
        browser.commit();
        assertEquals(1, browser.list("sent").size());
    }

    @Test
    void an_asset_is_over_as_soon_as_it_is_shown() {
        Browser browser = Browser.page("1.2");
        browser.load(Map.of("version", "1.2", "launch", 3, "asset", true, "values", Map.of()));
        assertFalse(browser.run("ready.length").equals("0"));
        browser.run("ready[0]()");
        Map<String, Object> sent = browser.list("sent").get(0);
        assertEquals(true, sent.get("ended"));
        assertEquals(Map.of("lyceum.launch", "3"), values(sent));
    }

    @Test
    void what_the_host_refuses_is_told_to_authors_in_the_console() {
        Browser browser = on();
        browser.run("refusals = ['cmi.location: 406']");
        browser.set("cmi.location", "1");
        browser.commit();
        assertTrue(browser.run("warnings.join()").contains("cmi.location: 406"));
    }
}
