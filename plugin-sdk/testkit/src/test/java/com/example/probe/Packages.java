package com.example.probe;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.Storage;
import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.content.ContentPackageHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A format whose handler keeps the contract, and one whose does not. */
public final class Packages {

    private Packages() {}

    /** Remembers the number of the last commit. */
    public static class Good implements ContentPackageHandler {

        @Override
        public Inspection inspect(PluginContext context, InspectRequest request) {
            Optional<String> title = context.files().text("title.txt").map(String::strip);
            if (title.isEmpty() || title.get().isEmpty()) {
                return Inspection.refused(
                        context.locale().getLanguage().equals("ru")
                                ? "Нет файла title.txt."
                                : "There is no title.txt.");
            }
            return new Inspection(true, title.get(), Map.of("file", "index.html"), List.of());
        }

        @Override
        public Launch launch(PluginContext context, LaunchRequest request) {
            boolean mine = "index.html".equals(request.activity().content().get("file"));
            if (!mine || !(request.part().isEmpty() || request.part().equals("all"))) {
                return new Launch(
                        null, "adapter.js", Map.of(), List.of(), "There is no such part.");
            }
            Part all = new Part("all", "All", 0, true, true, false);
            return new Launch("index.html", "adapter.js", Map.of(), List.of(all), null);
        }

        @Override
        public Committed commit(PluginContext context, CommitRequest request) {
            Storage storage = context.storage("runtime");
            Map<String, Object> known =
                    storage.get("state").map(Storage.Entry::value).orElse(Map.of());
            boolean done = Boolean.TRUE.equals(known.get("done"));
            if (isNew(known, request)) {
                done |= "yes".equals(request.values().get("done"));
                storage.put(
                        "state",
                        Map.of(
                                "session", request.session(),
                                "number", request.number(),
                                "done", done));
            }
            return new Committed(
                    null, done ? Completion.COMPLETE : Completion.INCOMPLETE, List.of(), null);
        }

        boolean isNew(Map<String, Object> known, CommitRequest request) {
            return !request.session().equals(known.get("session"))
                    || request.number() > ((Number) known.get("number")).longValue();
        }
    }

    /** Takes each commit for a new one, and each archive for its own. */
    public static final class Bad extends Good {

        @Override
        public Inspection inspect(PluginContext context, InspectRequest request) {
            return new Inspection(
                    true,
                    context.files().text("title.txt").orElseThrow(),
                    Map.of("file", "index.html"),
                    List.of());
        }

        @Override
        boolean isNew(Map<String, Object> known, CommitRequest request) {
            return true;
        }
    }
}
