package io.lyceum.tax.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.shared.Json;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.tax.VatIdAnswer;
import io.lyceum.tax.VatIdCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks the VAT Information Exchange System of the European Union, as its REST interface {@code
 * check-vat-number} describes. Countries' own services behind it rest often: whatever is not a
 * clear word is UNKNOWN.
 */
@ApplicationScoped
public class Vies implements VatIdCheck {

    private static final Duration WITHIN = Duration.ofSeconds(8);
    private static final int MOST = 64 * 1024;

    private final OutboundHttp http;
    private final Optional<String> url;

    protected Vies() {
        this(null, Optional.empty());
    }

    /**
     * @param url of {@code check-vat-number}; nothing while it is not to be asked
     */
    @Inject
    public Vies(OutboundHttp http, @ConfigProperty(name = "lyceum.vies.url") Optional<String> url) {
        this.http = http;
        this.url = url.filter(address -> !address.isBlank());
    }

    /** Tells whether it is to be asked at all. */
    public boolean ready() {
        return url.isPresent();
    }

    @Override
    public VatIdAnswer check(String vatId) {
        return new VatIdAnswer(vatId, asked(vatId), VatIdAnswer.Source.VIES);
    }

    private VatIdAnswer.State asked(String vatId) {
        if (url.isEmpty() || vatId.length() < 4) {
            return VatIdAnswer.State.UNKNOWN;
        }
        String body =
                Json.write(
                        Map.of(
                                "countryCode",
                                vatId.substring(0, 2),
                                "vatNumber",
                                vatId.substring(2)));
        try {
            OutboundHttp.Answer answer =
                    http.send(
                            new OutboundHttp.Ask(
                                    "POST",
                                    URI.create(url.get()),
                                    Map.of(
                                            "Content-Type", "application/json",
                                            "Accept", "application/json"),
                                    Set.of(),
                                    body.getBytes(StandardCharsets.UTF_8),
                                    to -> true,
                                    0,
                                    WITHIN,
                                    MOST,
                                    false));
            return answer.status() == 200 ? read(answer.body()) : VatIdAnswer.State.UNKNOWN;
        } catch (IOException e) {
            return VatIdAnswer.State.UNKNOWN;
        }
    }

    private static VatIdAnswer.State read(byte[] body) {
        try {
            JsonNode json = Json.MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
            JsonNode valid = json.path("valid");
            // An answer without a word on it tells of errors instead, with status 200 as well.
            if (!valid.isBoolean() || json.path("errorWrappers").size() > 0) {
                return VatIdAnswer.State.UNKNOWN;
            }
            return valid.asBoolean() ? VatIdAnswer.State.VALID : VatIdAnswer.State.INVALID;
        } catch (JsonProcessingException e) {
            return VatIdAnswer.State.UNKNOWN;
        }
    }
}
