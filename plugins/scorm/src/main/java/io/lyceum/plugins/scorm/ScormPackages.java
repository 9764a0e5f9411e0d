package io.lyceum.plugins.scorm;

import io.lyceum.plugin.PackageFiles.PackageFile;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.Storage;
import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.activity.ActivityType.Learner;
import io.lyceum.plugin.content.ContentPackageHandler;
import io.lyceum.plugins.scorm.Course.Item;
import io.lyceum.plugins.scorm.Course.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Packages of SCORM 1.2 and SCORM 2004. */
public final class ScormPackages implements ContentPackageHandler {

    private static final String MANIFEST = "imsmanifest.xml";
    private static final String ADAPTER = "scorm.js";
    private static final String PROGRESS = "progress";
    private static final int TRIES = 10;

    @Override
    public Inspection inspect(PluginContext context, InspectRequest request) {
        Words words = Words.in(context.locale());
        List<String> files = context.files().list().stream().map(PackageFile::path).toList();
        Optional<String> text;
        try {
            text = context.files().text(MANIFEST);
        } catch (QuotaExceeded e) {
            return Inspection.refused(words.say("refused.large", String.valueOf(e.getMessage())));
        }
        if (text.isPresent()) {
            return Manifest.inspect(text.get(), files, words);
        }
        return files.stream()
                .filter(path -> path.endsWith("/" + MANIFEST))
                .findFirst()
                .map(path -> Inspection.refused(words.say("refused.subfolder", path)))
                .orElseGet(() -> Inspection.refused(words.say("refused.manifest")));
    }

    @Override
    public Launch launch(PluginContext context, LaunchRequest request) {
        Words words = Words.in(context.locale());
        Course course = Course.of(request.activity().content());
        Storage storage = context.storage("runtime");
        Progress progress =
                Progress.of(storage.get(PROGRESS).map(Storage.Entry::value).orElse(Map.of()));
        Sequencing sequencing = new Sequencing(course, progress);
        if (course.launchable().isEmpty()) {
            return nothing(course, sequencing, progress, words.say("launch.nothing"));
        }
        Optional<Item> wanted =
                request.part().isEmpty() ? sequencing.goOn() : course.find(request.part());
        if (wanted.isEmpty()) {
            String key = request.part().isEmpty() ? "launch.nothing" : "launch.unknown";
            return nothing(course, sequencing, progress, words.say(key));
        }
        Item item = wanted.get();
        if (!sequencing.open(item)) {
            return nothing(course, sequencing, progress, words.say("launch.closed", item.title()));
        }
        Launched launched =
                change(
                        storage,
                        "part/" + Progress.key(item.id()),
                        state -> {
                            Attempt attempt = Attempt.of(state);
                            long number = attempt.launched();
                            return new Change<>(attempt.toState(), new Launched(attempt, number));
                        });
        Progress now =
                change(
                        storage,
                        PROGRESS,
                        state -> {
                            Progress opened = Progress.of(state).opened(item.id());
                            return new Change<>(opened.toState(), opened);
                        });
        Sequencing then = new Sequencing(course, now);
        return new Launch(
                item.file(),
                ADAPTER,
                data(request, course, item, launched, then, storage),
                parts(course, then, now),
                null);
    }

    private record Launched(Attempt attempt, long number) {}

    private static Launch nothing(
            Course course, Sequencing sequencing, Progress progress, String message) {
        return new Launch(null, ADAPTER, Map.of(), parts(course, sequencing, progress), message);
    }

    private static List<Part> parts(Course course, Sequencing sequencing, Progress progress) {
        List<Part> parts = new ArrayList<>();
        for (Item item : course.items()) {
            boolean current = item.id().equals(progress.current());
            if (item.visible() || current) {
                parts.add(
                        new Part(
                                item.id(),
                                item.title(),
                                item.depth(),
                                sequencing.open(item),
                                current,
                                sequencing.done(item)));
            }
        }
        return parts;
    }

    private static Map<String, Object> data(
            LaunchRequest request,
            Course course,
            Item item,
            Launched launched,
            Sequencing sequencing,
            Storage storage) {
        Map<String, String> values = launched.attempt().opening(course, item);
        Learner learner = request.learner();
        String name = learner.name() == null ? "" : learner.name();
        List<Map<String, Object>> stores = new ArrayList<>();
        if (course.is2004()) {
            values.put("cmi.learner_id", learner.id());
            values.put("cmi.learner_name", name);
            navigation(course, item, sequencing, values);
            for (int i = 0; i < item.stores().size(); i++) {
                Store store = item.stores().get(i);
                stores.add(Map.of("id", store.id(), "read", store.read(), "write", store.write()));
                String key = "adl.data." + i + ".store";
                storage.get("data/" + Progress.key(store.id()))
                        .filter(entry -> store.read())
                        .ifPresent(entry -> values.put(key, Json.text(entry.value(), "value")));
            }
        } else {
            values.put("cmi.core.student_id", learner.id());
            values.put("cmi.core.student_name", name);
        }
        Map<String, Object> data = new TreeMap<>();
        data.put("version", course.version());
        data.put("activity", request.activity().id());
        data.put("learner", learner.id());
        data.put("part", item.id());
        data.put("launch", launched.number());
        data.put("asset", item.asset());
        data.put("stores", stores);
        data.put("values", values);
        return data;
    }

    private static void navigation(
            Course course, Item item, Sequencing sequencing, Map<String, String> values) {
        String valid = "adl.nav.request_valid.";
        values.put(valid + "continue", String.valueOf(sequencing.next(item).isPresent()));
        values.put(valid + "previous", String.valueOf(sequencing.previous(item).isPresent()));
        for (Item other : course.launchable()) {
            String target = "{target=" + other.id() + "}";
            if (sequencing.choosable(other)) {
                values.put(valid + "choice." + target, "true");
            }
            values.put(valid + "jump." + target, "true");
        }
    }

    @Override
    public Committed commit(PluginContext context, CommitRequest request) {
        Course course = Course.of(request.activity().content());
        Storage storage = context.storage("runtime");
        Optional<Item> found = partOf(course, request.part());
        if (found.isEmpty()) {
            Progress progress =
                    Progress.of(storage.get(PROGRESS).map(Storage.Entry::value).orElse(Map.of()));
            return committed(
                    course,
                    new Sequencing(course, progress),
                    progress,
                    List.of("part: unknown"),
                    null);
        }
        Item item = found.get();
        Heard heard =
                change(
                        storage,
                        "part/" + Progress.key(item.id()),
                        state -> {
                            Attempt attempt = Attempt.of(state);
                            Attempt.Taken taken =
                                    attempt.take(
                                            course,
                                            request.session(),
                                            request.number(),
                                            request.values(),
                                            request.ended());
                            // Concluding may change what the content finds next time.
                            Attempt.Result result = attempt.result(course, item);
                            return new Change<>(
                                    attempt.toState(), new Heard(attempt, taken, result));
                        });
        List<String> errors = new ArrayList<>(heard.taken().errors());
        share(storage, item, heard.taken().taken(), errors);
        if (errors.contains("session: superseded")) {
            Progress progress =
                    Progress.of(storage.get(PROGRESS).map(Storage.Entry::value).orElse(Map.of()));
            return committed(course, new Sequencing(course, progress), progress, errors, null);
        }
        Progress progress =
                change(
                        storage,
                        PROGRESS,
                        state -> {
                            Progress was = Progress.of(state);
                            Progress is =
                                    was.with(
                                            item.id(),
                                            was.of(item.id()).with(heard.result()),
                                            heard.attempt().ended());
                            return new Change<>(is.toState(), is);
                        });
        Sequencing sequencing = new Sequencing(course, progress);
        String next =
                heard.attempt().ended()
                        ? sequencing
                                .follow(item, heard.attempt().value("adl.nav.request"))
                                .map(Item::id)
                                .orElse(null)
                        : null;
        return committed(course, sequencing, progress, errors, next);
    }

    private record Heard(Attempt attempt, Attempt.Taken taken, Attempt.Result result) {}

    /** A host that opens packages of one part need not name it. */
    private static Optional<Item> partOf(Course course, String part) {
        if (part.isEmpty() && course.launchable().size() == 1) {
            return Optional.of(course.launchable().get(0));
        }
        return course.find(part).filter(Item::launchable);
    }

    private static void share(
            Storage storage, Item item, Map<String, String> taken, List<String> errors) {
        for (int i = 0; i < item.stores().size(); i++) {
            String element = "adl.data." + i + ".store";
            String value = taken.get(element);
            if (value == null) {
                continue;
            }
            Store store = item.stores().get(i);
            if (!store.write()) {
                errors.add(element + ": 404");
                continue;
            }
            try {
                storage.put("data/" + Progress.key(store.id()), Map.of("value", value));
            } catch (QuotaExceeded e) {
                errors.add(element + ": 351");
            }
        }
    }

    /** Says what the package as a whole has come to; the README says by which rules. */
    private static Committed committed(
            Course course,
            Sequencing sequencing,
            Progress progress,
            List<String> errors,
            @Nullable String next) {
        boolean done = sequencing.allDone();
        List<Double> scores =
                course.launchable().stream()
                        .map(item -> progress.of(item.id()).score())
                        .filter(score -> score != null)
                        .toList();
        boolean told = !scores.isEmpty() && (done || course.launchable().size() == 1);
        Double score =
                told
                        ? Double.valueOf(
                                scores.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElse(0))
                        : null;
        return new Committed(
                score, done ? Completion.COMPLETE : Completion.INCOMPLETE, errors, next);
    }

    private record Change<T>(Map<String, Object> state, T outcome) {}

    /** Changes an entry as if nobody else did: whoever comes second reads again. */
    private static <T> T change(
            Storage storage, String key, Function<Map<String, Object>, Change<T>> how) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Storage.Entry> entry = storage.get(key);
            Change<T> change = how.apply(entry.map(Storage.Entry::value).orElse(Map.of()));
            boolean written =
                    entry.isPresent()
                            ? storage.replace(key, change.state(), entry.get().version())
                                    .isPresent()
                            : storage.create(key, change.state()).isPresent();
            if (written) {
                return change.outcome();
            }
        }
        // The host answers the browser with an error then, and the adapter sends it once more.
        throw new IllegalStateException("too many changed " + key + " at once");
    }
}
