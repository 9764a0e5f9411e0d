package io.lyceum.tenancy;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with schools, brands and hosts. */
public enum TenancyProblem implements ProblemCode {
    NO_SUCH_SCHOOL(404, "No school answers at this address."),
    SCHOOL_SUSPENDED(503, "This school is closed for now. Its courses and certificates are safe."),
    SCHOOL_NOT_READY(503, "This school is being set up. Try again in a moment."),
    SLUG_TAKEN(409, "The address {0} is taken. Choose another one."),
    SLUG_RESERVED(422, "The address {0} is kept for the platform. Choose another one."),
    SLUG_NOT_CONFIRMED(422, "Type the school''s address exactly to delete it."),
    WRONG_SCHOOL_STATE(409, "This cannot be done while the school is {0}."),
    HOST_TAKEN(409, "The domain {0} is in use already."),
    HOST_INVALID(422, "{0} is not a domain name. Write it like academy.example.org."),
    HOST_NOT_VERIFIED(
            409, "Prove first that {0} is yours: add the record or the file, then check."),
    HOST_IS_OWN_SUBDOMAIN(409, "The school''s own address stays; it cannot be removed."),
    TOO_MANY_HOSTS(409, "A school has at most {0} domains. Remove one first."),
    /** {0}: the plan, {1}: the limit, {2}: of what. */
    PLAN_LIMIT_REACHED(
            402,
            "The plan {0} of this school allows {1} {2}, and they are used up. An owner can change"
                    + " the plan at /manage/plan."),
    PLAN_NOT_FREE(402, "The plan {0} is paid. An owner chooses and pays it at /manage/plan."),
    /** {0}: the plan, {1}: of what there is too much. */
    PLAN_TOO_SMALL(409, "The school has more than the plan {0} allows: {1}.");

    private final int status;
    private final String message;

    TenancyProblem(int status, String message) {
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
