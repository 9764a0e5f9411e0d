package io.lyceum.shared.web;

import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;

/** Checks that every route with a body needs. */
public final class Bodies {

    private static final int MOST = 100;

    private Bodies() {}

    /**
     * Requires a body.
     *
     * @throws Problem MALFORMED_BODY when there is none
     */
    public static <T> T require(T body) {
        if (body == null) {
            throw new Problem(CommonProblem.MALFORMED_BODY, "it is empty");
        }
        return body;
    }

    /** Brings the size of a page into 1 to 100; 0 means the usual 20. */
    public static int limit(int asked) {
        return asked <= 0 ? 20 : Math.min(asked, MOST);
    }
}
