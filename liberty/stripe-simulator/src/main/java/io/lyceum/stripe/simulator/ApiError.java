package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A refusal, as the API words it. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ObjectNode error;
    private boolean effectsKept;

    private ApiError(int status, String type, @Nullable String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = Json.object("message", message, "type", type);
        if (code != null) {
            error.put("code", code);
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
    }

    static ApiError invalid(@Nullable String code, @Nullable String param, String message) {
        ApiError problem = new ApiError(400, "invalid_request_error", code, message);
        return param == null ? problem : problem.with("param", param);
    }

    static ApiError unknownParameter(String param) {
        return invalid("parameter_unknown", param, "Received unknown parameter: " + param);
    }

    static ApiError missingParameter(String param) {
        return invalid("parameter_missing", param, "Missing required param: " + param + ".");
    }

    static ApiError noSuch(String type, String id, String param) {
        ApiError problem =
                new ApiError(
                        404,
                        "invalid_request_error",
                        "resource_missing",
                        "No such " + type.replace('_', ' ') + ": '" + id + "'");
        return problem.with("param", param);
    }

    static ApiError noSuchAddress(String method, String path) {
        return new ApiError(
                404,
                "invalid_request_error",
                null,
                "Unrecognized request URL (" + method + ": " + path + ").");
    }

    static ApiError unauthorized(String message) {
        return new ApiError(401, "invalid_request_error", null, message);
    }

    static ApiError noAccess(String account) {
        return new ApiError(
                403,
                "invalid_request_error",
                "account_invalid",
                "The provided key does not have access to account '"
                        + account
                        + "' (or that account does not exist).");
    }

    static ApiError idempotency(int status, @Nullable String code, String message) {
        return new ApiError(status, "idempotency_error", code, message);
    }

    static ApiError server(int status, String message) {
        return new ApiError(
                status,
                status == 429 ? "invalid_request_error" : "api_error",
                status == 429 ? "rate_limit" : null,
                message);
    }

    /** A card that the issuer refuses; what the attempt left behind is kept. */
    static ApiError card(String code, @Nullable String declineCode, String message) {
        ApiError problem = new ApiError(402, "card_error", code, message);
        problem.effectsKept = true;
        return declineCode == null ? problem : problem.with("decline_code", declineCode);
    }

    ApiError with(String field, Object value) {
        error.set(field, Json.value(value));
        return this;
    }

    /** The same refusal, after which nothing is kept. */
    ApiError forgettingEffects() {
        effectsKept = false;
        return this;
    }

    boolean effectsKept() {
        return effectsKept;
    }

    int status() {
        return status;
    }

    ObjectNode error() {
        return error;
    }

    ObjectNode body() {
        return Json.object("error", error);
    }
}
