package io.lyceum.money;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with currencies and rates. */
public enum MoneyProblem implements ProblemCode {
    UNKNOWN_CURRENCY(422, "There are no prices in {0} here."),
    NO_RATE(
            409,
            "No exchange rate from {0} to {1} is known for {2} or the ten days before. Import or enter one."),
    RATES_UNREADABLE(422, "Line {0} is not as the European Central Bank writes rates: {1}");

    private final int status;
    private final String message;

    MoneyProblem(int status, String message) {
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
