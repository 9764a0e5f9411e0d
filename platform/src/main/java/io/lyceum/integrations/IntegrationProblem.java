package io.lyceum.integrations;

import io.lyceum.shared.problem.ProblemCode;

/** What can go wrong with connections to other systems. */
public enum IntegrationProblem implements ProblemCode {
    TOO_MANY_WEBHOOKS(409, "A school has at most {0} webhooks. Remove one first."),
    WEBHOOK_CHANGED(412, "Somebody changed this webhook meanwhile. Load it again."),
    WRONG_WEBHOOK_STATE(409, "This cannot be done while the webhook is {0}."),
    TOO_MANY_SECRETS(409, "Two secrets hold already. The older one ends at {0}."),
    TOO_MANY_CRMS(409, "A school has at most {0} CRMs. Remove one first."),
    BACKFILL_RUNNING(409, "Everybody is being written to this CRM already."),
    NOT_PROVED(401, "The signature is missing, wrong or too old."),
    INBOUND_PAUSED(503, "The school takes no messages here for now. Try again later.");

    private final int status;
    private final String message;

    IntegrationProblem(int status, String message) {
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
