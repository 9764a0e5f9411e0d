package io.lyceum.catalog.internal.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.owasp.html.AttributePolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * The allow-list that everything written by people passes before it reaches a page. No scripts, no
 * styles, no forms, no frames, no inline SVG, no addresses other than http, https and mailto, and
 * images only from the school's own origin.
 */
final class Sanitiser {

    static final Set<String> ELEMENTS =
            Set.of(
                    "a",
                    "abbr",
                    "aside",
                    "b",
                    "blockquote",
                    "br",
                    "caption",
                    "cite",
                    "code",
                    "dd",
                    "del",
                    "details",
                    "dfn",
                    "div",
                    "dl",
                    "dt",
                    "em",
                    "figcaption",
                    "figure",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "i",
                    "img",
                    "ins",
                    "kbd",
                    "li",
                    "mark",
                    "ol",
                    "p",
                    "pre",
                    "q",
                    "s",
                    "samp",
                    "section",
                    "small",
                    "span",
                    "strong",
                    "sub",
                    "summary",
                    "sup",
                    "table",
                    "tbody",
                    "td",
                    "tfoot",
                    "th",
                    "thead",
                    "tr",
                    "u",
                    "ul",
                    "var");

    /**
     * Elements of HTML, SVG and MathML that people's texts may not hold. Any other name in angle
     * brackets, such as {@code <your name>}, is no element at all and is shown as it was typed.
     */
    static final Set<String> REFUSED_ELEMENTS =
            Set.of(
                    "address",
                    "animate",
                    "animatetransform",
                    "applet",
                    "area",
                    "article",
                    "audio",
                    "base",
                    "basefont",
                    "bdi",
                    "bdo",
                    "bgsound",
                    "big",
                    "blink",
                    "body",
                    "button",
                    "canvas",
                    "center",
                    "circle",
                    "col",
                    "colgroup",
                    "data",
                    "datalist",
                    "dialog",
                    "dir",
                    "embed",
                    "fieldset",
                    "font",
                    "footer",
                    "foreignobject",
                    "form",
                    "frame",
                    "frameset",
                    "g",
                    "head",
                    "header",
                    "hgroup",
                    "html",
                    "iframe",
                    "image",
                    "input",
                    "isindex",
                    "keygen",
                    "label",
                    "layer",
                    "legend",
                    "link",
                    "listing",
                    "main",
                    "map",
                    "marquee",
                    "math",
                    "menu",
                    "meta",
                    "meter",
                    "nav",
                    "nobr",
                    "noembed",
                    "noframes",
                    "noscript",
                    "object",
                    "optgroup",
                    "option",
                    "output",
                    "param",
                    "path",
                    "picture",
                    "plaintext",
                    "portal",
                    "progress",
                    "rect",
                    "rp",
                    "rt",
                    "ruby",
                    "script",
                    "search",
                    "select",
                    "set",
                    "slot",
                    "source",
                    "strike",
                    "style",
                    "svg",
                    "template",
                    "textarea",
                    "time",
                    "title",
                    "track",
                    "tt",
                    "use",
                    "video",
                    "wbr",
                    "xml",
                    "xmp");

    private static final Pattern CLASS =
            Pattern.compile(
                    "callout(?:--[a-z]+|__title|__body)?|code(?:--[a-z0-9-]+)?"
                            + "|language-[a-z0-9-]+|figure(?:--w\\d{2,3})?|tabs(?:__panel)?"
                            + "|table-scroll|footnotes?|footnote-(?:back|ref)|image-missing"
                            + "|image-elsewhere");
    private static final Pattern ID = Pattern.compile("s-[\\p{L}\\p{N}_.:-]{1,120}");
    private static final Pattern OWN_ADDRESS = Pattern.compile("(?!//)(?![^/?#]*:)[^\\\\\\s]+");
    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,4}");

    private static final AttributePolicy OWN_CLASSES =
            (element, attribute, value) -> {
                String kept =
                        Arrays.stream(value.split("\\s+"))
                                .filter(name -> CLASS.matcher(name).matches())
                                .collect(Collectors.joining(" "));
                return kept.isEmpty() ? null : kept;
            };

    private static final PolicyFactory POLICY =
            new HtmlPolicyBuilder()
                    .allowElements(
                            ELEMENTS.stream()
                                    .filter(name -> !name.equals("a"))
                                    .toArray(String[]::new))
                    .allowElements(Sanitiser::markForeignLink, "a")
                    .allowWithoutAttributes("span")
                    .allowUrlProtocols("http", "https", "mailto")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes("src")
                    .matching(OWN_ADDRESS)
                    .onElements("img")
                    .allowAttributes("alt", "title")
                    .onElements("img", "a", "abbr")
                    .allowAttributes("loading")
                    .matching(false, "lazy")
                    .onElements("img")
                    .allowAttributes("width", "height")
                    .matching(SMALL_NUMBER)
                    .onElements("img")
                    .allowAttributes("class")
                    .matching(OWN_CLASSES)
                    .globally()
                    .allowAttributes("id")
                    .matching(ID)
                    .globally()
                    .allowAttributes("dir")
                    .matching(false, "ltr", "rtl", "auto")
                    .globally()
                    .allowAttributes("lang")
                    .matching(Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"))
                    .globally()
                    .allowAttributes("align")
                    .matching(true, "left", "center", "right")
                    .onElements("td", "th")
                    .allowAttributes("colspan", "rowspan")
                    .matching(Pattern.compile("\\d{1,2}"))
                    .onElements("td", "th")
                    .allowAttributes("scope")
                    .matching(true, "row", "col")
                    .onElements("th")
                    .allowAttributes("start")
                    .matching(SMALL_NUMBER)
                    .onElements("ol")
                    .allowAttributes("open")
                    .matching(false, "open", "")
                    .onElements("details")
                    .allowAttributes("name")
                    .matching(ID)
                    .onElements("details")
                    .allowAttributes("tabindex")
                    .matching(false, "0")
                    .onElements("pre", "div")
                    .toFactory();

    private Sanitiser() {}

    static String sanitise(String html) {
        return POLICY.sanitize(html);
    }

    /** A link that leads away says so to crawlers and hands over no window. */
    private static String markForeignLink(String element, List<String> attributes) {
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals("href")) {
                String address = attributes.get(i + 1).toLowerCase(Locale.ROOT).strip();
                if (address.startsWith("http:")
                        || address.startsWith("https:")
                        || address.startsWith("//")) {
                    attributes.add("rel");
                    attributes.add("noopener nofollow");
                }
                return element;
            }
        }
        return null;
    }
}
