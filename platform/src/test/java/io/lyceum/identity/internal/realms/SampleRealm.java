package io.lyceum.identity.internal.realms;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

final class SampleRealm {

    static final RealmBrand BRAND =
            new RealmBrand(
                    "Lingua",
                    "Speak it by summer",
                    "#0f766e",
                    "#f59e0b",
                    new RealmBrand.Scheme("#0f766e", "#ffffff", "#0f766e", "#ffffff"),
                    new RealmBrand.Scheme("#5eead4", "#042f2e", "#5eead4", "#0b1413"),
                    "ROUND",
                    "HUMANIST",
                    Optional.empty());

    private SampleRealm() {}

    static RealmSpec spec(String name) {
        return spec(name, RealmSpec.Kind.SCHOOL, 8081, 8080, 1025, BRAND);
    }

    static RealmSpec spec(
            String name,
            RealmSpec.Kind kind,
            int keycloakPort,
            int port,
            int mailPort,
            RealmBrand brand) {
        return new RealmSpec(
                name,
                kind,
                brand.name(),
                Locale.ENGLISH,
                RealmSpec.LOCALES,
                URI.create("http://" + name + ".lyceum.localhost:" + keycloakPort),
                List.of(URI.create("http://" + name + ".lyceum.localhost:" + port)),
                URI.create("http://127.0.0.1:" + port + "/oidc/backchannel-logout"),
                new RealmMail(
                        "127.0.0.1",
                        mailPort,
                        "hello@" + name + ".example",
                        Optional.empty(),
                        RealmMail.Encryption.NONE),
                brand);
    }
}
