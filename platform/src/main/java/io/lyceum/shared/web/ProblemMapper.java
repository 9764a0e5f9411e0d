package io.lyceum.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one place where failures of resources become answers. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    @Inject ProblemResponses responses;

    @Context HttpHeaders headers;

    @Override
    public Response toResponse(Throwable failure) {
        Problem problem = problemOf(failure);
        CurrentRequest.Facts request = CurrentRequest.require();
        if (problem.code().status() >= 500 && problem.code() == CommonProblem.UNEXPECTED) {
            LOG.log(Level.SEVERE, "unexpected [" + request.correlationId() + "]", failure);
        }
        Optional<String> accept = Optional.ofNullable(headers.getHeaderString(HttpHeaders.ACCEPT));
        boolean toSignIn =
                problem.code() == CommonProblem.SIGN_IN_REQUIRED
                        && !ProblemResponses.wantsJson(request.path(), accept);
        if (toSignIn) {
            return Response.seeOther(
                            URI.create("/sign-in?return=" + Html.urlParameter(request.path())))
                    .build();
        }
        return responses.answer(request.path(), accept, problem);
    }

    private static Problem problemOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            if (cause instanceof OptimisticLockException) {
                return new Problem(CommonProblem.STALE_VERSION);
            }
            if (cause instanceof Sql.DuplicateRow) {
                return new Problem(CommonProblem.STALE_VERSION);
            }
            if (cause instanceof JsonProcessingException json) {
                return new Problem(CommonProblem.MALFORMED_BODY, words(json));
            }
        }
        if (failure instanceof WebApplicationException web) {
            return switch (web.getResponse().getStatus()) {
                case 404 -> new Problem(CommonProblem.NOT_FOUND);
                case 405 -> new Problem(CommonProblem.METHOD_NOT_ALLOWED);
                case 406 -> new Problem(CommonProblem.NOT_ACCEPTABLE);
                case 415 -> new Problem(CommonProblem.UNSUPPORTED_MEDIA_TYPE);
                case 400 -> new Problem(CommonProblem.MALFORMED_BODY, "it is not well formed");
                default -> new Problem(CommonProblem.UNEXPECTED);
            };
        }
        return new Problem(CommonProblem.UNEXPECTED);
    }

    private static String words(JsonProcessingException json) {
        String where =
                json.getLocation() == null
                        ? ""
                        : " at line "
                                + json.getLocation().getLineNr()
                                + ", column "
                                + json.getLocation().getColumnNr();
        return "the JSON is not what is expected" + where;
    }
}
