package io.lyceum.admin.courses;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Notice;
import io.lyceum.catalog.OutlineChangeId;
import io.lyceum.shared.Json;
import io.lyceum.shared.problem.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers what is done to an outline: its page for forms, a few words for its script. */
final class OutlineAnswers {

    private OutlineAnswers() {}

    /**
     * What was done.
     *
     * @param said in words
     * @param undo where a POST undoes it
     * @param quiet whether the page says it by itself
     */
    record Done(
            String said, Optional<String> undo, Optional<OutlineChangeId> change, boolean quiet) {

        Done(String said, Optional<OutlineChangeId> change) {
            this(said, Optional.empty(), change, false);
        }

        static Done removed(String said, String restore) {
            return new Done(said, Optional.of(restore), Optional.empty(), false);
        }

        static Done simply(String said) {
            return new Done(said, Optional.empty());
        }

        static Done quietly(String said) {
            return new Done(said, Optional.empty(), Optional.empty(), true);
        }
    }

    /** Where a POST undoes a change of the course at this path. */
    static String undoPath(String course, OutlineChangeId change) {
        return course + "/outline/changes/" + change + "/undo";
    }

    /** Does it, and says so. */
    static Response of(Desk desk, String course, String anchor, Supplier<Done> action) {
        try {
            Done done = action.get();
            Optional<String> undo =
                    done.change().map(change -> undoPath(course, change)).or(done::undo);
            if (desk.asksForPart()) {
                return words(200, done.quiet() ? "" : done.said(), undo);
            }
            if (done.quiet()) {
                return desk.go(course + anchor);
            }
            return desk.go(
                    course + anchor,
                    undo.map(to -> Notice.undoable(done.said(), to))
                            .orElseGet(() -> Notice.done(done.said())));
        } catch (Problem problem) {
            return desk.asksForPart()
                    ? words(problem.code().status(), desk.sentence(problem), Optional.empty())
                    : desk.failed(course + anchor, problem);
        }
    }

    private static Response words(int status, String said, Optional<String> undo) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("said", said);
        undo.ifPresent(to -> words.put("undo", to));
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
                .header("Cache-Control", "private, no-store")
                .entity(Json.write(words).getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
