package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.lyceum.identity.CurrentPerson.SignedIn;
import io.lyceum.identity.SampleSignIn;
import io.lyceum.identity.internal.RealmSettings.Realm;
import io.lyceum.identity.internal.SampleRealms;
import io.lyceum.identity.internal.SessionCache;
import io.lyceum.identity.internal.TokenChecks;
import io.lyceum.shared.BrokenCaches;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.security.Tokens;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.SchoolHosts;
import io.lyceum.tenancy.SchoolId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The proof that {@link DoorProbes} can fail: the product's filters, sign-in, token checks and
 * caches, each time with one part broken as somebody could break it one day. The tries are those
 * that {@code TwoSchoolsIT} makes at the running server.
 */
class BrokenDoorsTest {

    private static final SchoolId ALDER = new SchoolId(new UUID(7, 1));
    private static final SchoolId BIRCH = new SchoolId(new UUID(7, 2));
    private static final Map<SchoolId, String> MARKS = Map.of(ALDER, "Alderxq", BIRCH, "Birchxq");
    private static final Map<String, SchoolId> HOSTS =
            Map.of("alder.lyceum.localhost", ALDER, "birch.lyceum.localhost", BIRCH);

    private static HttpServer keys;
    private static Map<SchoolId, Realm> realms;
    private static DoorProbes.Home alder;
    private static DoorProbes.Home birch;

    @BeforeAll
    static void openTwoSchools() throws IOException, JOSEException {
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.start();
        URI backend = URI.create("http://127.0.0.1:" + keys.getAddress().getPort());
        realms =
                Map.of(
                        ALDER, new Realm("alder", "http://alder/realms/alder", "", "", backend),
                        BIRCH, new Realm("birch", "http://birch/realms/birch", "", "", backend));
        alder = home(ALDER, "alder");
        birch = home(BIRCH, "birch");
    }

    @AfterAll
    static void close() {
        keys.stop(0);
    }

    private static DoorProbes.Home home(SchoolId school, String slug) throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID(slug).generate();
        byte[] published =
                new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys.createContext(
                realms.get(school).back("certs").getPath(),
                exchange -> {
                    exchange.sendResponseHeaders(200, published.length);
                    exchange.getResponseBody().write(published);
                    exchange.close();
                });
        String email = "learner@" + slug + ".example";
        Instant now = Instant.now();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(JOSEObjectType.JWT)
                                .keyID(slug)
                                .build(),
                        new JWTClaimsSet.Builder()
                                .issuer(realms.get(school).issuer())
                                .audience("lyceum-api")
                                .subject(slug)
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plusSeconds(300)))
                                .claim("typ", "Bearer")
                                .claim("email", email)
                                .build());
        token.sign(new RSASSASigner(key));
        return new DoorProbes.Home(
                slug + ".lyceum.localhost",
                MARKS.get(school),
                email,
                token.serialize(),
                Tokens.random());
    }

    private static SchoolHosts schools(Function<String, Optional<SchoolId>> byHost) {
        return new SchoolHosts() {
            @Override
            public Optional<HostedSchool> find(String host) {
                return byHost.apply(host)
                        .map(
                                id ->
                                        new HostedSchool(
                                                new School(
                                                        id,
                                                        MARKS.get(id),
                                                        MARKS.get(id),
                                                        School.Status.ACTIVE,
                                                        Locale.ENGLISH,
                                                        ZoneOffset.UTC),
                                                host,
                                                false));
            }
        };
    }

    private static SchoolHosts soundHosts() {
        return schools(host -> Optional.ofNullable(HOSTS.get(host)));
    }

    private static <K, V> SchoolCache<K, V> soundCache() {
        return new SchoolCache<>(100, Duration.ofMinutes(1));
    }

    private static LocalDoor door(
            SchoolHosts schools,
            TokenChecks tokens,
            SchoolCache<String, Realm> knownRealms,
            SchoolCache<String, Optional<SignedIn>> knownSessions) {
        CurrentSchool school = new CurrentSchool();
        SessionCache sessions = SampleRealms.sessions(knownSessions);
        for (Map.Entry<SchoolId, DoorProbes.Home> home :
                Map.of(ALDER, alder, BIRCH, birch).entrySet()) {
            SignedIn person =
                    new SignedIn(SampleSignIn.person(home.getValue().email()), Optional.of("csrf"));
            sessions.get(
                    home.getKey(),
                    Tokens.hash(home.getValue().session()),
                    () -> Optional.of(person));
        }
        return new LocalDoor(
                schools,
                SampleSignIn.of(
                        SampleRealms.settings(knownRealms, realms, school),
                        tokens,
                        sessions,
                        school),
                MARKS);
    }

    private static Set<String> faults(DoorProbes.Door door) {
        return new TreeSet<>(DoorProbes.faults(door, alder, birch));
    }

    @Test
    void aSoundDoorHasNoFault() {
        assertEquals(
                Set.of(),
                faults(door(soundHosts(), new TokenChecks(), soundCache(), soundCache())));
    }

    @Test
    void aSessionCacheWithoutTheSchoolIsNoticed() {
        Set<String> faults =
                faults(
                        door(
                                soundHosts(),
                                new TokenChecks(),
                                soundCache(),
                                BrokenCaches.withoutSchool()));

        assertEquals(Set.of("a session of another school opens the school"), faults);
    }

    @Test
    void aRealmCacheWithoutTheSchoolIsNoticed() {
        Set<String> faults =
                faults(
                        door(
                                soundHosts(),
                                new TokenChecks(),
                                BrokenCaches.withoutSchool(),
                                soundCache()));

        assertTrue(faults.contains("a token of another school opens the school"), faults + "");
    }

    @Test
    void aCheckThatBelievesTheIssuerOfTheTokenIsNoticed() {
        TokenChecks believing =
                new TokenChecks() {
                    @Override
                    public JWTClaimsSet accessToken(Realm realm, String token) {
                        return super.accessToken(named(token), token);
                    }

                    private Realm named(String token) {
                        try {
                            String issuer = JWTParser.parse(token).getJWTClaimsSet().getIssuer();
                            return realms.values().stream()
                                    .filter(one -> one.issuer().equals(issuer))
                                    .findFirst()
                                    .orElseThrow();
                        } catch (ParseException e) {
                            throw new IllegalArgumentException(e);
                        }
                    }
                };

        Set<String> faults = faults(door(soundHosts(), believing, soundCache(), soundCache()));

        assertEquals(Set.of("a token of another school opens the school"), faults);
    }

    @Test
    void aLookupThatTakesAnyHostBelowTheSchoolsIsNoticed() {
        SchoolHosts generous =
                schools(
                        host ->
                                HOSTS.keySet().stream()
                                        .filter(host::endsWith)
                                        .map(HOSTS::get)
                                        .findFirst());

        assertEquals(
                Set.of("a host that is nobody's leads to a school"),
                faults(door(generous, new TokenChecks(), soundCache(), soundCache())));
    }

    @Test
    void aLookupWithASchoolForEverybodyElseIsNoticed() {
        SchoolHosts welcoming = schools(host -> Optional.of(HOSTS.getOrDefault(host, ALDER)));

        assertEquals(
                Set.of("a host that is nobody's leads to a school"),
                faults(door(welcoming, new TokenChecks(), soundCache(), soundCache())));
    }

    @Test
    void aLookupThatRemembersOneSchoolForAllIsNoticed() {
        SchoolId[] first = new SchoolId[1];
        SchoolHosts forgetful =
                schools(
                        host -> {
                            if (first[0] == null) {
                                first[0] = HOSTS.get(host);
                            }
                            return Optional.ofNullable(first[0]);
                        });

        Set<String> faults = faults(door(forgetful, new TokenChecks(), soundCache(), soundCache()));

        assertTrue(
                faults.containsAll(
                        List.of(
                                "a host that is nobody's leads to a school",
                                "a token of another school opens the school",
                                "the own host does not lead to the school")),
                faults.toString());
    }

    @Test
    void aServerThatBelievesForwardedHostsIsNoticed() {
        LocalDoor sound = door(soundHosts(), new TokenChecks(), soundCache(), soundCache());
        DoorProbes.Door believing =
                (host, path, headers) ->
                        sound.knock(headers.getOrDefault("X-Forwarded-Host", host), path, headers);

        assertEquals(Set.of("the header X-Forwarded-Host chooses the school"), faults(believing));
    }
}
