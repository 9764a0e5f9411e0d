package io.lyceum.tenancy.internal;

import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Redaction;

/** What a platform admin reads about a step that failed. */
final class Failures {

    private Failures() {}

    /** Answers the failure in words, without anybody's address in them. */
    static String inWords(RuntimeException failure) {
        return Redaction.withoutAddresses(
                failure instanceof Problem problem
                        ? problem.detail()
                        : failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }
}
