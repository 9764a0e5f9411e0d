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
    ACCOUNT_EXISTS(409, "There is an account with this address. Sign in to go on."),
    OFFER_IS_YOURS(409, "You have this already."),
    NOT_ON_SALE(409, "This is not on sale now."),
    SOLD_OUT(409, "All places are taken. Somebody may still give theirs back: try again later."),
    COUPON_UNKNOWN(404, "There is no coupon {0}. Look at its letters once more."),
    COUPON_OVER(409, "The coupon {0} does not hold now."),
    COUPON_NOT_FOR_THIS(409, "The coupon {0} is for something else."),
    COUPON_USED_UP(409, "The coupon {0} is used up."),
    COUPON_FIRST_ONLY(409, "The coupon {0} is for the first purchase."),
    COUPON_CODE_TAKEN(409, "There is a coupon {0} already."),
    OFFER_ADDRESS_TAKEN(409, "There is an offer at {0} already."),
    TOO_MANY_OFFERS(409, "A product has at most {0} offers."),
    MEMBERSHIP_FULL(409, "Complete a course first: your membership opens so many at a time."),
    SUBSCRIPTION_OVER(409, "This subscription is over."),
    PLAN_PAID_ALREADY(
            409,
            "The school pays for its plan. Change it, or cancel it first: the plan changes then."),
    PLAN_UNPAID(409, "A payment for the plan is due. Pay it first, by card and invoices."),
    NO_RECEIPT_YET(409, "There is a receipt once it is paid."),
    NOT_REFUNDABLE(409, "At most {0} can be given back."),
    ORDER_DISPUTED(
            409, "The buyer's bank disputes this payment. Nothing can be given back meanwhile."),
    SEATS_FULL(409, "Seats left: {0}. Nobody was invited."),
    SEAT_TAKEN(409, "Somebody has this seat already."),
    INVITED_OFTEN(409, "Too many invitations were sent. Pass on the code instead."),
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
