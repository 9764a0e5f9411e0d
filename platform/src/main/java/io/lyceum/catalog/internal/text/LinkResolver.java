package io.lyceum.catalog.internal.text;

import java.util.Optional;

/** Knows where the relative links and images of a text lead. */
@FunctionalInterface
public interface LinkResolver {

    /** Leaves every relative address as it stands. */
    LinkResolver AS_WRITTEN = Optional::of;

    /** Knows no relative address: each is reported as lost. */
    LinkResolver NONE = target -> Optional.empty();

    /**
     * Finds the final address of a relative target.
     *
     * @param target as written, percent-decoding not applied: {@code fig/x.svg}, {@code
     *     03-create.md#section}, {@code ../learners/setup.md}; never a bare {@code #anchor} and
     *     never an address with a scheme
     * @return the address to put into the page, with the target's fragment as written; empty when
     *     nothing is there
     */
    Optional<String> resolve(String target);
}
