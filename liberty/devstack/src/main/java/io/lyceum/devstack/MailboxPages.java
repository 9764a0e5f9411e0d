package io.lyceum.devstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The mailbox in a browser, and as JSON for tests.
 *
 * <pre>
 * GET    /                                   list; ?to= and ?open= in the address
 * GET    /messages/{id}/html|text|raw        one view of one mail
 * GET    /api/messages?to=&amp;subject=&amp;wait=    newest first; waits up to so many seconds for a match
 * GET    /api/messages/{id}
 * DELETE /api/messages
 * PUT    /api/refusals?to=                   refuses mails to an address; DELETE ends that
 * PUT    /api/bounces?to=                    takes the next mail to an address and returns it
 * </pre>
 */
final class MailboxPages {

    private static final int LISTED = 200;
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                    + " frame-src 'self'; img-src 'self' data:; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    /** A mail is foreign content: it gets styles and pictures, and no script at all. */
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                    + " style-src 'unsafe-inline'; img-src data: http: https:; font-src data:;"
                    + " frame-ancestors 'self'";

    private final Mailbox mailbox;
    private final Clock clock;

    MailboxPages(Mailbox mailbox, Clock clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    AutoCloseable listen(int port) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            ExecutorService threads =
                    Executors.newFixedThreadPool(
                            16,
                            task -> {
                                Thread thread = new Thread(task, "mailbox-pages");
                                thread.setDaemon(true);
                                return thread;
                            });
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
            return () -> {
                server.stop(0);
                threads.shutdownNow();
            };
        } catch (IOException e) {
            throw new Failure(
                    "The mailbox cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isLocal(exchange.getRequestHeaders().getFirst("Host"))) {
                // A foreign name that leads to this machine: a page elsewhere tries to read mails.
                answer(exchange, 403, "text/plain", "Not on this host.");
                return;
            }
            route(exchange, exchange.getRequestURI().getPath());
        }
    }

    static boolean isLocal(@org.jspecify.annotations.Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceAll(":[0-9]+$", "").toLowerCase(Locale.ROOT);
        return name.equals("127.0.0.1") || name.equals("localhost") || name.endsWith(".localhost");
    }

    private void route(HttpExchange exchange, String path) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String method = exchange.getRequestMethod();
        if (path.equals("/") && method.equals("GET")) {
            page(exchange, query);
        } else if (path.equals("/mailbox.css") || path.equals("/mailbox.js")) {
            asset(exchange, path);
        } else if (path.equals("/api/messages") && method.equals("GET")) {
            json(
                    exchange,
                    Map.of(
                            "messages",
                            mailbox
                                    .await(
                                            option(query, "to"),
                                            option(query, "subject"),
                                            seconds(query.get("wait")))
                                    .stream()
                                    .limit(LISTED)
                                    .map(MailboxPages::view)
                                    .toList()));
        } else if (path.equals("/api/messages") && method.equals("DELETE")) {
            mailbox.clear();
            exchange.sendResponseHeaders(204, -1);
        } else if (path.equals("/api/refusals") && method.equals("PUT")) {
            option(query, "to").ifPresent(mailbox::refuse);
            exchange.sendResponseHeaders(204, -1);
        } else if (path.equals("/api/refusals") && method.equals("DELETE")) {
            option(query, "to").ifPresent(mailbox::takeAgain);
            exchange.sendResponseHeaders(204, -1);
        } else if (path.equals("/api/bounces") && method.equals("PUT")) {
            option(query, "to").ifPresent(mailbox::bounce);
            exchange.sendResponseHeaders(204, -1);
        } else if (path.equals("/clear") && method.equals("POST") && isSameOrigin(exchange)) {
            mailbox.clear();
            exchange.getResponseHeaders().set("Location", "/");
            exchange.sendResponseHeaders(303, -1);
        } else if (path.startsWith("/api/messages/") && method.equals("GET")) {
            Optional<CapturedMail> mail = mailbox.byId(path.substring("/api/messages/".length()));
            if (mail.isPresent()) {
                json(exchange, view(mail.get()));
            } else {
                answer(exchange, 404, "text/plain", "No such mail.");
            }
        } else if (path.startsWith("/messages/") && method.equals("GET")) {
            part(exchange, path.split("/"));
        } else {
            answer(exchange, 404, "text/plain", "Nothing here.");
        }
    }

    private static boolean isSameOrigin(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return origin != null
                && origin.equals("http://" + exchange.getRequestHeaders().getFirst("Host"));
    }

    private static Map<String, Object> view(CapturedMail mail) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", mail.id());
        view.put("receivedAt", mail.receivedAt().toString());
        view.put("from", mail.from());
        view.put("to", mail.to());
        view.put("subject", mail.subject());
        view.put("text", mail.text());
        view.put("html", mail.html());
        view.put("links", mail.links());
        view.put("attachments", mail.attachments());
        view.put("headers", mail.headers());
        return view;
    }

    private void part(HttpExchange exchange, String[] path) throws IOException {
        Optional<CapturedMail> mail = path.length == 4 ? mailbox.byId(path[2]) : Optional.empty();
        if (mail.isEmpty()) {
            answer(exchange, 404, "text/plain", "No such mail.");
            return;
        }
        exchange.getResponseHeaders().set("Content-Security-Policy", MAIL_POLICY);
        switch (path[3]) {
            case "html" ->
                    answer(
                            exchange,
                            200,
                            "text/html",
                            "<!doctype html><base target=\"_blank\">" + mail.get().html());
            case "text" -> answer(exchange, 200, "text/plain", mail.get().text());
            case "raw" -> {
                byte[] raw = mailbox.raw(path[2]).orElse(new byte[0]);
                send(exchange, 200, "text/plain; charset=utf-8", raw);
            }
            default -> answer(exchange, 404, "text/plain", "No such view.");
        }
    }

    private void page(HttpExchange exchange, Map<String, String> query) throws IOException {
        Optional<String> to = option(query, "to");
        List<CapturedMail> mails = mailbox.find(to, Optional.empty());
        Optional<CapturedMail> open =
                option(query, "open").flatMap(mailbox::byId).or(() -> mails.stream().findFirst());
        String view = query.getOrDefault("view", "");
        StringBuilder html = new StringBuilder();
        html.append(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Mailbox · Lyceum</title>
                <link rel="stylesheet" href="/mailbox.css">
                <script src="/mailbox.js" defer></script>
                </head>
                """);
        html.append("<body data-newest=\"")
                .append(mails.isEmpty() ? "" : mails.get(0).id())
                .append("\" data-to=\"")
                .append(escape(to.orElse("")))
                .append("\"")
                .append(query.containsKey("open") ? " class=\"reading\"" : "")
                .append(
                        ">\n<header><h1>Mailbox</h1><p>Mails of this stack. None leaves the machine.")
                .append("</p><form class=\"filter\" action=\"/\"><label for=\"to\">To</label>")
                .append(
                        "<input id=\"to\" name=\"to\" type=\"search\" placeholder=\"anybody\" value=\"")
                .append(escape(to.orElse("")))
                .append("\"></form><form method=\"post\" action=\"/clear\"><button>Delete all")
                .append("</button></form></header>\n<main>\n");
        if (mails.isEmpty()) {
            html.append("<p class=\"empty\">No mail")
                    .append(to.map(address -> " to " + escape(address)).orElse(""))
                    .append(" yet. It appears here by itself, a second after it was sent.</p>");
        } else {
            list(html, mails, open, to);
            open.ifPresent(mail -> reading(html, mail, to, view));
        }
        html.append("</main>\n</body>\n</html>\n");
        exchange.getResponseHeaders().set("Content-Security-Policy", PAGE_POLICY);
        answer(exchange, 200, "text/html", html.toString());
    }

    private void list(
            StringBuilder html,
            List<CapturedMail> mails,
            Optional<CapturedMail> open,
            Optional<String> to) {
        html.append("<nav aria-label=\"Mails\"><ul>\n");
        Instant now = clock.instant();
        mails.stream()
                .limit(LISTED)
                .forEach(
                        mail ->
                                html.append("<li><a href=\"")
                                        .append(address(mail, to, ""))
                                        .append("\"")
                                        .append(
                                                open.filter(mail::equals).isPresent()
                                                        ? " aria-current=\"true\""
                                                        : "")
                                        .append("><span class=\"who\">")
                                        .append(escape(String.join(", ", mail.to())))
                                        .append("</span><time datetime=\"")
                                        .append(mail.receivedAt())
                                        .append("\">")
                                        .append(ago(Duration.between(mail.receivedAt(), now)))
                                        .append("</time><span class=\"subject\" dir=\"auto\">")
                                        .append(
                                                mail.subject().isBlank()
                                                        ? "(no subject)"
                                                        : escape(mail.subject()))
                                        .append("</span></a></li>\n"));
        html.append("</ul></nav>\n");
    }

    private static void reading(
            StringBuilder html, CapturedMail mail, Optional<String> to, String wanted) {
        String view = mail.html().isBlank() && !wanted.equals("raw") ? "text" : wanted;
        if (!List.of("text", "raw").contains(view)) {
            view = "html";
        }
        html.append("<article><a class=\"back\" href=\"/")
                .append(to.map(address -> "?to=" + Http.encode(address)).orElse(""))
                .append("\">← All mails</a><h2 dir=\"auto\">")
                .append(mail.subject().isBlank() ? "(no subject)" : escape(mail.subject()))
                .append("</h2><dl><dt>From</dt><dd>")
                .append(escape(mail.from()))
                .append("</dd><dt>To</dt><dd>")
                .append(escape(String.join(", ", mail.to())))
                .append("</dd><dt>Received</dt><dd>")
                .append(
                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                                .withZone(ZoneId.systemDefault())
                                .format(mail.receivedAt()))
                .append("</dd>");
        if (!mail.attachments().isEmpty()) {
            html.append("<dt>Files</dt><dd>")
                    .append(escape(String.join(", ", mail.attachments())))
                    .append("</dd>");
        }
        html.append("</dl><p class=\"views\">");
        for (String each : List.of("html", "text", "raw")) {
            if (each.equals("html") && mail.html().isBlank()) {
                continue;
            }
            html.append("<a href=\"")
                    .append(address(mail, to, each))
                    .append("\"")
                    .append(each.equals(view) ? " aria-current=\"true\"" : "")
                    .append(">")
                    .append(
                            switch (each) {
                                case "html" -> "Mail";
                                case "text" -> "Text";
                                default -> "Source";
                            })
                    .append("</a>");
        }
        html.append("</p>");
        if (view.equals("text")) {
            html.append("<pre dir=\"auto\">").append(linked(mail.text())).append("</pre>");
        } else {
            html.append("<iframe title=\"")
                    .append(escape(mail.subject()))
                    .append(
                            "\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/messages/")
                    .append(mail.id())
                    .append("/")
                    .append(view)
                    .append("\"></iframe>");
        }
        html.append("</article>\n");
    }

    private static String address(CapturedMail mail, Optional<String> to, String view) {
        return "/?open="
                + mail.id()
                + to.map(address -> "&amp;to=" + Http.encode(address)).orElse("")
                + (view.isEmpty() ? "" : "&amp;view=" + view);
    }

    /** Escapes a text and makes its addresses clickable. */
    static String linked(String text) {
        StringBuilder html = new StringBuilder();
        java.util.regex.Matcher url =
                java.util.regex.Pattern.compile("https?://[^\\s<>\"']+").matcher(text);
        int end = 0;
        while (url.find()) {
            html.append(escape(text.substring(end, url.start())))
                    .append("<a target=\"_blank\" rel=\"noopener\" href=\"")
                    .append(escape(url.group()))
                    .append("\">")
                    .append(escape(url.group()))
                    .append("</a>");
            end = url.end();
        }
        return html.append(escape(text.substring(end))).toString();
    }

    static String ago(Duration age) {
        if (age.toMinutes() < 1) {
            return "now";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void asset(HttpExchange exchange, String path) throws IOException {
        try (InputStream asset = MailboxPages.class.getResourceAsStream("/mailbox" + path)) {
            if (asset == null) {
                throw new IOException("Missing: " + path);
            }
            send(
                    exchange,
                    200,
                    path.endsWith(".css")
                            ? "text/css; charset=utf-8"
                            : "text/javascript; charset=utf-8",
                    asset.readAllBytes());
        }
    }

    private static Optional<String> option(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    private static int seconds(@org.jspecify.annotations.Nullable String text) {
        return text != null && text.matches("[0-9]{1,3}")
                ? Math.min(60, Integer.parseInt(text))
                : 0;
    }

    static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                String[] parts = pair.split("=", 2);
                values.putIfAbsent(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static void json(HttpExchange exchange, Object value) throws IOException {
        answer(exchange, 200, "application/json", Http.json(value));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        send(exchange, status, type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
