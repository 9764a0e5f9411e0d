package io.lyceum.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of a page, and somebody who fills them in and sends them with a bearer token. */
final class Forms {

    private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>");
    private static final Pattern AREA = Pattern.compile("(?s)<textarea\\b([^>]*)>(.*?)</textarea>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");

    private final String origin;
    private final String token;

    Forms(String origin, String token) {
        this.origin = origin;
        this.token = token;
    }

    /** A form as it stands in a page. */
    record Form(String action, Map<String, List<String>> values, String html) {

        Form with(String name, String... value) {
            Map<String, List<String>> changed = new LinkedHashMap<>(values);
            changed.put(name, List.of(value));
            return new Form(action, changed, html);
        }
    }

    Answer get(String path) {
        return Stack.get(origin + path, headers());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("Accept", "text/html");
        headers.put("Origin", origin);
        return headers;
    }

    /** The form of a page that has this in it. */
    static Form find(String page, String mark) {
        Matcher forms = FORM.matcher(page);
        while (forms.find()) {
            if (forms.group().contains(mark)) {
                return read(forms.group(1), forms.group(2));
            }
        }
        throw new AssertionError("no form with " + mark + " in " + page);
    }

    private static Form read(String start, String body) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Matcher inputs = INPUT.matcher(body);
        while (inputs.find()) {
            Map<String, String> input = attributes(inputs.group(1));
            boolean choice =
                    List.of("radio", "checkbox").contains(input.getOrDefault("type", "text"));
            if (input.containsKey("name") && (!choice || input.containsKey("checked"))) {
                values.computeIfAbsent(input.get("name"), n -> new ArrayList<>())
                        .add(input.getOrDefault("value", "on"));
            }
        }
        Matcher areas = AREA.matcher(body);
        while (areas.find()) {
            values.put(attributes(areas.group(1)).get("name"), List.of(areas.group(2)));
        }
        return new Form(attributes(start).get("action"), values, body);
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new HashMap<>();
        Matcher each = ATTRIBUTE.matcher(tag);
        while (each.find()) {
            attributes.put(
                    each.group(1),
                    each.group(2) == null ? "" : each.group(2).replace("&amp;", "&"));
        }
        return attributes;
    }

    Answer send(Form form) {
        return send(form, "text/html");
    }

    Answer send(Form form, String accept) {
        return post(form.action(), form.values(), accept);
    }

    Answer post(String path, Map<String, List<String>> values, String accept) {
        StringBuilder body = new StringBuilder();
        values.forEach(
                (name, all) ->
                        all.forEach(
                                value ->
                                        body.append(body.isEmpty() ? "" : "&")
                                                .append(encoded(name))
                                                .append('=')
                                                .append(encoded(value))));
        Map<String, String> headers = headers();
        headers.put("Accept", accept);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return Stack.send("POST", origin + path, headers, body.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
