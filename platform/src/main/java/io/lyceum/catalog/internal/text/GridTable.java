package io.lyceum.catalog.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * A table drawn with {@code +---+} borders, whose cells hold blocks. Cells that span are not read;
 * such a table is kept as {@link #text()} and has no rows.
 */
final class GridTable extends CustomBlock {

    private static final Pattern BORDER = Pattern.compile("\\+[-=:][-=:+]*\\+[ \\t]*");

    private static final Pattern TAGS_ONLY = Pattern.compile("(?:</?[a-zA-Z][^<>]*>)+");

    private final String text;

    private GridTable(String text) {
        this.text = text;
    }

    /** The table as the author drew it. */
    String text() {
        return text;
    }

    /** Whether it was understood; if not, only {@link #text()} is of use. */
    boolean readable() {
        return getFirstChild() != null;
    }

    static final class Row extends CustomBlock {

        private final boolean header;

        Row(boolean header) {
            this.header = header;
        }

        boolean header() {
            return header;
        }
    }

    static final class Cell extends CustomBlock {}

    static final class Factory implements BlockParserFactory {

        private final Function<String, Node> cellParser;

        /**
         * @param cellParser reads the text of one cell into a document
         */
        Factory(Function<String, Node> cellParser) {
            this.cellParser = cellParser;
        }

        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            boolean border =
                    state.getIndent() < 4
                            && start < line.length()
                            && line.charAt(start) == '+'
                            && matched.getParagraphLines().isEmpty()
                            && BORDER.matcher(line.subSequence(start, line.length())).matches();
            return border
                    ? BlockStart.of(new GridParser(cellParser)).atIndex(start)
                    : BlockStart.none();
        }
    }

    private static final class GridParser extends AbstractBlockParser {

        private final Function<String, Node> cellParser;
        private final List<String> lines = new ArrayList<>();
        private final Holder holder = new Holder();

        GridParser(Function<String, Node> cellParser) {
            this.cellParser = cellParser;
        }

        @Override
        public Block getBlock() {
            return holder;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            boolean inside =
                    start < line.length()
                            && (line.charAt(start) == '|' || line.charAt(start) == '+');
            return inside ? BlockContinue.atIndex(start) : BlockContinue.none();
        }

        @Override
        public void addLine(SourceLine line) {
            lines.add(line.getContent().toString().stripTrailing());
        }

        @Override
        public void closeBlock() {
            holder.appendChild(read(lines, cellParser));
        }
    }

    /** Stands where the table was found; its only child is the table. */
    static final class Holder extends CustomBlock {}

    private static GridTable read(List<String> lines, Function<String, Node> cellParser) {
        GridTable table = new GridTable(String.join("\n", lines) + "\n");
        List<Integer> edges = new ArrayList<>();
        String first = lines.get(0);
        for (int at = 0; at < first.length(); at++) {
            if (first.charAt(at) == '+') {
                edges.add(at);
            }
        }
        List<List<List<String>>> rows = new ArrayList<>();
        List<List<String>> row = emptyRow(edges.size() - 1);
        int headerRows = 0;
        for (String line : lines.subList(1, lines.size())) {
            if (BORDER.matcher(line).matches()) {
                if (row.stream().anyMatch(cell -> !cell.isEmpty())) {
                    rows.add(row);
                    row = emptyRow(edges.size() - 1);
                }
                if (line.contains("=")) {
                    headerRows = rows.size();
                }
            } else if (!addLine(row, line, edges)) {
                return table;
            }
        }
        boolean closed = row.stream().allMatch(List::isEmpty);
        if (!closed || rows.isEmpty()) {
            return table;
        }
        for (int i = 0; i < rows.size(); i++) {
            Row rowNode = new Row(i < headerRows);
            for (List<String> cell : rows.get(i)) {
                Cell cellNode = new Cell();
                Node document = cellParser.apply(dedent(cell));
                while (document.getFirstChild() != null) {
                    cellNode.appendChild(document.getFirstChild());
                }
                rowNode.appendChild(cellNode);
            }
            table.appendChild(rowNode);
        }
        return table;
    }

    private static List<List<String>> emptyRow(int columns) {
        List<List<String>> row = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            row.add(new ArrayList<>());
        }
        return row;
    }

    private static boolean addLine(List<List<String>> row, String line, List<Integer> edges) {
        for (int edge : edges) {
            if (edge >= line.length() || line.charAt(edge) != '|') {
                return false;
            }
        }
        for (int i = 0; i < row.size(); i++) {
            row.get(i).add(line.substring(edges.get(i) + 1, edges.get(i + 1)).stripTrailing());
        }
        return true;
    }

    private static String dedent(List<String> lines) {
        int indent =
                lines.stream()
                        .filter(line -> !line.isBlank())
                        .mapToInt(line -> line.length() - line.stripLeading().length())
                        .min()
                        .orElse(0);
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line.isBlank() ? "" : line.substring(indent)).append('\n');
            if (TAGS_ONLY.matcher(line.strip()).matches()) {
                // For Pandoc Markdown goes on behind a tag; CommonMark wants a blank line.
                text.append('\n');
            }
        }
        return text.toString();
    }
}
