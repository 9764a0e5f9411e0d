package io.lyceum.plugin.runtime.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.SampleArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final SampleArchive SAMPLE =
            SampleArchive.activity(
                    "Signed",
                    "public Submission submit(PluginContext context, SubmitRequest request) { return Submission.going(); }");

    @TempDir Path folder;
    private KeyPair keys;
    private PluginArchive archive;
    private String signature;

    @BeforeEach
    void sign() throws IOException, GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        archive = PluginArchive.open(SAMPLE.write(folder));
        signature = Signature.sign(archive, keys.getPrivate());
    }

    @Test
    void it_verifies_with_the_other_half_of_the_key() {
        assertTrue(Signature.verifies(archive, signature + "\n", keys.getPublic()));
    }

    @Test
    void it_does_not_verify_with_another_key() throws GeneralSecurityException {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertFalse(Signature.verifies(archive, signature, other.getPublic()));
    }

    @Test
    void it_does_not_verify_a_tampered_archive() throws IOException {
        PluginArchive tampered =
                PluginArchive.open(SAMPLE.copy().text("web/more.js", "1").write(folder));
        assertFalse(Signature.verifies(tampered, signature, keys.getPublic()));
    }

    @Test
    void it_does_not_verify_another_version() throws IOException {
        String yaml = SampleArchive.yaml("sample.Signed").replace("1.0.0", "1.0.1");
        PluginArchive other =
                PluginArchive.open(SAMPLE.copy().text("plugin.yaml", yaml).write(folder));
        assertFalse(Signature.verifies(other, signature, keys.getPublic()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "%%%", "AAAA"})
    void garbage_is_no_signature(String garbage) {
        assertFalse(Signature.verifies(archive, garbage, keys.getPublic()));
    }

    @Test
    void keys_are_read_with_and_without_pem_lines() {
        String open = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        String secret = Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
        assertEquals(keys.getPublic(), Signature.publicKey(open));
        assertEquals(
                keys.getPublic(),
                Signature.publicKey(
                        "-----BEGIN PUBLIC KEY-----\n" + open + "\n-----END PUBLIC KEY-----\n"));
        assertEquals(keys.getPrivate(), Signature.privateKey(secret));
        assertThrows(IllegalArgumentException.class, () -> Signature.publicKey("garbage"));
        assertThrows(IllegalArgumentException.class, () -> Signature.privateKey(open));
    }
}
