package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People of the school. */
@Stable
public interface Users {

    /**
     * Finds a person.
     *
     * @param person id as in a request or event
     * @throws CapabilityDenied without any of the scopes {@code users.name}, {@code users.email}
     */
    Optional<Profile> find(String person);

    /**
     * What is known of a person.
     *
     * @param name null without the scope {@code users.name}
     * @param email null without the scope {@code users.email}
     * @param locale language tag, if they chose one
     */
    @Stable
    record Profile(
            String id, @Nullable String name, @Nullable String email, @Nullable String locale) {}
}
