package io.lyceum.shared.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void addressesAreEncodedAndTheirQueriesStay() {
        assertEquals("part%201/%D0%B0%20b.html?x=1&y=2#z", Html.path("part 1/а b.html?x=1&y=2#z"));
        assertEquals("index.html", Html.path("index.html"));
        assertEquals("100%25.html", Html.path("100%.html"));
    }
}
