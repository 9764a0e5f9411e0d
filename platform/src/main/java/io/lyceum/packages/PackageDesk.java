package io.lyceum.packages;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityDesk;
import io.lyceum.activities.ActivityProblem;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.learning.Enrolments;
import io.lyceum.learning.LearningProblem;
import io.lyceum.packages.internal.Bundle;
import io.lyceum.packages.internal.UnpackedFiles;
import io.lyceum.plugin.PackageFiles;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.activity.ActivityType.Completion;
import io.lyceum.plugin.content.ContentPackageHandler.CommitRequest;
import io.lyceum.plugin.content.ContentPackageHandler.Committed;
import io.lyceum.plugin.content.ContentPackageHandler.InspectRequest;
import io.lyceum.plugin.content.ContentPackageHandler.Inspection;
import io.lyceum.plugin.content.ContentPackageHandler.Launch;
import io.lyceum.plugin.content.ContentPackageHandler.LaunchRequest;
import io.lyceum.plugin.content.ContentPackageHandler.Line;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugins.PluginAssets;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.WebFile;
import io.lyceum.shared.Ids;
import io.lyceum.shared.files.FileStore;
import io.lyceum.shared.files.ZipInspection;
import io.lyceum.shared.files.ZipLimits;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.problem.ProblemCode;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Hosts;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Between people, their packages and the plugins that know the formats. Never call it inside a
 * transaction.
 */
@ApplicationScoped
public class PackageDesk {

    /** The largest archive, in bytes. */
    public static final long LARGEST = 256L << 20;

    private static final int MOST_LINES = 1000;
    private static final int MOST_VALUES = 5000;
    private static final int LONGEST_ELEMENT = 300;
    private static final int LONGEST_VALUE = 100_000;
    private static final long HIGHEST_NUMBER = 1_000_000_000;

    /** Whoever has lost the right to the package goes on committing in vain. */
    private static final Set<ProblemCode> OVER =
            Set.of(
                    LearningProblem.NOT_ENROLLED,
                    ActivityProblem.NO_SUCH_ACTIVITY,
                    CommonProblem.NOT_FOUND,
                    CommonProblem.FORBIDDEN);

    private final Packages packages;
    private final Launches launches;
    private final Activities activities;
    private final ActivityDesk activityDesk;
    private final Enrolments enrolments;
    private final People people;
    private final PluginCalls calls;
    private final PluginAssets assets;
    private final FileStore store;
    private final CurrentSchool school;
    private final Schools schools;
    private final Hosts hosts;
    private final Transactions transactions;
    private final Clock clock;

    protected PackageDesk() {
        this(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    PackageDesk(
            Packages packages,
            Launches launches,
            Activities activities,
            ActivityDesk activityDesk,
            Enrolments enrolments,
            People people,
            PluginCalls calls,
            PluginAssets assets,
            FileStore store,
            CurrentSchool school,
            Schools schools,
            Hosts hosts,
            Transactions transactions,
            Clock clock) {
        this.packages = packages;
        this.launches = launches;
        this.activities = activities;
        this.activityDesk = activityDesk;
        this.enrolments = enrolments;
        this.people = people;
        this.calls = calls;
        this.assets = assets;
        this.store = store;
        this.school = school;
        this.schools = schools;
        this.hosts = hosts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What became of an upload.
     *
     * @param accepted whether it waits for its teacher now; otherwise nothing of it is left
     * @param report of the plugin
     */
    public record Upload(boolean accepted, List<Line> report) {

        public Upload {
            report = List.copyOf(report);
        }
    }

    /**
     * Inspects and unpacks an archive, and asks the plugin what it is. An accepted one waits to be
     * confirmed, in place of one that waited before.
     *
     * @param fileName as the teacher's computer calls it
     * @throws Problem PACKAGE_TOO_LARGE, one of {@link io.lyceum.shared.files.ZipProblem},
     *     PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED
     */
    public Upload receive(Activity activity, String fileName, InputStream archive) {
        try {
            Path folder = Files.createTempDirectory("lyceum-package-");
            try {
                return receive(activity, fileName, archive, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Upload receive(Activity activity, String fileName, InputStream archive, Path folder)
            throws IOException {
        Path zip = folder.resolve("upload.zip");
        copy(archive, zip);
        Path unpacked = Files.createDirectory(folder.resolve("files"));
        List<String> paths = new ZipInspection(ZipLimits.PACKAGE).unpack(zip, unpacked);
        Files.delete(zip);
        Inspection inspection =
                call(
                        activity,
                        "inspect",
                        new InspectRequest(fileName),
                        Inspection.class,
                        null,
                        CurrentRequest.require().locale(),
                        new UnpackedFiles(unpacked, paths));
        List<Line> report = inspection.lines().stream().limit(MOST_LINES).toList();
        if (!inspection.accepted()) {
            return new Upload(false, report);
        }
        Instant now = clock.instant();
        PackageId id = new PackageId(Ids.at(now));
        Path bundled = folder.resolve("bundle");
        Bundle bundle = Bundle.write(id, unpacked, paths, bundled);
        ContentPackage uploaded =
                new ContentPackage(
                        id,
                        fileName,
                        inspection.title(),
                        inspection.content(),
                        report,
                        paths.size(),
                        bundle.size(),
                        now);
        // The row comes first: what is stored without one would never be removed.
        packages.add(activity.id(), uploaded, bundle.hash(), bundle.files());
        try (InputStream in = Files.newInputStream(bundled)) {
            store.put(school.id(), in, Long.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            packages.giveUp(activity.id());
            throw e;
        }
        return new Upload(true, report);
    }

    private static void copy(InputStream archive, Path zip) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip)) {
            byte[] buffer = new byte[64 * 1024];
            long size = 0;
            for (int n = archive.read(buffer); n >= 0; n = archive.read(buffer)) {
                size += n;
                if (size > LARGEST) {
                    throw new Problem(PackageProblem.PACKAGE_TOO_LARGE, LARGEST >> 20);
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            folder.toFile().deleteOnExit();
        }
    }

    /**
     * Where a package runs for one person.
     *
     * @param address of the page around it; whoever knows it acts for that person in the package
     * @param origin of the address
     */
    public record Opened(String address, String origin) {}

    /**
     * Opens the activity's package for somebody; the plugin is asked when the address is loaded.
     *
     * @param preview whether they look at it as a teacher, and nothing counts
     * @throws Problem NO_PACKAGE_YET
     */
    public Opened open(Activity activity, Person person, boolean preview) {
        CurrentRequest.Facts facts = CurrentRequest.require();
        String token =
                launches.open(activity, person.id(), preview, facts.origin(), facts.locale());
        String slug = transactions.call(() -> schools.byId(school.id())).orElseThrow().slug();
        String origin = hosts.origin(hosts.contentHostOf(slug));
        return new Opened(origin + "/p/" + token + "/", origin);
    }

    /**
     * The page around a package, ready to be shown.
     *
     * @param session of this load of the page
     * @param part that is opened; empty when the plugin has not said
     */
    public record Stage(
            Launches.Launch launch, UUID session, String title, String part, Launch shown) {}

    /**
     * Opens the package of a token, or one of its parts.
     *
     * @param part empty for the one to go on with
     * @throws Problem RUN_GONE, PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED
     */
    public Stage stage(String token, String part) {
        Launches.Launch launch = launches.byToken(token);
        Allowed allowed = allowed(launch);
        Launch shown =
                call(
                        allowed.activity(),
                        "launch",
                        new LaunchRequest(allowed.message(launch), allowed.learner(), part),
                        Launch.class,
                        launch.person(),
                        launch.locale(),
                        files(launch));
        String opened =
                shown.parts().stream()
                        .filter(one -> one.current())
                        .map(one -> one.id())
                        .findFirst()
                        .orElse(part);
        UUID session = launches.begin(launch, opened);
        return new Stage(launch, session, allowed.activity().title(), opened, shown);
    }

    /**
     * What a package has set.
     *
     * @param session of {@link Stage#session()}
     * @param number from 1
     */
    public record Commit(UUID session, long number, Map<String, String> values, boolean ended) {}

    /**
     * What became of it.
     *
     * @param complete whether the package as a whole is complete now
     * @param score 0 to 1; null for none
     * @param errors elements that were refused, with the standard's error
     * @param next part to open now; null for none
     */
    public record Answer(
            boolean complete, @Nullable Double score, List<String> errors, @Nullable String next) {

        public Answer {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Takes what a package has set; the last commit once more is answered as it was.
     *
     * @throws Problem BAD_COMMIT; RUN_GONE and RUN_SUPERSEDED when no commit of this session will
     *     ever be taken again; PLUGIN_UNAVAILABLE, PLUGIN_NOT_INSTALLED when it is worth trying
     *     again
     */
    public Answer commit(String token, Commit commit) {
        check(commit);
        Launches.Launch launch = launches.byToken(token);
        Launches.Run run = launches.run(launch, commit.session());
        if (commit.number() == run.last() && run.answer().isPresent()) {
            return run.answer().get();
        }
        Allowed allowed = allowed(launch);
        Committed committed =
                call(
                        allowed.activity(),
                        "commit",
                        new CommitRequest(
                                allowed.message(launch),
                                allowed.learner(),
                                run.part(),
                                run.session().toString(),
                                commit.number(),
                                commit.values(),
                                commit.ended()),
                        Committed.class,
                        launch.person(),
                        launch.locale(),
                        files(launch));
        if (committed.errors().contains("session: superseded")) {
            throw new Problem(PackageProblem.RUN_SUPERSEDED);
        }
        boolean complete = committed.completion() == Completion.COMPLETE;
        if (!launch.preview() && (complete || committed.score() != null)) {
            over(
                    () ->
                            activities.reached(
                                    allowed.activity(),
                                    launch.person(),
                                    committed.score(),
                                    complete));
        }
        Answer answer =
                new Answer(complete, committed.score(), committed.errors(), committed.next());
        launches.answered(run.session(), commit.number(), answer);
        return answer;
    }

    private static void check(Commit commit) {
        if (commit.session() == null || commit.values() == null) {
            throw new Problem(PackageProblem.BAD_COMMIT, "session and values are needed");
        }
        if (commit.number() < 1 || commit.number() > HIGHEST_NUMBER) {
            throw new Problem(PackageProblem.BAD_COMMIT, "number");
        }
        if (commit.values().size() > MOST_VALUES) {
            throw new Problem(PackageProblem.BAD_COMMIT, "more than " + MOST_VALUES + " values");
        }
        commit.values()
                .forEach(
                        (element, value) -> {
                            if (element.length() > LONGEST_ELEMENT
                                    || value == null
                                    || value.length() > LONGEST_VALUE) {
                                throw new Problem(
                                        PackageProblem.BAD_COMMIT,
                                        element.substring(0, Math.min(60, element.length())));
                            }
                        });
    }

    /** The activity and the learner as they are now, and not as they were when the run began. */
    private record Allowed(Activity activity, ActivityType.Learner learner) {

        ActivityType.Activity message(Launches.Launch launch) {
            return ActivityDesk.message(activity, launch.content());
        }
    }

    private Allowed allowed(Launches.Launch launch) {
        return over(
                () -> {
                    Activity activity =
                            transactions.call(
                                    () -> {
                                        Activity found =
                                                activities.byId(launch.lesson(), launch.activity());
                                        Person person = people.byId(launch.person());
                                        if (!person.active()
                                                || launch.preview()
                                                        && !person.role().includes(Role.TEACHER)) {
                                            throw new Problem(CommonProblem.FORBIDDEN);
                                        }
                                        if (!launch.preview()) {
                                            enrolments.require(person.id(), found.course());
                                        }
                                        return found;
                                    });
                    Person person = transactions.call(() -> people.byId(launch.person()));
                    return new Allowed(activity, activityDesk.learner(activity, person));
                });
    }

    private static <T> T over(java.util.function.Supplier<T> action) {
        try {
            return action.get();
        } catch (Problem problem) {
            throw OVER.contains(problem.code()) ? new Problem(PackageProblem.RUN_GONE) : problem;
        }
    }

    private PackageFiles files(Launches.Launch launch) {
        return new StoredFiles(
                packages, store, school.id(), launch.contentPackage(), launch.bundle());
    }

    /** The script of the plugin that belongs around a package; nothing when it has no such one. */
    public Optional<byte[]> adapter(String token, String path) {
        Launches.Launch launch = launches.byToken(token);
        Activity activity = over(() -> activities.byId(launch.lesson(), launch.activity()));
        return assets.web(activity.plugin(), path).map(WebFile::content);
    }

    /** Opens a file's bytes; the caller closes the stream. */
    public InputStream open(Launches.Served served, long offset, long length) throws IOException {
        return store.open(school.id(), served.bundle(), served.file().first() + offset, length);
    }

    private <T> T call(
            Activity activity,
            String method,
            Record request,
            Class<T> response,
            @Nullable PersonId person,
            Locale locale,
            PackageFiles files) {
        return calls.call(
                activity.plugin(),
                Kind.PACKAGE,
                activity.type(),
                method,
                request,
                response,
                new PluginCalls.Subject(
                        activity.id().value(),
                        person == null ? null : person.value(),
                        locale,
                        CurrentRequest.require().zone(),
                        files));
    }
}
