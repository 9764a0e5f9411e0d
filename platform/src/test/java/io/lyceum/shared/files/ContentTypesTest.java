package io.lyceum.packages.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContentTypesTest {

    @Test
    void theEndingSaysWhatAFileIs() {
        assertEquals("text/html", ContentTypes.of("shared/Launch.HTML"));
        assertEquals("text/javascript", ContentTypes.of("a.b/min.js"));
        assertEquals("image/svg+xml", ContentTypes.of("a.svg"));
    }

    @Test
    void whatNobodyKnowsIsSavedAndNotShown() {
        assertEquals("application/octet-stream", ContentTypes.of("a.exe"));
        assertEquals("application/octet-stream", ContentTypes.of("v1.html/readme"));
        assertEquals("application/octet-stream", ContentTypes.of(""));
    }

    @Test
    void addressesAreEncodedAndTheirQueriesStay() {
        assertEquals(
                "part%201/%D0%B0+b.html".replace("+", "%20") + "?x=1&y=2#z",
                PackageServlet.encoded("part 1/а b.html?x=1&y=2#z"));
        assertEquals("index.html", PackageServlet.encoded("index.html"));
        assertEquals("100%25.html", PackageServlet.encoded("100%.html"));
    }
}
