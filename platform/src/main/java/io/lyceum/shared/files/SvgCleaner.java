package io.lyceum.shared.files;

import io.lyceum.shared.problem.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Rewrites an uploaded SVG so that only drawing is left: listed elements, no scripts, no event
 * handlers, no animation, no foreign content, no address outside the file. The picture is parsed
 * and written anew; nothing of the original text is passed through.
 */
public final class SvgCleaner {

    /** Most bytes of an SVG picture. */
    public static final int LIMIT = 2_000_000;

    private static final int DEEPEST = 100;
    private static final int MOST_ELEMENTS = 50_000;
    private static final long MOST_DRAWN = 200_000;

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private static final Set<String> ELEMENTS =
            Set.of(
                    "svg",
                    "g",
                    "defs",
                    "symbol",
                    "use",
                    "title",
                    "desc",
                    "switch",
                    "path",
                    "rect",
                    "circle",
                    "ellipse",
                    "line",
                    "polyline",
                    "polygon",
                    "text",
                    "tspan",
                    "textPath",
                    "linearGradient",
                    "radialGradient",
                    "stop",
                    "clipPath",
                    "mask",
                    "pattern",
                    "marker",
                    "image",
                    "style",
                    "filter",
                    "feBlend",
                    "feColorMatrix",
                    "feComponentTransfer",
                    "feComposite",
                    "feConvolveMatrix",
                    "feDiffuseLighting",
                    "feDisplacementMap",
                    "feDistantLight",
                    "feDropShadow",
                    "feFlood",
                    "feFuncA",
                    "feFuncB",
                    "feFuncG",
                    "feFuncR",
                    "feGaussianBlur",
                    "feMerge",
                    "feMergeNode",
                    "feMorphology",
                    "feOffset",
                    "fePointLight",
                    "feSpecularLighting",
                    "feSpotLight",
                    "feTile",
                    "feTurbulence");

    /** Removed together with their mark, but what they hold is kept: a link's picture. */
    private static final Set<String> UNWRAPPED = Set.of("a");

    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern OWN_TARGET = Pattern.compile("#[^\\s\"'()<>]+");
    private static final Pattern EMBEDDED_PICTURE =
            Pattern.compile("data:image/(png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=\\s]+");
    private static final Pattern ADDRESS =
            Pattern.compile("url\\(\\s*(?:\"([^\"]*)\"|'([^']*)'|([^)]*?))\\s*\\)");
    private static final Pattern DANGEROUS_CSS =
            Pattern.compile(
                    "@import|@namespace|expression\\s*\\(|behavior\\s*:|-moz-binding|javascript:"
                            + "|\\\\|<|image-set|image\\s*\\(|src\\s*\\(");

    private final StringBuilder out = new StringBuilder();
    private final Set<String> removed = new LinkedHashSet<>();
    private final Deque<List<String>> openIds = new ArrayDeque<>();
    private final Map<String, Drawing> drawings = new HashMap<>();
    private final Drawing whole = new Drawing();
    private int elements;

    /** How much one named part draws, and which other parts it draws again by {@code use}. */
    private static final class Drawing {
        private long elements;
        private final Map<String, Integer> uses = new HashMap<>();
    }

    private SvgCleaner() {}

    /**
     * A picture that is safe to serve.
     *
     * @param svg the new file, UTF-8
     * @param removed what was left out, for example {@code <script>} or {@code onclick}, in order
     *     of appearance and without repetition; empty when the picture is complete
     */
    public record CleanSvg(byte[] svg, List<String> removed) {

        public CleanSvg {
            svg = svg.clone();
            removed = List.copyOf(removed);
        }

        @Override
        public byte[] svg() {
            return svg.clone();
        }
    }

    /**
     * Cleans a picture.
     *
     * @throws Problem {@link FileProblem#SVG_NOT_ACCEPTED} when it is not well-formed, not SVG,
     *     uses entities, is too large or would draw absurdly much; {@link
     *     FileProblem#FILE_TOO_LARGE}
     */
    public static CleanSvg clean(byte[] svg) {
        if (svg.length > LIMIT) {
            throw new Problem(FileProblem.FILE_TOO_LARGE, LIMIT / 1_000_000);
        }
        SvgCleaner cleaner = new SvgCleaner();
        try {
            cleaner.rewrite(reader(svg));
        } catch (XMLStreamException e) {
            throw refused("it is not well-formed XML");
        }
        return new CleanSvg(
                cleaner.out.toString().getBytes(StandardCharsets.UTF_8),
                List.copyOf(cleaner.removed));
    }

    /** The JDK's own parser, whatever else is on the class path: its settings are known here. */
    private static XMLStreamReader reader(byte[] svg) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory.createXMLStreamReader(new ByteArrayInputStream(svg));
    }

    private void rewrite(XMLStreamReader in) throws XMLStreamException {
        Deque<String> open = new ArrayDeque<>();
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> startElement(in, open);
                case XMLStreamConstants.END_ELEMENT -> endElement(open);
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        text(in.getText(), open);
                case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("it uses XML entities");
                default -> {}
            }
        }
        if (elements == 0) {
            throw refused("it holds no <svg> element");
        }
        if (drawn(whole, new HashMap<>(), new HashSet<>()) > MOST_DRAWN) {
            throw refused("it repeats its parts too often");
        }
    }

    private void startElement(XMLStreamReader in, Deque<String> open) throws XMLStreamException {
        String name = in.getLocalName();
        // Old drawings have no namespace at all; browsers would not draw them, so it is added.
        boolean drawing = SVG.equals(in.getNamespaceURI()) || in.getNamespaceURI() == null;
        if (elements == 0 && !(drawing && name.equals("svg"))) {
            throw refused("it does not start with an <svg> element");
        }
        if (drawing && UNWRAPPED.contains(name)) {
            removed.add("<" + name + ">");
            open.push("");
            openIds.push(List.of());
            return;
        }
        if (!drawing || !ELEMENTS.contains(name)) {
            skip(in);
            removed.add("<" + name + ">");
            return;
        }
        if (name.equals("style")) {
            style(in);
            return;
        }
        if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
            throw refused("it has too many elements");
        }
        out.append('<').append(name);
        if (elements == 1) {
            out.append(" xmlns=\"").append(SVG).append("\" xmlns:xlink=\"").append(XLINK);
            out.append('"');
        }
        String id = in.getAttributeValue(null, "id");
        openIds.push(id == null ? List.of() : List.of(id));
        count(part -> part.elements++);
        attributes(in, name);
        out.append('>');
        open.push(name);
    }

    private void endElement(Deque<String> open) {
        String name = open.pop();
        openIds.pop();
        if (!name.isEmpty()) {
            out.append("</").append(name).append('>');
        }
    }

    private void text(String text, Deque<String> open) {
        if (!open.isEmpty()) {
            escape(text);
        }
    }

    private void attributes(XMLStreamReader in, String element) {
        Set<String> written = new HashSet<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String namespace = in.getAttributeNamespace(i);
            String name = in.getAttributeLocalName(i);
            String value = in.getAttributeValue(i);
            boolean link =
                    name.equals("href")
                            && (namespace == null
                                    || namespace.isEmpty()
                                    || XLINK.equals(namespace));
            if (link) {
                href(element, value, written);
            } else if (XML.equals(namespace) && (name.equals("space") || name.equals("lang"))) {
                attribute("xml:" + name, value, written);
            } else if (namespace == null || namespace.isEmpty()) {
                plainAttribute(name, value, written);
            }
        }
    }

    private void href(String element, String value, Set<String> written) {
        String target = value.strip();
        boolean own = OWN_TARGET.matcher(target).matches();
        boolean picture = element.equals("image") && EMBEDDED_PICTURE.matcher(target).matches();
        if (!own && !picture) {
            removed.add("href");
            return;
        }
        if (own && element.equals("use")) {
            count(part -> part.uses.merge(target.substring(1), 1, Integer::sum));
        }
        // Both spellings: the old one for older readers of the file, the new one for all others.
        attribute("xlink:href", target, written);
        attribute("href", target, written);
    }

    private void plainAttribute(String name, String value, Set<String> written) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("on") || !ATTRIBUTE.matcher(name).matches() || !isHarmless(value)) {
            removed.add(name);
            return;
        }
        attribute(name, value, written);
    }

    private void attribute(String name, String value, Set<String> written) {
        if (written.add(name)) {
            out.append(' ').append(name).append("=\"");
            escape(value);
            out.append('"');
        }
    }

    /** A style sheet is kept whole or not at all: half of one would draw something else. */
    private void style(XMLStreamReader in) throws XMLStreamException {
        StringBuilder css = new StringBuilder();
        for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw refused("its style sheet holds elements");
            }
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw refused("it uses XML entities");
            }
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                css.append(in.getText());
            }
        }
        if (!isHarmless(css.toString())) {
            removed.add("<style>");
            return;
        }
        out.append("<style>");
        escape(css.toString());
        out.append("</style>");
    }

    private static boolean isHarmless(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (DANGEROUS_CSS.matcher(lower).find()) {
            return false;
        }
        Matcher address = ADDRESS.matcher(lower);
        int closed = 0;
        while (address.find()) {
            closed++;
            String target =
                    address.group(1) != null
                            ? address.group(1)
                            : address.group(2) != null ? address.group(2) : address.group(3);
            if (!OWN_TARGET.matcher(target.strip()).matches()) {
                return false;
            }
        }
        return closed == lower.split("url\\s*\\(", -1).length - 1;
    }

    private void skip(XMLStreamReader in) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private interface Counting {
        void apply(Drawing drawing);
    }

    /** Counts for the picture and for each named element around the current place. */
    private void count(Counting counting) {
        counting.apply(whole);
        for (List<String> ids : openIds) {
            for (String id : ids) {
                counting.apply(drawings.computeIfAbsent(id, name -> new Drawing()));
            }
        }
    }

    /**
     * Counts what is drawn when every {@code use} is followed: ten elements that each use the one
     * before ten times are a bomb of a few hundred bytes.
     */
    private long drawn(Drawing drawing, Map<String, Long> known, Set<String> underWay) {
        long sum = drawing.elements;
        for (Map.Entry<String, Integer> use : drawing.uses.entrySet()) {
            String id = use.getKey();
            Drawing target = drawings.get(id);
            if (target == null) {
                continue;
            }
            if (!underWay.add(id)) {
                throw refused("a part of it repeats itself");
            }
            Long part = known.get(id);
            if (part == null) {
                part = drawn(target, known, underWay);
                known.put(id, part);
            }
            underWay.remove(id);
            sum = Math.min(sum + part * use.getValue(), MOST_DRAWN + 1);
        }
        return sum;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n', '\r', '\t' -> out.append("&#").append((int) letter).append(';');
                default -> out.append(letter);
            }
        }
    }

    private static Problem refused(String why) {
        return new Problem(FileProblem.SVG_NOT_ACCEPTED, why);
    }
}
