package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.tools.dev.Workshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plugin at two schools of a running Lyceum, one in English and one in Russian, brought there
 * again each time that a file of it is saved.
 */
final class PluginDevelopment {

    private static final String DOOR = "/platform/development/plugins";
    private static final String COURSE = "workshop";

    private final Settings settings;
    private final Console console;
    private final DemoAccess access;
    private final List<DemoSchool> schools;
    private final String runtime;
    private final Map<String, Bench> benches = new LinkedHashMap<>();

    PluginDevelopment(Settings settings, Secrets secrets, Console console, boolean worker) {
        this.settings = settings;
        this.console = console;
        this.access =
                new DemoAccess(
                        settings,
                        new KeycloakAdmin(Keycloak.url(settings), secrets.keycloakAdmin()));
        this.schools = schools(settings);
        this.runtime = worker ? "WORKER" : "IN_PROCESS";
    }

    static List<DemoSchool> schools(Settings settings) {
        return DemoSchool.readAll(
                settings.root().resolve("liberty/devstack/src/main/resources/plugin-dev"));
    }

    /** The lesson of a school that the plugin's activities are in. */
    private record Bench(String course, String lesson, String address) {}

    /** Fails when the running Lyceum was not started for plugins that are being written. */
    void requireDoor() {
        Http.Answer taken =
                access.platform()
                        .send("PUT", DOOR + "/files", "application/octet-stream", new byte[0]);
        if (taken.status() == 404) {
            throw new Failure(
                    "Lyceum runs already, but not for plugins that are being written. Stop it"
                            + " (Ctrl-C where it runs), or start it so: LYCEUM_PLUGINS_DEV=true"
                            + " ./lyceum up");
        }
    }

    /** Makes the two schools, each with one lesson to put activities into. */
    void prepare() {
        Seeds seeds = new Seeds(settings, console, access);
        seeds.openPlatform();
        seeds.fill(schools);
        for (DemoSchool school : schools) {
            benches.put(school.slug(), bench(school));
        }
    }

    private Bench bench(DemoSchool school) {
        DemoSchool.DemoPerson owner = school.first("owner").orElseThrow();
        LyceumApi api = access.school(school.slug(), owner.email(), owner.password());
        String course = "";
        for (JsonNode one :
                LyceumApi.require(api.get("/courses?limit=100"), "Listing courses").path("items")) {
            if (one.path("slug").asText().equals(COURSE)) {
                course = Seeds.id(one);
            }
        }
        if (course.isEmpty()) {
            throw new Failure(
                    "The course "
                            + COURSE
                            + " of "
                            + school.slug()
                            + " is gone. Delete the schools' data to have it again: "
                            + settings.data());
        }
        JsonNode lesson =
                LyceumApi.require(api.get("/courses/" + course + "/modules"), "The outline")
                        .path(0)
                        .path("lessons")
                        .path(0);
        return new Bench(course, Seeds.id(lesson), lesson.path("slug").asText("bench"));
    }

    /** What became of an archive. */
    private record Brought(Map<String, JsonNode> bySchool) {}

    /** Brings an archive to both schools; when that fails, what was there runs on. */
    private Brought bring(PluginArchive archive) {
        LyceumApi platform = access.platform();
        JsonNode taken;
        try {
            taken =
                    LyceumApi.require(
                            platform.send(
                                    "PUT",
                                    DOOR + "/files?runtime=" + runtime,
                                    "application/octet-stream",
                                    Files.readAllBytes(archive.file())),
                            "The plugin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, JsonNode> bySchool = new HashMap<>();
        for (DemoSchool school : schools) {
            Bench bench = benches.get(school.slug());
            bySchool.put(
                    school.slug(),
                    LyceumApi.require(
                            platform.post(
                                    DOOR
                                            + "/"
                                            + taken.path("plugin").asText()
                                            + "/"
                                            + taken.path("version").asText()
                                            + "/schools/"
                                            + school.slug(),
                                    Map.of("course", bench.course(), "lesson", bench.lesson())),
                            "Installing at " + school.slug()));
        }
        return new Brought(bySchool);
    }

    /**
     * Builds and brings the plugin, says where to click, and goes on with each change until the
     * thread is interrupted.
     */
    void run(Workshop workshop) throws IOException, InterruptedException {
        try (PluginLog log = PluginLog.follow(settings, console)) {
            boolean shown = show(workshop, log);
            while (true) {
                Workshop.Saved saved = workshop.awaitChange();
                if (saved.isBuild()) {
                    console.line(
                            "  · pom.xml has changed: start plugin dev again for what Maven does.");
                }
                String names =
                        saved.files().size() == 1
                                ? saved.files().get(0).getFileName().toString()
                                : saved.files().size() + " files";
                if (shown) {
                    again(workshop, log, names, saved.at());
                } else {
                    shown = show(workshop, log);
                }
            }
        }
    }

    /** The first time that the plugin is there. */
    private boolean show(Workshop workshop, PluginLog log) throws IOException {
        Workshop.Built built = workshop.build();
        if (built.archives().isEmpty()) {
            wrong(built.errors(), "It is tried again with each change.");
            return false;
        }
        PluginArchive archive = built.archives().get(0);
        try {
            log.about(archive.descriptor().reference());
            Brought brought = bring(archive);
            console.line("");
            console.line(places(archive.descriptor(), brought));
            tell(brought);
            console.line(
                    "  "
                            + archive.descriptor().reference()
                            + " runs at both schools. Edit and save; Ctrl-C ends it.");
            return true;
        } catch (Failure e) {
            wrong(List.of(e.getMessage()), "It is tried again with each change.");
            return false;
        }
    }

    private void again(Workshop workshop, PluginLog log, String what, Instant saved)
            throws IOException {
        Workshop.Built built = workshop.build();
        if (built.archives().isEmpty()) {
            wrong(built.errors(), "The version before runs on.");
            return;
        }
        PluginArchive archive = built.archives().get(0);
        try {
            log.about(archive.descriptor().reference());
            Brought brought = bring(archive);
            long millis = Math.max(0, Duration.between(saved, Instant.now()).toMillis());
            console.line(
                    String.format(
                            Locale.ROOT,
                            "  ✓ %s → %s answers %,d ms after it was saved",
                            what,
                            archive.descriptor().reference(),
                            millis));
            tell(brought);
        } catch (Failure e) {
            wrong(List.of(e.getMessage()), "The version before runs on.");
        }
    }

    private void wrong(List<String> errors, String andNow) {
        errors.forEach(error -> console.line("  ✗ " + error));
        console.line("    " + andNow);
    }

    /** What activities came to when they were asked for their first page. */
    private void tell(Brought brought) {
        List<String> told = new ArrayList<>();
        brought.bySchool()
                .forEach(
                        (school, installed) -> {
                            for (JsonNode activity : installed.path("activities")) {
                                if (activity.hasNonNull("error")) {
                                    String line = activity.path("error").asText();
                                    if (!told.contains(line)) {
                                        told.add(line);
                                    }
                                }
                            }
                        });
        told.forEach(line -> console.line("  ✗ " + line));
    }

    private String places(Descriptor descriptor, Brought brought) {
        Table table = new Table();
        for (DemoSchool school : schools) {
            String url = settings.url(settings.schoolHost(school.slug()));
            Bench bench = benches.get(school.slug());
            DemoSchool.DemoPerson learner = school.first("learner").orElseThrow();
            DemoSchool.DemoPerson teacher = school.first("teacher").orElseThrow();
            DemoSchool.DemoPerson owner = school.first("owner").orElseThrow();
            String name = school.name();
            JsonNode activities = brought.bySchool().get(school.slug()).path("activities");
            for (JsonNode activity : activities) {
                row(
                        table,
                        name,
                        teacher,
                        url
                                + "/manage/courses/"
                                + bench.course()
                                + "/lessons/"
                                + bench.lesson()
                                + "/activities/"
                                + activity.path("activity").asText());
                name = "";
            }
            if (!activities.isEmpty()) {
                row(
                        table,
                        name,
                        learner,
                        url + "/courses/" + COURSE + "/lessons/" + bench.address());
                name = "";
            }
            row(table, name, owner, url + "/manage/plugins/" + descriptor.id());
        }
        return table.toString();
    }

    /** The address is last: it is long, and terminals are not. */
    private static void row(
            Table table, String school, DemoSchool.DemoPerson person, String address) {
        table.row(school, person.email(), person.password(), address);
    }
}
