package io.lyceum.plugins.scorm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.content.ContentPackageHandler.Committed;
import io.lyceum.plugin.content.ContentPackageHandler.Launch;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A package of many pages, from its manifest through its own script to the grade, and back. */
class PackageRunsTest {

    private final SamplePackage sample = new SamplePackage();
    private int sessions;

    @BeforeEach
    void upload() {
        assertTrue(
                sample.inspect(
                                Browser.read("/sample/imsmanifest.xml"),
                                "shared/launch.html",
                                "shared/sco.js")
                        .accepted());
    }

    private Browser open() {
        Launch launch = sample.launch("");
        assertEquals("shared/launch.html", launch.file());
        sessions++;
        Browser browser = Browser.page("2004").load(launch.data());
        browser.run(Browser.read("/sample/sco.js"));
        // The SCO's frame is in another one, and that in the page.
        browser.run(
                "window.parent = window; var outer = {parent: window}; start({parent: outer});");
        return browser;
    }

    private Committed deliver(Browser browser) {
        Committed last = null;
        for (Map<String, Object> commit : browser.list("sent")) {
            last =
                    sample.commit(
                            "item_1",
                            "session-" + sessions,
                            Json.number(commit, "number"),
                            Json.texts(commit.get("values")),
                            Boolean.TRUE.equals(commit.get("ended")));
            assertEquals(0, last.errors().size(), last.errors()::toString);
        }
        assertEquals("", browser.run("problems.join()"));
        if (last == null) {
            throw new AssertionError("nothing was sent");
        }
        return last;
    }

    @Test
    void a_learner_leaves_in_the_middle_comes_back_and_passes() {
        Browser first = open();
        first.run("turn(); turn(); leave('PT20M');");
        assertEquals(Completion.INCOMPLETE, deliver(first).completion());

        Browser second = open();
        assertEquals("2", second.run("page"));
        assertEquals("resume", second.get("cmi.entry"));
        assertEquals("PT0H20M0S", second.get("cmi.total_time"));
        second.run("turn(); answer(85); leave('PT10M');");
        Committed end = deliver(second);

        assertEquals(Completion.COMPLETE, end.completion());
        assertEquals(0.85, end.score());
        assertEquals("0", open().run("page"), "a new attempt begins at the beginning");
    }

    @Test
    void a_learner_whose_page_just_disappears_loses_nothing_that_was_left_as_a_beacon() {
        Browser browser = open();
        browser.run("turn(); listeners.pagehide(); leave('PT1M');");
        browser.run("sent = beacons");
        deliver(browser);
        assertEquals("1", open().run("page"));
    }
}
