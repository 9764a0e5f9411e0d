package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.devstack.TestStack;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Signing in, staying in and getting out, against the realm itself and against those who cheat. */
@Isolated
class SignInIT {

    private static final String SESSION = "lyceum_session";

    private final TwoSchools schools = TwoSchools.ready();
    private final SampleSchool school = schools.a;
    private final String host = school.slug + ".lyceum.localhost";

    /** Walks through the realm's form and stops where it sends the browser back to the school. */
    private String callbackOf(Browser browser) {
        Answer form = browser.follow(browser.once(school.origin() + "/sign-in?return=/profile"));
        Answer sent =
                browser.submit(
                        form,
                        Browser.forms(form).stream()
                                .filter(f -> f.values().containsKey("username"))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("no form in " + form)),
                        Map.of(
                                "username",
                                school.email("LEARNER"),
                                "password",
                                SampleSchool.PASSWORD));
        String callback = sent.header("Location").orElseThrow(() -> new AssertionError(sent));
        assertTrue(callback.startsWith(school.origin() + "/oidc/callback?"), callback);
        return callback;
    }

    private static boolean isSignedIn(Browser browser, String origin) {
        return browser.once(
                                "GET",
                                origin + "/api/v1/people/me",
                                Map.of("Accept", "application/json"),
                                "")
                        .status()
                == 200;
    }

    @Test
    void theRealmIsAskedWithStateNonceAndAChallenge() {
        Answer begun = new Browser().once(school.origin() + "/sign-in").expect(303);

        String target = begun.header("Location").orElseThrow();
        assertTrue(target.contains("/realms/" + school.slug + "/"), target);
        for (String parameter :
                List.of(
                        "response_type=code",
                        "code_challenge_method=S256",
                        "code_challenge=",
                        "state=",
                        "nonce=")) {
            assertTrue(target.contains(parameter), parameter + " in " + target);
        }
    }

    @Test
    void aCallbackWithoutTheCookieOfItsFlowIsRefused() {
        String callback = callbackOf(new Browser());
        Browser other = new Browser();

        assertEquals(400, other.once(callback).status());

        assertEquals(Optional.empty(), other.cookie(host, SESSION));
    }

    @Test
    void aCallbackInTheBrowserOfSomebodyElseIsRefused() {
        String callback = callbackOf(new Browser());
        Browser victim = new Browser();
        victim.once(school.origin() + "/sign-in");

        assertEquals(400, victim.once(callback).status());

        assertFalse(isSignedIn(victim, school.origin()));
    }

    @Test
    void aCallbackWorksOnceOnly() {
        Browser browser = new Browser();
        String callback = callbackOf(browser);
        String flow = browser.cookie(host, "lyceum_sign_in").orElseThrow();
        browser.once(callback).expect(303);
        assertTrue(isSignedIn(browser, school.origin()));

        Browser replaying = new Browser();
        replaying.setCookie(host, "lyceum_sign_in", flow);
        assertEquals(400, replaying.once(callback).status());

        assertEquals(Optional.empty(), replaying.cookie(host, SESSION));
    }

    @Test
    void aCallbackAtAnotherSchoolIsRefused() {
        Browser browser = new Browser();
        String callback = callbackOf(browser);
        String flow = browser.cookie(host, "lyceum_sign_in").orElseThrow();
        String otherHost = schools.b.slug + ".lyceum.localhost";
        browser.setCookie(otherHost, "lyceum_sign_in", flow);

        assertEquals(
                400, browser.once(callback.replace(school.origin(), schools.b.origin())).status());

        assertEquals(Optional.empty(), browser.cookie(otherHost, SESSION));
    }

    @Test
    void aCallbackWithAForeignStateIsRefused() {
        Browser browser = new Browser();
        String callback = callbackOf(browser);

        assertEquals(
                400,
                browser.once(callback.replaceFirst("state=[^&]+", "state=somebody-elses"))
                        .status());
        assertFalse(isSignedIn(browser, school.origin()));
    }

    @Test
    void signingInGivesANewSessionWhateverTheBrowserBrought() {
        Browser browser = new Browser();
        browser.setCookie(host, SESSION, "planted-by-somebody");
        browser.signIn(school.origin(), "/profile", school.email("LEARNER"), SampleSchool.PASSWORD);
        String first = browser.cookie(host, SESSION).orElseThrow();
        assertNotEquals("planted-by-somebody", first);

        browser.signIn(school.origin(), "/profile", school.email("LEARNER"), SampleSchool.PASSWORD);

        assertNotEquals(first, browser.cookie(host, SESSION).orElseThrow());
    }

    @Test
    void cookiesOfSigningInAreClosedToScriptsAndOtherHosts() {
        Browser browser = school.signedIn("LEARNER");

        List<String> ours =
                browser.setCookies().stream().filter(c -> c.startsWith("lyceum_")).toList();
        assertTrue(ours.size() >= 2, ours.toString());
        for (String cookie : ours) {
            assertTrue(cookie.contains("HttpOnly"), cookie);
            assertTrue(cookie.contains("SameSite=Lax"), cookie);
            assertFalse(cookie.toLowerCase(java.util.Locale.ROOT).contains("domain="), cookie);
            assertTrue(cookie.contains("Path=/"), cookie);
        }
    }

    @Test
    void signingOutEndsTheSessionHereAndAtTheRealm() {
        Browser browser = school.signedIn("LEARNER");
        String token = browser.cookie(host, SESSION).orElseThrow();
        Answer page = browser.get(school.origin() + "/profile").expect(200);

        Answer out = browser.submit(page, Browser.form(page, "/sign-out"), Map.of());
        browser.follow(out).expect(200);

        assertTrue(out.header("Location").orElse("").contains("/logout"), out.toString());
        Browser thief = new Browser();
        thief.setCookie(host, SESSION, token);
        assertFalse(isSignedIn(thief, school.origin()));
        Answer again = browser.follow(browser.once(school.origin() + "/sign-in"));
        assertTrue(
                Browser.forms(again).stream().anyMatch(f -> f.values().containsKey("password")),
                "the realm asks for the password again");
    }

    @Test
    void aSessionThatEndsAtTheRealmEndsHereWithinSeconds() {
        Browser browser = school.signedIn("TEACHER");
        assertTrue(isSignedIn(browser, school.origin()));

        logOutAtRealm(school.slug, school.email("TEACHER"));

        Stack.eventually(
                "the end of the session",
                Duration.ofSeconds(5),
                () -> isSignedIn(browser, school.origin()) ? Optional.empty() : Optional.of(true));
    }

    private static void logOutAtRealm(String realm, String email) {
        TestStack.Login admin = Stack.RUNNING.keycloakAdmin();
        String base = Stack.RUNNING.keycloakUrl();
        String token =
                Stack.send(
                                "POST",
                                base + "/realms/master/protocol/openid-connect/token",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                Browser.encode(
                                        Map.of(
                                                "grant_type",
                                                "password",
                                                "client_id",
                                                "admin-cli",
                                                "username",
                                                admin.user(),
                                                "password",
                                                admin.password())))
                        .expect(200)
                        .json()
                        .path("access_token")
                        .asText();
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token);
        JsonNode person =
                Stack.get(
                                base
                                        + "/admin/realms/"
                                        + realm
                                        + "/users?exact=true&email="
                                        + URLEncoder.encode(email, StandardCharsets.UTF_8),
                                headers)
                        .expect(200)
                        .json()
                        .get(0);
        Stack.send(
                        "POST",
                        base
                                + "/admin/realms/"
                                + realm
                                + "/users/"
                                + person.path("id").asText()
                                + "/logout",
                        headers,
                        "")
                .expect(204);
    }

    @Test
    void aLogoutTokenThatNobodySignedIsRefused() {
        Answer answer =
                Stack.send(
                        "POST",
                        school.origin() + "/oidc/backchannel-logout/" + school.slug,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "logout_token=eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.");

        assertEquals(400, answer.status());
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        Browser browser = school.signedIn("LEARNER");

        Answer answer =
                browser.once(
                        "POST",
                        school.origin() + "/profile",
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Origin",
                                school.origin()),
                        "name=Mallory&language=en");

        assertEquals(403, answer.status());
        assertFalse(browser.get(school.origin() + "/profile").body().contains("Mallory"));
    }

    @Test
    void aFormFromAnotherOriginIsRefused() {
        Browser browser = school.signedIn("LEARNER");
        Answer page = browser.get(school.origin() + "/profile").expect(200);
        Browser.Form form = Browser.form(page, "/profile");
        for (Map<String, String> headers :
                List.of(
                        Map.of("Origin", "https://evil.example"),
                        Map.of("Origin", schools.b.origin()),
                        Map.of("Origin", "null"),
                        Map.of("Origin", school.origin(), "Sec-Fetch-Site", "cross-site"),
                        Map.<String, String>of())) {
            Map<String, String> all = new java.util.HashMap<>(headers);
            all.put("Content-Type", "application/x-www-form-urlencoded");
            Answer answer = browser.once("POST", form.action(), all, Browser.encode(form.values()));
            assertEquals(403, answer.status(), headers.toString());
        }
    }

    @Test
    void aSessionCannotBeUsedOnTheApiFromAnotherOrigin() {
        Browser browser = school.signedIn("LEARNER");
        Answer answer =
                browser.once(
                        "POST",
                        school.origin() + "/api/v1/enrolments",
                        Map.of(
                                "Content-Type", "application/json",
                                "Accept", "application/json",
                                "Origin", "https://evil.example"),
                        "{\"course\":\"" + school.course().id() + "\"}");

        assertEquals(403, answer.status());
    }

    @Test
    void everyPageCarriesTheHeadersThatKeepOthersOut() {
        Browser browser = school.signedIn("OWNER");
        assertAll(
                List.of(
                                "/",
                                "/courses",
                                "/courses/" + school.course().slug(),
                                "/learning",
                                "/profile",
                                "/search?q=wood",
                                "/verify",
                                "/nothing-is-here")
                        .stream()
                        .map(path -> () -> assertGuarded(browser.get(school.origin() + path))));
    }

    private static void assertGuarded(Answer page) {
        String policy = page.header("Content-Security-Policy").orElse("");
        Matcher nonce = Pattern.compile("'nonce-([A-Za-z0-9_-]{20,})'").matcher(policy);
        assertTrue(nonce.find(), page.url() + ": " + policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertTrue(policy.contains("object-src 'none'"), policy);
        assertEquals(Optional.of("nosniff"), page.header("X-Content-Type-Options"));
        assertTrue(page.header("Referrer-Policy").isPresent());
        assertTrue(page.header("X-Correlation-Id").isPresent());
        Matcher script = Pattern.compile("<script\\b[^>]*>").matcher(page.body());
        while (script.find()) {
            String tag = script.group();
            assertTrue(
                    tag.contains("src=\"/")
                            || tag.contains("nonce=\"" + nonce.group(1) + "\"")
                            || tag.contains("ld+json"),
                    page.url() + ": " + tag);
        }
        assertFalse(
                Pattern.compile("<[a-z][^>]*\\s(style|on[a-z]+)=\"").matcher(page.body()).find(),
                page.url() + " has styles or scripts inside of tags");
    }

    @Test
    void theReturnAddressNeverLeadsAway() {
        for (String target :
                List.of(
                        "https://evil.example/",
                        "//evil.example/",
                        "/\\evil.example",
                        "\\\\evil.example",
                        "javascript:alert(1)",
                        "/%09/evil.example",
                        "http:evil.example")) {
            String encoded = URLEncoder.encode(target, StandardCharsets.UTF_8);
            Answer language =
                    new Browser().once(school.origin() + "/language?to=en&return=" + encoded);
            URI there = URI.create(language.url()).resolve(language.header("Location").orElse("/"));
            assertEquals(URI.create(school.origin()).getAuthority(), there.getAuthority(), target);
        }
        Browser browser = new Browser();
        Answer landed =
                browser.signIn(
                        school.origin(),
                        "https://evil.example/",
                        school.email("LEARNER"),
                        SampleSchool.PASSWORD);
        assertEquals(
                URI.create(school.origin()).getAuthority(),
                URI.create(landed.url()).getAuthority());
    }

    @Test
    void aTamperedTokenIsRefusedEvenWhereVisitorsMayGo() {
        String token = school.token("LEARNER");
        String body = token.split("\\.")[1];
        for (String bad :
                List.of(
                        "nonsense",
                        token.substring(0, token.length() - 6) + "AAAAAA",
                        "eyJhbGciOiJub25lIn0." + body + ".")) {
            Answer answer = new Api(school.origin(), () -> bad).get("/catalogue");
            assertEquals(401, answer.status(), answer.toString());
        }
    }

    @Test
    void somebodySwitchedOffIsOutAtOnce() {
        Browser admin = school.signedIn("ADMIN");
        assertTrue(isSignedIn(admin, school.origin()));
        String id = Api.id(school.as("ADMIN").get("/people/me").expect(200));
        Api owner = school.as("OWNER");
        owner.post("/people/" + id + "/deactivate", Map.of()).expect(200);
        try {
            Stack.eventually(
                    "the end of the access",
                    Duration.ofSeconds(5),
                    () ->
                            isSignedIn(admin, school.origin())
                                    ? Optional.empty()
                                    : Optional.of(true));
        } finally {
            owner.post("/people/" + id + "/activate", Map.of()).expect(200);
        }
    }

    @Test
    void whatNobodyComesBackToIsForgotten() throws SQLException {
        UUID old = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        Instant now = Instant.now();
        try (Connection superuser = Stack.superuser()) {
            plantFlow(superuser, old, now.minus(Duration.ofHours(2)));
            plantFlow(superuser, young, now);
            plantSession(superuser, old, now.minus(Duration.ofMinutes(1)));
            plantSession(superuser, young, now.plus(Duration.ofHours(1)));
            plantRequest(superuser, old, now.minus(Duration.ofHours(25)));
            plantRequest(superuser, young, now);

            for (String table : List.of("sign_in_flow", "session", "idempotency_record")) {
                Stack.eventually(
                        "the old row of " + table + " to be removed",
                        Duration.ofMinutes(2),
                        () -> Optional.of(old).filter(id -> !exists(superuser, table, id)));
                assertTrue(exists(superuser, table, young), table);
            }
        }
    }

    private void plantFlow(Connection superuser, UUID id, Instant at) throws SQLException {
        Stack.execute(
                superuser,
                """
                insert into sign_in_flow
                    (tenant_id, id, state_hash, cookie_hash, nonce, pkce_verifier, return_to, host,
                     created_at)
                values (?, ?, ?, '', '', '', '/', '', ?)
                """,
                school.id,
                id,
                id.toString(),
                Timestamp.from(at));
    }

    private void plantSession(Connection superuser, UUID id, Instant end) throws SQLException {
        Stack.execute(
                superuser,
                """
                insert into session
                    (tenant_id, id, token_hash, person_id, id_token, refresh_token,
                     access_expires_at, created_at, expires_at)
                select tenant_id, ?, ?, id, '', '', ?, ?, ?
                from person
                where tenant_id = ? and email = ?
                """,
                id,
                id.toString(),
                Timestamp.from(end),
                Timestamp.from(end),
                Timestamp.from(end),
                school.id,
                school.email("LEARNER"));
    }

    private void plantRequest(Connection superuser, UUID id, Instant at) throws SQLException {
        Stack.execute(
                superuser,
                """
                insert into idempotency_record
                    (tenant_id, id, person_id, idempotency_key, request_hash, status, created_at)
                values (?, ?, ?, ?, '', 200, ?)
                """,
                school.id,
                id,
                id,
                id.toString(),
                Timestamp.from(at));
    }

    private boolean exists(Connection superuser, String table, UUID id) {
        try (PreparedStatement query =
                superuser.prepareStatement(
                        "select 1 from " + table + " where tenant_id = ? and id = ?")) {
            query.setObject(1, school.id);
            query.setObject(2, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
