package io.lyceum.shared.web;

import io.lyceum.shared.files.FileRequest;
import io.lyceum.shared.files.FileResponses;
import io.lyceum.shared.files.ServedFile;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Answers of resources that are stored files: conditions, ranges and a policy of their own. */
public final class FileAnswers {

    private FileAnswers() {}

    /** Opens a part of the file. */
    public interface Content {

        /**
         * Opens it.
         *
         * @param offset first byte
         * @param length bytes
         */
        InputStream open(long offset, long length) throws IOException;
    }

    /**
     * Answers with a file that the reader may have.
     *
     * @param headers of the request
     * @param response whose headers are replaced: those of pages are there already
     */
    public static Response of(
            HttpHeaders headers, HttpServletResponse response, ServedFile file, Content content) {
        FileResponses.FileResponse plan =
                FileResponses.plan(
                        new FileRequest(
                                false,
                                header(headers, "If-None-Match"),
                                header(headers, "If-Modified-Since"),
                                header(headers, "Range"),
                                header(headers, "If-Range")),
                        file);
        Response.ResponseBuilder answer = Response.status(plan.status());
        // The policy of pages would let an uploaded file run in the school's origin.
        plan.headers().forEach(response::setHeader);
        plan.headers().forEach(answer::header);
        if (plan.hasBody()) {
            answer.entity(
                    (StreamingOutput)
                            out -> {
                                try (InputStream in = content.open(plan.offset(), plan.length())) {
                                    in.transferTo(out);
                                }
                            });
        }
        return answer.build();
    }

    private static Optional<String> header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name));
    }
}
