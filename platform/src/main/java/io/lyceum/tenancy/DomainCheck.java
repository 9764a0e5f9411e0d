package io.lyceum.tenancy;

/** A way to see that whoever runs a domain has put our token there. */
public interface DomainCheck {

    /**
     * Looks for the token.
     *
     * @param host the domain, in ASCII form
     * @param token what must be found
     */
    Result look(String host, String token);

    /**
     * What was seen.
     *
     * @param proven whether the token is there
     * @param detail what was found instead, in words for the school's owner; empty when proven
     */
    record Result(boolean proven, String detail) {}
}
