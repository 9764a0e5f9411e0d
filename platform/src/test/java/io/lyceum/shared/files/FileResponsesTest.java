package io.lyceum.shared.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.files.FileResponses.FileResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileResponsesTest {

    private static final FileHash HASH = FileHash.of(new byte[] {1, 2, 3});
    private static final String ETAG = FileResponses.etag(HASH);
    private static final Instant STORED = Instant.parse("2026-11-20T08:30:15.250Z");
    private static final String STORED_TEXT = "Fri, 20 Nov 2026 08:30:15 GMT";

    @Test
    void aPlainRequestGetsTheWholeFile() {
        FileResponse response = FileResponses.plan(FileRequest.get(), film());

        assertEquals(200, response.status());
        assertEquals(0, response.offset());
        assertEquals(1000, response.length());
        assertEquals("1000", response.headers().get("Content-Length"));
        assertEquals("video/mp4", response.headers().get("Content-Type"));
        assertEquals("bytes", response.headers().get("Accept-Ranges"));
        assertEquals(STORED_TEXT, response.headers().get("Last-Modified"));
        assertEquals(ETAG, response.headers().get("ETag"));
    }

    @Test
    void headTellsTheLengthWithoutABody() {
        FileRequest head =
                new FileRequest(
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("bytes=0-1"),
                        Optional.empty());

        FileResponse response = FileResponses.plan(head, film());

        assertEquals(200, response.status());
        assertEquals("1000", response.headers().get("Content-Length"));
        assertFalse(response.hasBody());
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void noFileCanEverRunInTheSchoolsOrigin(FileType type) {
        FileResponse response = FileResponses.plan(FileRequest.get(), file("a", type));

        String policy = response.headers().get("Content-Security-Policy");
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertFalse(policy.contains("script-src"), policy);
        assertTrue(policy.startsWith("sandbox;") || type == FileType.PDF, policy);
        assertEquals("nosniff", response.headers().get("X-Content-Type-Options"));
        assertNotEquals("text/html", response.headers().get("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({
        "PNG,inline",
        "PDF,inline",
        "MP4,inline",
        "MP3,inline",
        "SVG,attachment",
        "TEXT,attachment",
        "JSON,attachment",
        "MARKDOWN,attachment",
        "ZIP,attachment"
    })
    void onlyWhatABrowserShowsSafelyIsInline(FileType type, String kind) {
        String disposition =
                FileResponses.plan(FileRequest.get(), file("a", type))
                        .headers()
                        .get("Content-Disposition");

        assertTrue(disposition.startsWith(kind + ";"), disposition);
    }

    @Test
    void aNameInAnyScriptSurvivesAndCannotBreakTheHeader() {
        assertEquals(
                "attachment; filename=\"____ \u005f1_.csv\";"
                        + " filename*=UTF-8''%D0%9E%D1%86%D0%B5%D0%BD%20%221%22.csv",
                FileResponses.plan(FileRequest.get(), file("Оцен \"1\".csv", FileType.CSV))
                        .headers()
                        .get("Content-Disposition"));
        String attack =
                FileResponses.plan(
                                FileRequest.get(),
                                file("a\r\nSet-Cookie: x=1\u202Egnp.exe", FileType.PNG))
                        .headers()
                        .get("Content-Disposition");
        assertEquals(
                "inline; filename=\"a__Set-Cookie_ x=1_gnp.exe.png\";"
                        + " filename*=UTF-8''a__Set-Cookie_%20x%3D1_gnp.exe.png",
                attack);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E", "W/E", "\"other\", E", "*"})
    void aKnownVersionIsNotSentAgain(String header) {
        FileResponse response = FileResponses.plan(ifNoneMatch(header.replace("E", ETAG)), film());

        assertEquals(304, response.status());
        assertFalse(response.hasBody());
        assertEquals(ETAG, response.headers().get("ETag"));
        assertFalse(response.headers().containsKey("Content-Length"));
    }

    @Test
    void anotherVersionIsSentWhateverItsDateSays() {
        FileRequest request =
                new FileRequest(
                        false,
                        Optional.of("\"other\""),
                        Optional.of(STORED_TEXT),
                        Optional.empty(),
                        Optional.empty());

        assertEquals(200, FileResponses.plan(request, film()).status());
    }

    @Test
    void theDateCountsWhenNoVersionIsNamed() {
        assertEquals(304, FileResponses.plan(since(STORED_TEXT), film()).status());
        assertEquals(
                200, FileResponses.plan(since("Fri, 20 Nov 2026 08:30:14 GMT"), film()).status());
        assertEquals(200, FileResponses.plan(since("yesterday"), film()).status());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99,        0,   100, bytes 0-99/1000",
        "bytes=900-,        900, 100, bytes 900-999/1000",
        "bytes=-1,          999, 1,   bytes 999-999/1000",
        "bytes=-5000,       0,   1000, bytes 0-999/1000",
        "bytes=990-5000,    990, 10,  bytes 990-999/1000",
        "bytes=0-99999999999999999999, 0, 1000, bytes 0-999/1000",
    })
    void onePartIsSentAsAsked(String range, long offset, long length, String contentRange) {
        FileResponse response = FileResponses.plan(range(range, Optional.empty()), film());

        assertEquals(206, response.status());
        assertEquals(offset, response.offset());
        assertEquals(length, response.length());
        assertEquals(contentRange, response.headers().get("Content-Range"));
        assertEquals(Long.toString(length), response.headers().get("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0"})
    void aPartBehindTheEndIsRefusedWithTheRealLength(String range) {
        FileResponse response = FileResponses.plan(range(range, Optional.empty()), film());

        assertEquals(416, response.status());
        assertEquals("bytes */1000", response.headers().get("Content-Range"));
        assertFalse(response.hasBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-9", "bytes=9-2", "bytes=-", "lines=1-2", "bytes=a-b"})
    void whatIsNotOnePartGetsTheWholeFile(String range) {
        FileResponse response = FileResponses.plan(range(range, Optional.empty()), film());

        assertEquals(200, response.status());
        assertEquals(1000, response.length());
    }

    @Test
    void aPartOfAnOlderVersionIsAnsweredWithTheWholeNewOne() {
        assertEquals(
                206, FileResponses.plan(range("bytes=5-", Optional.of(ETAG)), film()).status());
        assertEquals(
                206,
                FileResponses.plan(range("bytes=5-", Optional.of(STORED_TEXT)), film()).status());
        assertEquals(
                200,
                FileResponses.plan(range("bytes=5-", Optional.of("\"old\"")), film()).status());
        assertEquals(
                200,
                FileResponses.plan(range("bytes=5-", Optional.of("W/" + ETAG)), film()).status());
    }

    @Test
    void aPersonsFileStaysOutOfSharedCaches() {
        ServedFile own =
                new ServedFile(
                        "a.pdf", FileType.PDF, HASH, 10, STORED, ServedFile.Audience.ONE_PERSON);

        FileResponse response = FileResponses.plan(FileRequest.get(), own);

        assertEquals("private, no-cache", response.headers().get("Cache-Control"));
        assertEquals("same-origin", response.headers().get("Cross-Origin-Resource-Policy"));
    }

    private static ServedFile film() {
        return file("film.mp4", FileType.MP4);
    }

    private static ServedFile file(String name, FileType type) {
        return new ServedFile(name, type, HASH, 1000, STORED, ServedFile.Audience.EVERYONE);
    }

    private static FileRequest ifNoneMatch(String value) {
        return new FileRequest(
                false, Optional.of(value), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static FileRequest since(String value) {
        return new FileRequest(
                false, Optional.empty(), Optional.of(value), Optional.empty(), Optional.empty());
    }

    private static FileRequest range(String range, Optional<String> ifRange) {
        return new FileRequest(
                false, Optional.empty(), Optional.empty(), Optional.of(range), ifRange);
    }
}
