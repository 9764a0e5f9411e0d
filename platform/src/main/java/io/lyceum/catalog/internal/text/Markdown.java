package io.lyceum.catalog.internal.text;

import io.lyceum.shared.text.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders Markdown. */
public final class Markdown {

    /** What a lesson may be long; longer sources are shown as plain text. */
    public static final int LONGEST_SOURCE = 2_000_000;

    private static final int DEEPEST_BLOCKS = 64;
    private static final int DEEPEST_INLINES = 32;
    private static final int DEEPEST_TREE = 160;
    private static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.create(),
                    AutolinkExtension.create(),
                    StrikethroughExtension.create());

    private static final Parser CELL_PARSER = parser().build();
    private static final Parser PARSER =
            parser().customBlockParserFactory(new GridTable.Factory(CELL_PARSER::parse)).build();

    private Markdown() {}

    private static Parser.Builder parser() {
        return Parser.builder()
                .extensions(EXTENSIONS)
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .maxOpenBlockParsers(DEEPEST_BLOCKS)
                .maxInlineNesting(DEEPEST_INLINES)
                .customBlockParserFactory(new FencedDiv.Factory())
                .customBlockParserFactory(new Footnotes.DefinitionFactory())
                .customBlockParserFactory(new Definitions.Factory())
                .customInlineContentParserFactory(new InlineAttributes.Factory())
                .linkProcessor(new Footnotes.References())
                .postProcessor(new Refinement());
    }

    /** Renders a text whose callouts without a heading get English titles. */
    public static SafeHtml render(String source, LinkResolver links) {
        return render(source, links, Locale.ENGLISH);
    }

    /**
     * Renders a text.
     *
     * @param source Markdown without front matter; any length, any content
     * @param links where relative links and images lead
     * @param locale language of the text, for titles such as "Objectives" that its author left out
     * @return sanitised markup; what was lost on the way is in its notes, ordered by line
     */
    public static SafeHtml render(String source, LinkResolver links, Locale locale) {
        List<MarkdownNote> notes = new ArrayList<>();
        if (source.length() > LONGEST_SOURCE) {
            return asPlainText(source.substring(0, LONGEST_SOURCE));
        }
        Node document = PARSER.parse(new SourceCleaning(notes).clean(source));
        if (depth(document) > DEEPEST_TREE) {
            return asPlainText(source);
        }
        List<SafeHtml.Section> sections = new ArrayList<>();
        Map<String, Footnotes.Definition> footnotes = takeFootnotes(document);
        Messages texts = Messages.of("imports", locale);
        HtmlRenderer renderer =
                HtmlRenderer.builder()
                        .extensions(EXTENSIONS)
                        .nodeRendererFactory(
                                context ->
                                        new HtmlRendering(
                                                context, links, texts, notes, sections, footnotes))
                        .build();
        StringBuilder html = new StringBuilder(source.length() * 2);
        renderer.render(document, html);
        notes.sort(Comparator.comparingInt(MarkdownNote::line));
        return new SafeHtml(Sanitiser.sanitise(html.toString()), sections, notes);
    }

    /**
     * Gives the {@code id} that a heading's anchor has in the page. Anchors of people's texts carry
     * a prefix so that they never meet the ids that pages themselves use.
     *
     * @param fragment as in {@code reference.md#fragment}
     */
    public static String anchor(String fragment) {
        return fragment.startsWith("s-") ? fragment : "s-" + fragment;
    }

    /**
     * Takes the words out of a text, for descriptions and search.
     *
     * @param longest characters at most; cut at a word's end and closed with an ellipsis
     */
    public static String plainText(String source, int longest) {
        String bounded =
                source.length() > LONGEST_SOURCE ? source.substring(0, LONGEST_SOURCE) : source;
        Node document = PARSER.parse(new SourceCleaning(new ArrayList<>()).clean(bounded));
        String text = Refinement.plainText(document);
        if (text.length() <= longest) {
            return text;
        }
        int end = text.lastIndexOf(' ', longest - 1);
        return text.substring(0, end > longest / 2 ? end : longest - 1).stripTrailing() + "…";
    }

    private static SafeHtml asPlainText(String source) {
        String html = "<pre class=\"code\" tabindex=\"0\">" + escaped(source) + "</pre>";
        MarkdownNote note = new MarkdownNote(1, MarkdownNote.Kind.TOO_COMPLEX, "");
        return new SafeHtml(Sanitiser.sanitise(html), List.of(), List.of(note));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static int depth(Node document) {
        int deepest = 0;
        int depth = 0;
        Node node = document;
        while (node != null) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                deepest = Math.max(deepest, ++depth);
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
        return deepest;
    }

    private static Map<String, Footnotes.Definition> takeFootnotes(Node document) {
        Map<String, Footnotes.Definition> found = new LinkedHashMap<>();
        for (Node node = document; node != null; node = Refinement.following(node, document)) {
            if (node instanceof Footnotes.Definition definition) {
                found.putIfAbsent(definition.name(), definition);
            }
        }
        found.values().forEach(Node::unlink);
        return found;
    }
}
