package io.lyceum.identity.internal.realms;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a realm the way Keycloak reads it. What is the same for every school stands in {@code
 * realms/school-realm.json}; what differs is put in here. The whole realm goes over in one
 * document, so that it exists completely or not at all.
 */
final class RealmDocument {

    static final String PROVISIONER = "lyceum-provisioner";
    static final String WEB = "lyceum-web";
    static final String API = "lyceum-api";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROVISIONER_ROLES =
            List.of("manage-realm", "manage-users", "manage-clients", "manage-events");

    private RealmDocument() {}

    static Map<String, Object> toCreate(RealmSpec spec, RealmSecrets secrets) {
        Map<String, Object> realm = settings(spec);
        realm.put("realm", spec.name());
        realm.put("attributes", attributes(spec));
        realm.put("localizationTexts", Map.of(Locale.ENGLISH.getLanguage(), spec.brand().texts()));
        realm.put("components", components());

        String defaults = "default-roles-" + spec.name();
        List<Object> roles = new ArrayList<>();
        rolesOf(spec.kind()).forEach(role -> roles.add(Map.of("name", role.claim())));
        if (spec.kind() == RealmSpec.Kind.SCHOOL) {
            roles.add(
                    Map.of(
                            "name",
                            defaults,
                            "composite",
                            true,
                            "composites",
                            Map.of("realm", List.of(SchoolRole.LEARNER.claim()))));
            realm.put("defaultRole", Map.of("name", defaults, "composite", true));
        }
        realm.put("roles", Map.of("realm", roles));

        realm.put("clients", List.of(provisioner(secrets), web(spec, secrets), api()));
        realm.put(
                "scopeMappings",
                List.of(
                        Map.of(
                                "client",
                                WEB,
                                "roles",
                                rolesOf(spec.kind()).map(SchoolRole::claim).toList())));
        realm.put(
                "users",
                List.of(
                        Map.of(
                                "username",
                                "service-account-" + PROVISIONER,
                                "enabled",
                                true,
                                "serviceAccountClientId",
                                PROVISIONER,
                                "clientRoles",
                                Map.of("realm-management", PROVISIONER_ROLES))));
        return realm;
    }

    /** The realm's own fields, without clients, roles, people and attributes. */
    static Map<String, Object> settings(RealmSpec spec) {
        Map<String, Object> realm = read("/realms/school-realm.json");
        realm.put("displayName", spec.displayName());
        realm.put("defaultLocale", spec.locale().getLanguage());
        realm.put("supportedLocales", spec.locales().stream().map(Locale::getLanguage).toList());
        realm.put("registrationAllowed", spec.kind() == RealmSpec.Kind.SCHOOL);
        // Plain http only where the sign-in pages themselves are served by it: on one's own
        // machine.
        realm.put("sslRequired", isPlain(spec.frontendUrl()) ? "none" : "external");
        realm.put("smtpServer", smtp(spec.displayName(), spec.mail()));
        realm.put("webAuthnPolicyPasswordlessRpEntityName", spec.displayName());
        realm.put("webAuthnPolicyRpEntityName", spec.displayName());
        return realm;
    }

    static Map<String, String> attributes(RealmSpec spec) {
        Map<String, String> attributes = new LinkedHashMap<>(spec.brand().attributes());
        attributes.put("frontendUrl", spec.frontendUrl().toString());
        return attributes;
    }

    static Map<String, String> smtp(String displayName, RealmMail mail) {
        Map<String, String> smtp = new LinkedHashMap<>();
        smtp.put("host", mail.host());
        smtp.put("port", Integer.toString(mail.port()));
        smtp.put("from", mail.from());
        smtp.put("fromDisplayName", displayName);
        smtp.put("ssl", Boolean.toString(mail.encryption() == RealmMail.Encryption.TLS));
        smtp.put("starttls", Boolean.toString(mail.encryption() == RealmMail.Encryption.STARTTLS));
        smtp.put("auth", Boolean.toString(mail.login().isPresent()));
        mail.login()
                .ifPresent(
                        login -> {
                            smtp.put("user", login.user());
                            smtp.put("password", login.password());
                        });
        return smtp;
    }

    static Map<String, Object> web(RealmSpec spec, RealmSecrets secrets) {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("clientId", WEB);
        client.put("name", spec.displayName());
        client.put("secret", secrets.web());
        client.put("enabled", true);
        client.put("publicClient", false);
        client.put("standardFlowEnabled", true);
        client.put("implicitFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("serviceAccountsEnabled", false);
        client.put("fullScopeAllowed", false);
        client.put("frontchannelLogout", false);
        client.put("webOrigins", List.of());
        client.putAll(redirects(spec.hosts()));
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("pkce.code.challenge.method", "S256");
        attributes.put("post.logout.redirect.uris", signedOut(spec.hosts()));
        attributes.put("backchannel.logout.url", spec.backchannelLogout().toString());
        attributes.put("backchannel.logout.session.required", "true");
        attributes.put("backchannel.logout.revoke.offline.tokens", "true");
        client.put("attributes", attributes);
        client.put("protocolMappers", List.of(rolesInIdToken(), audience()));
        return client;
    }

    static Map<String, Object> redirects(List<URI> hosts) {
        return new LinkedHashMap<>(
                Map.of(
                        "rootUrl",
                        hosts.get(0).toString(),
                        "baseUrl",
                        hosts.get(0) + "/",
                        "redirectUris",
                        hosts.stream()
                                .flatMap(h -> Stream.of(h + "/oidc/callback", h + "/welcome"))
                                .toList(),
                        "attributes",
                        Map.of("post.logout.redirect.uris", signedOut(hosts))));
    }

    private static String signedOut(List<URI> hosts) {
        return String.join("##", hosts.stream().map(host -> host + "/").toList());
    }

    private static Map<String, Object> provisioner(RealmSecrets secrets) {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("clientId", PROVISIONER);
        client.put("secret", secrets.provisioner());
        client.put("publicClient", false);
        client.put("standardFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("serviceAccountsEnabled", true);
        return client;
    }

    /** The audience of access tokens. Nobody signs in with it. */
    private static Map<String, Object> api() {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("clientId", API);
        client.put("publicClient", false);
        client.put("standardFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("serviceAccountsEnabled", false);
        client.put("fullScopeAllowed", false);
        return client;
    }

    private static Map<String, Object> rolesInIdToken() {
        return Map.of(
                "name",
                "roles in the ID token",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-usermodel-realm-role-mapper",
                "config",
                Map.of(
                        "claim.name", "realm_access.roles",
                        "jsonType.label", "String",
                        "multivalued", "true",
                        "id.token.claim", "true",
                        "access.token.claim", "false",
                        "userinfo.token.claim", "false"));
    }

    private static Map<String, Object> audience() {
        return Map.of(
                "name",
                "audience of the API",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of(
                        "included.client.audience", API,
                        "id.token.claim", "false",
                        "access.token.claim", "true"));
    }

    private static Map<String, Object> components() {
        // People may have one name only, so the profile doesn't ask for a family name.
        Map<String, Object> profile =
                Map.of(
                        "providerId",
                        "declarative-user-profile",
                        "config",
                        Map.of(
                                "kc.user.profile.config",
                                List.of(text("/realms/user-profile.json"))));
        // Keycloak would also make a second RSA pair, for encryption that nothing here uses: a
        // third of the time that a new realm takes.
        return Map.of(
                "org.keycloak.userprofile.UserProfileProvider",
                List.of(profile),
                "org.keycloak.keys.KeyProvider",
                List.of(
                        key("rsa-generated", Map.of()),
                        key("hmac-generated", Map.of("algorithm", List.of("HS512"))),
                        key("aes-generated", Map.of())));
    }

    private static Map<String, Object> key(String provider, Map<String, List<String>> settings) {
        Map<String, List<String>> config = new LinkedHashMap<>(settings);
        config.put("priority", List.of("100"));
        return Map.of("name", provider, "providerId", provider, "config", config);
    }

    private static Stream<SchoolRole> rolesOf(RealmSpec.Kind kind) {
        return switch (kind) {
            case SCHOOL ->
                    Stream.of(
                            SchoolRole.OWNER,
                            SchoolRole.ADMIN,
                            SchoolRole.TEACHER,
                            SchoolRole.LEARNER);
            case PLATFORM -> Stream.of(SchoolRole.PLATFORM_ADMIN);
        };
    }

    private static boolean isPlain(URI address) {
        return "http".equals(address.getScheme());
    }

    private static Map<String, Object> read(String resource) {
        try {
            return JSON.readValue(text(resource), new TypeReference<>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(String resource) {
        try (InputStream in = RealmDocument.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
