package io.lyceum.credentials;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A certificate no longer holds. */
@Event.Type(name = "certificate.revoked", open = true)
public record CertificateRevoked(UUID certificate, UUID person, UUID course, String code)
        implements Event {}
