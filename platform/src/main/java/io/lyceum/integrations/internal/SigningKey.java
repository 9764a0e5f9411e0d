package io.lyceum.integrations.internal;

import io.lyceum.shared.security.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * What a webhook's messages are signed with, in the forms of Standard Webhooks 1.0
 * (https://www.standardwebhooks.com).
 */
public sealed interface SigningKey {

    /** The mark in front of its signatures. */
    String mark();

    /** What the receiver checks signatures with. */
    String shown();

    /** What is kept, sealed; {@link Purpose#open} reads it. */
    String kept();

    /** Signs bytes. */
    byte[] sign(byte[] content);

    /** Kinds of keys. */
    enum Purpose {
        /** A secret that both sides have: HMAC-SHA256. */
        HMAC {
            @Override
            public SigningKey make() {
                byte[] secret = new byte[32];
                RANDOM.nextBytes(secret);
                return new Shared(Base64.getEncoder().encodeToString(secret));
            }

            @Override
            public SigningKey open(String kept) {
                return new Shared(kept);
            }
        },
        /** A pair of which the receiver has the public half: Ed25519. */
        ED25519 {
            @Override
            public SigningKey make() {
                try {
                    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                    byte[] x509 = pair.getPublic().getEncoded();
                    // The key itself is the end of its X.509 form (RFC 8410).
                    byte[] raw = Arrays.copyOfRange(x509, x509.length - 32, x509.length);
                    Base64.Encoder base64 = Base64.getEncoder();
                    return new Pair(
                            base64.encodeToString(pair.getPrivate().getEncoded()),
                            base64.encodeToString(raw));
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public SigningKey open(String kept) {
                String[] halves = kept.split(" ");
                return new Pair(halves[0], halves[1]);
            }
        };

        private static final SecureRandom RANDOM = new SecureRandom();

        /** Makes a new key. */
        public abstract SigningKey make();

        /** Reads a key from what is kept of it. */
        public abstract SigningKey open(String kept);
    }

    /**
     * A secret that both sides have.
     *
     * @param secret in Base64
     */
    record Shared(String secret) implements SigningKey {

        @Override
        public String mark() {
            return "v1";
        }

        @Override
        public String shown() {
            return "whsec_" + secret;
        }

        @Override
        public String kept() {
            return secret;
        }

        @Override
        public byte[] sign(byte[] content) {
            return Hmac.of(Base64.getDecoder().decode(secret), content);
        }

        @Override
        public String toString() {
            return "Shared[]";
        }
    }

    /**
     * A pair of which the receiver has the public half.
     *
     * @param privateKey PKCS #8 in Base64
     * @param publicKey the 32 bytes in Base64
     */
    record Pair(String privateKey, String publicKey) implements SigningKey {

        @Override
        public String mark() {
            return "v1a";
        }

        @Override
        public String shown() {
            return "whpk_" + publicKey;
        }

        @Override
        public String kept() {
            return privateKey + " " + publicKey;
        }

        /** Not by the JDK, which takes nine times as long: it would be most of the work. */
        @Override
        public byte[] sign(byte[] content) {
            byte[] pkcs8 = Base64.getDecoder().decode(privateKey);
            // The key itself is the end of its PKCS #8 form (RFC 8410).
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, new Ed25519PrivateKeyParameters(pkcs8, pkcs8.length - 32));
            signer.update(content, 0, content.length);
            return signer.generateSignature();
        }

        @Override
        public String toString() {
            return "Pair[publicKey=" + publicKey + "]";
        }
    }

    /** Signs a message with one key: {@code id.seconds.body}. */
    default String signature(String id, long seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        return mark() + "," + Base64.getEncoder().encodeToString(sign(content));
    }
}
