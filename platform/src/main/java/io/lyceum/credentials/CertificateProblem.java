package io.lyceum.credentials;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with certificates. */
public enum CertificateProblem implements ProblemCode {
    NO_SUCH_CERTIFICATE(404, "There is no such certificate at this school."),
    ALREADY_REVOKED(409, "This certificate was revoked before.");

    private final int status;
    private final String message;

    CertificateProblem(int status, String message) {
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
