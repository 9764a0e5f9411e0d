package io.lyceum.messaging;

import io.lyceum.tenancy.Brand;
import java.util.Optional;

/**
 * In whose name a mail is written.
 *
 * @param homeUrl the school's address with scheme and port
 * @param logoUrl absolute address of a PNG or JPEG that needs no sign-in: mail programs show no SVG
 * @param replyTo where an answer goes; without it the school cannot be answered by mail
 */
public record Letterhead(
        Brand brand, String homeUrl, Optional<String> logoUrl, Optional<String> replyTo) {}
