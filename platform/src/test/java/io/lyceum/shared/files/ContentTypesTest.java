package io.lyceum.shared.files;

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
}
