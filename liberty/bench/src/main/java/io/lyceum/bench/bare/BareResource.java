package io.lyceum.bench.bare;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers HTML of a given length from memory. */
@Path("page/{bytes}")
public class BareResource {

    private static final int LONGEST = 1 << 20;
    private static final String LINE = "<p>Nothing is looked up, nothing is rendered.</p>\n";
    private static final Map<Integer, byte[]> BODIES = new ConcurrentHashMap<>();

    @GET
    public Response page(@PathParam("bytes") int bytes) {
        byte[] body =
                BODIES.computeIfAbsent(
                        Math.max(1, Math.min(bytes, LONGEST)),
                        length ->
                                LINE.repeat(length / LINE.length() + 1)
                                        .substring(0, length)
                                        .getBytes(StandardCharsets.UTF_8));
        return Response.ok(body)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Cache-Control", "private, no-cache")
                .build();
    }
}
