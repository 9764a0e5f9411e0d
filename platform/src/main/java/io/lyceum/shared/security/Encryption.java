package io.lyceum.shared.security;

import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * AES-256-GCM for secrets at rest. The school is part of what is authenticated: a value copied to
 * another school's row does not open.
 */
@ApplicationScoped
public class Encryption {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String CLOSED = "a stored secret does not open";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    protected Encryption() {
        this("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    }

    @Inject
    public Encryption(@ConfigProperty(name = "lyceum.encryption-key") String key) {
        byte[] bytes = Base64.getDecoder().decode(key);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("lyceum.encryption-key is 32 bytes in base64");
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** Encrypts text for the current school. */
    public String encrypt(String plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array());
    }

    /**
     * Opens what {@link #encrypt} made for the same school.
     *
     * @throws IllegalArgumentException when it is no base64
     * @throws IllegalStateException when it does not open
     */
    public String decrypt(String sealed) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        if (bytes.remaining() < NONCE + TAG_BITS / Byte.SIZE) {
            throw new IllegalStateException(CLOSED);
        }
        byte[] nonce = new byte[NONCE];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new String(run(Cipher.DECRYPT_MODE, nonce, rest), StandardCharsets.UTF_8);
    }

    /**
     * Marks text, so that it can be known again as ours, whatever the school.
     *
     * @param purpose keeps marks for one thing from being taken for another
     */
    public byte[] mark(String purpose, String text) {
        return Hmac.of(
                Hmac.of(key.getEncoded(), purpose.getBytes(StandardCharsets.UTF_8)),
                text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(
                    CurrentSchool.bound()
                            .orElseThrow(() -> new IllegalStateException("no school is bound"))
                            .toString()
                            .getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(CLOSED, e);
        }
    }
}
