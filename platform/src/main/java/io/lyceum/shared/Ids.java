package io.lyceum.shared;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Identifiers that grow with time (RFC 9562, version 7), so that new rows land side by side. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** Makes a new identifier at a moment. */
    public static UUID at(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000L | RANDOM.nextInt(0x1000);
        long low = RANDOM.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
