package io.lyceum.catalog.internal.text;

import java.util.Optional;
import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** An attribute list right behind a link, an image, a bracketed span or a code span. */
final class InlineAttributes extends CustomNode {

    /** Longer braces are not attributes; the limit keeps scanning linear. */
    private static final int LONGEST = 2000;

    private final Attributes attributes;

    private InlineAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    Attributes attributes() {
        return attributes;
    }

    static final class Factory implements InlineContentParserFactory {

        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('{');
        }

        @Override
        public InlineContentParser create() {
            return InlineAttributes::tryParse;
        }
    }

    private static ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        int before = scanner.peekPreviousCodePoint();
        if (before != ')' && before != ']' && before != '`') {
            return ParsedInline.none();
        }
        scanner.next();
        Position start = scanner.position();
        char quote = 0;
        for (int length = 0; scanner.hasNext() && length < LONGEST; length++) {
            char c = scanner.peek();
            if (c == '\\') {
                scanner.next();
                if (!scanner.hasNext()) {
                    break;
                }
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{') {
                break;
            } else if (c == '}') {
                Optional<Attributes> found =
                        Attributes.parse(scanner.getSource(start, scanner.position()).getContent());
                if (found.isEmpty()) {
                    break;
                }
                scanner.next();
                return ParsedInline.of(new InlineAttributes(found.get()), scanner.position());
            }
            scanner.next();
        }
        return ParsedInline.none();
    }
}
