package io.lyceum.tax;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with taxes. */
public enum TaxProblem implements ProblemCode {
    NO_TAX_RATE(409, "Tax is collected in {0}, but no rate is known there for {1}. Enter one."),
    ALREADY_REGISTERED(409, "Tax is collected there already."),
    TAX_RATE_TAKEN(409, "There is a rate that begins on that day already.");

    private final int status;
    private final String message;

    TaxProblem(int status, String message) {
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
