package io.lyceum.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How addresses of this installation are made. */
@ApplicationScoped
public class Hosts {

    private final String baseDomain;
    private final String scheme;
    private final int port;
    private final int identityPort;

    protected Hosts() {
        this("", "", 0, 0);
    }

    @Inject
    Hosts(
            @ConfigProperty(name = "lyceum.base-domain", defaultValue = "lyceum.localhost")
                    String baseDomain,
            @ConfigProperty(name = "lyceum.scheme", defaultValue = "http") String scheme,
            @ConfigProperty(name = "lyceum.public-port", defaultValue = "8080") int port,
            @ConfigProperty(name = "lyceum.keycloak.public-port", defaultValue = "8081")
                    int identityPort) {
        this.baseDomain = baseDomain;
        this.scheme = scheme;
        this.port = port;
        this.identityPort = identityPort;
    }

    /** The platform's own host; schools live one label below it. */
    public String platformHost() {
        return baseDomain;
    }

    /** The host that a school has from the start. */
    public String subdomainOf(String slug) {
        return slug + '.' + baseDomain;
    }

    /** The origin of a host as people type it, for example {@code https://a.example}. */
    public String origin(String host) {
        return scheme + "://" + host + suffix(port);
    }

    /** Where the login pages of a host live; in production the edge routes them there. */
    public String identityOrigin(String host) {
        return scheme + "://" + host + suffix(identityPort);
    }

    /** Whether people reach this installation by TLS, and cookies may insist on it. */
    public boolean secure() {
        return "https".equals(scheme);
    }

    private String suffix(int port) {
        int usual = secure() ? 443 : 80;
        return port == usual ? "" : ":" + port;
    }

    /** The host of an origin, without its port. */
    public static String hostOf(String origin) {
        return URI.create(origin).getHost();
    }
}
