package io.lyceum.shared.files;

import java.net.URI;
import java.util.Optional;

/**
 * Where an S3 bucket is and how to sign in.
 *
 * @param endpoint of a compatible store; empty means Amazon's own for the region
 * @param bucket must exist and must not be public
 * @param region name of the region; compatible stores mostly take {@code us-east-1}
 */
public record S3Settings(
        Optional<URI> endpoint, String bucket, String region, String accessKey, String secretKey) {

    public S3Settings {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("lyceum.files.s3.bucket is empty");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("lyceum.files.s3.region is empty");
        }
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException(
                    "lyceum.files.s3.access-key and lyceum.files.s3.secret-key must both be set");
        }
    }

    /** Leaves the secret out, so that logging the settings is harmless. */
    @Override
    public String toString() {
        return "S3Settings[endpoint="
                + endpoint
                + ", bucket="
                + bucket
                + ", region="
                + region
                + "]";
    }
}
