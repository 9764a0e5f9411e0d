package io.lyceum.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a browser does with a push message: RFC 8291 and RFC 8188 by hand, RFC 8292 to check. */
final class PushBrowser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COORDINATE = 32;

    private final KeyPair keys;
    private final byte[] auth = new byte[16];

    PushBrowser() {
        new SecureRandom().nextBytes(auth);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a page tells the school of a subscription. */
    Map<String, String> subscription(String endpoint) {
        return Map.of(
                "endpoint",
                endpoint,
                "p256dh",
                base64(uncompressed((ECPublicKey) keys.getPublic())),
                "auth",
                base64(auth));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] uncompressed(ECPublicKey key) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + 2 * COORDINATE).put((byte) 4);
        for (BigInteger one : new BigInteger[] {key.getW().getAffineX(), key.getW().getAffineY()}) {
            byte[] signed = one.toByteArray();
            byte[] fixed = new byte[COORDINATE];
            int length = Math.min(signed.length, COORDINATE);
            System.arraycopy(signed, signed.length - length, fixed, COORDINATE - length, length);
            bytes.put(fixed);
        }
        return bytes.array();
    }

    private PublicKey point(byte[] uncompressed) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(
                                new ECPoint(
                                        new BigInteger(
                                                1,
                                                Arrays.copyOfRange(
                                                        uncompressed, 1, 1 + COORDINATE)),
                                        new BigInteger(
                                                1,
                                                Arrays.copyOfRange(
                                                        uncompressed,
                                                        1 + COORDINATE,
                                                        1 + 2 * COORDINATE))),
                                ((ECPublicKey) keys.getPublic()).getParams()));
    }

    /** Opens a message. */
    JsonNode open(byte[] body) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(body);
            byte[] salt = new byte[16];
            buffer.get(salt);
            buffer.getInt();
            byte[] sender = new byte[buffer.get()];
            buffer.get(sender);
            byte[] sealed = new byte[buffer.remaining()];
            buffer.get(sealed);
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(keys.getPrivate());
            agreement.doPhase(point(sender), true);
            byte[] info =
                    joined(
                            "WebPush: info\0".getBytes(StandardCharsets.US_ASCII),
                            uncompressed((ECPublicKey) keys.getPublic()),
                            sender,
                            new byte[] {1});
            byte[] input = hmac(hmac(auth, agreement.generateSecret()), info);
            byte[] extracted = hmac(salt, input);
            byte[] key = expand(extracted, "Content-Encoding: aes128gcm\0", 16);
            byte[] nonce = expand(extracted, "Content-Encoding: nonce\0", 12);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, nonce));
            byte[] padded = cipher.doFinal(sealed);
            int end = padded.length - 1;
            while (padded[end] == 0) {
                end--;
            }
            return JSON.readTree(Arrays.copyOf(padded, end));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the message does not open", e);
        }
    }

    private static byte[] expand(byte[] key, String info, int length)
            throws GeneralSecurityException {
        return Arrays.copyOf(
                hmac(key, joined(info.getBytes(StandardCharsets.US_ASCII), new byte[] {1})),
                length);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Reads what the school says of itself, after checking its signature by the key it names. */
    JsonNode vouched(String authorization) {
        try {
            String token = authorization.replaceAll("^vapid t=([^,]+), ?k=(.+)$", "$1");
            String key = authorization.replaceAll("^vapid t=([^,]+), ?k=(.+)$", "$2");
            String[] parts = token.split("\\.");
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(point(Base64.getUrlDecoder().decode(key)));
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                throw new IllegalStateException("the signature is wrong");
            }
            return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
