package io.lyceum.shared.web;

import gg.jte.Content;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Our own line icons on a grid of 24 units, drawn with a stroke that takes the colour of the text.
 * They are hidden from screen readers: a label always stands beside them.
 */
public final class Icons {

    private static final Map<String, String> CONTROLS =
            Map.ofEntries(
                    Map.entry(
                            "search",
                            "<circle cx='10.5' cy='10.5' r='6.5'/><path d='m15.5 15.5 5 5'/>"),
                    Map.entry(
                            "bell", "<path d='M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4'/>"),
                    Map.entry("check", "<path d='m5 12.5 4.5 4.5L19 7.5'/>"),
                    Map.entry(
                            "check-circle",
                            "<circle cx='12' cy='12' r='9'/><path d='m8 12.3 2.8 2.8L16 9.7'/>"),
                    Map.entry("expand", "<path d='M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5'/>"),
                    Map.entry("circle", "<circle cx='12' cy='12' r='9'/>"),
                    Map.entry("close", "<path d='m6 6 12 12M18 6 6 18'/>"),
                    Map.entry("down", "<path d='m6 9.5 6 6 6-6'/>"),
                    Map.entry("right", "<path d='m9.5 6 6 6-6 6'/>"),
                    Map.entry("arrow-right", "<path d='M4 12h15m-6-6 6 6-6 6'/>"),
                    Map.entry("arrow-left", "<path d='M20 12H5m6-6-6 6 6 6'/>"),
                    Map.entry(
                            "clock", "<circle cx='12' cy='12' r='9'/><path d='M12 7v5.2l3.4 2'/>"),
                    Map.entry("level", "<path d='M5 20v-5M12 20V10M19 20V4'/>"),
                    Map.entry("lessons", "<path d='M4 6h11M4 12h16M4 18h8'/>"),
                    Map.entry(
                            "world",
                            "<circle cx='12' cy='12' r='9'/><path d='M3 12h18M12 3c3 3 3.6 6 3.6 9s-.6 6-3.6 9c-3-3-3.6-6-3.6-9S9 6 12 3z'/>"),
                    Map.entry(
                            "preview",
                            "<path d='M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z'/><circle cx='12' cy='12' r='2.8'/>"),
                    Map.entry(
                            "lock",
                            "<path d='M5.5 11h13v9h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11'/>"),
                    Map.entry(
                            "person",
                            "<circle cx='12' cy='8' r='4'/><path d='M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6'/>"),
                    Map.entry(
                            "sign-out",
                            "<path d='M10 4H5v16h5M9.5 12H21m-4.5-4.5L21 12l-4.5 4.5'/>"),
                    Map.entry(
                            "shield",
                            "<path d='M12 3 4.5 6v5.5c0 4.7 3 8 7.5 9.5 4.5-1.5 7.5-4.8 7.5-9.5V6z'/><path d='m8.8 12 2.3 2.3 4.2-4.5'/>"),
                    Map.entry(
                            "desk",
                            "<path d='M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z'/>"),
                    Map.entry(
                            "sun",
                            "<circle cx='12' cy='12' r='4'/><path d='M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4'/>"),
                    Map.entry(
                            "moon",
                            "<path d='M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z'/>"),
                    Map.entry("screen", "<path d='M3 5h18v11H3zM8.5 20h7M12 16v4'/>"),
                    Map.entry("download", "<path d='M12 4v11m-5-5 5 5 5-5M4.5 20h15'/>"),
                    Map.entry(
                            "certificate",
                            "<circle cx='12' cy='9' r='5.5'/><path d='m8.5 13.5-1.5 7 5-2.5 5 2.5-1.5-7'/>"),
                    Map.entry(
                            "outline",
                            "<path d='M9 6h11M9 12h11M9 18h11'/><path d='M4.5 6h.01M4.5 12h.01M4.5 18h.01' stroke-width='2.5'/>"),
                    Map.entry(
                            "keyboard",
                            "<path d='M2.5 6h19v12h-19zM8 14.5h8'/><path d='M6.5 10h.01M10.2 10h.01M13.8 10h.01M17.5 10h.01' stroke-width='2'/>"),
                    Map.entry(
                            "copy",
                            "<path d='M8.5 8.5h11v11h-11z'/><path d='M15.5 8.5v-4h-11v11h4'/>"),
                    Map.entry(
                            "warning",
                            "<path d='M12 4 2.5 20h19zM12 10v4.5'/><path d='M12 17.2h.01' stroke-width='2.2'/>"),
                    Map.entry(
                            "info",
                            "<circle cx='12' cy='12' r='9'/><path d='M12 11v5.5'/><path d='M12 7.8h.01' stroke-width='2.2'/>"),
                    Map.entry(
                            "cross-circle",
                            "<circle cx='12' cy='12' r='9'/><path d='m9 9 6 6m0-6-6 6'/>"),
                    Map.entry(
                            "filter",
                            "<path d='M4 7h10M18 7h2M4 17h2M10 17h10'/><circle cx='16' cy='7' r='2'/><circle cx='8' cy='17' r='2'/>"),
                    Map.entry(
                            "link",
                            "<path d='M10 14a4.5 4.5 0 0 0 6.4 0l3.2-3.2a4.5 4.5 0 0 0-6.4-6.4L12 5.6'/><path d='M14 10a4.5 4.5 0 0 0-6.4 0l-3.2 3.2a4.5 4.5 0 0 0 6.4 6.4L12 18.4'/>"),
                    Map.entry("bookmark", "<path d='M6.5 3.5h11v17L12 16l-5.5 4.5z'/>"),
                    Map.entry(
                            "note",
                            "<path d='M4.5 4h15v10.5l-5.5 5.5h-9.5zM19.5 14.5h-5.5v5.5M8 8.5h8M8 12h5'/>"),
                    Map.entry(
                            "trash",
                            "<path d='M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6'/>"),
                    Map.entry("plus", "<path d='M12 5v14M5 12h14'/>"),
                    Map.entry("device", "<path d='M7 2.5h10v19H7zM10.5 18.5h3'/>"),
                    Map.entry("home", "<path d='m3.5 11 8.5-7 8.5 7M6 9v11h12V9'/>"));

    private static final Map<String, String> TOPICS =
            Map.ofEntries(
                    Map.entry(
                            "book",
                            "<path d='M12 6.5C9.5 4.5 6.5 4 3 4v14.5c3.5 0 6.5.5 9 2.5 2.5-2 5.5-2.5 9-2.5V4c-3.5 0-6.5.5-9 2.5zM12 6.5V21'/>"),
                    Map.entry("code", "<path d='m8 7-5 5 5 5M16 7l5 5-5 5M13.5 4.5l-3 15'/>"),
                    Map.entry(
                            "terminal",
                            "<path d='M2.5 4.5h19v15h-19zM6.5 9l3.5 3-3.5 3M12.5 15.5h5'/>"),
                    Map.entry(
                            "branch",
                            "<circle cx='6' cy='5' r='2.2'/><circle cx='6' cy='19' r='2.2'/><circle cx='18' cy='8' r='2.2'/><path d='M6 7.2v9.6M18 10.2c0 4-4 5-8 5.3-2.5.2-4 .8-4 1.3'/>"),
                    Map.entry(
                            "database",
                            "<ellipse cx='12' cy='5.5' rx='8' ry='3'/><path d='M4 5.5v13c0 1.7 3.6 3 8 3s8-1.3 8-3v-13M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3'/>"),
                    Map.entry(
                            "globe",
                            "<circle cx='12' cy='12' r='9'/><path d='M3 12h18M12 3c3 3 3.6 6 3.6 9s-.6 6-3.6 9c-3-3-3.6-6-3.6-9S9 6 12 3z'/>"),
                    Map.entry(
                            "language",
                            "<path d='M3 5.5h11M8.5 3v2.5M11.5 5.5c-1 4-4 7-8 8.5M5.5 8.5c1.5 2.5 3.5 4 6.5 5'/><path d='m11.5 21 4.5-11 4.5 11M13.2 17h5.6'/>"),
                    Map.entry(
                            "speech",
                            "<path d='M4 4.5h16v11.5h-8.5L7 20.5V16H4z'/><path d='M8 8.7h8M8 12h5'/>"),
                    Map.entry(
                            "letters",
                            "<path d='m2.5 18 5-13 5 13M4.3 13.5h6.4'/><path d='M20.5 10v8M20.5 14a3.2 4 0 1 1-6.4 0 3.2 4 0 0 1 6.4 0z'/>"),
                    Map.entry(
                            "coffee",
                            "<path d='M4 9h13v6a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM17 10.5h1.5a2.5 2.5 0 0 1 0 5H17M8 3v2.5M12.5 3v2.5'/>"),
                    Map.entry(
                            "travel",
                            "<path d='M12 21.5S5 15 5 9.5a7 7 0 0 1 14 0C19 15 12 21.5 12 21.5z'/><circle cx='12' cy='9.5' r='2.5'/>"),
                    Map.entry(
                            "music",
                            "<circle cx='6.5' cy='18' r='3'/><circle cx='17.5' cy='16' r='3'/><path d='M9.5 18V6l11-2v12'/>"),
                    Map.entry(
                            "piano",
                            "<path d='M3 4.5h18v15H3zM9 12.5v7M15 12.5v7'/><path d='M7.5 4.5h3v8h-3zM13.5 4.5h3v8h-3z'/>"),
                    Map.entry(
                            "strings",
                            "<path d='M9 3.5h6M12 3.5v15'/><path d='M12 8c-4.5-1-5.5 3.2-3.6 5-3.4 2.3-1.4 8 3.6 8s7-5.7 3.6-8C17.5 11.2 16.5 7 12 8zM9.5 17.5h5'/>"),
                    Map.entry(
                            "clef",
                            "<path d='M4 5h16M4 9.5h16M4 14h16M4 18.5h16'/><circle cx='9' cy='14' r='2.2'/><path d='M11.2 14V4'/>"),
                    Map.entry(
                            "voice",
                            "<path d='M12 3a3.2 3.2 0 0 1 3.2 3.2v5.6a3.2 3.2 0 0 1-6.4 0V6.2A3.2 3.2 0 0 1 12 3z'/><path d='M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3.5'/>"),
                    Map.entry("metronome", "<path d='M9 3h6l4 18H5zM6.5 15h11M12 15l6-9'/>"),
                    Map.entry(
                            "headphones",
                            "<path d='M4 17v-4a8 8 0 0 1 16 0v4M4 14.5h3.5v6H4zM16.5 14.5H20v6h-3.5z'/>"),
                    Map.entry("chart", "<path d='M4 4v16h16'/><path d='m7.5 15 4-5 3.5 3 5-7'/>"),
                    Map.entry(
                            "design",
                            "<path d='M3.5 20.5 5 15 16.5 3.5l4 4L9 19z'/><path d='m14 6 4 4'/>"),
                    Map.entry(
                            "cloud",
                            "<path d='M7 18.5a4.5 4.5 0 0 1-.5-9 6 6 0 0 1 11.5 1.5 3.8 3.8 0 0 1-.5 7.5z'/>"),
                    Map.entry(
                            "gear",
                            "<circle cx='12' cy='12' r='3.2'/><path d='M12 2.5v3.5M12 18v3.5M2.5 12H6M18 12h3.5M5.3 5.3l2.4 2.4M16.3 16.3l2.4 2.4M5.3 18.7l2.4-2.4M16.3 7.7l2.4-2.4'/>"),
                    Map.entry(
                            "rocket",
                            "<path d='M12 2.5c4 3 5.5 7.5 4 13H8c-1.5-5.5 0-10 4-13zM8 12l-3.5 3.5V19L8.5 15.5M16 12l3.5 3.5V19l-4-3.5M12 18.5v3'/><circle cx='12' cy='9' r='1.7'/>"),
                    Map.entry(
                            "flask",
                            "<path d='M9 3h6M10 3v6.5L4.5 19a1.5 1.5 0 0 0 1.3 2h12.4a1.5 1.5 0 0 0 1.3-2L14 9.5V3M7.5 15h9'/>"),
                    Map.entry(
                            "leaf",
                            "<path d='M5 19c0-9 5-14 15-15 .5 10-4 15.5-12 14.5M4 21c2-6 5.5-9 10-11'/>"),
                    Map.entry(
                            "heart",
                            "<path d='M12 20.5C5 15.5 3 12 3 8.7A4.7 4.7 0 0 1 12 7a4.7 4.7 0 0 1 9 1.7c0 3.3-2 6.8-9 11.8z'/>"),
                    Map.entry(
                            "star",
                            "<path d='m12 3 2.7 5.8 6.3.7-4.7 4.3 1.3 6.2L12 16.9 6.4 20l1.3-6.2L3 9.5l6.3-.7z'/>"),
                    Map.entry("briefcase", "<path d='M3 8h18v12H3zM8.5 8V4.5h7V8M3 13.5h18'/>"),
                    Map.entry(
                            "camera",
                            "<path d='M3 7h4.5L9.5 4h5l2 3H21v13H3z'/><circle cx='12' cy='13' r='3.8'/>"),
                    Map.entry(
                            "numbers",
                            "<path d='M5 6.5h6M8 3.5v6M14 6.5h6M5 17.5h6M14.5 15.2h5M14.5 19.5h5'/>"),
                    Map.entry(
                            "people",
                            "<circle cx='8.5' cy='8' r='3.5'/><path d='M2.5 20c.5-4 2.8-6 6-6s5.5 2 6 6M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.3c2.3.6 3.7 2.5 4 5.7'/>"));

    private static final Map<String, Content> READY = new HashMap<>();

    static {
        CONTROLS.forEach((name, shape) -> READY.put(name, ready(shape)));
        TOPICS.forEach((name, shape) -> READY.putIfAbsent(name, ready(shape)));
    }

    private Icons() {}

    /**
     * Draws an icon; a topic that has none is drawn as a book.
     *
     * @param name of a control or topic icon
     */
    public static Content svg(String name) {
        Content icon = READY.get(name);
        return icon == null ? READY.get("book") : icon;
    }

    /** Names of the icons that a course may choose from. */
    public static Set<String> topics() {
        return TOPICS.keySet();
    }

    /** The shape of a topic icon as SVG elements on a grid of 24 units. */
    public static String topicShape(String name) {
        return TOPICS.getOrDefault(name, TOPICS.get("book")).replace('\'', '"');
    }

    private static Content ready(String shape) {
        return Html.trusted(
                "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">"
                        + shape.replace('\'', '"')
                        + "</svg>");
    }
}
