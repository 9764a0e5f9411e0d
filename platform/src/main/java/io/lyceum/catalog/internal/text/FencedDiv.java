package io.lyceum.catalog.internal.text;

import java.util.List;
import java.util.Optional;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * A Pandoc fenced div. As in Pandoc the number of colons is free: a closing fence closes the
 * innermost div that is open, however many colons either has.
 */
final class FencedDiv extends CustomBlock {

    private final Attributes attributes;
    private boolean closed;

    private FencedDiv(Attributes attributes) {
        this.attributes = attributes;
    }

    Attributes attributes() {
        return attributes;
    }

    /** The first class, which says what the div is; empty for a div with only an id or pairs. */
    String name() {
        return attributes.classes().isEmpty() ? "" : attributes.classes().get(0);
    }

    /** Whether the author closed it, rather than the end of the text. */
    boolean closed() {
        return closed;
    }

    /** A closing fence where no div is open. Renders as nothing. */
    static final class Stray extends CustomBlock {}

    static final class Factory implements BlockParserFactory {

        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            if (state.getIndent() >= 4) {
                return BlockStart.none();
            }
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            int colons = countColons(line, start);
            if (colons < 3) {
                return BlockStart.none();
            }
            String rest = line.subSequence(start + colons, line.length()).toString().strip();
            if (rest.isEmpty()) {
                return BlockStart.of(new StrayParser()).atIndex(line.length());
            }
            return opening(rest)
                    .map(found -> BlockStart.of(new DivParser(found)).atIndex(line.length()))
                    .orElse(BlockStart.none());
        }

        private static Optional<Attributes> opening(String text) {
            String rest = text;
            int end = rest.length();
            while (end > 0 && rest.charAt(end - 1) == ':') {
                end--;
            }
            rest = rest.substring(0, end).strip();
            int brace = rest.indexOf('{');
            if (brace < 0) {
                boolean oneWord =
                        !rest.isEmpty() && rest.chars().noneMatch(Character::isWhitespace);
                return oneWord ? Optional.of(named(rest, Attributes.EMPTY)) : Optional.empty();
            }
            if (!rest.endsWith("}")) {
                return Optional.empty();
            }
            String name = rest.substring(0, brace).strip();
            Optional<Attributes> inside =
                    Attributes.parse(rest.substring(brace + 1, rest.length() - 1));
            return name.isEmpty() ? inside : inside.map(more -> named(name, more));
        }

        private static Attributes named(String name, Attributes more) {
            String word = name.startsWith(".") ? name.substring(1) : name;
            List<String> classes = new java.util.ArrayList<>(List.of(word));
            classes.addAll(more.classes());
            return new Attributes(more.id(), List.copyOf(classes), more.pairs());
        }
    }

    private static int countColons(CharSequence line, int start) {
        int at = start;
        while (at < line.length() && line.charAt(at) == ':') {
            at++;
        }
        return at - start;
    }

    private static boolean isClosingFence(ParserState state) {
        CharSequence line = state.getLine().getContent();
        int start = state.getNextNonSpaceIndex();
        int colons = countColons(line, start);
        if (colons < 3 || state.getIndent() >= 4) {
            return false;
        }
        for (int at = start + colons; at < line.length(); at++) {
            if (!Character.isWhitespace(line.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static final class DivParser extends AbstractBlockParser {

        private final FencedDiv block;

        DivParser(Attributes attributes) {
            this.block = new FencedDiv(attributes);
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block child) {
            return true;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            if (isClosingFence(state) && isInnermost(state.getActiveBlockParser().getBlock())) {
                block.closed = true;
                return BlockContinue.finished();
            }
            return BlockContinue.atIndex(state.getIndex());
        }

        private boolean isInnermost(Node active) {
            for (Node node = active; node != null && node != block; node = node.getParent()) {
                if (node instanceof FencedDiv || node instanceof FencedCodeBlock) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class StrayParser extends AbstractBlockParser {

        private final Stray block = new Stray();

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return BlockContinue.none();
        }
    }
}
