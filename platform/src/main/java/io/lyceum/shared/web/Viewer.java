package io.lyceum.shared.web;

import java.util.Optional;

/** Who reads the page; given by the capability that signs people in. */
public interface Viewer {

    /** The signed-in person, as pages show them. */
    Optional<PageContext.SignedIn> person();

    /** What forms carry; empty for a visitor, who has no form that changes anything. */
    String csrfToken();
}
