package io.lyceum.packages;

import java.util.Objects;
import java.util.UUID;

/** The identity of an uploaded package within one school. */
public record PackageId(UUID value) {

    public PackageId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
