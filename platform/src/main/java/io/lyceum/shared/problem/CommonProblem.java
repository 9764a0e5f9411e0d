package io.lyceum.shared.problem;

/** Failures that any part of the product can meet. */
public enum CommonProblem implements ProblemCode {
    NOT_FOUND(404, "There is nothing here. Check the address, or start from the home page."),
    SIGN_IN_REQUIRED(401, "Sign in to go on."),
    FORBIDDEN(403, "Your role does not allow this. Ask an owner or admin of the school."),
    INVALID_INPUT(422, "Some fields need another look: {0}."),
    MALFORMED_BODY(400, "The request could not be read: {0}."),
    BODY_TOO_LARGE(413, "That is too much at once; the limit is {0}."),
    UNSUPPORTED_MEDIA_TYPE(415, "This address does not take that kind of content."),
    METHOD_NOT_ALLOWED(405, "This address does not answer that method."),
    NOT_ACCEPTABLE(406, "None of the media types in Accept can be produced here."),
    STALE_VERSION(
            412,
            "Somebody changed this while you were at work. Load it again, then save your changes."),
    PRECONDITION_REQUIRED(428, "Send If-Match with the ETag that you read."),
    TOO_MANY_REQUESTS(429, "Too many tries. Wait {0} seconds, then go on."),
    FORM_EXPIRED(403, "This form has expired. Go back, reload the page and send it again."),
    IDEMPOTENCY_KEY_REUSED(
            422, "This Idempotency-Key was used for another request. Take a new one."),
    DELIVERY_NOT_WAITING(409, "This delivery does not wait, or cannot be made again."),
    IDEMPOTENCY_IN_PROGRESS(409, "The first request with this Idempotency-Key is still running."),
    UNEXPECTED(500, "Something went wrong on our side. What you had saved is safe; try again.");

    private final int status;
    private final String message;

    CommonProblem(int status, String message) {
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
