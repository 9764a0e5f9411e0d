package io.lyceum.devstack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** Open Liberty in a process of its own: the unpacked runtime is shared, the server is ours. */
final class Liberty implements Console.Named {

    static final String VERSION = "26.0.0.5";

    private static final String SERVER = "lyceum";

    private final Child child;
    private final Place place;

    private Liberty(Child child, Place place) {
        this.child = child;
        this.place = place;
    }

    /**
     * What nodes of one stack do not share.
     *
     * @param label what people read
     * @param folder of its work and its logs, and the name of its connections to the database
     * @param port on which it listens; public addresses are those of the first node
     */
    record Place(String label, String folder, int port) {

        static Place first(Settings settings) {
            return new Place("Open Liberty", "liberty", settings.port(Port.WEB));
        }
    }

    Place place() {
        return place;
    }

    /** Unpacks the runtime once. */
    static Path prepare(Settings settings, Console console, Artifacts artifacts)
            throws IOException {
        Path folder = settings.cache().resolve("openliberty-" + VERSION);
        if (!Files.exists(folder)) {
            Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
            console.step(
                    "Unpack Open Liberty " + VERSION,
                    () -> {
                        Archives.delete(fresh);
                        artifacts.use(
                                "io.openliberty",
                                "openliberty-runtime",
                                VERSION,
                                "zip",
                                "374 MB",
                                archive -> Archives.unpackZip(archive, fresh));
                        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
                        return folder;
                    });
        }
        return folder.resolve("wlp");
    }

    static Liberty start(
            Settings settings, Secrets secrets, Path runtime, Servers servers, Place place)
            throws IOException {
        layOut(settings, place);
        ProcessBuilder builder =
                new ProcessBuilder(runtime.resolve("bin/server").toString(), "run", SERVER);
        builder.environment().putAll(environment(settings, secrets, place));
        if (StripeSimulator.isWanted(System.getenv())) {
            builder.environment().putAll(StripeSimulator.environment(settings, secrets));
        }
        builder.environment().putAll(settings.extra());
        Child child =
                Child.start(
                        place.label(), builder, settings.logs().resolve(place.folder() + ".log"));
        servers.add(Servers.Rank.LIBERTY, child);
        child.await(
                Duration.ofSeconds(240),
                "Its messages.log beside the log below says what it waits for.",
                () -> Http.answers(healthUrl(place.port())));
        return new Liberty(child, place);
    }

    /** Ends it in the middle of whatever it does, as a power cut would. */
    void kill(Servers servers) {
        servers.remove(child);
        child.kill();
    }

    static String healthUrl(Settings settings) {
        return healthUrl(settings.port(Port.WEB));
    }

    private static String healthUrl(int port) {
        return "http://127.0.0.1:" + port + "/health/ready";
    }

    private static void layOut(Settings settings, Place place) throws IOException {
        Path own = settings.data().resolve(place.folder());
        Path server = own.resolve("servers/" + SERVER);
        Path module = settings.root().resolve("liberty/server");
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(module.resolve("src/main/liberty/config"))) {
            for (Path file : files) {
                copy(file, server.resolve(file.getFileName().toString()));
            }
        }
        Path war = module.resolve("target/lyceum.war");
        if (!Files.exists(war)) {
            throw new Failure("Lyceum is not built: " + war + " is missing. Run ./lyceum up.");
        }
        copy(war, server.resolve("apps/lyceum.war"));
        layOutBare(settings, server);
        copy(driver(), own.resolve("shared/resources/jdbc/postgresql.jar"));
    }

    /** A stack that is measured has a second application, all others do not. */
    private static void layOutBare(Settings settings, Path server) throws IOException {
        Path archive = server.resolve("apps/bare.war");
        Path entry = server.resolve("configDropins/overrides/bare.xml");
        if (!settings.isMeasured()) {
            Files.deleteIfExists(entry);
            Files.deleteIfExists(archive);
            return;
        }
        copy(Benchmark.bareApplication(settings.root()), archive);
        Files.createDirectories(entry.getParent());
        Files.writeString(
                entry,
                """
                <server>
                    <webApplication id="bare" name="bare" location="bare.war" contextRoot="/bare" />
                </server>
                """);
    }

    private static Path driver() {
        try {
            return Path.of(
                    org.postgresql.Driver.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the time of files that did not change: Liberty's caches then stay valid. */
    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)
                && Files.size(to) == Files.size(from)
                && Files.getLastModifiedTime(to).equals(Files.getLastModifiedTime(from))) {
            return;
        }
        Files.createDirectories(to.getParent());
        Files.copy(
                from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static Map<String, String> environment(Settings settings, Secrets secrets, Place place)
            throws IOException {
        Path files = Files.createDirectories(settings.data().resolve("files"));
        return Map.ofEntries(
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("WLP_USER_DIR", settings.data().resolve(place.folder()).toString()),
                Map.entry("LOG_DIR", settings.logs().resolve(place.folder()).toString()),
                Map.entry("JVM_ARGS", "-Xmx" + settings.heap()),
                Map.entry("LYCEUM_BASE_DOMAIN", settings.baseDomain()),
                Map.entry("LYCEUM_SCHEME", "http"),
                Map.entry("LYCEUM_HTTP_HOST", "127.0.0.1"),
                Map.entry("LYCEUM_HTTP_PORT", Integer.toString(place.port())),
                Map.entry("LYCEUM_PUBLIC_PORT", text(settings, Port.WEB)),
                Map.entry("LYCEUM_DB_HOST", "127.0.0.1"),
                Map.entry("LYCEUM_DB_PORT", text(settings, Port.DATABASE)),
                Map.entry("LYCEUM_DB_NAME", Postgres.DATABASE),
                Map.entry("LYCEUM_DB_APPLICATION", application(place)),
                Map.entry("LYCEUM_DB_USER", "lyceum_app"),
                Map.entry("LYCEUM_DB_PASSWORD", secrets.databaseApp()),
                Map.entry("LYCEUM_DB_OWNER_USER", "lyceum_owner"),
                Map.entry("LYCEUM_DB_OWNER_PASSWORD", secrets.databaseOwner()),
                Map.entry("LYCEUM_LOG_CONSOLE_LEVEL", "WARNING"),
                Map.entry("LYCEUM_LTPA_PASSWORD", secrets.ltpa()),
                Map.entry("LYCEUM_BACKCHANNEL_URL", "http://127.0.0.1:" + text(settings, Port.WEB)),
                // Domains of a development machine lead to itself.
                Map.entry("LYCEUM_DOMAIN_CHECK_ALLOW_PRIVATE", "true"),
                Map.entry("LYCEUM_DOMAIN_CHECK_HTTP_PORT", text(settings, Port.WEB)),
                Map.entry("LYCEUM_PLATFORM_ADMIN_EMAIL", DemoAccess.PLATFORM_ADMIN),
                Map.entry("LYCEUM_KEYCLOAK_URL", Keycloak.url(settings)),
                Map.entry("LYCEUM_KEYCLOAK_PUBLIC_PORT", text(settings, Port.KEYCLOAK)),
                Map.entry("LYCEUM_KEYCLOAK_CLIENT_ID", Keycloak.ONBOARDING_CLIENT),
                Map.entry("LYCEUM_KEYCLOAK_CLIENT_SECRET", secrets.onboardingClient()),
                Map.entry("LYCEUM_SMTP_HOST", "127.0.0.1"),
                Map.entry("LYCEUM_SMTP_PORT", text(settings, Port.SMTP)),
                Map.entry("LYCEUM_SMTP_FROM", "no-reply@" + settings.baseDomain()),
                Map.entry("LYCEUM_BOUNCES_ADDRESS", Mailbox.BOUNCES + "@" + settings.baseDomain()),
                Map.entry(
                        "LYCEUM_BOUNCES_MAILBOX",
                        "imap://"
                                + Mailbox.BOUNCES
                                + ":"
                                + Mailbox.BOUNCES
                                + "@127.0.0.1:"
                                + text(settings, Port.IMAP)),
                Map.entry("LYCEUM_FILES_ROOT", files.toString()),
                Map.entry("LYCEUM_ENCRYPTION_KEY", secrets.encryptionKey()),
                Map.entry("LYCEUM_MAILBOX_URL", Mailbox.url(settings)));
    }

    /** How its connections are called at the database. */
    static String application(Place place) {
        return place.folder().replace("liberty", "lyceum");
    }

    private static String text(Settings settings, Port port) {
        return Integer.toString(settings.port(port));
    }

    @Override
    public String label() {
        return place.label() + " " + VERSION;
    }
}
