package io.lyceum.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.lyceum.identity.CurrentPerson.SignedIn;
import io.lyceum.identity.internal.RealmSettings;
import io.lyceum.identity.internal.RealmSettings.Realm;
import io.lyceum.identity.internal.SessionCache;
import io.lyceum.identity.internal.TokenChecks;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Encryption;
import io.lyceum.shared.security.Tokens;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Signing in with the current school's realm: OpenID Connect authorization code flow with PKCE, and
 * sessions that live in the database. A session row belongs to one school; at another school's host
 * its cookie finds nothing. Talks to the realm, so it opens its own transactions.
 */
@ApplicationScoped
public class SignIn {

    private static final Duration FLOW_LIFE = Duration.ofMinutes(30);
    private static final Duration SESSION_LIFE = Duration.ofHours(12);
    private static final int REALM_TIMEOUT_MILLIS = 8_000;

    private final Sql sql;
    private final Clock clock;
    private final Transactions transactions;
    private final RealmSettings realms;
    private final TokenChecks tokens;
    private final People people;
    private final Encryption encryption;
    private final SessionCache sessions;
    private final CurrentSchool school;

    protected SignIn() {
        this(null, null, null, null, null, null, null, null, null);
    }

    @Inject
    SignIn(
            Sql sql,
            Clock clock,
            Transactions transactions,
            RealmSettings realms,
            TokenChecks tokens,
            People people,
            Encryption encryption,
            SessionCache sessions,
            CurrentSchool school) {
        this.sql = sql;
        this.clock = clock;
        this.transactions = transactions;
        this.realms = realms;
        this.tokens = tokens;
        this.people = people;
        this.encryption = encryption;
        this.sessions = sessions;
        this.school = school;
    }

    /**
     * Begins to sign somebody in.
     *
     * @param origin the origin that the browser is at; the callback comes back there and nowhere
     *     else
     * @param returnTo local path to go to afterwards
     * @param register whether to show the registration form first
     */
    public Begun begin(String origin, String returnTo, boolean register, Locale locale) {
        Realm realm = realms.require();
        State state = new State(Tokens.random());
        Nonce nonce = new Nonce(Tokens.random());
        CodeVerifier verifier = new CodeVerifier();
        String cookie = Tokens.random();
        Instant now = clock.instant();
        transactions.run(
                () ->
                        sql.update(
                                        """
                                    insert into sign_in_flow
                                        (tenant_id, id, state_hash, cookie_hash, nonce, pkce_verifier, return_to,
                                         host, created_at)
                                    values (:tenant, :id, :state, :cookie, :nonce, :verifier, :returnTo, :host, :now)
                                    """)
                                .set("id", Ids.at(now))
                                .set("state", Tokens.hash(state.getValue()))
                                .set("cookie", Tokens.hash(cookie))
                                .set("nonce", nonce.getValue())
                                .set("verifier", encryption.encrypt(verifier.getValue()))
                                .set("returnTo", localPath(returnTo))
                                .set("host", origin)
                                .set("now", now)
                                .run());
        URI target =
                new AuthenticationRequest.Builder(
                                new ResponseType(ResponseType.Value.CODE),
                                new Scope("openid", "email", "profile"),
                                new ClientID(TokenChecks.WEB_CLIENT),
                                callback(origin))
                        .endpointURI(realm.front(register ? "registrations" : "auth"))
                        .state(state)
                        .nonce(nonce)
                        .codeChallenge(verifier, CodeChallengeMethod.S256)
                        .customParameter("ui_locales", locale.getLanguage())
                        .customParameter("kc_locale", locale.getLanguage())
                        .build()
                        .toURI();
        return new Begun(target, cookie);
    }

    /** Only a path on this host is a place to return to; anything else becomes the home page. */
    public static String localPath(String path) {
        boolean local =
                path != null
                        && path.length() <= 2000
                        && path.startsWith("/")
                        && !path.startsWith("//")
                        && !path.contains("\\")
                        && path.chars().noneMatch(Character::isISOControl);
        return local ? path : "/";
    }

    private static URI callback(String origin) {
        return URI.create(origin + "/oidc/callback");
    }

    /**
     * Ends the flow that the browser came back from. A flow works once, only with the cookie that
     * it began with, and only at the host where it began.
     *
     * @throws Problem SIGN_IN_FAILED, SIGN_IN_UNAVAILABLE, PERSON_DEACTIVATED, NOT_INVITED
     */
    public Completed complete(String origin, String code, String state, String cookie) {
        Flow flow = transactions.call(() -> takeFlow(state)).orElseThrow(SignIn::failed);
        boolean same =
                flow.origin().equals(origin)
                        && Tokens.same(flow.cookieHash(), Tokens.hash(cookie))
                        && flow.createdAt().isAfter(clock.instant().minus(FLOW_LIFE));
        if (!same) {
            throw failed();
        }
        Realm realm = realms.require();
        OIDCTokens answer =
                exchange(
                                realm,
                                new AuthorizationCodeGrant(
                                        new AuthorizationCode(code),
                                        callback(origin),
                                        new CodeVerifier(flow.verifier())))
                        .orElseThrow(SignIn::failed);
        IDTokenClaimsSet claims = tokens.idToken(realm, answer.getIDToken(), flow.nonce());
        Person person =
                people.signedIn(
                        claims.getSubject().getValue(),
                        text(claims.getStringClaim("email")),
                        Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")),
                        text(claims.getStringClaim("name")));
        String token = Tokens.random();
        transactions.run(() -> insertSession(token, person, claims.getStringClaim("sid"), answer));
        return new Completed(token, flow.returnTo(), person);
    }

    private static Problem failed() {
        return new Problem(IdentityProblem.SIGN_IN_FAILED);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private Optional<Flow> takeFlow(String state) {
        return sql.query(
                        """
                        delete from sign_in_flow
                        where tenant_id = :tenant and state_hash = :state
                        returning cookie_hash, nonce, pkce_verifier, return_to, host, created_at
                        """)
                .set("state", Tokens.hash(state))
                .first(
                        row ->
                                new Flow(
                                        row.text("cookie_hash"),
                                        row.text("nonce"),
                                        encryption.decrypt(row.text("pkce_verifier")),
                                        row.text("return_to"),
                                        row.text("host"),
                                        row.instant("created_at")));
    }

    private void insertSession(
            String token, Person person, String providerSession, OIDCTokens answer) {
        Instant now = clock.instant();
        sql.update(
                        """
                        insert into session
                            (tenant_id, id, token_hash, person_id, provider_session, id_token, refresh_token,
                             access_expires_at, created_at, expires_at)
                        values (:tenant, :id, :hash, :person, :provider, :idToken, :refresh, :access, :now, :expires)
                        """)
                .set("id", Ids.at(now))
                .set("hash", Tokens.hash(token))
                .set("person", person.id().value())
                .set("provider", providerSession)
                .set("idToken", encryption.encrypt(answer.getIDTokenString()))
                .set("refresh", encryption.encrypt(answer.getRefreshToken().getValue()))
                .set("access", now.plusSeconds(answer.getAccessToken().getLifetime()))
                .set("now", now)
                .set("expires", now.plus(SESSION_LIFE))
                .run();
    }

    private Optional<OIDCTokens> exchange(Realm realm, AuthorizationGrant grant) {
        TokenRequest request =
                new TokenRequest.Builder(
                                realm.back("token"),
                                new ClientSecretBasic(
                                        new ClientID(TokenChecks.WEB_CLIENT),
                                        new Secret(realm.webSecret())),
                                grant)
                        .build();
        HTTPRequest http = request.toHTTPRequest();
        http.setConnectTimeout(REALM_TIMEOUT_MILLIS);
        http.setReadTimeout(REALM_TIMEOUT_MILLIS);
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(http.send());
            return response.indicatesSuccess()
                    ? Optional.of(((OIDCTokenResponse) response).getOIDCTokens())
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Problem(IdentityProblem.SIGN_IN_UNAVAILABLE);
        }
    }

    /**
     * Finds the person behind a session cookie of the current school. When the access token behind
     * it has ended, one request renews it and thereby learns whether the realm still knows the
     * session; the others go on meanwhile.
     */
    public Optional<SignedIn> bySession(String token) {
        String hash = Tokens.hash(token);
        return sessions.get(school.id(), hash, () -> readSession(token, hash));
    }

    private Optional<SignedIn> readSession(String token, String hash) {
        Instant now = clock.instant();
        Optional<SessionRow> row = transactions.call(() -> findSession(hash, now));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        if (row.get().accessExpiresAt().isBefore(now)
                && transactions.call(() -> claimRefresh(row.get().id(), now))
                && !refreshed(row.get())) {
            transactions.run(() -> deleteSession(row.get().id()));
            return Optional.empty();
        }
        return Optional.of(new SignedIn(row.get().person(), Optional.of(csrfToken(token))));
    }

    /** What forms carry: bound to the session, useless to find the session with. */
    private static String csrfToken(String sessionToken) {
        return Tokens.hash("form:" + sessionToken);
    }

    private Optional<SessionRow> findSession(String hash, Instant now) {
        return sql.query(
                        """
                        select s.id, s.refresh_token, s.access_expires_at,
                               p.id as person_id, p.subject, p.email, p.name, p.role, p.locale, p.created_at,
                               p.version
                        from session s
                        join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
                        where s.tenant_id = :tenant
                          and s.token_hash = :hash
                          and s.expires_at > :now
                          and p.active
                        """)
                .set("hash", hash)
                .set("now", now)
                .first(
                        row ->
                                new SessionRow(
                                        row.uuid("id"),
                                        row.text("refresh_token"),
                                        row.instant("access_expires_at"),
                                        new Person(
                                                new PersonId(row.uuid("person_id")),
                                                row.text("subject"),
                                                row.text("email"),
                                                row.text("name"),
                                                row.constant("role", Role.class),
                                                row.optionalText("locale")
                                                        .map(Locale::forLanguageTag),
                                                true,
                                                row.instant("created_at"),
                                                row.number("version"))));
    }

    private boolean claimRefresh(UUID session, Instant now) {
        return sql.update(
                                """
                                update session set refreshing_until = :until
                                where tenant_id = :tenant
                                  and id = :id
                                  and access_expires_at < :now
                                  and (refreshing_until is null or refreshing_until < :now)
                                """)
                        .set("until", now.plusSeconds(20))
                        .set("id", session)
                        .set("now", now)
                        .run()
                == 1;
    }

    /** Renews the tokens; a realm that cannot be reached right now does not end the session. */
    private boolean refreshed(SessionRow row) {
        Optional<OIDCTokens> answer;
        try {
            answer =
                    exchange(
                            realms.require(),
                            new RefreshTokenGrant(
                                    new RefreshToken(encryption.decrypt(row.refreshToken()))));
        } catch (Problem unreachable) {
            return true;
        }
        answer.ifPresent(
                renewed ->
                        transactions.run(
                                () ->
                                        sql.update(
                                                        """
                                                        update session
                                                        set refresh_token = :refresh,
                                                            access_expires_at = :access,
                                                            refreshing_until = null
                                                        where tenant_id = :tenant and id = :id
                                                        """)
                                                .set(
                                                        "refresh",
                                                        encryption.encrypt(
                                                                renewed.getRefreshToken()
                                                                        .getValue()))
                                                .set(
                                                        "access",
                                                        clock.instant()
                                                                .plusSeconds(
                                                                        renewed.getAccessToken()
                                                                                .getLifetime()))
                                                .set("id", row.id())
                                                .run()));
        return answer.isPresent();
    }

    private void deleteSession(UUID id) {
        sql.update("delete from session where tenant_id = :tenant and id = :id")
                .set("id", id)
                .run();
    }

    /**
     * Finds the person behind a bearer token of the current school's realm.
     *
     * @throws Problem TOKEN_REFUSED, PERSON_DEACTIVATED, NOT_INVITED
     */
    public SignedIn byBearer(String token) {
        // What this issuer's keys verified a moment ago is believed for as long as a session is.
        Realm realm = realms.require();
        return sessions.get(
                        school.id(),
                        "bearer:" + realm.issuer() + " " + Tokens.hash(token),
                        () ->
                                Optional.of(
                                        new SignedIn(
                                                personOf(tokens.accessToken(realm, token)),
                                                Optional.empty())))
                .orElseThrow();
    }

    private Person personOf(JWTClaimsSet claims) {
        return people.signedIn(
                claims.getSubject(),
                claim(claims, "email"),
                Boolean.TRUE.equals(claims.getClaim("email_verified")),
                claim(claims, "name"));
    }

    private static String claim(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String value ? value : "";
    }

    /**
     * Ends a session here and answers where the browser goes to end it at the realm too.
     *
     * @param origin where the realm sends the browser afterwards
     */
    public URI signOut(String origin, String token) {
        Realm realm = realms.require();
        Optional<String> idToken =
                transactions.call(
                        () ->
                                sql.query(
                                                """
                                                delete from session
                                                where tenant_id = :tenant and token_hash = :hash
                                                returning id_token
                                                """)
                                        .set("hash", Tokens.hash(token))
                                        .first(row -> encryption.decrypt(row.text("id_token"))));
        sessions.forget(school.id());
        return URI.create(
                realm.front("logout")
                        + "?client_id="
                        + TokenChecks.WEB_CLIENT
                        + "&post_logout_redirect_uri="
                        + URLEncoder.encode(origin + "/", StandardCharsets.UTF_8)
                        + idToken.map(t -> "&id_token_hint=" + t).orElse(""));
    }

    /**
     * Ends the sessions that the realm says have ended.
     *
     * @throws Problem UNKNOWN_LOGOUT_TOKEN
     */
    public void backChannelLogout(String logoutToken) {
        LogoutTokenClaimsSet claims = tokens.logoutToken(realms.require(), logoutToken);
        String providerSession =
                claims.getSessionID() == null ? null : claims.getSessionID().getValue();
        String subject = claims.getSubject() == null ? null : claims.getSubject().getValue();
        transactions.run(
                () ->
                        sql.update(
                                        """
                                        delete from session
                                        where tenant_id = :tenant
                                          and (provider_session = :provider
                                               or cast(:provider as text) is null
                                               and person_id in (
                                                 select id from person
                                                 where tenant_id = :tenant and subject = :subject))
                                        """)
                                .set("provider", providerSession)
                                .set("subject", subject)
                                .run());
        sessions.forget(school.id());
    }

    /** Where somebody manages password, passkeys and devices. */
    public URI account() {
        return URI.create(realms.require().issuer() + "/account/");
    }

    /**
     * A sign-in under way.
     *
     * @param target where the browser goes now
     * @param cookie what ties the flow to this browser
     */
    public record Begun(URI target, String cookie) {}

    /** A sign-in that worked; the token goes into the session cookie. */
    public record Completed(String token, String returnTo, Person person) {}

    private record Flow(
            String cookieHash,
            String nonce,
            String verifier,
            String returnTo,
            String origin,
            Instant createdAt) {}

    private record SessionRow(
            UUID id, String refreshToken, Instant accessExpiresAt, Person person) {}
}
