package io.lyceum.catalog.internal.text;

import io.lyceum.shared.text.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import org.jspecify.annotations.Nullable;

/** Writes the nodes that Lyceum shows in its own way; CommonMark's renderer writes the others. */
final class HtmlRendering implements NodeRenderer {

    private static final Set<Class<? extends Node>> OWN =
            Set.of(
                    Heading.class,
                    Image.class,
                    Link.class,
                    Text.class,
                    FencedCodeBlock.class,
                    IndentedCodeBlock.class,
                    HtmlBlock.class,
                    HtmlInline.class,
                    FencedDiv.class,
                    FencedDiv.Stray.class,
                    Figure.class,
                    WideBlock.class,
                    Span.class,
                    InlineAttributes.class,
                    GridTable.class,
                    Definitions.Term.class,
                    Definitions.Description.class,
                    Footnotes.Reference.class,
                    Footnotes.Definition.class);

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    private static final Pattern SAFE_SCHEME = Pattern.compile("(?i)(?:https?|mailto):.*");
    private static final Pattern LESSON = Pattern.compile(".+\\.(?:md|Rmd|qmd|html)");
    private static final Pattern PIXELS = Pattern.compile("(\\d{1,4})(?:px)?");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})(?:\\.\\d+)?%");

    private final HtmlNodeRendererContext context;
    private final HtmlWriter writer;
    private final LinkResolver links;
    private final Messages texts;
    private final List<MarkdownNote> notes;
    private final List<SafeHtml.Section> sections;
    private final Set<String> anchors = new HashSet<>();
    private final Map<String, Integer> repeats = new HashMap<>();
    private final Map<String, Footnotes.Definition> footnotes;
    private final Map<String, Integer> footnoteNumbers = new LinkedHashMap<>();
    private final Outline outline = new Outline();
    private int insideCallouts;

    HtmlRendering(
            HtmlNodeRendererContext context,
            LinkResolver links,
            Messages texts,
            List<MarkdownNote> notes,
            List<SafeHtml.Section> sections,
            Map<String, Footnotes.Definition> footnotes) {
        this.context = context;
        this.writer = context.getWriter();
        this.links = links;
        this.texts = texts;
        this.notes = notes;
        this.sections = sections;
        this.footnotes = footnotes;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return OWN;
    }

    @Override
    public void render(Node node) {
        if (node instanceof Heading heading) {
            heading(heading);
        } else if (node instanceof Image image) {
            image(image, false);
        } else if (node instanceof Link link) {
            link(link);
        } else if (node instanceof Text text) {
            writer.text(dashes(text.getLiteral()));
        } else if (node instanceof FencedCodeBlock code) {
            code(code.getLiteral(), language(code.getInfo()));
        } else if (node instanceof IndentedCodeBlock code) {
            code(code.getLiteral(), "");
        } else if (node instanceof HtmlBlock html) {
            writer.line();
            writer.raw(authorsHtml(html.getLiteral(), html));
            writer.line();
        } else if (node instanceof HtmlInline html) {
            writer.raw(authorsHtml(html.getLiteral(), html));
        } else if (node instanceof FencedDiv div) {
            div(div);
        } else if (node instanceof FencedDiv.Stray) {
            note(node, MarkdownNote.Kind.DIV_STRAY_CLOSE, ":::");
        } else if (node instanceof Figure figure) {
            figure(figure);
        } else if (node instanceof WideBlock) {
            block("div", ordered("class", "table-scroll", "tabindex", "0"), node);
        } else if (node instanceof Span span) {
            inline("span", withId(span.attributes(), Map.of()), span);
        } else if (node instanceof InlineAttributes) {
            return;
        } else if (node instanceof GridTable table) {
            gridTable(table);
        } else if (node instanceof Definitions.Term || node instanceof Definitions.Description) {
            definition(node);
        } else if (node instanceof Footnotes.Reference reference) {
            footnoteReference(reference);
        }
    }

    // Headings

    private void heading(Heading heading) {
        Attributes attributes = Refinement.takeAttributes(heading);
        String title = Refinement.plainText(heading);
        String anchor = uniqueAnchor(attributes.id().orElse(title));
        int level = outline.heading(heading.getLevel());
        if (insideCallouts == 0 && !title.isEmpty()) {
            sections.add(new SafeHtml.Section(level, anchor, title));
        }
        block("h" + level, Map.of("id", anchor), heading);
    }

    private String uniqueAnchor(String wish) {
        String base = Markdown.anchor(slug(wish));
        String anchor = base;
        while (!anchors.add(anchor)) {
            anchor = base + "-" + repeats.merge(base, 1, Integer::sum);
        }
        return anchor;
    }

    private static String slug(String title) {
        StringBuilder slug = new StringBuilder();
        title.codePoints()
                .map(Character::toLowerCase)
                .limit(100)
                .forEach(
                        c -> {
                            if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.') {
                                slug.appendCodePoint(c);
                            } else if (Character.isWhitespace(c)) {
                                slug.append('-');
                            }
                        });
        return slug.length() == 0 ? "section" : slug.toString();
    }

    // Links and images

    private void link(Link link) {
        Attributes attributes = Refinement.attributesOf(link);
        Optional<String> address = address(link.getDestination(), link);
        Map<String, String> shown = new LinkedHashMap<>(withId(attributes, Map.of()));
        if (address.isEmpty()) {
            inline("span", shown, link);
            return;
        }
        shown.put("href", address.get());
        if (link.getTitle() != null) {
            shown.put("title", link.getTitle());
        }
        inline("a", shown, link);
    }

    private Optional<String> address(String target, Node where) {
        if (target.startsWith("#")) {
            return Optional.of("#" + Markdown.anchor(target.substring(1)));
        }
        if (target.startsWith("//")) {
            return Optional.of("https:" + target);
        }
        if (SCHEME.matcher(target).matches()) {
            if (SAFE_SCHEME.matcher(target).matches()) {
                return Optional.of(target);
            }
            note(where, MarkdownNote.Kind.LINK_UNSAFE, target);
            return Optional.empty();
        }
        Optional<String> found = target.isEmpty() ? Optional.empty() : links.resolve(target);
        if (found.isEmpty()) {
            note(where, MarkdownNote.Kind.LINK_LOST, target);
        }
        return found.map(address -> withAnchor(address, target));
    }

    /** Headings of other lessons carry the same prefix as those of this one. */
    private static String withAnchor(String address, String target) {
        int hash = target.indexOf('#');
        boolean lesson = hash > 0 && LESSON.matcher(target.substring(0, hash)).matches();
        String fragment = lesson ? target.substring(hash + 1) : "";
        return !fragment.isEmpty() && address.endsWith("#" + fragment)
                ? address.substring(0, address.length() - fragment.length())
                        + Markdown.anchor(fragment)
                : address;
    }

    private void figure(Figure figure) {
        Image image = (Image) firstOf(figure, Image.class);
        Attributes attributes = Refinement.attributesOf(image);
        String style = "figure" + widthClass(attributes.pairs().get("width"));
        writer.line();
        writer.tag("figure", withId(attributes, Map.of("class", style)));
        image(image, true);
        boolean described = attributes.pairs().containsKey("alt");
        if (described && image.getFirstChild() != null) {
            inline("figcaption", Map.of(), image);
        } else if (image.getTitle() != null && !image.getTitle().isBlank()) {
            writer.tag("figcaption");
            writer.text(image.getTitle());
            writer.tag("/figcaption");
        }
        writer.tag("/figure");
        writer.line();
    }

    private static Node firstOf(Node parent, Class<? extends Node> type) {
        Node node = parent.getFirstChild();
        while (!type.isInstance(node)) {
            node = node.getNext();
        }
        return node;
    }

    private void image(Image image, boolean inFigure) {
        Attributes attributes = Refinement.attributesOf(image);
        String alt = attributes.pairs().getOrDefault("alt", Refinement.plainText(image));
        Map<String, String> shown = new LinkedHashMap<>();
        if (!inFigure) {
            shown.putAll(withId(attributes, Map.of()));
            String width = widthClass(attributes.pairs().get("width"));
            if (!width.isEmpty()) {
                shown.put("class", "figure" + width);
            }
        }
        String pixels = attributes.pairs().get("width");
        if (pixels != null && PIXELS.matcher(pixels).matches()) {
            shown.put("width", pixels.replace("px", ""));
        }
        image(writer, image.getDestination(), alt, shown, image);
    }

    private void image(
            HtmlWriter out, String target, String alt, Map<String, String> attributes, Node where) {
        boolean elsewhere =
                target.startsWith("//")
                        || target.regionMatches(true, 0, "http", 0, 4)
                                && SCHEME.matcher(target).matches();
        if (elsewhere) {
            note(where, MarkdownNote.Kind.IMAGE_EXTERNAL, target);
            String address = target.startsWith("//") ? "https:" + target : target;
            out.tag("a", ordered("class", "image-elsewhere", "href", address));
            out.text(alt.isBlank() ? address : alt);
            out.tag("/a");
            return;
        }
        Optional<String> found =
                SCHEME.matcher(target).matches() || target.isEmpty()
                        ? Optional.empty()
                        : links.resolve(target);
        if (found.isEmpty()) {
            note(where, MarkdownNote.Kind.IMAGE_LOST, target);
            out.tag("span", Map.of("class", "image-missing"));
            out.text(alt.isBlank() ? target : alt);
            out.tag("/span");
            return;
        }
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("src", found.get());
        shown.put("alt", alt);
        shown.put("loading", "lazy");
        shown.putAll(attributes);
        out.tag("img", shown, true);
    }

    private static String widthClass(@Nullable String width) {
        Matcher percent = PERCENT.matcher(width == null ? "" : width.strip());
        if (!percent.matches()) {
            return "";
        }
        int tenth = Math.round(Integer.parseInt(percent.group(1)) / 10f) * 10;
        return tenth >= 100 || tenth == 0 ? "" : " figure--w" + tenth;
    }

    // Code

    private void code(String literal, String language) {
        writer.line();
        boolean named = !language.isEmpty();
        writer.tag(
                "pre",
                ordered("class", named ? "code code--" + language : "code", "tabindex", "0"));
        writer.tag("code", named ? Map.of("class", "language-" + language) : Map.of());
        writer.text(literal);
        writer.tag("/code");
        writer.tag("/pre");
        writer.line();
    }

    private static String language(@Nullable String info) {
        String word = info == null ? "" : info.strip().toLowerCase(Locale.ROOT);
        int start = 0;
        while (start < word.length() && "{.".indexOf(word.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < word.length()
                && (Character.isLetterOrDigit(word.charAt(end))
                        || "-+#".indexOf(word.charAt(end)) >= 0)) {
            end++;
        }
        return word.substring(start, end)
                .replace("c++", "cpp")
                .replace("c#", "csharp")
                .replaceAll("[^a-z0-9-]", "");
    }

    // HTML written by the author

    private String authorsHtml(String html, Node where) {
        return RawHtml.rewrite(html, tag -> authorsTag(tag, where));
    }

    private String authorsTag(RawHtml.Tag tag, Node where) {
        if (!Sanitiser.ELEMENTS.contains(tag.name()) && !tag.name().equals("h1")) {
            if (!Sanitiser.REFUSED_ELEMENTS.contains(tag.name())) {
                return Markdown.escaped(tag.text());
            }
            if (!tag.closing()) {
                note(where, MarkdownNote.Kind.HTML_REMOVED, "<" + tag.name() + ">");
            }
            return tag.text();
        }
        if (tag.closing()) {
            return switch (tag.name()) {
                case "h1" -> "</h2>";
                case "aside" -> "</div>";
                default -> tag.text();
            };
        }
        Map<String, String> attributes = new LinkedHashMap<>(tag.attributes());
        attributes.remove("style");
        if (attributes.containsKey("id")) {
            attributes.put("id", Markdown.anchor(attributes.get("id")));
        }
        StringBuilder out = new StringBuilder();
        HtmlWriter tags = new HtmlWriter(out);
        switch (tag.name()) {
            case "img" -> {
                String source = attributes.getOrDefault("src", "");
                String alt = attributes.getOrDefault("alt", "");
                attributes.keySet().removeAll(List.of("src", "alt", "srcset"));
                image(tags, source, alt, attributes, where);
            }
            case "a" -> {
                String target = attributes.remove("href");
                if (target != null) {
                    address(target, where).ifPresent(found -> attributes.put("href", found));
                }
                tags.tag("a", attributes);
            }
            case "h1" -> tags.tag("h2", attributes);
            case "aside" -> tags.tag("div", attributes);
            default -> tags.tag(tag.name(), attributes);
        }
        return out.toString();
    }

    // Fenced divs

    private void div(FencedDiv div) {
        if (!div.closed()) {
            note(div, MarkdownNote.Kind.DIV_UNCLOSED, "::: " + div.name());
        }
        Optional<DivKind> kind =
                div.attributes().classes().stream()
                        .flatMap(name -> DivKind.named(name).stream())
                        .findFirst();
        if (kind.isEmpty()) {
            note(div, MarkdownNote.Kind.DIV_UNKNOWN, "::: " + div.name());
            block("div", withId(div.attributes(), Map.of()), div);
            return;
        }
        switch (kind.get().look()) {
            case ASIDE -> callout(div, kind.get(), "div", true);
            case SECTION -> callout(div, kind.get(), "section", true);
            case DETAILS -> callout(div, kind.get(), "details", false);
            case TABS -> tabs(div);
            case HIDDEN -> note(div, MarkdownNote.Kind.INSTRUCTOR_NOTE, "::: " + div.name());
        }
    }

    /** An aside is a div: as an element of its own it would be a landmark inside the lesson's. */
    private void callout(FencedDiv div, DivKind kind, String element, boolean headed) {
        int outside = outline.enter();
        String titleElement = headed ? "h" + outline.title() : "summary";
        String style = "callout callout--" + kind.style();
        writer.line();
        writer.tag(element, withId(div.attributes(), Map.of("class", style)));
        writer.line();
        if (div.getFirstChild() instanceof Heading title) {
            title.unlink();
            Attributes attributes = Refinement.takeAttributes(title);
            String anchor =
                    uniqueAnchor(attributes.id().orElseGet(() -> Refinement.plainText(title)));
            inline(titleElement, ordered("class", "callout__title", "id", anchor), title);
        } else {
            writer.tag(titleElement, Map.of("class", "callout__title"));
            writer.text(texts.get("block." + kind.style()));
            writer.tag("/" + titleElement);
        }
        insideCallouts++;
        block("div", Map.of("class", "callout__body"), div);
        insideCallouts--;
        outline.leave(outside);
        writer.tag("/" + element);
        writer.line();
    }

    /** Each heading starts a panel; panels share a name, so that opening one closes the others. */
    private void tabs(FencedDiv div) {
        String group = uniqueAnchor("tabs");
        writer.line();
        writer.tag("div", Map.of("class", "tabs"));
        boolean inPanel = false;
        boolean first = true;
        int outside = outline.enter();
        insideCallouts++;
        for (Node child = div.getFirstChild(); child != null; ) {
            Node next = child.getNext();
            if (child instanceof Heading title) {
                if (inPanel) {
                    writer.tag("/details");
                }
                Map<String, String> panel = ordered("class", "tabs__panel", "name", group);
                if (first) {
                    panel.put("open", "open");
                }
                writer.line();
                writer.tag("details", panel);
                inline("summary", Map.of(), title);
                inPanel = true;
                first = false;
            } else {
                context.render(child);
            }
            child = next;
        }
        insideCallouts--;
        outline.leave(outside);
        if (inPanel) {
            writer.tag("/details");
        }
        writer.tag("/div");
        writer.line();
    }

    // Grid tables, definition lists, footnotes

    private void gridTable(GridTable table) {
        if (!table.readable()) {
            note(
                    table,
                    MarkdownNote.Kind.TABLE_AS_TEXT,
                    table.text().lines().findFirst().orElse(""));
            code(table.text(), "");
            return;
        }
        writer.line();
        writer.tag("table");
        String part = "";
        for (Node node = table.getFirstChild(); node != null; node = node.getNext()) {
            GridTable.Row row = (GridTable.Row) node;
            String rowPart = row.header() ? "thead" : "tbody";
            if (!rowPart.equals(part)) {
                if (!part.isEmpty()) {
                    writer.tag("/" + part);
                }
                writer.tag(rowPart);
                part = rowPart;
            }
            writer.tag("tr");
            for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                int outside = outline.enter();
                insideCallouts++;
                block(row.header() ? "th" : "td", Map.of(), cell);
                insideCallouts--;
                outline.leave(outside);
            }
            writer.tag("/tr");
        }
        writer.tag("/" + part);
        writer.tag("/table");
        writer.line();
    }

    private void definition(Node node) {
        if (!isDefinition(node.getPrevious())) {
            writer.line();
            writer.tag("dl");
            writer.line();
        }
        boolean term = node instanceof Definitions.Term;
        Node only = node.getFirstChild();
        boolean tight = !term && only instanceof Paragraph && only.getNext() == null;
        if (tight) {
            inline("dd", Map.of(), only);
        } else if (term) {
            inline("dt", Map.of(), node);
        } else {
            block("dd", Map.of(), node);
        }
        writer.line();
        if (!isDefinition(node.getNext())) {
            writer.tag("/dl");
            writer.line();
        }
    }

    private static boolean isDefinition(@Nullable Node node) {
        return node instanceof Definitions.Term || node instanceof Definitions.Description;
    }

    private void footnoteReference(Footnotes.Reference reference) {
        if (!footnotes.containsKey(reference.name())) {
            writer.text("[^" + reference.name() + "]");
            return;
        }
        boolean first = !footnoteNumbers.containsKey(reference.name());
        int number =
                footnoteNumbers.computeIfAbsent(
                        reference.name(), name -> footnoteNumbers.size() + 1);
        Map<String, String> place = ordered("class", "footnote-ref");
        if (first) {
            place.put("id", "s-fnref-" + number);
        }
        writer.tag("sup", place);
        writer.tag("a", Map.of("href", "#s-fn-" + number));
        writer.text(Integer.toString(number));
        writer.tag("/a");
        writer.tag("/sup");
    }

    /** Writes the footnotes that the text referred to, in the order of their first mention. */
    @Override
    public void afterRoot(Node document) {
        if (footnoteNumbers.isEmpty()) {
            return;
        }
        writer.line();
        writer.tag("section", Map.of("class", "footnotes"));
        writer.tag("ol");
        // A footnote may mention another one, which then joins the end of the list.
        for (int i = 0; i < footnoteNumbers.size(); i++) {
            String name = new ArrayList<>(footnoteNumbers.keySet()).get(i);
            writer.tag("li", Map.of("id", "s-fn-" + (i + 1)));
            children(footnotes.get(name));
            writer.tag("a", ordered("class", "footnote-back", "href", "#s-fnref-" + (i + 1)));
            writer.text("↩");
            writer.tag("/a");
            writer.tag("/li");
        }
        writer.tag("/ol");
        writer.tag("/section");
    }

    // Shared

    private void block(String element, Map<String, String> attributes, Node node) {
        writer.line();
        inline(element, attributes, node);
        writer.line();
    }

    private void inline(String element, Map<String, String> attributes, Node node) {
        writer.tag(element, attributes);
        children(node);
        writer.tag("/" + element);
    }

    private void children(Node parent) {
        Node node = parent.getFirstChild();
        while (node != null) {
            Node next = node.getNext();
            context.render(node);
            node = next;
        }
    }

    private Map<String, String> withId(Attributes attributes, Map<String, String> others) {
        if (attributes.id().isEmpty()) {
            return others;
        }
        Map<String, String> all = new LinkedHashMap<>(others);
        all.put("id", uniqueAnchor(attributes.id().get()));
        return all;
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    /** Dashes as Pandoc writes them; a double hyphen only between spaces: it may be an option. */
    private static String dashes(String text) {
        return text.indexOf("--") < 0
                ? text
                : text.replaceAll("(?<!-)---(?!-)", "—").replaceAll("(?<=\\s|^)--(?=\\s)", "–");
    }

    private void note(Node node, MarkdownNote.Kind kind, String subject) {
        notes.add(new MarkdownNote(line(node), kind, subject));
    }

    private static int line(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.getSourceSpans().isEmpty()) {
                return at.getSourceSpans().get(0).getLineIndex() + 1;
            }
        }
        return 1;
    }
}
