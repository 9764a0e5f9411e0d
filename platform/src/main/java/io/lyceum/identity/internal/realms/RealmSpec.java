package io.lyceum.identity.internal.realms;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that a realm is made from. The same spec applied twice changes nothing.
 *
 * @param name the school's slug, or {@code platform}
 * @param kind whose realm it is
 * @param displayName the school's name as people read it
 * @param locale language when a person has chosen none
 * @param locales languages offered; contains {@code locale}
 * @param frontendUrl address of the sign-in pages without a path, for example {@code
 *     http://lingua.lyceum.localhost:8081}; issuer and links in mails start with it
 * @param hosts addresses of the school without a path, its primary one first
 * @param backchannelLogout where the sign-in server tells that a session ended, as it sees Lyceum
 * @param mail how the realm sends mail
 * @param brand the look of its sign-in pages and mails
 */
public record RealmSpec(
        String name,
        Kind kind,
        String displayName,
        Locale locale,
        Set<Locale> locales,
        URI frontendUrl,
        List<URI> hosts,
        URI backchannelLogout,
        RealmMail mail,
        RealmBrand brand) {

    /** The languages that the sign-in pages and mails are offered in. */
    public static final Set<Locale> LOCALES =
            Set.of(
                    Locale.ENGLISH,
                    Locale.forLanguageTag("ru"),
                    Locale.GERMAN,
                    Locale.forLanguageTag("es"));

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    public RealmSpec {
        requireName(name);
        locales = Set.copyOf(locales);
        hosts = List.copyOf(hosts);
        if (displayName.isBlank()) {
            throw new IllegalArgumentException("a realm needs a name for people");
        }
        if (!locales.contains(locale)) {
            throw new IllegalArgumentException("a realm's own language must be among its locales");
        }
        requireBase(frontendUrl);
        requireHosts(hosts);
    }

    /** Whose realm it is. */
    public enum Kind {
        /** A school's: people may register; roles owner, admin, teacher, learner. */
        SCHOOL,
        /** The platform's own: by invitation only; role platform-admin. */
        PLATFORM
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches() || name.equals("master")) {
            throw new IllegalArgumentException(
                    "a realm's name is a DNS label other than master: " + name);
        }
    }

    static void requireHosts(List<URI> hosts) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a realm needs the address of its school");
        }
        hosts.forEach(RealmSpec::requireBase);
    }

    private static void requireBase(URI base) {
        boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!web
                || base.getHost() == null
                || !base.getRawPath().isEmpty()
                || base.getRawQuery() != null
                || base.getRawFragment() != null
                || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "an address is scheme, host and port without a path: " + base);
        }
    }
}
