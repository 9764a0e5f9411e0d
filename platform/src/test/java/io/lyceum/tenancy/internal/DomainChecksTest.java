package io.lyceum.tenancy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.lyceum.tenancy.DomainCheck.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof that a domain is the school's own, against a name server and a web server. */
class DomainChecksTest {

    private static final String TOKEN = "k3yk3yk3y";

    private static Finding askNameServer(Map<String, String> texts) throws IOException {
        try (SmallNameServer server = new SmallNameServer(texts)) {
            DnsDomainCheck check = new DnsDomainCheck();
            check.server = Optional.of(server.address());
            return check.look("learn.example.org", TOKEN);
        }
    }

    @Test
    void theTokenInATxtRecordProvesTheDomain() throws IOException {
        Finding seen =
                askNameServer(Map.of("_lyceum.learn.example.org", "lyceum-verification=" + TOKEN));

        assertEquals(Finding.TOKEN, seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lyceum-verification=other", "k3yk3yk3y", "v=spf1 -all"})
    void anotherTextProvesNothing(String text) throws IOException {
        Finding seen = askNameServer(Map.of("_lyceum.learn.example.org", text));

        assertEquals(Finding.OTHER_RECORD, seen);
    }

    @Test
    void aNameWithoutARecordSaysSo() throws IOException {
        Finding seen = askNameServer(Map.of("learn.example.org", "lyceum-verification=" + TOKEN));

        assertEquals(Finding.NO_RECORD, seen);
    }

    @Test
    void aNameServerThatIsSilentSaysSo() throws IOException {
        String gone;
        try (SmallNameServer server = new SmallNameServer(Map.of())) {
            gone = server.address();
        }
        DnsDomainCheck check = new DnsDomainCheck();
        check.server = Optional.of(gone);

        Finding seen = check.look("learn.example.org", TOKEN);

        assertEquals(Finding.NO_NAME_SERVER, seen);
    }

    private static Finding askWebServer(int status, String body, boolean allowPrivate)
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
        assertEquals(Finding.TOKEN, askWebServer(200, TOKEN + "\n", true));
    }

    @ParameterizedTest
    @CsvSource({
        "200,other,OTHER_FILE",
        "404,gone,NO_FILE",
        "302,'',NO_FILE",
        "500,k3yk3yk3y,NO_FILE"
    })
    void anotherAnswerProvesNothing(int status, String body, Finding expected) throws IOException {
        Finding seen = askWebServer(status, body, true);

        assertEquals(expected, seen);
    }

    @Test
    void aTokenBeyondAKilobyteIsNotReadOn() throws IOException {
        assertEquals(Finding.OTHER_FILE, askWebServer(200, " ".repeat(2048) + TOKEN, true));
    }

    @Test
    void addressesInsideANetworkAreNotAsked() throws IOException {
        Finding seen = askWebServer(200, TOKEN, false);

        assertEquals(Finding.PRIVATE_ADDRESS, seen);
    }

    /** A second look at the name could lead into our own network. */
    @Test
    void aNameIsResolvedOnceAndItsAddressIsAskedForTheHost() throws IOException {
        List<String> asked = new ArrayList<>();
        AtomicInteger resolved = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                HttpDomainCheck.PATH,
                exchange -> {
                    asked.add(exchange.getRequestHeaders().getFirst("Host"));
                    byte[] bytes = TOKEN.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try {
            HttpDomainCheck check =
                    new HttpDomainCheck(
                            host -> {
                                resolved.incrementAndGet();
                                return new InetAddress[] {InetAddress.getLoopbackAddress()};
                            });
            check.allowPrivate = true;
            check.port = server.getAddress().getPort();

            assertEquals(Finding.TOKEN, check.look("school.example", TOKEN));
            assertEquals(List.of("school.example:" + check.port), asked);
            assertEquals(1, resolved.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aHostThatDoesNotExistSaysSo() {
        HttpDomainCheck check = new HttpDomainCheck();
        check.port = 80;

        Finding seen = check.look("nobody.invalid", TOKEN);

        assertEquals(Finding.NO_HOST, seen);
    }
}
