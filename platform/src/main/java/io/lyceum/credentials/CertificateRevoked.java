package io.lyceum.credentials;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A certificate no longer holds. */
@Event.Type(name = "certificate.revoked")
public record CertificateRevoked(UUID certificate, String code) implements Event {}
