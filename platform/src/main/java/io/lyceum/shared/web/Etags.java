package io.lyceum.shared.web;

import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;

/** Versions of rows as entity tags: {@code "v7"}. */
public final class Etags {

    private Etags() {}

    /** Answers a value with the tag of its version. */
    public static Response ok(Object value, long version) {
        return Response.ok(value).tag(new EntityTag("v" + version)).build();
    }

    /**
     * Reads the version that a change starts from.
     *
     * @param ifMatch the If-Match header
     * @throws Problem PRECONDITION_REQUIRED without one, STALE_VERSION for one that is none of ours
     */
    public static long require(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Problem(CommonProblem.PRECONDITION_REQUIRED);
        }
        String tag = ifMatch.strip();
        if (tag.matches("\"v\\d{1,9}\"")) {
            return Long.parseLong(tag.substring(2, tag.length() - 1));
        }
        throw new Problem(CommonProblem.STALE_VERSION);
    }
}
