package io.lyceum.shared.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.shared.problem.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

    @ParameterizedTest
    @CsvSource({
        "a.png,  89504e470d0a1a0a0000000d49484452, PNG",
        "a.JPG,  ffd8ffe000104a464946, JPEG",
        "a.gif,  474946383961, GIF",
        "a.webp, 52494646000000005745425056503820, WEBP",
        "a.avif, 000000206674797061766966, AVIF",
        "a.pdf,  255044462d312e370a, PDF",
        "a.mp4,  000000206674797069736f6d, MP4",
        "a.m4a,  00000020667479704d344120, M4A",
        "a.webm, 1a45dfa39f4286810142f7810142f2810442f381084282847765626d, WEBM",
        "a.mp3,  494433040000000000, MP3",
        "a.mp3,  fffb9044000000, MP3",
        "a.ogg,  4f6767530002, OGG",
        "a.wav,  524946460000000057415645666d7420, WAV",
        "a.zip,  504b030414000000, ZIP",
        "a.zip,  504b0506000000000000, ZIP",
        "a.docx, 504b030414000600, DOCX",
    })
    void theFirstBytesTellTheType(String name, String head, FileType expected) {
        assertEquals(expected, MediaTypes.recognise(name, HexFormat.of().parseHex(head)));
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt,  Привет, TEXT",
        "a.csv,  'title;price', CSV",
        "a.md,   '# Heading', MARKDOWN",
        "a.json, '  {\"a\": 1}', JSON",
        "a.vtt,  'WEBVTT', SUBTITLES",
        "a.svg,  '<?xml version=\"1.0\"?><svg/>', SVG",
        "a.svg,  '<!-- made by hand --> <svg/>', SVG",
    })
    void textIsToldByItsEndingAndALookAtIt(String name, String text, FileType expected) {
        assertEquals(expected, MediaTypes.recognise(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void textInAnOldEncodingIsAcceptedBecauseTheImportRecognisesIt() {
        byte[] cyrillic = "название;цена".getBytes(Charset.forName("windows-1251"));

        assertEquals(FileType.CSV, MediaTypes.recognise("курсы.csv", cyrillic));
        assertEquals(
                FileType.CSV,
                MediaTypes.recognise("a.csv", "\uFEFFtitle".getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void anOpenDocumentIsToldFromAnyOtherZip() {
        byte[] drawing =
                ("PK\u0003\u0004\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\b\0\0\0"
                                + "mimetypeapplication/vnd.oasis.opendocument.graphicsPK")
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertEquals(FileType.ODG, MediaTypes.recognise("plan.odg", drawing));
        assertRefused(FileProblem.FILE_TYPE_MISMATCH, "plan.odt", drawing);
    }

    @Test
    void aPictureWithTheEndingOfAnotherPictureGetsItsRealType() {
        byte[] jpeg = HexFormat.of().parseHex("ffd8ffe000104a464946");

        assertEquals(FileType.JPEG, MediaTypes.recognise("photo.png", jpeg));
    }

    @ParameterizedTest
    @CsvSource({"a.html", "a.svgz", "a.js", "a.exe", "a.docm", "a.php.", "noending", "a.xhtml"})
    void endingsThatAreNotListedAreRefused(String name) {
        assertRefused(
                FileProblem.FILE_TYPE_NOT_ACCEPTED, name, "text".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void contentThatIsSomethingElseThanItsEndingIsRefused() {
        byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        byte[] program = "MZ\u0090\0\u0003\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(FileProblem.FILE_TYPE_MISMATCH, "photo.png", page);
        assertRefused(FileProblem.FILE_TYPE_MISMATCH, "logo.svg", page);
        assertRefused(FileProblem.FILE_TYPE_MISMATCH, "film.mp4", program);
        assertRefused(FileProblem.FILE_TYPE_MISMATCH, "notes.txt", program);
        assertRefused(FileProblem.FILE_TYPE_MISMATCH, "data.json", page);
        assertRefused(FileProblem.FILE_TYPE_MISMATCH, "course.zip", page);
    }

    @Test
    void anEmptyFileIsRefusedByItsOwnName() {
        assertRefused(FileProblem.FILE_EMPTY, "photo.png", new byte[0]);
    }

    @Test
    void theStreamIsLeftAtItsStart() throws IOException {
        byte[] text = "a".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        BufferedInputStream stream = new BufferedInputStream(new ByteArrayInputStream(text));

        assertEquals(FileType.TEXT, MediaTypes.recognise("a.txt", stream));

        assertArrayEquals(text, stream.readAllBytes());
    }

    private static void assertRefused(FileProblem expected, String name, byte[] head) {
        Problem problem = assertThrows(Problem.class, () -> MediaTypes.recognise(name, head));
        assertEquals(expected, problem.code());
    }
}
