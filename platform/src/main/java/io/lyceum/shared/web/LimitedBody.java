package io.lyceum.shared.web;

import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body ends with a clear refusal once it is longer than allowed. */
final class LimitedBody extends HttpServletRequestWrapper {

    private static final long KIB = 1024;

    private final long limit;

    LimitedBody(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
        if (request.getContentLengthLong() > limit) {
            throw tooLarge();
        }
    }

    private Problem tooLarge() {
        return new Problem(
                CommonProblem.BODY_TOO_LARGE,
                limit >= KIB * KIB ? limit / KIB / KIB + " MiB" : limit / KIB + " KiB");
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream body = super.getInputStream();
        return new ServletInputStream() {
            private long read;

            @Override
            public int read() throws IOException {
                int next = body.read();
                count(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = body.read(target, offset, length);
                count(Math.max(0, count));
                return count;
            }

            private void count(int bytes) {
                read += bytes;
                if (read > limit) {
                    throw tooLarge();
                }
            }

            @Override
            public boolean isFinished() {
                return body.isFinished();
            }

            @Override
            public boolean isReady() {
                return body.isReady();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                body.setReadListener(listener);
            }
        };
    }
}
