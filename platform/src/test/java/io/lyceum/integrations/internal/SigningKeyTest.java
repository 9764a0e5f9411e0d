package io.lyceum.integrations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.integrations.internal.SigningKey.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long SECONDS = 1_614_265_330L;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aSharedSecretSignsAsThePublishedExampleDoes() {
        SigningKey key = Purpose.HMAC.open("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                key.signature(ID, SECONDS, BODY));
        assertEquals("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", key.shown());
    }

    @Test
    void whoHasThePublicHalfCanCheckThePrivateOnesSignature() throws GeneralSecurityException {
        SigningKey made = Purpose.ED25519.make();
        SigningKey key = Purpose.ED25519.open(made.kept());
        String signature = key.signature(ID, SECONDS, BODY);
        assertTrue(signature.startsWith("v1a,"));
        assertTrue(key.shown().startsWith("whpk_"));

        byte[] raw = Base64.getDecoder().decode(key.shown().substring("whpk_".length()));
        assertEquals(32, raw.length);
        PublicKey receiver =
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(
                                new X509EncodedKeySpec(
                                        HexFormat.of()
                                                .parseHex(
                                                        "302a300506032b6570032100"
                                                                + HexFormat.of().formatHex(raw))));
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(receiver);
        check.update((ID + "." + SECONDS + ".").getBytes(StandardCharsets.UTF_8));
        check.update(BODY);
        assertTrue(check.verify(Base64.getDecoder().decode(signature.substring("v1a,".length()))));
    }

    @Test
    void keysAreNeverPrinted() {
        for (Purpose purpose : Purpose.values()) {
            SigningKey key = purpose.make();
            String secret = key.kept().split(" ")[0];
            assertFalse(key.toString().contains(secret), key.toString());
            assertEquals(key, purpose.open(key.kept()));
        }
    }
}
