package io.lyceum.devstack;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Somebody who buys on the pages of a school that is tried, and pays on Stripe's. */
final class TrialBuyer {

    final UUID person = UUID.randomUUID();
    final String email;

    private final String host;
    private final String session = UUID.randomUUID().toString();

    private TrialBuyer(String host, String slug) {
        this.host = host;
        this.email = "buyer-" + person + "@" + slug + ".example";
    }

    /**
     * Makes somebody who is signed in; their realm is not asked.
     *
     * @param host of the school, with its port
     */
    static TrialBuyer join(Connection superuser, UUID school, String slug, String host)
            throws SQLException {
        TrialBuyer buyer = new TrialBuyer(host, slug);
        try (PreparedStatement row =
                superuser.prepareStatement(
                        """
                        insert into person (tenant_id, id, subject, email, name, role, active, created_at)
                        values (?, ?, ?, ?, 'Berta Buyer', 'LEARNER', true, now())
                        """)) {
            row.setObject(1, school);
            row.setObject(2, buyer.person);
            row.setString(3, buyer.person.toString());
            row.setString(4, buyer.email);
            row.executeUpdate();
        }
        try (PreparedStatement row =
                superuser.prepareStatement(
                        """
                        insert into session
                            (tenant_id, id, token_hash, person_id, id_token, refresh_token, access_expires_at,
                             created_at, expires_at)
                        values (?, gen_random_uuid(), ?, ?, '', '', now() + interval '6 hours', now(),
                            now() + interval '6 hours')
                        """)) {
            row.setObject(1, school);
            row.setString(2, hash(buyer.session));
            row.setObject(3, buyer.person);
            row.executeUpdate();
        }
        return buyer;
    }

    private static String hash(String token) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Presses the button of a checkout page.
     *
     * @throws Failure if the node gives no answer
     */
    Http.Answer press(Liberty.Place node, String path, String code) {
        return Http.send(
                request(node, path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "http://" + host)
                        // What the page's form carries.
                        .header("X-CSRF-Token", hash("form:" + session))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        Http.form(Map.of("code", code)))));
    }

    /**
     * Comes back from Stripe's page.
     *
     * @throws Failure if the node gives no answer
     */
    Http.Answer comeBack(Liberty.Place node, UUID order) {
        return Http.send(request(node, "/orders/" + order + "?done=1").GET());
    }

    /** Pays on Stripe's page; Lyceum is not asked. */
    void pay(String checkout) {
        Http.Answer answer =
                Http.send(
                        HttpRequest.newBuilder(URI.create(checkout))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                Http.form(
                                                        Map.of(
                                                                "email", email,
                                                                "method", "card",
                                                                "number", "4242424242424242",
                                                                "expiry", "12 / 34",
                                                                "cvc", "123",
                                                                "name", "Berta Buyer",
                                                                "country", "DE",
                                                                "postal_code", "10115",
                                                                "action", "pay")))));
        if (answer.status() != 303 && answer.status() != 302) {
            throw new Failure("Stripe's page does not take the payment: " + answer.shortened());
        }
    }

    private HttpRequest.Builder request(Liberty.Place node, String path) {
        return Http.request("http://127.0.0.1:" + node.port() + path, host)
                .header("Accept", "text/html,application/xhtml+xml")
                .header("Cookie", "lyceum_session=" + session);
    }
}
