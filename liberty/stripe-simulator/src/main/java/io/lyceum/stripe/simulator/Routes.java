package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows which operation an address means, which parameters it takes, and who does it. */
final class Routes {

    /** Does an operation; what it returns is rendered and expanded by the caller. */
    interface Handler {
        ObjectNode handle(Scope scope, Request request);
    }

    record Route(List<String> segments, String params, Handler handler) {}

    record Match(Route route, Map<String, String> path) {}

    private final Map<String, String> paramsOf = new HashMap<>();
    private final Map<String, List<Route>> byMethod = new HashMap<>();

    Routes() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Routes.class.getResourceAsStream("operations.txt"),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ");
                paramsOf.put(parts[0] + " " + parts[1], parts[2]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a handler do the operation "METHOD /path/{id}" of operations.txt. */
    void on(String operation, Handler handler) {
        String params = paramsOf.get(operation);
        if (params == null) {
            throw new IllegalArgumentException("No such operation: " + operation);
        }
        String[] parts = operation.split(" ");
        byMethod.computeIfAbsent(parts[0], method -> new ArrayList<>())
                .add(new Route(List.of(parts[1].substring(1).split("/")), params, handler));
    }

    /** Adds the retrieval of a type of object by its id. */
    void retrieve(String path, String type) {
        on("GET " + path + "/{id}", (scope, request) -> scope.get(type, request.id(), "id"));
    }

    /** Adds the list of a type of object, filtered by what the parameters name. */
    void list(String path, String type) {
        on("GET " + path, (scope, request) -> Lists.page(scope, request, type));
    }

    Optional<Match> match(String method, String path) {
        String[] segments = path.substring(1).split("/");
        Match best = null;
        for (Route route : byMethod.getOrDefault(method, List.of())) {
            Optional<Map<String, String>> values = values(route, segments);
            if (values.isPresent() && (best == null || values.get().size() < best.path().size())) {
                best = new Match(route, values.get());
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<Map<String, String>> values(Route route, String[] segments) {
        if (route.segments().size() != segments.length) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.length; i++) {
            String wanted = route.segments().get(i);
            if (wanted.startsWith("{")) {
                values.put(wanted.substring(1, wanted.length() - 1), segments[i]);
            } else if (!wanted.equals(segments[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
