package io.lyceum.catalog.internal.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/** Gives the parsed tree the shapes that CommonMark does not know: spans, figures, wide blocks. */
final class Refinement implements PostProcessor {

    /** Nodes that a bracketed span may hold; keeps looking for its start linear. */
    private static final int WIDEST_SPAN = 50;

    @Override
    public Node process(Node document) {
        List<Node> nodes = new ArrayList<>();
        for (Node node = document; node != null; node = following(node, document)) {
            nodes.add(node);
        }
        for (Node node : nodes) {
            if (node instanceof InlineAttributes attributes) {
                makeSpan(attributes);
            } else if (node instanceof Paragraph paragraph) {
                makeFigure(paragraph);
            } else if (node instanceof TableBlock) {
                wrap(node);
            } else if (node instanceof GridTable.Holder) {
                Node table = node.getFirstChild();
                node.insertAfter(table);
                node.unlink();
                wrap(table);
            }
        }
        return document;
    }

    /** Walks the tree in document order without recursion: its depth is the author's choice. */
    static Node following(Node node, Node root) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node at = node;
        while (at != root) {
            if (at.getNext() != null) {
                return at.getNext();
            }
            at = at.getParent();
        }
        return null;
    }

    /** The attributes right behind a node, if it has any. */
    static Attributes attributesOf(Node node) {
        return node.getNext() instanceof InlineAttributes behind
                ? behind.attributes()
                : Attributes.EMPTY;
    }

    static boolean belongsToPrevious(InlineAttributes node) {
        Node before = node.getPrevious();
        return before instanceof Link || before instanceof Image || before instanceof Code;
    }

    private static void makeSpan(InlineAttributes attributes) {
        if (!(attributes.getPrevious() instanceof Text end) || !end.getLiteral().endsWith("]")) {
            return;
        }
        int depth = 0;
        int passed = 0;
        for (Node node = end; node != null && passed < WIDEST_SPAN; node = node.getPrevious()) {
            passed++;
            if (!(node instanceof Text text)) {
                continue;
            }
            String literal = text.getLiteral();
            for (int at = literal.length() - 1; at >= 0; at--) {
                char c = literal.charAt(at);
                if (c == ']') {
                    depth++;
                } else if (c == '[' && --depth == 0) {
                    enclose(text, at, end, attributes);
                    return;
                }
            }
        }
    }

    private static void enclose(Text start, int bracket, Text end, InlineAttributes attributes) {
        Span span = new Span(attributes.attributes());
        span.setSourceSpans(attributes.getSourceSpans());
        attributes.insertAfter(span);
        String before = start.getLiteral().substring(0, bracket);
        if (start == end) {
            String inside = start.getLiteral().substring(bracket + 1);
            span.appendChild(new Text(inside.substring(0, inside.length() - 1)));
            start.setLiteral(before);
        } else {
            span.appendChild(new Text(start.getLiteral().substring(bracket + 1)));
            Node node = start.getNext();
            while (node != end) {
                Node next = node.getNext();
                span.appendChild(node);
                node = next;
            }
            String last = end.getLiteral();
            span.appendChild(new Text(last.substring(0, last.length() - 1)));
            end.unlink();
            start.setLiteral(before);
        }
        attributes.unlink();
    }

    private static void makeFigure(Paragraph paragraph) {
        Image only = null;
        for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Image image && only == null) {
                only = image;
            } else if (!(node instanceof InlineAttributes) && !isBlank(node)) {
                return;
            }
        }
        if (only == null) {
            return;
        }
        Figure figure = new Figure();
        figure.setSourceSpans(paragraph.getSourceSpans());
        while (paragraph.getFirstChild() != null) {
            figure.appendChild(paragraph.getFirstChild());
        }
        paragraph.insertAfter(figure);
        paragraph.unlink();
    }

    private static boolean isBlank(Node node) {
        return node instanceof Text text && text.getLiteral().isBlank();
    }

    private static void wrap(Node node) {
        WideBlock wide = new WideBlock();
        node.insertAfter(wide);
        wide.appendChild(node);
    }

    /** The words of a node without any markup. */
    static String plainText(Node root) {
        StringBuilder text = new StringBuilder();
        for (Node node = root; node != null; node = following(node, root)) {
            if (node instanceof Text words) {
                text.append(words.getLiteral());
            } else if (node instanceof Code code) {
                text.append(code.getLiteral());
            } else if (node instanceof org.commonmark.node.SoftLineBreak
                    || node instanceof org.commonmark.node.HardLineBreak
                    || (node instanceof org.commonmark.node.Block && text.length() > 0)) {
                text.append(' ');
            }
        }
        return text.toString().strip().replaceAll("\\s{2,}", " ");
    }

    /** Takes Pandoc attributes off the end of a heading's text. */
    static Attributes takeAttributes(Heading heading) {
        if (!(heading.getLastChild() instanceof Text last)) {
            return Attributes.EMPTY;
        }
        String literal = last.getLiteral().stripTrailing();
        int brace = literal.lastIndexOf('{');
        if (brace < 0 || !literal.endsWith("}")) {
            return Attributes.EMPTY;
        }
        return Attributes.parse(literal.substring(brace + 1, literal.length() - 1))
                .map(
                        found -> {
                            last.setLiteral(literal.substring(0, brace).stripTrailing());
                            return found;
                        })
                .orElse(Attributes.EMPTY);
    }
}
