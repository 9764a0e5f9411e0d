package io.lyceum.admin.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.admin.shell.Notice;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticesTest {

    @Test
    void aNoticeArrivesOnTheNextPageAsItWasSaid() {
        Notice said = Notice.undoable("Курс «Основы» удалён.", "/manage/courses/1/restore");
        assertEquals(Optional.of(said), Notices.read(Optional.of(value(Notices.write(said)))));
    }

    @Test
    void aForgedUndoThatLeadsElsewhereIsDropped() {
        String forged =
                "{\"tone\":\"POSITIVE\",\"text\":\"hello\",\"undo\":\"https://evil.example/\"}";
        Notice read = Notices.read(Optional.of(encoded(forged))).orElseThrow();
        assertTrue(read.undo().isEmpty());
    }

    @Test
    void whatIsNoNoticeSaysNothing() {
        assertTrue(Notices.read(Optional.of("%%%")).isEmpty());
        assertTrue(Notices.read(Optional.of(encoded("[1"))).isEmpty());
        assertTrue(Notices.read(Optional.of(encoded("{\"tone\":\"LOUD\"}"))).isEmpty());
        assertTrue(Notices.read(Optional.empty()).isEmpty());
    }

    @Test
    void aVeryLongNoticeStillFitsIntoACookie() {
        assertTrue(Notices.write(Notice.done("ж".repeat(5_000))).length() < 4_000);
    }

    private static String value(String cookie) {
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
