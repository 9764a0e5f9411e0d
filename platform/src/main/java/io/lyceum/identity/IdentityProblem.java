package io.lyceum.identity;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with signing in and with people. */
public enum IdentityProblem implements ProblemCode {
    SIGN_IN_FAILED(400, "Signing in did not work. Start again from the sign-in button."),
    SIGN_IN_UNAVAILABLE(503, "Signing in is not possible right now. Try again in a minute."),
    TOKEN_REFUSED(401, "This token is not valid at this school."),
    PERSON_DEACTIVATED(403, "Your access to this school was switched off. Ask the school."),
    NOT_INVITED(403, "This address is for invited platform admins only."),
    ALREADY_HERE(409, "Somebody with this e-mail address is here already."),
    ALREADY_INVITED(
            409, "This e-mail address is invited already. Send the invitation again instead."),
    LAST_OWNER(409, "A school needs an owner. Make somebody else owner first."),
    ROLE_ABOVE_OWN(403, "You cannot give or change a role above your own."),
    NOT_YOURSELF(409, "You cannot do this to your own account."),
    PERSON_LEAVING(409, "This person is being erased; that cannot be undone."),
    UNKNOWN_LOGOUT_TOKEN(400, "The logout token was refused.");

    private final int status;
    private final String message;

    IdentityProblem(int status, String message) {
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
