package io.lyceum.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How addresses of this installation are made. */
@ApplicationScoped
public class Hosts {

    private static final String CONTENT = "--content";

    private final String baseDomain;
    private final String scheme;
    private final int port;
    private final int identityPort;
    private final String contentDomain;

    protected Hosts() {
        this("", "", 0, 0, Optional.empty());
    }

    @Inject
    Hosts(
            @ConfigProperty(name = "lyceum.base-domain", defaultValue = "lyceum.localhost")
                    String baseDomain,
            @ConfigProperty(name = "lyceum.scheme", defaultValue = "http") String scheme,
            @ConfigProperty(name = "lyceum.public-port", defaultValue = "8080") int port,
            @ConfigProperty(name = "lyceum.keycloak.public-port", defaultValue = "8081")
                    int identityPort,
            @ConfigProperty(name = "lyceum.content-domain") Optional<String> contentDomain) {
        this.baseDomain = baseDomain;
        this.scheme = scheme;
        this.port = port;
        this.identityPort = identityPort;
        this.contentDomain = contentDomain.orElse(baseDomain);
    }

    /** The platform's own host; schools live one label below it. */
    public String platformHost() {
        return baseDomain;
    }

    /** The host that a school has from the start. */
    public String subdomainOf(String slug) {
        return slug + '.' + baseDomain;
    }

    /**
     * Where the content packages of a school run, and nothing else: no page of the school answers
     * there, and no session reaches it. No slug has two hyphens, so it is nobody's own host.
     */
    public String contentHostOf(String slug) {
        return slug + CONTENT + '.' + contentDomain;
    }

    /** The slug of the school whose packages run on a host; nothing for all other hosts. */
    public Optional<String> slugOfContentHost(String host) {
        String end = CONTENT + '.' + contentDomain;
        return host.length() > end.length() && host.endsWith(end)
                ? Optional.of(host.substring(0, host.length() - end.length()))
                        .filter(slug -> slug.indexOf('.') < 0)
                : Optional.empty();
    }

    /** Whether a host is one of this installation's own names, which no school can bring. */
    public boolean isOurs(String host) {
        return isBelow(host, baseDomain) || isBelow(host, contentDomain);
    }

    private static boolean isBelow(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
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
