package io.lyceum.plugin.runtime.archive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A detached Ed25519 signature (RFC 8032) over an archive's digest and what its descriptor says it
 * is, so that the signature of one version is of no use for another.
 */
public final class Signature {

    private Signature() {}

    private static byte[] message(PluginArchive archive) {
        return ("lyceum-plugin-v1\n"
                        + archive.descriptor().id()
                        + "\n"
                        + archive.descriptor().version()
                        + "\n"
                        + archive.descriptor().publisher()
                        + "\n"
                        + archive.sha256()
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Signs an archive.
     *
     * @return Base64
     */
    public static String sign(PluginArchive archive, PrivateKey key) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message(archive));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not to be had", e);
        }
    }

    /** Tells whether a signature was made for this archive with the other half of the key. */
    public static boolean verifies(PluginArchive archive, String signature, PublicKey key) {
        try {
            java.security.Signature check = java.security.Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message(archive));
            return check.verify(Base64.getDecoder().decode(signature.strip()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads a public key.
     *
     * @param text Base64 of its X.509 form, with or without PEM lines
     * @throws IllegalArgumentException if it is none
     */
    public static PublicKey publicKey(String text) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(decoded(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no public Ed25519 key.", e);
        }
    }

    /**
     * Reads a private key.
     *
     * @param text Base64 of its PKCS #8 form, with or without PEM lines
     * @throws IllegalArgumentException if it is none
     */
    public static PrivateKey privateKey(String text) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(decoded(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no private Ed25519 key.", e);
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }
}
