package io.lyceum.identity.web;

import io.lyceum.identity.SignIn;
import io.lyceum.tenancy.Hosts;
import jakarta.servlet.Filter;

/** Makes the real {@link PersonFilter} outside the container. */
public final class Doorkeepers {

    private Doorkeepers() {}

    public static Filter with(SignIn signIn) {
        return new PersonFilter(signIn, new Hosts() {});
    }
}
