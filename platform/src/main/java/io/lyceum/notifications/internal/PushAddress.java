package io.lyceum.notifications.internal;

import java.net.URI;
import java.util.UUID;

/**
 * Where a device is reached.
 *
 * @param endpoint at its push service
 * @param p256dh its public key, uncompressed, in base64 for URLs
 * @param auth its secret, in base64 for URLs
 */
public record PushAddress(UUID device, URI endpoint, String p256dh, String auth) {

    @Override
    public String toString() {
        return "PushAddress[" + device + "]";
    }
}
