package io.lyceum.integrations.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.integrations.CrmConnection;
import io.lyceum.shared.Json;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.net.OutboundHttp.Answer;
import io.lyceum.shared.net.OutboundHttp.Ask;
import io.lyceum.shared.web.Html;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The tokens that CRMs have given schools (RFC 6749, section 4.4), for some minutes. */
@ApplicationScoped
class CrmTokens {

    private static final Duration BELIEVED = Duration.ofMinutes(10);
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final int MOST_OF_AN_ANSWER = 65_536;

    private final OutboundHttp http;
    private final CurrentSchool school;
    private final SchoolCache<String, String> known = new SchoolCache<>(2000, BELIEVED);

    protected CrmTokens() {
        this(null, null);
    }

    @Inject
    CrmTokens(OutboundHttp http, CurrentSchool school) {
        this.http = http;
        this.school = school;
    }

    /** The CRM gives no token: the client's id or secret are wrong. */
    static final class NoToken extends Exception {

        private static final long serialVersionUID = 1L;

        NoToken(int status) {
            super("no token was given: " + status);
        }
    }

    /** A token that may be used now. */
    String of(CrmConnection crm, String secret) throws IOException, NoToken {
        try {
            return known.get(school.id(), key(crm), () -> fetchUnchecked(crm, secret));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Refusal e) {
            throw new NoToken(e.status);
        }
    }

    private static String key(CrmConnection crm) {
        return crm.id() + "/" + crm.version();
    }

    /** Has the next request fetch a new one. */
    void forget(CrmConnection crm) {
        known.forget(school.id(), key(crm));
    }

    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refusal(int status) {
            super(null, null, false, false);
            this.status = status;
        }
    }

    private String fetchUnchecked(CrmConnection crm, String secret) {
        try {
            return fetch(crm, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String fetch(CrmConnection crm, String secret) throws IOException {
        String form =
                "grant_type=client_credentials&client_id="
                        + Html.urlParameter(crm.user())
                        + "&client_secret="
                        + Html.urlParameter(secret);
        Answer answer =
                http.send(
                        new Ask(
                                "POST",
                                URI.create(crm.tokenUrl()),
                                Map.of(
                                        "Content-Type", "application/x-www-form-urlencoded",
                                        "Accept", "application/json"),
                                Set.of(),
                                form.getBytes(StandardCharsets.UTF_8),
                                to -> true,
                                0,
                                WITHIN,
                                MOST_OF_AN_ANSWER,
                                true));
        if (answer.status() != 200) {
            throw new Refusal(answer.status());
        }
        try {
            JsonNode token = Json.MAPPER.readTree(answer.body()).path("access_token");
            if (!token.isTextual() || !token.asText().matches("[\\x21-\\x7e]+")) {
                throw new Refusal(answer.status());
            }
            return token.asText();
        } catch (JsonProcessingException e) {
            throw new Refusal(answer.status());
        }
    }
}
