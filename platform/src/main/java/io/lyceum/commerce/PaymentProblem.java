package io.lyceum.commerce;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with buying and paying. */
public enum PaymentProblem implements ProblemCode {
    PAYMENTS_OFF(503, "Nothing can be bought here yet."),
    PAYMENT_UNREACHABLE(
            503,
            "The payment service does not answer. Try again in a minute; nothing is paid twice."),
    PAYMENT_REFUSED(409, "The payment service does not take this: {0}"),
    COURSE_IS_FREE(409, "This course is free. Enrol in it."),
    COURSE_IS_YOURS(409, "You have this course already."),
    NOT_REFUNDABLE(409, "At most {0} can be given back."),
    ORDER_DISPUTED(
            409, "The buyer's bank disputes this payment. Nothing can be given back meanwhile."),
    PAYMENT_NOT_PROVED(401, "The signature is missing, wrong or too old.");

    private final int status;
    private final String message;

    PaymentProblem(int status, String message) {
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
