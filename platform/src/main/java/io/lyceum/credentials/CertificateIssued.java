package io.lyceum.credentials;

import io.lyceum.shared.outbox.Event;
import java.util.UUID;

/** A learner got a certificate. */
@Event.Type(name = "certificate.issued", open = true)
public record CertificateIssued(UUID certificate, UUID person, UUID course, String code)
        implements Event {}
