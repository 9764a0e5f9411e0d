package io.lyceum.identity.internal.realms;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong between Lyceum and its sign-in server. */
public enum RealmProblem implements ProblemCode {
    /** Nothing answered in time, or only "not now". Trying again is safe. */
    SIGN_IN_SERVER_UNREACHABLE(
            503,
            "The sign-in server does not answer. Nothing is lost: try again in a minute, and see"
                    + " whether it runs if this stays."),
    /** {@code {0}}: what was tried, {@code {1}}: the HTTP status. */
    SIGN_IN_SERVER_REFUSED(
            502, "The sign-in server refused to {0} (status {1}). Its log says why."),
    ONBOARDING_ACCOUNT_REFUSED(
            503,
            "The sign-in server does not accept the onboarding account. Check"
                    + " lyceum.keycloak.client-id and lyceum.keycloak.client-secret."),
    /** {@code {0}}: the realm. */
    REALM_TAKEN(
            409,
            "The sign-in server already has a realm called {0} that is not this school''s. Choose"
                    + " another address for the school."),
    /** {@code {0}}: the realm. */
    REALM_KEY_REFUSED(
            502,
            "The realm {0} does not accept the key that Lyceum keeps for it. It was changed or"
                    + " removed on the sign-in server."),
    PERSON_NOT_IN_REALM(404, "The sign-in server knows no such person in this school."),
    PERSON_REFUSED(
            422,
            "The sign-in server does not accept this name or e-mail address. Write the name without"
                    + " signs such as < > & ; = and check the address."),
    INVITATION_NOT_SENT(
            502,
            "The account is ready, but the invitation could not be mailed. Check the mail settings"
                    + " and send it again.");

    private final int status;
    private final String message;

    RealmProblem(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
