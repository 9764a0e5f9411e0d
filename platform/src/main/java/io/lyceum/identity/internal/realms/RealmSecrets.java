package io.lyceum.identity.internal.realms;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The two keys of a realm. They are made before the realm is and stored (encrypted) first, so that
 * a crash at any later point finds a realm that still opens with a known key.
 *
 * @param provisioner secret of {@code lyceum-provisioner}, which keeps the realm
 * @param web secret of {@code lyceum-web}, which signs people in
 */
public record RealmSecrets(String provisioner, String web) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public RealmSecrets {
        if (provisioner.length() < 32 || web.length() < 32) {
            throw new IllegalArgumentException("a realm's keys have at least 32 characters");
        }
    }

    /** Makes a new pair of 256-bit keys. */
    public static RealmSecrets generate() {
        return new RealmSecrets(key(), key());
    }

    private static String key() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Never shows the keys: records end up in logs. */
    @Override
    public String toString() {
        return "RealmSecrets[…]";
    }
}
