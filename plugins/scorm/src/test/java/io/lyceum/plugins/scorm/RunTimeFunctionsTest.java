package io.lyceum.plugins.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's functions in every state, collections, and what depends on what. */
class RunTimeFunctionsTest {

    private static Browser in(String version, String state) {
        Browser browser = Browser.open(version);
        if (!state.equals("new")) {
            browser.begin();
        }
        if (state.equals("over")) {
            browser.end();
        }
        return browser;
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, new, LMSInitialize, true, 0",
        "1.2, on, LMSInitialize, false, 101",
        "1.2, over, LMSInitialize, false, 101",
        "1.2, new, LMSFinish, false, 301",
        "1.2, on, LMSFinish, true, 0",
        "1.2, over, LMSFinish, false, 301",
        "1.2, new, LMSCommit, false, 301",
        "1.2, on, LMSCommit, true, 0",
        "1.2, over, LMSCommit, false, 301",
        "2004, new, Initialize, true, 0",
        "2004, on, Initialize, false, 103",
        "2004, over, Initialize, false, 104",
        "2004, new, Terminate, false, 112",
        "2004, on, Terminate, true, 0",
        "2004, over, Terminate, false, 113",
        "2004, new, Commit, false, 142",
        "2004, on, Commit, true, 0",
        "2004, over, Commit, false, 143",
    })
    void a_function_answers_by_the_state_of_the_session(
            String version, String state, String function, String answer, String error) {
        Browser browser = in(version, state);
        assertEquals(answer, browser.call(function, ""));
        assertEquals(error, browser.error());
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, new, LMSInitialize",
        "1.2, on, LMSFinish",
        "1.2, on, LMSCommit",
        "2004, new, Initialize",
        "2004, on, Terminate",
        "2004, on, Commit"
    })
    void an_argument_that_should_be_empty_is_refused_and_changes_no_state(
            String version, String state, String function) {
        Browser browser = in(version, state);
        assertEquals("false", browser.call(function, "now"));
        assertEquals("201", browser.error());
        assertEquals("true", browser.call(function, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2 | '' | 201",
                "1.2 | cmi.core.lesson_stat | 401",
                "1.2 | cmi.core | 401",
                "1.2 | core.lesson_status | 201",
                "1.2 | cmi..core | 201",
                "1.2 | cmi | 201",
                "1.2 | cmi.objectives.x.id | 201",
                "1.2 | cmi.objectives.01.id | 201",
                "1.2 | cmi.objectives.0.id | 201",
                "1.2 | cmi.core.lesson_status._children | 202",
                "1.2 | cmi.core.lesson_status._count | 203",
                "1.2 | cmi.core._count | 203",
                "1.2 | cmi.nothing._children | 401",
                "1.2 | adl.nav.request | 201",
                "2004 | '' | 301",
                "2004 | cmi.completion | 401",
                "2004 | cmi.score | 401",
                "2004 | completion_status | 401",
                "2004 | cmi.objectives.x.id | 401",
                "2004 | cmi.objectives.-1.id | 401",
                "2004 | cmi.objectives.0.id | 301",
                "2004 | cmi.location._children | 301",
                "2004 | cmi.location._count | 301",
                "2004 | cmi.score._count | 301",
                "2004 | cmi.score._version | 301",
                "2004 | cmi.nothing._count | 401",
                "2004 | cmi.interactions.0.objectives._count | 301",
                "2004 | cmi.core.lesson_status | 401",
                "2004 | constructor | 401",
                "2004 | cmi.hasOwnProperty | 401",
                "2004 | adl.nav.request_valid.exit | 401",
            })
    void what_is_not_there_cannot_be_read(String version, String element, String error) {
        Browser browser = in(version, "on");
        assertEquals("", browser.get(element));
        assertEquals(error, browser.error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2 | '' | 201",
                "1.2 | cmi.core.lesson_stat | 401",
                "1.2 | cmi.core._children | 402",
                "1.2 | cmi.objectives._count | 402",
                "1.2 | cmi._version | 402",
                "1.2 | cmi.objectives.1.id | 201",
                "1.2 | cmi.interactions.0.objectives.1.id | 201",
                "2004 | '' | 351",
                "2004 | cmi.completion | 401",
                "2004 | cmi.score._children | 404",
                "2004 | cmi.objectives._count | 404",
                "2004 | cmi._version | 404",
                "2004 | cmi.objectives.1.id | 351",
                "2004 | cmi.comments_from_learner.1.comment | 351",
                "2004 | cmi.objectives.0.score.raw | 408",
                "2004 | cmi.interactions.0.type | 408",
                "2004 | cmi.interactions.0.objectives.0.id | 408",
                "2004 | cmi.interactions.0.learner_response | 408",
                "2004 | adl.data.0.store | 351",
            })
    void what_is_not_there_cannot_be_set(String version, String element, String error) {
        Browser browser = in(version, "on");
        assertEquals("false", browser.set(element, "1"));
        assertEquals(error, browser.error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2 | cmi.core._children | student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
                "1.2 | cmi.core.score._children | raw,min,max",
                "1.2 | cmi.objectives._children | id,score,status",
                "1.2 | cmi.student_data._children | mastery_score,max_time_allowed,time_limit_action",
                "1.2 | cmi.student_preference._children | audio,language,speed,text",
                "1.2 | cmi.interactions._children | id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
                "1.2 | cmi.objectives._count | 0",
                "1.2 | cmi.interactions._count | 0",
                "2004 | cmi.comments_from_learner._children | comment,location,timestamp",
                "2004 | cmi.comments_from_lms._children | comment,location,timestamp",
                "2004 | cmi.interactions._children | id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
                "2004 | cmi.learner_preference._children | audio_level,language,delivery_speed,audio_captioning",
                "2004 | cmi.objectives._children | id,score,success_status,completion_status,progress_measure,description",
                "2004 | cmi.score._children | scaled,raw,min,max",
                "2004 | adl.data._children | id,store",
                "2004 | cmi.comments_from_learner._count | 0",
                "2004 | cmi.comments_from_lms._count | 0",
                "2004 | cmi.interactions._count | 0",
                "2004 | cmi.objectives._count | 0",
                "2004 | adl.data._count | 0",
            })
    void structures_name_their_children_and_collections_count(
            String version, String element, String answer) {
        Browser browser = in(version, "on");
        assertEquals(answer, browser.get(element));
        assertEquals("0", browser.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "2004"})
    void collections_grow_entry_by_entry(String version) {
        Browser browser = in(version, "on");
        browser.set("cmi.objectives.0.id", "a");
        browser.set("cmi.objectives.1.id", "b");
        assertEquals("false", browser.set("cmi.objectives.3.id", "d"));
        assertEquals("2", browser.get("cmi.objectives._count"));
        assertTrue(browser.get("cmi.objectives.1.score._children").endsWith("raw,min,max"));
        browser.set("cmi.interactions.0.id", "q");
        assertEquals("0", browser.get("cmi.interactions.0.objectives._count"));
        browser.set("cmi.interactions.0.objectives.0.id", "a");
        assertEquals("1", browser.get("cmi.interactions.0.objectives._count"));
        assertEquals("0", browser.get("cmi.interactions.0.correct_responses._count"));
    }

    @Test
    void objectives_keep_their_identifiers_and_share_none() {
        Browser browser = in("2004", "on");
        browser.set("cmi.objectives.0.id", "a");
        assertEquals("true", browser.set("cmi.objectives.0.id", "a"));
        assertEquals("false", browser.set("cmi.objectives.0.id", "b"));
        assertEquals("351", browser.error());
        assertEquals("false", browser.set("cmi.objectives.1.id", "a"));
        assertEquals("351", browser.error());
        assertEquals("1", browser.get("cmi.objectives._count"));
    }

    @Test
    void a_question_with_one_answer_takes_one_pattern_and_no_pattern_comes_twice() {
        Browser browser = in("2004", "on");
        browser.set("cmi.interactions.0.id", "q");
        browser.set("cmi.interactions.0.type", "true-false");
        assertEquals("true", browser.set("cmi.interactions.0.correct_responses.0.pattern", "true"));
        assertEquals(
                "false", browser.set("cmi.interactions.0.correct_responses.1.pattern", "false"));
        assertEquals("351", browser.error());
        browser.set("cmi.interactions.1.id", "q");
        browser.set("cmi.interactions.1.type", "choice");
        browser.set("cmi.interactions.1.correct_responses.0.pattern", "a");
        assertEquals("false", browser.set("cmi.interactions.1.correct_responses.1.pattern", "a"));
        assertEquals("351", browser.error());
        assertEquals("true", browser.set("cmi.interactions.1.correct_responses.1.pattern", "b"));
    }

    @Test
    void responses_wait_for_the_type_of_their_interaction() {
        Browser browser = in("2004", "on");
        browser.set("cmi.interactions.0.id", "q");
        assertEquals("false", browser.set("cmi.interactions.0.learner_response", "a"));
        assertEquals("408", browser.error());
        assertEquals("false", browser.set("cmi.interactions.0.correct_responses.0.pattern", "a"));
        assertEquals("408", browser.error());
    }

    @ParameterizedTest
    @CsvSource({
        "0.8, , completed, completed",
        ", 0.9, incomplete, incomplete",
        "0.8, 0.9, incomplete, completed",
        "0.8, 0.8, unknown, completed",
        "0.8, 0.5, completed, incomplete",
    })
    void a_completion_threshold_decides_over_the_content(
            String threshold, String progress, String said, String status) {
        Browser browser =
                Browser.open(
                        "2004",
                        threshold == null
                                ? Map.of()
                                : Map.of("cmi.completion_threshold", threshold));
        browser.begin();
        browser.set("cmi.completion_status", said);
        if (progress != null) {
            browser.set("cmi.progress_measure", progress);
        }
        assertEquals(status, browser.get("cmi.completion_status"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.7, , passed, passed",
        ", 0.1, passed, passed",
        "0.7, 0.7, failed, passed",
        "0.7, 0.69, passed, failed",
    })
    void a_passing_score_decides_over_the_content(
            String passing, String scaled, String said, String status) {
        Browser browser =
                Browser.open(
                        "2004",
                        passing == null ? Map.of() : Map.of("cmi.scaled_passing_score", passing));
        browser.begin();
        browser.set("cmi.success_status", said);
        if (scaled != null) {
            browser.set("cmi.score.scaled", scaled);
        }
        assertEquals(status, browser.get("cmi.success_status"));
    }

    @Test
    void shared_data_obeys_what_the_manifest_allows() {
        Browser browser =
                Browser.page("2004")
                        .load(
                                Map.of(
                                        "version",
                                        "2004",
                                        "launch",
                                        1,
                                        "stores",
                                        List.of(
                                                Map.of("id", "open"),
                                                Map.of("id", "told", "write", false),
                                                Map.of("id", "heard", "read", false)),
                                        "values",
                                        Map.of("adl.data.1.store", "old")));
        browser.begin();
        assertEquals("3", browser.get("adl.data._count"));
        assertEquals("told", browser.get("adl.data.1.id"));
        assertEquals("old", browser.get("adl.data.1.store"));
        assertEquals("false", browser.set("adl.data.1.store", "new"));
        assertEquals("404", browser.error());
        assertEquals("true", browser.set("adl.data.2.store", "new"));
        assertEquals("", browser.get("adl.data.2.store"));
        assertEquals("405", browser.error());
        assertEquals("", browser.get("adl.data.0.store"));
        assertEquals("403", browser.error());
    }

    @Test
    void navigation_targets_are_valid_when_the_host_says_so() {
        Browser browser =
                Browser.open("2004", Map.of("adl.nav.request_valid.choice.{target=b.2}", "true"));
        browser.begin();
        assertEquals("true", browser.get("adl.nav.request_valid.choice.{target=b.2}"));
        assertEquals("false", browser.get("adl.nav.request_valid.choice.{target=c}"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, '0 101 201 202 203 301 401 402 403 404 405'",
        "2004, '0 101 102 103 104 111 112 113 122 123 132 133 142 143 201 301 351 391 401 402 403 404 405 406 407 408'"
    })
    void every_error_has_words(String version, String codes) {
        Browser browser = in(version, "on");
        for (String code : codes.split(" ")) {
            assertFalse(browser.errorString(code).isBlank(), code);
            assertFalse(browser.diagnostic(code).isBlank(), code);
            assertNotEquals(browser.errorString(code), browser.diagnostic(code));
        }
        assertEquals("", browser.errorString("999"));
        assertEquals("", browser.diagnostic("999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "2004"})
    void asking_about_an_error_does_not_forget_it_and_the_next_call_does(String version) {
        Browser browser = in(version, "on");
        browser.get("cmi.nothing");
        assertEquals("401", browser.error());
        assertTrue(browser.diagnostic("").contains("cmi.nothing"));
        browser.errorString("0");
        assertEquals("401", browser.error());
        browser.get(version.equals("2004") ? "cmi.mode" : "cmi.core.lesson_mode");
        assertEquals("0", browser.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "2004"})
    void a_value_that_is_no_value_is_an_error(String version) {
        Browser browser = in(version, "on");
        String set = version.equals("2004") ? "SetValue" : "LMSSetValue";
        assertEquals("false", browser.call(set, "cmi.suspend_data"));
        assertEquals("201", browser.error());
    }
}
