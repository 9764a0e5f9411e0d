package io.lyceum.shared.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.shared.Json;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns a problem into what the client can read: RFC 9457 JSON, or a page in the school's look. */
@ApplicationScoped
public class ProblemResponses {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class.getName());

    @Inject Instance<ProblemPage> page;

    /** Whether a client wants JSON: everything below {@code /api/}, and whoever asks for it. */
    static boolean wantsJson(String path, Optional<String> accept) {
        return path.startsWith("/api/")
                || accept.filter(a -> a.contains("json") && !a.contains("text/html")).isPresent();
    }

    /** Answers a problem. */
    public Response answer(String path, Optional<String> accept, Problem problem) {
        if (wantsJson(path, accept)) {
            return withHeaders(
                    Response.status(problem.code().status())
                            .type("application/problem+json")
                            .entity(json(problem).getBytes(StandardCharsets.UTF_8)),
                    problem);
        }
        if (CurrentSchool.bound().isPresent()) {
            try {
                return page.get().render(problem);
            } catch (RuntimeException e) {
                // A page that cannot be rendered must not hide the problem that it was to show.
                LOG.log(Level.WARNING, "the problem page failed", e);
            }
        }
        return withHeaders(
                Response.status(problem.code().status())
                        .type("text/html;charset=utf-8")
                        .entity(plainPage(problem).getBytes(StandardCharsets.UTF_8)),
                problem);
    }

    private static Response withHeaders(Response.ResponseBuilder answer, Problem problem) {
        answer.header("Cache-Control", "no-store");
        if (problem.code() == CommonProblem.SIGN_IN_REQUIRED) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        if (problem.code() == CommonProblem.TOO_MANY_REQUESTS) {
            answer.header("Retry-After", problem.details()[0]);
        }
        return answer.build();
    }

    /** Writes a problem outside JAX-RS. */
    void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        Response answer =
                answer(
                        request.getRequestURI(),
                        Optional.ofNullable(request.getHeader("Accept")),
                        problem);
        response.setStatus(answer.getStatus());
        answer.getStringHeaders()
                .forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        byte[] body = (byte[]) answer.getEntity();
        if (body != null && !request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static String json(Problem problem) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("type", "urn:lyceum:problem:" + problem.code().name());
        node.put("title", title(problem.code().name()));
        node.put("status", problem.code().status());
        node.put("code", problem.code().name());
        node.put("detail", problem.detail());
        CurrentRequest.bound().ifPresent(r -> node.put("correlationId", r.correlationId()));
        if (!problem.fields().isEmpty()) {
            ArrayNode errors = node.putArray("errors");
            for (Problem.FieldError field : problem.fields()) {
                errors.addObject().put("field", field.field()).put("detail", field.message());
            }
        }
        return node.toString();
    }

    private static String title(String code) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** For hosts that lead to no school: there is no brand to show, and nothing to tell. */
    private static String plainPage(Problem problem) {
        String correlation =
                CurrentRequest.bound().map(CurrentRequest.Facts::correlationId).orElse("");
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s</title></head>
            <body><main><h1>%1$s</h1><p>Reference: %2$s</p></main></body>
            </html>
            """
                .formatted(Html.escape(problem.detail()), Html.escape(correlation));
    }

    /** Renders a problem in the current school's look. */
    public interface ProblemPage {
        Response render(Problem problem);
    }
}
