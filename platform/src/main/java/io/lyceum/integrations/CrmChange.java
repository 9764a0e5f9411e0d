package io.lyceum.integrations;

import java.util.Optional;

/**
 * What writing a record would change.
 *
 * @param about whose record it is, for people
 * @param before nothing when the CRM has none, or cannot be asked
 */
public record CrmChange(String about, String field, Optional<String> before, String after) {}
