package io.lyceum.tenancy.internal;

import io.lyceum.shared.net.PublicAddresses;
import io.lyceum.tenancy.DomainCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks for the token at {@code http://<host>/.well-known/lyceum-verification}. The owner names the
 * host, so addresses inside our own network are refused unless the installation allows them.
 */
@ApplicationScoped
class HttpDomainCheck implements DomainCheck {

    static final String PATH = "/.well-known/lyceum-verification";
    private static final int MOST_BYTES = 1024;

    @jakarta.inject.Inject
    @ConfigProperty(name = "lyceum.domain-check.allow-private", defaultValue = "false")
    boolean allowPrivate;

    @jakarta.inject.Inject
    @ConfigProperty(name = "lyceum.domain-check.http-port", defaultValue = "80")
    int port;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(3))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private final Names names;

    HttpDomainCheck() {
        this(InetAddress::getAllByName);
    }

    HttpDomainCheck(Names names) {
        this.names = names;
    }

    /** How names become addresses. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** The name is resolved once: what was judged is what is asked. */
    @Override
    public Finding look(String host, String token) {
        InetAddress[] addresses;
        try {
            addresses = names.of(host);
        } catch (UnknownHostException e) {
            return Finding.NO_HOST;
        }
        for (InetAddress address : addresses) {
            if (!allowPrivate && !PublicAddresses.isPublic(address)) {
                return Finding.PRIVATE_ADDRESS;
            }
        }
        for (InetAddress address : addresses) {
            Finding seen = look(address, host, token);
            if (seen != Finding.NO_ANSWER) {
                return seen;
            }
        }
        return Finding.NO_ANSWER;
    }

    private Finding look(InetAddress address, String host, String token) {
        try {
            URI uri = new URI("http", null, literal(address), port, PATH, null, null);
            HttpRequest request =
                    HttpRequest.newBuilder(uri)
                            .header("Host", port == 80 ? host : host + ":" + port)
                            .timeout(Duration.ofSeconds(5))
                            .build();
            HttpResponse<InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text =
                        new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
                if (response.statusCode() != 200) {
                    return Finding.NO_FILE;
                }
                return text.equals(token) ? Finding.TOKEN : Finding.OTHER_FILE;
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return Finding.NO_ANSWER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.NO_ANSWER;
        }
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text.replaceFirst("%.*", "") + "]" : text;
    }
}
