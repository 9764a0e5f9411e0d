package io.lyceum.identity.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import io.lyceum.identity.IdentityProblem;
import io.lyceum.identity.internal.RealmSettings.Realm;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifies what a realm signed. The keys of each realm are kept apart and refreshed by themselves.
 */
@ApplicationScoped
public class TokenChecks {

    public static final String WEB_CLIENT = "lyceum-web";
    static final String API_AUDIENCE = "lyceum-api";

    private final Map<String, JWKSource<SecurityContext>> keys = new ConcurrentHashMap<>();

    private JWKSource<SecurityContext> keysOf(Realm realm) {
        return keys.computeIfAbsent(
                realm.issuer(),
                issuer -> {
                    try {
                        return JWKSourceBuilder.create(realm.back("certs").toURL())
                                .retrying(true)
                                .build();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private JWSVerificationKeySelector<SecurityContext> selector(Realm realm) {
        return new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keysOf(realm));
    }

    /**
     * Verifies an ID token: signature, issuer, audience, time and nonce.
     *
     * @throws Problem SIGN_IN_FAILED
     */
    public IDTokenClaimsSet idToken(Realm realm, JWT token, String nonce) {
        try {
            return new IDTokenValidator(
                            new Issuer(realm.issuer()),
                            new ClientID(WEB_CLIENT),
                            selector(realm),
                            null)
                    .validate(token, new Nonce(nonce));
        } catch (BadJOSEException | JOSEException e) {
            throw new Problem(IdentityProblem.SIGN_IN_FAILED);
        }
    }

    /**
     * Verifies an access token of an API client.
     *
     * @throws Problem TOKEN_REFUSED for one of another school, expired, or not meant for the API
     */
    public JWTClaimsSet accessToken(Realm realm, String token) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(selector(realm));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        API_AUDIENCE,
                        new JWTClaimsSet.Builder().issuer(realm.issuer()).build(),
                        Set.of("sub", "exp", "iat")));
        try {
            JWTClaimsSet claims = processor.process(token, null);
            // Refresh and ID tokens of the same realm are signed by the same keys.
            if (!"Bearer".equals(claims.getStringClaim("typ"))) {
                throw new Problem(IdentityProblem.TOKEN_REFUSED);
            }
            return claims;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new Problem(IdentityProblem.TOKEN_REFUSED);
        }
    }

    /**
     * Verifies a back-channel logout token (OpenID Connect Back-Channel Logout 1.0).
     *
     * @throws Problem UNKNOWN_LOGOUT_TOKEN
     */
    public LogoutTokenClaimsSet logoutToken(Realm realm, String token) {
        try {
            return new LogoutTokenValidator(
                            new Issuer(realm.issuer()),
                            new ClientID(WEB_CLIENT),
                            selector(realm),
                            null)
                    .validate(JWTParser.parse(token));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new Problem(IdentityProblem.UNKNOWN_LOGOUT_TOKEN);
        }
    }
}
