package io.lyceum.catalog.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void aChallengeHoldsItsSolutionAsACollapsedBlock() {
        String html =
                html(
                        """
                        ::::::::::::::  challenge

                        ## Places

                        Is it required?

                        ::::  solution

                        No.

                        ::::::::

                        :::
                        After.
                        """);

        assertInOrder(
                html,
                "<section class=\"callout callout--challenge\">",
                "<h2 class=\"callout__title\" id=\"s-places\">Places</h2>",
                "<p>Is it required?</p>",
                "<details class=\"callout callout--solution\">",
                "<summary class=\"callout__title\">Show the solution</summary>",
                "<p>No.</p>",
                "</details>",
                "</section>",
                "<p>After.</p>");
    }

    @Test
    void twoSolutionsInOneChallengeStayApart() {
        String html =
                html(
                        """
                        ::: challenge
                        One?

                        ::: solution
                        ## First answer
                        1
                        :::

                        Two?

                        ::: solution
                        2
                        :::
                        :::
                        """);

        assertInOrder(
                html,
                "<summary class=\"callout__title\" id=\"s-first-answer\">First answer</summary>",
                "<p>1</p>",
                "</details>",
                "<p>Two?</p>",
                "<details",
                "<p>2</p>",
                "</details>",
                "</section>");
    }

    @Test
    void aSolutionMayStandAlone() {
        assertTrue(html("::: solution\nx\n:::\n").startsWith("<details class=\"callout"));
    }

    @Test
    void fencesInsideCodeCloseNothing() {
        String html =
                html(
                        """
                        ::: callout
                        ```markdown
                        ::: challenge
                        :::
                        ```
                        still inside
                        :::
                        outside
                        """);

        assertInOrder(html, "::: challenge\n:::\n", "<p>still inside</p>", "</div>", "outside");
    }

    @Test
    void noHeadingIsMoreThanOneLevelBelowTheOneBeforeIt() {
        String html =
                html(
                        """
                        ::: objectives
                        - first of all
                        :::

                        ### Begin

                        ##### Deep

                        ::: challenge
                        # Try it

                        ## Inside

                        ::: solution
                        First words.

                        #### Under a summary
                        :::
                        :::

                        ### Go on
                        """);

        assertEquals(
                List.of("h2", "h2", "h3", "h4", "h5", "h6", "h2"),
                Pattern.compile("<(h[1-6])[ >]")
                        .matcher(html)
                        .results()
                        .map(found -> found.group(1))
                        .toList(),
                html);
    }

    @Test
    void calloutsAreNoLandmarks() {
        String html = html("::: callout\nin\n:::\n\n<aside>written</aside>\n");

        assertFalse(html.contains("aside"), html);
        assertTrue(html.contains("written"), html);
    }

    @Test
    void aDivInsideAListItemEndsWithTheItem() {
        String html = html("- item\n\n  ::: callout\n  in\n  :::\n\n- next\n");

        assertInOrder(
                html, "<div class=\"callout callout--callout\">", "in", "</div>", "</li>", "next");
    }

    @Test
    void eachKindHasATitleInTheLanguageOfTheText() {
        String russian =
                Markdown.render("::: keypoints\n- a\n:::\n", LinkResolver.NONE, new Locale("ru"))
                        .html();

        assertTrue(russian.contains("Главное"), russian);
        for (DivKind kind : DivKind.values()) {
            boolean titled =
                    switch (kind.look()) {
                        case ASIDE, SECTION, DETAILS -> true;
                        case TABS, HIDDEN -> false;
                    };
            if (titled) {
                String html = html("::: " + kind.style() + "\nx\n:::\n");
                assertTrue(html.contains("callout--" + kind.style()), html);
                assertTrue(html.contains("callout__title"), html);
            }
        }
    }

    @Test
    void notesForInstructorsAreNotShownToLearners() {
        SafeHtml result = render("::: instructor\nThe answer is 42.\n:::\n");

        assertFalse(result.html().contains("42"));
        assertEquals(
                List.of(new MarkdownNote(1, MarkdownNote.Kind.INSTRUCTOR_NOTE, "::: instructor")),
                result.notes());
    }

    @Test
    void aDivOfAnUnknownKindKeepsItsContentAndIsReported() {
        SafeHtml result = render("text\n\n::: {.confetti}\nparty\n:::\n");

        assertTrue(result.html().contains("<p>party</p>"));
        assertEquals(
                List.of(new MarkdownNote(3, MarkdownNote.Kind.DIV_UNKNOWN, "::: confetti")),
                result.notes());
    }

    @Test
    void unclosedAndStrayFencesAreReported() {
        assertEquals(List.of(MarkdownNote.Kind.DIV_UNCLOSED), kinds(render("::: callout\nopen\n")));
        assertEquals(List.of(MarkdownNote.Kind.DIV_STRAY_CLOSE), kinds(render("a\n\n:::\n\nb\n")));
    }

    @Test
    void tabsArePanelsThatCloseEachOther() {
        String html = html("::: group-tab\n### Windows\nw\n### macOS\nm\n:::\n");

        assertInOrder(
                html,
                "<div class=\"tabs\">",
                "<details",
                "open",
                "<summary>Windows</summary>",
                "<p>w</p>",
                "</details>",
                "<summary>macOS</summary>",
                "<p>m</p>",
                "</details>",
                "</div>");
    }

    @Test
    void anImageAloneBecomesAFigureWithItsDescriptionCaptionAndWidth() {
        String html =
                html("![A *cartoon*](fig/x.png){alt='It\\'s a \"FINAL.doc\"' width=\"40%\"}\n");

        assertInOrder(
                html,
                "<figure class=\"figure figure--w40\">",
                "src=\"fig/x.png\"",
                "alt=\"It&#39;s a &#34;FINAL.doc&#34;\"",
                "<figcaption>A <em>cartoon</em></figcaption>",
                "</figure>");
    }

    @Test
    void aMissingImageLeavesItsDescription() {
        SafeHtml result = Markdown.render("\n![](fig/gone.png){alt='A map'}\n", LinkResolver.NONE);

        assertTrue(
                result.html().contains("<span class=\"image-missing\">A map</span>"),
                result.html());
        assertEquals(
                List.of(new MarkdownNote(2, MarkdownNote.Kind.IMAGE_LOST, "fig/gone.png")),
                result.notes());
    }

    @Test
    void anImageOnAnotherServerBecomesALink() {
        SafeHtml result = render("![Logo](https://example.org/a.png) and <img src='//e.org/b'>\n");

        assertFalse(result.html().contains("<img"));
        assertTrue(result.html().contains("href=\"https://example.org/a.png\""));
        assertEquals(
                List.of(MarkdownNote.Kind.IMAGE_EXTERNAL, MarkdownNote.Kind.IMAGE_EXTERNAL),
                kinds(result));
    }

    @Test
    void relativeLinksAreResolvedAlsoInRawHtml() {
        SafeHtml result =
                Markdown.render(
                        "[a](03-create.md#x) <a href='../setup.md'>b</a> <img src=fig/c.png>"
                                + " [gone](no.md) [here](#top)",
                        target ->
                                target.equals("no.md")
                                        ? Optional.empty()
                                        : Optional.of("/f/" + target.replace("../", "")));

        assertInOrder(
                result.html(),
                "<a href=\"/f/03-create.md#s-x\">a</a>",
                "<a href=\"/f/setup.md\">b</a>",
                "src=\"/f/fig/c.png\"",
                "gone",
                "<a href=\"#s-top\">here</a>");
        assertEquals(
                List.of(new MarkdownNote(1, MarkdownNote.Kind.LINK_LOST, "no.md")), result.notes());
    }

    @Test
    void onlyLinksThatLeadAwayAreMarked() {
        String html = html("[in](/a) [out](https://example.org) <me@example.org>");

        assertInOrder(
                html,
                "<a href=\"/a\">in</a>",
                "<a href=\"https://example.org\" rel=\"noopener nofollow\">out</a>",
                "<a href=\"mailto:me&#64;example.org\">");
    }

    @Test
    void headingsGetUniqueAnchorsInAnyScript() {
        SafeHtml result = render("# Git it!\n## Git it!\n## Ветки {#branches}\n");

        assertEquals(
                List.of(
                        new SafeHtml.Section(2, "s-git-it", "Git it!"),
                        new SafeHtml.Section(3, "s-git-it-1", "Git it!"),
                        new SafeHtml.Section(3, "s-branches", "Ветки")),
                result.sections());
        assertTrue(result.html().contains("<h3 id=\"s-branches\">Ветки</h3>"), result.html());
    }

    @Test
    void aGridTableHoldsBlocks() {
        String html =
                html(
                        """
                        +------------------+-----------+
                        | Code             | Result    |
                        +==================+===========+
                        +------------------+-----------+
                        | ```              | <p></p>   |
                        | *   one          | -   one   |
                        | ```              | -   two   |
                        +------------------+-----------+
                        """);

        assertInOrder(
                html,
                "<thead>",
                "Code",
                "</thead>",
                "<tbody>",
                "*   one\n</code>",
                "<li>one</li>",
                "<li>two</li>",
                "</table>");
    }

    @Test
    void aGridTableWithSpansIsShownAsTextAndReported() {
        SafeHtml result =
                render("+---+---+\n| a | b |\n+---+---+\n| both  |\n+-------+\n\nafter\n");

        assertTrue(result.html().contains("| both  |"), result.html());
        assertEquals(List.of(MarkdownNote.Kind.TABLE_AS_TEXT), kinds(result));
    }

    @Test
    void aTableMayScroll() {
        String html = html("| a | b |\n| :- | -: |\n| 1 | `x\\|y` |\n");

        assertTrue(html.startsWith("<div class=\"table-scroll\" tabindex=\"0\">"), html);
        assertInOrder(html, "align=\"left\"", "<td align=\"left\">1</td>", "<code>x|y</code>");
    }

    @Test
    void aGlossaryIsADefinitionList() {
        String html =
                html(
                        """
                        ## Glossary

                        {:auto\\_ids}
                        [call stack]{#call-stack}
                        :   A data structure
                        that tracks *calls*.

                        plain
                        :   First.
                        :   Second.

                        The end.
                        """);

        assertInOrder(
                html,
                "<dl>",
                "<dt><span id=\"s-call-stack\">call stack</span></dt>",
                "<dd>A data structure\nthat tracks <em>calls</em>.</dd>",
                "<dt>plain</dt>",
                "<dd>First.</dd>",
                "<dd>Second.</dd>",
                "</dl>",
                "<p>The end.</p>");
    }

    @Test
    void footnotesGoToTheEndInTheOrderOfTheirMention() {
        String html = html("[^b]: Bee.\n[^a]: Ay.\n\nx[^a] y[^b] z[^a] [^none]\n");

        assertInOrder(
                html,
                "href=\"#s-fn-1\">1</a>",
                "href=\"#s-fn-2\">2</a>",
                "href=\"#s-fn-1\">1</a>",
                "[^none]",
                "<li id=\"s-fn-1\">",
                "<p>Ay.</p>",
                "<li id=\"s-fn-2\">",
                "<p>Bee.</p>");
    }

    @Test
    void codeIsLabelledAndNeverRun() {
        SafeHtml result = render("```{r, echo=FALSE}\nx <- 1\n```\n\n```c++\n<b>\n```\n");

        assertInOrder(
                result.html(),
                "<code class=\"language-r\">x &lt;- 1",
                "<code class=\"language-cpp\">&lt;b&gt;");
        assertEquals(List.of(MarkdownNote.Kind.CODE_NOT_RUN), kinds(result));
    }

    @Test
    void whatOlderSiteGeneratorsLeftIsTakenOutAndReported() {
        SafeHtml result =
                render(
                        "{% include links.md %}\n[x]({{ page.root }}/setup.md)\n{: .solution}\n"
                                + "`{% raw %}` {{ braces }}\n");

        assertEquals(
                List.of(
                        new MarkdownNote(1, MarkdownNote.Kind.LIQUID, "{% include links.md %}"),
                        new MarkdownNote(2, MarkdownNote.Kind.LIQUID, "{{ page.root }}"),
                        new MarkdownNote(
                                3, MarkdownNote.Kind.KRAMDOWN_ATTRIBUTES, "{: .solution}")),
                result.notes());
        assertTrue(result.html().contains("href=\"/setup.md\""), result.html());
        assertTrue(result.html().contains("<code>{% raw %}</code>"), result.html());
    }

    @Test
    void commentsAreDroppedButNotTheRestOfTheLesson() {
        assertEquals("<p>a\nb</p>\n", html("a<!-- no\nno -->b\n"));
        assertTrue(html("a\n\n<!-- never closed\n\nb\n").contains("<p>b</p>"));
        assertTrue(html("`<!--` stays\n").contains("<code>&lt;!--</code>"));
    }

    @Test
    void wordsInAngleBracketsAreNotTakenForTags() {
        assertTrue(html("will <commit message here>.\n").contains("&lt;commit message here&gt;."));
    }

    @Test
    void plainTextHasNoMarkupAndEndsAtAWord() {
        assertEquals(
                "Nice title Some bold text.",
                Markdown.plainText("# Nice title\n\nSome **bold** [text](x).\n", 100));
        assertEquals("Nice title…", Markdown.plainText("# Nice title\n\nSomething", 15));
    }

    private static SafeHtml render(String source) {
        return Markdown.render(source, LinkResolver.AS_WRITTEN, Locale.ENGLISH);
    }

    private static String html(String source) {
        return render(source).html();
    }

    private static List<MarkdownNote.Kind> kinds(SafeHtml result) {
        return result.notes().stream().map(MarkdownNote::kind).toList();
    }

    private static void assertInOrder(String text, String... parts) {
        int at = 0;
        for (String part : parts) {
            int found = text.indexOf(part, at);
            assertTrue(found >= 0, () -> "missing, or too early: " + part + "\nin:\n" + text);
            at = found + part.length();
        }
    }
}
