package io.lyceum.plugin.testkit;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.HttpFailed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The outside, as a test tells it. Requests are kept in their order. */
public final class FakeHttp {

    private final List<Http.Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Http.Request, Http.Response> answers =
            request -> {
                throw new HttpFailed("the test has no answer for " + request.url());
            };

    FakeHttp() {}

    /** Answers every request from now on; secrets are filled in already. */
    public void answer(Function<Http.Request, Http.Response> with) {
        answers = with;
    }

    /** What answers now, to be put back after another. */
    public Function<Http.Request, Http.Response> answers() {
        return answers;
    }

    /** What was sent, oldest first. */
    public List<Http.Request> requests() {
        return List.copyOf(requests);
    }

    /** An answer with a JSON body. */
    public static Http.Response json(int status, String body) {
        return new Http.Response(status, Map.of("content-type", List.of("application/json")), body);
    }

    Http.Response send(Http.Request request) {
        requests.add(request);
        return answers.apply(request);
    }
}
