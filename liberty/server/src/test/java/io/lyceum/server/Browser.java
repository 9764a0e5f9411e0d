package io.lyceum.server;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser without scripts: cookies per host (ports share them, as in real ones), redirects,
 * forms. The realm marks its cookies as Secure even where plain HTTP is trusted, so the marks are
 * read by tests and not obeyed here.
 */
final class Browser {

    private static final Pattern FORM =
            Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT =
            Pattern.compile("<(?:input|button|textarea)\\b[^>]*>", Pattern.DOTALL);
    private static final Pattern LINK =
            Pattern.compile("<a\\b[^>]*href=\"([^\"]+)\"", Pattern.DOTALL);
    private static final int HOPS = 15;

    private final Map<String, Map<String, Cookie>> jars = new HashMap<>();
    private final List<String> setCookies = new ArrayList<>();

    /** A cookie as it is kept. */
    record Cookie(String value, String path) {}

    /** A form of a page, with the values that it already has. */
    record Form(String action, Map<String, String> values) {}

    /** One request with this browser's cookies; redirects are not followed. */
    Answer once(String method, String url, Map<String, String> headers, String body) {
        return once(method, url, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer once(String method, String url, Map<String, String> headers, byte[] body) {
        URI uri = URI.create(url);
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Accept", "text/html,application/xhtml+xml");
        String cookies = cookies(uri);
        if (!cookies.isEmpty()) {
            all.put("Cookie", cookies);
        }
        Answer answer = Stack.send(method, url, all, body);
        for (String line : answer.headers().allValues("Set-Cookie")) {
            setCookies.add(line);
            keep(uri.getHost(), line);
        }
        return answer;
    }

    Answer once(String url) {
        return once("GET", url, Map.of(), "");
    }

    private String cookies(URI uri) {
        return jars.getOrDefault(uri.getHost(), Map.of()).entrySet().stream()
                .filter(e -> uri.getPath().startsWith(e.getValue().path()))
                .map(e -> e.getKey() + "=" + e.getValue().value())
                .collect(Collectors.joining("; "));
    }

    private void keep(String host, String line) {
        String[] parts = line.split(";");
        int equals = parts[0].indexOf('=');
        String name = parts[0].substring(0, equals).strip();
        String value = parts[0].substring(equals + 1).strip();
        String path = "/";
        boolean gone = value.isEmpty();
        for (String part : parts) {
            String[] attribute = part.strip().split("=", 2);
            if (attribute[0].equalsIgnoreCase("Path")) {
                path = attribute[1];
            } else if (attribute[0].equalsIgnoreCase("Max-Age")) {
                gone |= attribute[1].equals("0");
            }
        }
        Map<String, Cookie> jar = jars.computeIfAbsent(host, h -> new LinkedHashMap<>());
        if (gone) {
            jar.remove(name);
        } else {
            jar.put(name, new Cookie(value, path));
        }
    }

    Optional<String> cookie(String host, String name) {
        return Optional.ofNullable(jars.getOrDefault(hostOnly(host), Map.of()).get(name))
                .map(Cookie::value);
    }

    void setCookie(String host, String name, String value) {
        jars.computeIfAbsent(hostOnly(host), h -> new LinkedHashMap<>())
                .put(name, new Cookie(value, "/"));
    }

    private static String hostOnly(String host) {
        return host.replaceFirst(":\\d+$", "");
    }

    /** All Set-Cookie lines so far. */
    List<String> setCookies() {
        return setCookies;
    }

    Answer get(String url) {
        return follow(once(url));
    }

    /** Follows redirects to the page at their end. */
    Answer follow(Answer answer) {
        Answer now = answer;
        for (int i = 0; i < HOPS; i++) {
            Optional<String> location = now.header("Location");
            if (location.isEmpty() || now.status() < 300 || now.status() > 399) {
                return now;
            }
            now = once(URI.create(now.url()).resolve(location.get()).toString());
        }
        throw new AssertionError("redirects without end: " + now);
    }

    static List<Form> forms(Answer page) {
        List<Form> forms = new ArrayList<>();
        Matcher form = FORM.matcher(page.body());
        while (form.find()) {
            Map<String, String> values = new LinkedHashMap<>();
            Matcher input = INPUT.matcher(form.group(2));
            while (input.find()) {
                attribute(input.group(), "name")
                        .filter(name -> isSent(input.group()))
                        .ifPresent(
                                name ->
                                        values.put(
                                                name,
                                                attribute(input.group(), "value").orElse("")));
            }
            forms.add(
                    new Form(
                            URI.create(page.url())
                                    .resolve(attribute(form.group(1), "action").orElse(page.url()))
                                    .toString(),
                            values));
        }
        return forms;
    }

    /** What is not ticked is not sent. */
    private static boolean isSent(String tag) {
        return !tag.matches("(?s).*\\btype=\"(checkbox|radio)\".*")
                || tag.matches("(?s).*\\schecked\\b.*");
    }

    private static Optional<String> attribute(String tag, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return matcher.find() ? Optional.of(unescape(matcher.group(1))) : Optional.empty();
    }

    private static String unescape(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x2F;", "/")
                .replace("&#61;", "=")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** The form that posts to a place. */
    static Form form(Answer page, String actionPart) {
        return forms(page).stream()
                .filter(f -> f.action().contains(actionPart))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form to " + actionPart + " in " + page));
    }

    /** Sends a form as a browser does, with the page's origin; redirects are not followed. */
    Answer submit(Answer page, Form form, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(form.values());
        all.putAll(values);
        URI from = URI.create(page.url());
        return once(
                "POST",
                form.action(),
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Origin",
                        from.getScheme() + "://" + from.getAuthority()),
                encode(all));
    }

    /** Sends a form with a file in it; redirects are not followed. */
    Answer upload(Answer page, Form form, String field, String fileName, byte[] content) {
        String boundary = "----lyceum" + Long.toHexString(System.nanoTime());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        form.values()
                .forEach(
                        (name, value) -> {
                            if (!name.equals(field)) {
                                part(body, boundary, "name=\"" + name + "\"", "");
                                body.writeBytes(value.getBytes(StandardCharsets.UTF_8));
                            }
                        });
        part(
                body,
                boundary,
                "name=\"" + field + "\"; filename=\"" + fileName + "\"",
                "Content-Type: application/octet-stream\r\n");
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        URI from = URI.create(page.url());
        return once(
                "POST",
                form.action(),
                Map.of(
                        "Content-Type",
                        "multipart/form-data; boundary=" + boundary,
                        "Origin",
                        from.getScheme() + "://" + from.getAuthority()),
                body.toByteArray());
    }

    private static void part(
            ByteArrayOutputStream body, String boundary, String disposition, String headers) {
        body.writeBytes(
                ("\r\n--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; "
                                + disposition
                                + "\r\n"
                                + headers
                                + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    static String encode(Map<String, String> values) {
        return values.entrySet().stream()
                .map(
                        e ->
                                URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8)
                                        + "="
                                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /**
     * Goes through the realm's pages until the browser is back at Lyceum: fills each form that asks
     * for nothing but these values, and follows the link that a page without a form offers.
     *
     * @return the page at Lyceum, or the realm's page that could not be passed
     */
    Answer through(Answer start, Map<String, String> values) {
        Answer page = follow(start);
        int realmPort = Stack.RUNNING.keycloakPort();
        String lastBody = "";
        for (int i = 0; i < HOPS && URI.create(page.url()).getPort() == realmPort; i++) {
            if (page.body().equals(lastBody)) {
                return page;
            }
            lastBody = page.body();
            Optional<Form> form =
                    forms(page).stream()
                            .filter(f -> f.values().keySet().stream().anyMatch(values::containsKey))
                            .findFirst();
            if (form.isPresent()) {
                Map<String, String> filled = new LinkedHashMap<>();
                form.get().values().keySet().stream()
                        .filter(values::containsKey)
                        .forEach(name -> filled.put(name, values.get(name)));
                page = follow(submit(page, form.get(), filled));
                continue;
            }
            Optional<String> onward = onward(page);
            if (onward.isEmpty()) {
                return page;
            }
            page = get(onward.get());
        }
        return page;
    }

    private static Optional<String> onward(Answer page) {
        Matcher link = LINK.matcher(page.body());
        while (link.find()) {
            String target = unescape(link.group(1));
            if (target.contains("action-token") || target.endsWith("/welcome")) {
                return Optional.of(URI.create(page.url()).resolve(target).toString());
            }
        }
        return Optional.empty();
    }

    /** Signs somebody in at a school by the form; answers the page where they land. */
    Answer signIn(String origin, String returnTo, String email, String password) {
        return through(
                once(
                        origin
                                + "/sign-in?return="
                                + URLEncoder.encode(returnTo, StandardCharsets.UTF_8)),
                Map.of("username", email, "password", password));
    }
}
