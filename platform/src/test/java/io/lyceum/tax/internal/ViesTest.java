package io.lyceum.tax.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.lyceum.shared.net.LoopbackHttp;
import io.lyceum.tax.VatIdAnswer;
import io.lyceum.tax.VatIdAnswer.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service is played by a server on the loopback address. */
class ViesTest {

    private final LoopbackHttp loopback = new LoopbackHttp();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile String asked = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/rest-api/check-vat-number",
                exchange -> {
                    asked =
                            exchange.getRequestMethod()
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8);
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        loopback.close();
    }

    private Vies vies() {
        return new Vies(
                loopback.http(),
                Optional.of(
                        "http://outside.test:"
                                + server.getAddress().getPort()
                                + "/rest-api/check-vat-number"));
    }

    private State told(int code, String body) {
        status = code;
        answer = body;
        return vies().check("DE136695976").state();
    }

    @Test
    void itIsAskedForTheCountryAndTheNumber() {
        assertEquals(State.VALID, told(200, "{\"valid\":true,\"name\":\"Somebody\"}"));
        assertTrue(asked.startsWith("POST "), asked);
        assertTrue(asked.contains("\"countryCode\":\"DE\""), asked);
        assertTrue(asked.contains("\"vatNumber\":\"136695976\""), asked);
        assertEquals(State.INVALID, told(200, "{\"valid\":false}"));
        assertEquals(VatIdAnswer.Source.VIES, vies().check("DE136695976").source());
    }

    @Test
    void whateverIsNoClearWordIsNotKnown() {
        assertEquals(
                State.UNKNOWN,
                told(
                        200,
                        "{\"actionSucceed\":false,\"errorWrappers\":[{\"error\":\"MS_UNAVAILABLE\"}]}"));
        assertEquals(
                State.UNKNOWN,
                told(200, "{\"valid\":false,\"errorWrappers\":[{\"error\":\"TIMEOUT\"}]}"));
        assertEquals(State.UNKNOWN, told(500, "{\"valid\":true}"));
        assertEquals(State.UNKNOWN, told(429, ""));
        assertEquals(State.UNKNOWN, told(200, "<html>Maintenance</html>"));
        assertEquals(State.UNKNOWN, told(200, "{\"valid\":\"yes\"}"));
    }

    @Test
    void aServiceThatIsNotThereKnowsNothing() {
        Vies vies = vies();
        server.stop(0);

        assertEquals(State.UNKNOWN, vies.check("DE136695976").state());
    }

    @Test
    void withoutAnAddressItIsNotAsked() {
        Vies off = new Vies(loopback.http(), Optional.of(" "));

        assertFalse(off.ready());
        assertEquals(State.UNKNOWN, off.check("DE136695976").state());
        assertEquals("", asked);
    }
}
