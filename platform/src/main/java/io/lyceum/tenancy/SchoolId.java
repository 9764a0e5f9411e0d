package io.lyceum.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** The identity of a school; the value that every school-owned row carries as {@code tenant_id}. */
public record SchoolId(@JsonValue UUID value) {

    /** The tenant that holds platform admins, their sessions and platform-wide jobs. */
    public static final SchoolId PLATFORM = new SchoolId(new UUID(0L, 1L));

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SchoolId {
        Objects.requireNonNull(value, "value");
    }

    /** Parses the canonical text form of a UUID. */
    public static SchoolId parse(String text) {
        return new SchoolId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
