package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.page.AdminPage;
import io.lyceum.plugin.page.AdminPage.ActRequest;
import io.lyceum.plugin.page.AdminPage.Acted;
import io.lyceum.plugin.page.AdminPage.ShowRequest;
import io.lyceum.plugin.view.View;
import org.junit.jupiter.api.Test;

/** What every {@link AdminPage} keeps to. */
public abstract class AdminPageContract extends PluginContract {

    /** The page's id in the descriptor. */
    protected abstract String pageId();

    private AdminPage page() {
        return host.extension(AdminPage.class, pageId());
    }

    private View show(String place) {
        return page().show(host.context(), new ShowRequest(place));
    }

    private Acted act(String place, String action, Fields fields) {
        Acted acted = page().act(host.context(), new ActRequest(place, action, fields));
        if (acted.view() != null) {
            checkLabels(acted.view());
        }
        acted.errors().forEach(error -> assertFalse(error.message().isBlank(), "an error's words"));
        return acted;
    }

    @Test
    void the_first_place_shows_something_with_words_where_they_are_due() {
        View first = show("");
        assertFalse(first.components().isEmpty());
        checkLabels(first);
    }

    @Test
    void showing_the_page_changes_nothing() {
        View first = reading(() -> show(""));
        assertEquals(first, reading(() -> show("")));
    }

    @Test
    void a_place_that_there_is_not_is_no_failure() {
        ODD_TEXTS.forEach(place -> assertNotNull(show(place)));
    }

    @Test
    void an_unknown_action_changes_nothing() {
        reading(() -> act("", "no-such-action", Fields.NONE));
    }

    @Test
    void forms_that_are_filled_with_garbage_are_no_failure() {
        View first = show("");
        for (String action : actions(first)) {
            act("", action, Fields.NONE);
            ODD_TEXTS.forEach(text -> act(text, action, odd(first, text)));
        }
        assertNotNull(show(""), "the page is still there");
    }

    @Test
    void the_page_speaks_its_readers_language() {
        checkLanguages(host -> show(""));
    }
}
