package io.lyceum.catalog.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/** Footnotes: <code>[^name]</code> in the text and <code>[^name]: …</code> anywhere below. */
final class Footnotes {

    private static final Pattern NAME = Pattern.compile("\\^([\\w.-]{1,60})");
    private static final Pattern DEFINITION = Pattern.compile("\\[\\^([\\w.-]{1,60})]:[ \\t]?");

    private Footnotes() {}

    static final class Reference extends CustomNode {

        private final String name;

        Reference(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    static final class Definition extends CustomBlock {

        private final String name;

        Definition(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    /** Takes {@code [^name]} before CommonMark looks for a link of that name. */
    static final class References implements LinkProcessor {

        @Override
        public LinkResult process(LinkInfo link, Scanner scanner, InlineParserContext context) {
            Matcher name = NAME.matcher(link.text(scanner));
            return link.destination() == null && link.label() == null && name.matches()
                    ? LinkResult.replaceWith(new Reference(name.group(1)), scanner.position())
                    : LinkResult.none();
        }
    }

    static final class DefinitionFactory implements BlockParserFactory {

        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            if (state.getIndent() >= 4 || !matched.getParagraphLines().isEmpty()) {
                return BlockStart.none();
            }
            CharSequence line = state.getLine().getContent();
            Matcher definition = DEFINITION.matcher(line);
            definition.region(state.getNextNonSpaceIndex(), line.length());
            if (!definition.lookingAt()) {
                return BlockStart.none();
            }
            return BlockStart.of(new DefinitionParser(definition.group(1)))
                    .atIndex(definition.end());
        }
    }

    private static final class DefinitionParser extends AbstractBlockParser {

        private final Definition block;

        DefinitionParser(String name) {
            this.block = new Definition(name);
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
            return state.getIndent() >= 4
                    ? BlockContinue.atColumn(state.getColumn() + 4)
                    : BlockContinue.none();
        }
    }
}
