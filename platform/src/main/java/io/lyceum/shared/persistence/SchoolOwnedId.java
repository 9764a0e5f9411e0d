package io.lyceum.shared.persistence;

import java.io.Serializable;
import java.util.UUID;

/** The composite key of every school-owned row. */
public record SchoolOwnedId(UUID tenantId, UUID id) implements Serializable {}
