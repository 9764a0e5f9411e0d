package io.lyceum.integrations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.integrations.InboundFormat;
import io.lyceum.integrations.InboundWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class InboundSignatureTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The example of the specification of Standard Webhooks. */
    private static final String STANDARD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static InboundWebhook webhook(InboundFormat format) {
        return new InboundWebhook(
                new UUID(0, 1),
                "One",
                format,
                format.namesHeader() ? "x-proof" : "",
                "/type",
                "/id",
                List.of(),
                true,
                1,
                NOW,
                Optional.empty());
    }

    private static boolean proves(
            InboundFormat format,
            String secret,
            Map<String, String> headers,
            byte[] body,
            Instant at) {
        return InboundSignature.proves(
                webhook(format),
                List.of("another-secret", secret),
                name -> headers.getOrDefault(name, ""),
                body,
                at);
    }

    private static byte[] hmac(String secret, String content) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theExampleOfStandardWebhooksIsProved() {
        Map<String, String> headers =
                Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature",
                                "v1,aaaa v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

        assertTrue(proves(InboundFormat.STANDARD, STANDARD, headers, BODY, NOW));
        assertTrue(proves(InboundFormat.STANDARD, STANDARD, headers, BODY, NOW.plusSeconds(299)));
        assertFalse(proves(InboundFormat.STANDARD, STANDARD, headers, BODY, NOW.plusSeconds(301)));
        assertFalse(proves(InboundFormat.STANDARD, STANDARD, headers, BODY, NOW.minusSeconds(301)));
        assertFalse(proves(InboundFormat.STANDARD, STANDARD, headers, new byte[] {'{', '}'}, NOW));
        assertFalse(proves(InboundFormat.STANDARD, "whsec_AAAA", headers, BODY, NOW));
        Map<String, String> other = new HashMap<>(headers);
        other.put("webhook-id", "msg_other");
        assertFalse(proves(InboundFormat.STANDARD, STANDARD, other, BODY, NOW));
        assertFalse(proves(InboundFormat.STANDARD, STANDARD, Map.of(), BODY, NOW));
    }

    @Test
    void stripesSignatureIsOfTimeAndBody() throws Exception {
        String time = Long.toString(NOW.getEpochSecond());
        String right =
                HexFormat.of()
                        .formatHex(
                                hmac(
                                        "whsec_stripe",
                                        time + "." + new String(BODY, StandardCharsets.UTF_8)));
        for (String header :
                List.of(
                        "t=" + time + ",v1=" + right,
                        "t=" + time + ",v0=abc,v1=0000,v1=" + right)) {
            assertTrue(
                    proves(
                            InboundFormat.STRIPE,
                            "whsec_stripe",
                            Map.of("Stripe-Signature", header),
                            BODY,
                            NOW));
        }
        for (String header :
                List.of(
                        "",
                        "nonsense",
                        "t=,v1=" + right,
                        "t=1,v1=" + right,
                        "v1=" + right,
                        "t=" + time + ",v0=" + right,
                        "t=" + time + ",v1=" + right.substring(2))) {
            assertFalse(
                    proves(
                            InboundFormat.STRIPE,
                            "whsec_stripe",
                            Map.of("Stripe-Signature", header),
                            BODY,
                            NOW),
                    header);
        }
    }

    @Test
    void aPlainHmacMayBeWrittenInThreeWays() throws Exception {
        byte[] right = hmac("shared-secret", new String(BODY, StandardCharsets.UTF_8));
        for (String text :
                List.of(
                        HexFormat.of().formatHex(right),
                        HexFormat.of().withUpperCase().formatHex(right),
                        "sha256=" + HexFormat.of().formatHex(right),
                        Base64.getEncoder().encodeToString(right))) {
            assertTrue(
                    proves(InboundFormat.HMAC, "shared-secret", Map.of("x-proof", text), BODY, NOW),
                    text);
        }
        for (String text : List.of("", "sha256=", "00", "====")) {
            assertFalse(
                    proves(InboundFormat.HMAC, "shared-secret", Map.of("x-proof", text), BODY, NOW),
                    text);
        }
    }

    @Test
    void aTokenIsTheSecretItself() {
        for (String text : List.of("shared-secret", "Bearer shared-secret", " shared-secret ")) {
            assertTrue(
                    proves(
                            InboundFormat.TOKEN,
                            "shared-secret",
                            Map.of("x-proof", text),
                            BODY,
                            NOW));
        }
        for (String text : List.of("", "Bearer", "shared", "shared-secret-and-more")) {
            assertFalse(
                    proves(
                            InboundFormat.TOKEN,
                            "shared-secret",
                            Map.of("x-proof", text),
                            BODY,
                            NOW));
        }
    }

    @Test
    void whatIsNoJsonOfPeopleIsNotRead() {
        for (String body : List.of("\"text\"", "{", "", "[" + "1,".repeat(1000) + "1]")) {
            assertEquals(
                    Optional.empty(), InboundReading.of(body.getBytes(StandardCharsets.UTF_8)));
        }
        assertEquals(Optional.empty(), InboundReading.of(new byte[] {(byte) 0xff, 1}));
        assertEquals(
                Optional.of("{\"a\":\"я\"}"),
                InboundReading.of("{\"a\":\"я\"}".getBytes(StandardCharsets.UTF_8))
                        .map(InboundReading::text));
    }
}
