package io.lyceum.credits;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with credits. */
public enum CreditProblem implements ProblemCode {
    NOT_ENOUGH_CREDITS(402, "{1} credits are needed and {0} are left. Free ones come on {2}."),
    RESERVATION_OVER(409, "This reservation is over: it was {0}.");

    private final int status;
    private final String message;

    CreditProblem(int status, String message) {
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
