package io.lyceum.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Keycloak in a process of its own, with Lyceum's theme and its build kept: building again takes
 * half a minute, so each content of the theme has a folder and is built once.
 */
final class Keycloak implements Console.Named {

    static final String VERSION = "26.7.3";
    static final String ONBOARDING_CLIENT = "lyceum-onboarding";

    private final Settings settings;
    private final Secrets secrets;

    private Keycloak(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** An unpacked and built Keycloak that nobody else changes while the lock is held. */
    record Home(Path folder, FileLock inUse) {}

    /** Unpacks and builds Keycloak if this was not done for the theme as it is now. */
    static Home prepare(Settings settings, Console console, Artifacts artifacts, Servers servers)
            throws IOException {
        Path theme = theme(settings.root());
        Path cache = Files.createDirectories(settings.cache());
        Path folder = cache.resolve("keycloak-" + VERSION + "-" + hash(theme));
        FileLock lock = lock(folder);
        if (!Files.exists(folder.resolve("lyceum.built"))) {
            Archives.delete(folder);
            Path fresh = cache.resolve("keycloak-" + VERSION + ".new");
            if (!adoptUnused(cache, folder, fresh)) {
                console.step(
                        "Unpack Keycloak " + VERSION,
                        () -> {
                            Archives.delete(fresh);
                            artifacts.use(
                                    "org.keycloak",
                                    "keycloak-quarkus-dist",
                                    VERSION,
                                    "tar.gz",
                                    "176 MB",
                                    archive -> Archives.unpackTarGz(archive, fresh));
                            return fresh;
                        });
            }
            console.step("Build Keycloak", () -> build(settings, fresh, theme, servers));
            Files.createFile(fresh.resolve("lyceum.built"));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Home(folder.resolve("keycloak-" + VERSION), lock);
    }

    /** Takes the folder of an older theme that no launcher uses: saves unpacking. */
    private static boolean adoptUnused(Path cache, Path except, Path fresh) throws IOException {
        boolean adopted = false;
        try (DirectoryStream<Path> others =
                Files.newDirectoryStream(cache, "keycloak-" + VERSION + "-????????????")) {
            for (Path other : others) {
                if (other.equals(except)) {
                    continue;
                }
                try (FileChannel channel = openLock(other);
                        FileLock lock = channel.tryLock()) {
                    if (lock == null) {
                        continue;
                    }
                    if (adopted) {
                        Archives.delete(other);
                    } else {
                        Archives.delete(fresh);
                        Files.deleteIfExists(other.resolve("lyceum.built"));
                        Files.move(other, fresh, StandardCopyOption.ATOMIC_MOVE);
                        adopted = true;
                    }
                } catch (java.nio.channels.OverlappingFileLockException e) {
                    continue;
                }
            }
        }
        return adopted;
    }

    private static FileLock lock(Path folder) throws IOException {
        // Shared: several stacks may run the same build.
        FileChannel channel = openLock(folder);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
        return lock == null ? channel.lock(0, Long.MAX_VALUE, true) : lock;
    }

    private static FileChannel openLock(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolveSibling(folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static Path theme(Path root) throws IOException {
        Path target = root.resolve("liberty/keycloak/target");
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars =
                    Files.newDirectoryStream(target, "lyceum-keycloak-*.jar")) {
                for (Path jar : jars) {
                    if (!jar.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar")) {
                        return jar;
                    }
                }
            }
        }
        throw new Failure("Lyceum is not built: " + target + " has no jar. Run ./lyceum up.");
    }

    private static String hash(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void build(Settings settings, Path fresh, Path theme, Servers servers) {
        try {
            Path home = fresh.resolve("keycloak-" + VERSION);
            Path providers = home.resolve("providers");
            try (DirectoryStream<Path> old = Files.newDirectoryStream(providers, "*.jar")) {
                for (Path jar : old) {
                    Files.delete(jar);
                }
            }
            Files.copy(theme, providers.resolve("lyceum-keycloak.jar"));
            Child build =
                    Child.start(
                            "Keycloak's build",
                            java(
                                    home,
                                    "512m",
                                    "build",
                                    "--db=postgres",
                                    "--health-enabled=true",
                                    "--cache=local"),
                            settings.logs().resolve("keycloak-build.log"));
            servers.add(Servers.Rank.KEYCLOAK, build);
            build.requireSuccess();
            servers.remove(build);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs Keycloak's Java directly: its own script would stand between us and the process, and a
     * killed script leaves the server behind.
     */
    private static ProcessBuilder java(Path home, String heap, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xms64m",
                        "-Xmx" + heap,
                        "-XX:MetaspaceSize=96M",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=US",
                        "-Djava.security.egd=file:/dev/urandom",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus-log-max-startup-records=10000",
                        "-Dpicocli.disable.closures=true",
                        "-Dkc.home.dir=" + home,
                        "-Djboss.server.config.dir=" + home.resolve("conf"),
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        home.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).directory(home.toFile());
    }

    static Keycloak start(Settings settings, Secrets secrets, Home home, Servers servers) {
        ProcessBuilder builder =
                java(
                        home.folder(),
                        "384m",
                        "start",
                        "--optimized",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + settings.port(Port.KEYCLOAK),
                        "--http-management-host=127.0.0.1",
                        "--http-management-port=" + settings.port(Port.KEYCLOAK_MANAGEMENT),
                        "--proxy-headers=xforwarded",
                        "--hostname=http://"
                                + settings.baseDomain()
                                + ":"
                                + settings.port(Port.KEYCLOAK),
                        "--hostname-backchannel-dynamic=true",
                        "--db-url=" + Postgres.url(settings, Postgres.DATABASE),
                        "--db-schema=keycloak",
                        "--db-username=keycloak",
                        "--db-pool-initial-size=2",
                        "--db-pool-max-size=20",
                        "--log-console-color=false");
        builder.environment()
                .putAll(
                        Map.of(
                                "KC_DB_PASSWORD", secrets.databaseKeycloak(),
                                "KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakAdmin.USER,
                                "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.keycloakAdmin()));
        Child child = Child.start("Keycloak", builder, settings.logs().resolve("keycloak.log"));
        servers.add(Servers.Rank.KEYCLOAK, child);
        Keycloak keycloak = new Keycloak(settings, secrets);
        child.await(
                Duration.ofSeconds(240),
                "A slow disk or too little memory does that; try again.",
                () -> Http.answers(keycloak.healthUrl()));
        keycloak.admin().ensureOnboardingClient(ONBOARDING_CLIENT, secrets.onboardingClient());
        return keycloak;
    }

    private String healthUrl() {
        return healthUrl(settings);
    }

    static String healthUrl(Settings settings) {
        return "http://127.0.0.1:" + settings.port(Port.KEYCLOAK_MANAGEMENT) + "/health/ready";
    }

    static String url(Settings settings) {
        return "http://127.0.0.1:" + settings.port(Port.KEYCLOAK);
    }

    KeycloakAdmin admin() {
        return new KeycloakAdmin(url(settings), secrets.keycloakAdmin());
    }

    @Override
    public String label() {
        return "Keycloak " + VERSION;
    }
}
