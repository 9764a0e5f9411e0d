package io.lyceum.tenancy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.lyceum.tenancy.DomainCheck.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof that a domain is the school's own, against a name server and a web server. */
class DomainChecksTest {

    private static final String TOKEN = "k3yk3yk3y";

    private static Result askNameServer(Map<String, String> texts) throws IOException {
        try (SmallNameServer server = new SmallNameServer(texts)) {
            DnsDomainCheck check = new DnsDomainCheck();
            check.server = Optional.of(server.address());
            return check.look("learn.example.org", TOKEN);
        }
    }

    @Test
    void theTokenInATxtRecordProvesTheDomain() throws IOException {
        Result seen =
                askNameServer(Map.of("_lyceum.learn.example.org", "lyceum-verification=" + TOKEN));

        assertEquals(new Result(true, ""), seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lyceum-verification=other", "k3yk3yk3y", "v=spf1 -all"})
    void anotherTextProvesNothing(String text) throws IOException {
        Result seen = askNameServer(Map.of("_lyceum.learn.example.org", text));

        assertFalse(seen.proven());
        assertTrue(seen.detail().contains("another value"), seen.detail());
    }

    @Test
    void aNameWithoutARecordSaysSo() throws IOException {
        Result seen = askNameServer(Map.of("learn.example.org", "lyceum-verification=" + TOKEN));

        assertFalse(seen.proven());
        assertEquals("No TXT record at _lyceum.learn.example.org.", seen.detail());
    }

    @Test
    void aNameServerThatIsSilentSaysSo() throws IOException {
        String gone;
        try (SmallNameServer server = new SmallNameServer(Map.of())) {
            gone = server.address();
        }
        DnsDomainCheck check = new DnsDomainCheck();
        check.server = Optional.of(gone);

        Result seen = check.look("learn.example.org", TOKEN);

        assertFalse(seen.proven());
        assertTrue(seen.detail().contains("did not answer"), seen.detail());
    }

    private static Result askWebServer(int status, String body, boolean allowPrivate)
            throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                HttpDomainCheck.PATH,
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.1/elsewhere");
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try {
            HttpDomainCheck check = new HttpDomainCheck();
            check.allowPrivate = allowPrivate;
            check.port = server.getAddress().getPort();
            return check.look("localhost", TOKEN);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theTokenInTheWellKnownFileProvesTheDomain() throws IOException {
        assertEquals(new Result(true, ""), askWebServer(200, TOKEN + "\n", true));
    }

    @ParameterizedTest
    @CsvSource({"200,other,another text", "404,gone,404", "302,'',302", "500,k3yk3yk3y,500"})
    void anotherAnswerProvesNothing(int status, String body, String said) throws IOException {
        Result seen = askWebServer(status, body, true);

        assertFalse(seen.proven());
        assertTrue(seen.detail().contains(said), seen.detail());
    }

    @Test
    void aTokenBeyondAKilobyteIsNotReadOn() throws IOException {
        assertFalse(askWebServer(200, " ".repeat(2048) + TOKEN, true).proven());
    }

    @Test
    void addressesInsideANetworkAreNotAsked() throws IOException {
        Result seen = askWebServer(200, TOKEN, false);

        assertFalse(seen.proven());
        assertTrue(seen.detail().contains("inside a network"), seen.detail());
    }

    @Test
    void aHostThatDoesNotExistSaysSo() {
        HttpDomainCheck check = new HttpDomainCheck();
        check.port = 80;

        Result seen = check.look("nobody.invalid", TOKEN);

        assertFalse(seen.proven());
        assertTrue(seen.detail().contains("does not exist"), seen.detail());
    }
}
