package io.lyceum.catalog.internal.text;

import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/** Definition lists: a line with the term, then one or more definitions that start with a colon. */
final class Definitions {

    private Definitions() {}

    static final class Term extends CustomBlock {}

    static final class Description extends CustomBlock {}

    static final class Factory implements BlockParserFactory {

        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int at = state.getNextNonSpaceIndex();
            boolean marker =
                    state.getIndent() < 4
                            && at + 1 < line.length()
                            && line.charAt(at) == ':'
                            && (line.charAt(at + 1) == ' ' || line.charAt(at + 1) == '\t');
            if (!marker) {
                return BlockStart.none();
            }
            int content = state.getIndent() + 1;
            int next = at + 1;
            while (next < line.length() && line.charAt(next) == ' ' && content < 5) {
                next++;
                content++;
            }
            DescriptionParser description = new DescriptionParser(content);
            SourceLines paragraph = matched.getParagraphLines();
            if (paragraph.isEmpty()) {
                Node last = matched.getMatchedBlockParser().getBlock().getLastChild();
                return last instanceof Description
                        ? BlockStart.of(description).atIndex(next)
                        : BlockStart.none();
            }
            SourceLine term = paragraph.getLines().get(paragraph.getLines().size() - 1);
            return BlockStart.of(new TermParser(term), description)
                    .atIndex(next)
                    .replaceParagraphLines(1);
        }
    }

    private static final class TermParser extends AbstractBlockParser {

        private final Term block = new Term();
        private final SourceLine line;

        TermParser(SourceLine line) {
            this.line = line;
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return BlockContinue.none();
        }

        @Override
        public void parseInlines(InlineParser inlineParser) {
            inlineParser.parse(SourceLines.of(line), block);
        }
    }

    private static final class DescriptionParser extends AbstractBlockParser {

        private final Description block = new Description();
        private final int contentIndent;

        DescriptionParser(int contentIndent) {
            this.contentIndent = contentIndent;
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
            if (state.isBlank()) {
                return BlockContinue.atIndex(state.getNextNonSpaceIndex());
            }
            if (state.getIndent() >= contentIndent) {
                return BlockContinue.atColumn(state.getColumn() + contentIndent);
            }
            return BlockContinue.none();
        }
    }
}
