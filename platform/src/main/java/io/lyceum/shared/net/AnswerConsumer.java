package io.lyceum.shared.net;

import io.lyceum.shared.net.OutboundHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Gathers an answer up to a limit. */
final class AnswerConsumer implements AsyncResponseConsumer<Answer> {

    private final int most;
    private final boolean cut;
    private final CompletableFuture<Answer> whole;
    private final Map<String, List<String>> headers = new TreeMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private @Nullable FutureCallback<Answer> told;

    /**
     * @param most bytes of the body
     * @param cut whether a longer body is cut there, rather than the answer given up
     * @param whole completed as soon as the limit is reached; the connection is closed then
     */
    AnswerConsumer(int most, boolean cut, CompletableFuture<Answer> whole) {
        this.most = most;
        this.cut = cut;
        this.whole = whole;
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<Answer> callback) {
        status = response.getCode();
        told = callback;
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(
                            header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(String.valueOf(header.getValue()));
        }
        if (entity == null) {
            callback.completed(answer());
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // "Go on" and the like are not the answer.
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        byte[] chunk = new byte[Math.min(bytes.remaining(), most + 1 - body.size())];
        bytes.get(chunk);
        body.write(chunk);
        if (body.size() > most) {
            IOException tooLarge = new IOException("the answer is larger than " + most + " bytes");
            if (cut) {
                whole.complete(answer());
            } else {
                whole.completeExceptionally(tooLarge);
            }
            // Closing it in peace would read the rest of it.
            throw tooLarge;
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        if (told != null) {
            told.completed(answer());
        }
    }

    private Answer answer() {
        byte[] bytes = body.toByteArray();
        return new Answer(
                status, headers, bytes.length > most ? Arrays.copyOf(bytes, most) : bytes);
    }

    @Override
    public void failed(Exception cause) {
        releaseResources();
    }

    @Override
    public void releaseResources() {
        body.reset();
    }
}
