package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A mail in the mailbox. */
record Mail(
        String id,
        String subject,
        String text,
        String html,
        List<String> links,
        Map<String, String> headers) {

    /** Waits for a mail to an address that fits. */
    static Mail await(String to, String what, Predicate<Mail> fits) {
        return Stack.eventually(
                "the mail to " + to + ": " + what,
                Duration.ofSeconds(40),
                () -> to(to).stream().filter(fits).findFirst());
    }

    /** What arrived for an address, newest first. */
    static List<Mail> to(String address) {
        JsonNode page =
                Stack.get(
                                Stack.RUNNING.mailboxUrl()
                                        + "/api/messages?to="
                                        + URLEncoder.encode(address, StandardCharsets.UTF_8),
                                Map.of())
                        .expect(200)
                        .json();
        List<Mail> mails = new ArrayList<>();
        for (JsonNode mail : page.isArray() ? page : page.path("messages")) {
            List<String> links = new ArrayList<>();
            mail.path("links").forEach(link -> links.add(link.asText()));
            Map<String, String> headers = new TreeMap<>();
            mail.path("headers")
                    .properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
            mails.add(
                    new Mail(
                            mail.path("id").asText(),
                            mail.path("subject").asText(),
                            mail.path("text").asText(),
                            mail.path("html").asText(),
                            links,
                            headers));
        }
        return mails;
    }

    Optional<String> link(String part) {
        return links.stream().filter(link -> link.contains(part)).findFirst();
    }

    boolean says(String words) {
        return subject.contains(words) || text.contains(words) || html.contains(words);
    }
}
