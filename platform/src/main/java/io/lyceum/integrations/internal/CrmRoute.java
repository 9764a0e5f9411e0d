package io.lyceum.integrations.internal;

import io.lyceum.integrations.CrmAuth;
import io.lyceum.integrations.CrmConnection;
import io.lyceum.integrations.internal.CrmTokens.NoToken;
import io.lyceum.shared.net.OutboundHttp;
import io.lyceum.shared.net.OutboundHttp.Answer;
import io.lyceum.shared.net.OutboundHttp.Ask;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The way to a CRM: the school proves itself, the request is sent, and one that is refused for an
 * old token is sent once more with a new one.
 */
@Dependent
class CrmRoute extends RouteBuilder {

    static final String ENTRANCE = "direct:crm";

    private static final String REQUEST = "lyceum.crm.request";
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final int MOST_OF_AN_ANSWER = 2000;
    private static final int MOST_OF_A_RECORD = 262_144;
    private static final int UNAUTHORIZED = 401;

    private final OutboundHttp http;
    private final CrmTokens tokens;

    @Inject
    CrmRoute(OutboundHttp http, CrmTokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /**
     * A request of a school to its CRM.
     *
     * @param path below its address
     * @param body empty for none
     */
    record Request(CrmConnection crm, String secret, String method, String path, String body) {}

    @Override
    public void configure() {
        from(ENTRANCE)
                .routeId("crm")
                .errorHandler(noErrorHandler())
                .process(this::send)
                .choice()
                .when(CrmRoute::isTokenOld)
                .process(this::forgetToken)
                .process(this::send)
                .end();
    }

    private void send(Exchange exchange) throws IOException, NoToken {
        Request request =
                exchange.getProperty(REQUEST) instanceof Request known
                        ? known
                        : exchange.getMessage().getBody(Request.class);
        exchange.setProperty(REQUEST, request);
        Map<String, String> headers = new TreeMap<>();
        headers.put("Accept", "application/json");
        headers.put("Authorization", authorization(request));
        if (!request.body().isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        exchange.getMessage()
                .setBody(
                        http.send(
                                new Ask(
                                        request.method(),
                                        URI.create(request.crm().url() + request.path()),
                                        headers,
                                        Set.of(),
                                        request.body().isEmpty()
                                                ? null
                                                : request.body().getBytes(StandardCharsets.UTF_8),
                                        to -> true,
                                        0,
                                        WITHIN,
                                        request.method().equals("GET")
                                                ? MOST_OF_A_RECORD
                                                : MOST_OF_AN_ANSWER,
                                        true)));
    }

    private String authorization(Request request) throws IOException, NoToken {
        return switch (request.crm().auth()) {
            case BEARER -> "Bearer " + request.secret();
            case BASIC ->
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (request.crm().user() + ":" + request.secret())
                                                    .getBytes(StandardCharsets.UTF_8));
            case CLIENT_CREDENTIALS -> "Bearer " + tokens.of(request.crm(), request.secret());
        };
    }

    private static boolean isTokenOld(Exchange exchange) {
        return exchange.getProperty(REQUEST, Request.class).crm().auth()
                        == CrmAuth.CLIENT_CREDENTIALS
                && exchange.getMessage().getBody(Answer.class).status() == UNAUTHORIZED;
    }

    private void forgetToken(Exchange exchange) {
        tokens.forget(exchange.getProperty(REQUEST, Request.class).crm());
    }
}
