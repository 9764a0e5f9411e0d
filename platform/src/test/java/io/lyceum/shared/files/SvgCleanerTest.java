package io.lyceum.shared.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.files.SvgCleaner.CleanSvg;
import io.lyceum.shared.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgCleanerTest {

    private static final String HEAD =
            "<svg xmlns=\"http://www.w3.org/2000/svg\""
                    + " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

    @Test
    void aHarmlessDrawingKeepsEverything() {
        CleanSvg clean =
                clean(
                        " viewBox=\"0 0 10 10\"><defs><linearGradient id=\"g\"><stop offset=\"0\""
                                + " stop-color=\"#fff\"/></linearGradient></defs>"
                                + "<style>.a{fill:url(#g)}</style><g class=\"a\" style=\"opacity:.5\">"
                                + "<path d=\"M0 0\"/><use xlink:href=\"#p\"/></g><text>A &amp; Б</text>");

        assertEquals(List.of(), clean.removed());
        assertEquals(
                HEAD
                        + " viewBox=\"0 0 10 10\"><defs><linearGradient id=\"g\"><stop offset=\"0\""
                        + " stop-color=\"#fff\"></stop></linearGradient></defs>"
                        + "<style>.a{fill:url(#g)}</style><g class=\"a\" style=\"opacity:.5\">"
                        + "<path d=\"M0 0\"></path><use xlink:href=\"#p\" href=\"#p\"></use></g>"
                        + "<text>A &amp; Б</text></svg>",
                text(clean));
    }

    @Test
    void cleaningTwiceChangesNothing() {
        CleanSvg once = clean(" viewBox=\"0 0 1 1\"><text>a\n\"b\" &lt;</text><script/>");

        CleanSvg twice = SvgCleaner.clean(once.svg());

        assertEquals(text(once), text(twice));
        assertEquals(List.of(), twice.removed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
                "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\">alert</body></foreignObject>",
                "<path onclick=\"alert(1)\"/>",
                "<path ONLOAD=\"alert(1)\"/>",
                "<a href=\"javascript:alert(1)\"><path/></a>",
                "<use href=\"https://evil.example/a.svg#x\"/>",
                "<use href=\"data:image/svg+xml;base64,PHN2Zy8+alert\"/>",
                "<image href=\"https://evil.example/alert.png\"/>",
                "<image href=\"data:image/svg+xml,alert\"/>",
                "<image href=\"data:text/html;base64,alert\"/>",
                "<feImage href=\"https://evil.example/alert\"/>",
                "<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>",
                "<set attributeName=\"onclick\" to=\"alert(1)\"/>",
                "<style>@import url(https://evil.example/alert.css);</style>",
                "<style>a{background:url(https://evil.example/alert)}</style>",
                "<style>a{background:u\\72l(alert)}</style>",
                "<style>a{background:url(//evil.example/alert</style>",
                "<path style=\"fill:url('https://evil.example/alert')\"/>",
                "<path fill=\"url(data:image/svg+xml;alert)\"/>",
                "<path style=\"background:image-set('//evil.example/alert' 1x)\"/>",
                "<iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"alert\"/>",
                "<?xml-stylesheet href=\"https://evil.example/alert.css\"?>",
                "<!-- alert -->",
            })
    void everythingThatCouldRunOrCallOutIsLeftOut(String attack) {
        String clean = text(clean(">" + attack + "<path d=\"M1 1\"/>"));

        assertFalse(clean.contains("alert"), clean);
        assertFalse(clean.contains("evil"), clean);
        assertTrue(clean.contains("<path d=\"M1 1\">"), clean);
    }

    @Test
    void whatWasLeftOutIsNamed() {
        assertEquals(
                List.of("<script>", "onclick", "href", "<a>"),
                clean("><script/><path onclick=\"x\"/><use href=\"a.svg#b\"/><a><path/></a>")
                        .removed());
    }

    @Test
    void editorLeftoversAreDroppedSilently() {
        CleanSvg clean =
                SvgCleaner.clean(
                        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD"
                                        + " SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"
                                        + HEAD
                                        + " xmlns:ink=\"http://www.inkscape.org/\" ink:version=\"1\">"
                                        + "<path ink:label=\"x\" d=\"M2 2\"/></svg>")
                                .getBytes(StandardCharsets.UTF_8));

        assertEquals(List.of(), clean.removed());
        assertEquals(HEAD + "><path d=\"M2 2\"></path></svg>", text(clean));
    }

    @Test
    void aDrawingWithoutANamespaceGetsOne() {
        assertEquals(
                HEAD + "><path></path></svg>",
                text(SvgCleaner.clean("<svg><path/></svg>".getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "<html><body/></html>",
                "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>",
                "<svg",
                "<svg><path></svg>",
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg><text>&x;</text></svg>",
                "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg><path d=\"&a;\"/></svg>",
            })
    void whatIsNotPlainSvgIsRefused(String svg) {
        assertRefused(svg.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBombOfEntitiesIsRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE svg [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            bomb.append("<!ENTITY l").append(i).append(" \"");
            bomb.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        bomb.append("]><svg><text>&l11;</text></svg>");

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertRefused(bomb.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aBombOfRepeatedPartsIsRefused() {
        StringBuilder bomb = new StringBuilder("<svg><g id=\"p0\"><path/></g>");
        for (int i = 1; i < 9; i++) {
            bomb.append("<g id=\"p").append(i).append("\">");
            bomb.append(("<use href=\"#p" + (i - 1) + "\"/>").repeat(10)).append("</g>");
        }
        bomb.append("</svg>");

        assertRefused(bomb.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPartThatRepeatsItselfIsRefused() {
        assertRefused(
                "<svg><g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>"
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void absurdDepthIsRefused() {
        assertRefused(
                ("<svg>" + "<g>".repeat(200) + "</g>".repeat(200) + "</svg>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(byte[] svg) {
        Problem problem = assertThrows(Problem.class, () -> SvgCleaner.clean(svg));
        assertEquals(FileProblem.SVG_NOT_ACCEPTED, problem.code());
    }

    private static CleanSvg clean(String afterHead) {
        return SvgCleaner.clean((HEAD + afterHead + "</svg>").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(CleanSvg clean) {
        return new String(clean.svg(), StandardCharsets.UTF_8);
    }
}
