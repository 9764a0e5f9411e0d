package io.lyceum.devstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL from the binaries that Maven brings, with its data kept.
 *
 * <p>Roles: {@code postgres} is the superuser and makes extensions; {@code lyceum_owner} owns the
 * database and runs migrations (it may create roles, because functions of the search belong to a
 * role of their own); {@code lyceum_app} is what the running application is: it owns nothing and
 * bypasses nothing; {@code keycloak} has only its own schema.
 */
final class Postgres implements Console.Named {

    static final String DATABASE = "lyceum";

    private static final String MAJOR = "18";

    private final String version;

    private Postgres(String version) {
        this.version = version;
    }

    static Postgres start(Settings settings, Secrets secrets, Servers servers) throws IOException {
        Path binaries = unpack(settings.cache());
        Path data = settings.data().resolve("postgres");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, data, secrets, settings.logs().resolve("postgres.log"));
        }
        String major = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!major.equals(MAJOR)) {
            throw new Failure(
                    "The data in "
                            + data
                            + " was written by PostgreSQL "
                            + major
                            + ", this is "
                            + MAJOR
                            + ". Dump it with the old version, or start afresh with ./lyceum"
                            + " reset.");
        }
        Child child =
                Child.start(
                        "PostgreSQL",
                        command(binaries, "postgres", serverOptions(settings, data)),
                        settings.logs().resolve("postgres.log"));
        servers.add(Servers.Rank.DATABASE, child, "INT", "QUIT", () -> stop(child));
        child.await(
                Duration.ofSeconds(90),
                "It may be recovering after a crash; try again in a minute.",
                () -> answers(settings, secrets));
        return new Postgres(prepare(settings, secrets));
    }

    private static Path unpack(Path cache) throws IOException {
        String resource = "/" + archiveName();
        Path folder = cache.resolve("postgres-" + MAJOR + "-" + archiveName().replace(".txz", ""));
        if (Files.exists(folder.resolve("bin/postgres"))) {
            return folder;
        }
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        Archives.delete(fresh);
        try (InputStream archive = Postgres.class.getResourceAsStream(resource)) {
            if (archive == null) {
                throw new Failure(
                        "No PostgreSQL for this machine ("
                                + System.getProperty("os.name")
                                + ", "
                                + System.getProperty("os.arch")
                                + "). Lyceum's launcher runs on Linux and macOS, x86-64 and ARM.");
            }
            Archives.unpackTarXz(archive, fresh);
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        String suffix = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        return system.contains("mac")
                ? "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz"
                : "postgres-linux-" + (arm ? "arm_64" : "x86_64") + suffix + ".txz";
    }

    /** A launcher that was killed may have left its server: the data belongs to one at a time. */
    static void stopLeftover(Settings settings) throws IOException {
        Path file = settings.data().resolve("postgres/postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        Optional<ProcessHandle> left =
                lines.isEmpty() || !lines.get(0).strip().matches("[0-9]+")
                        ? Optional.empty()
                        : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                                .filter(Postgres::isServer);
        if (left.isPresent()) {
            signal(left.get().pid(), "INT");
            Child.stop(left.get(), Duration.ofSeconds(30));
        }
    }

    private static boolean isServer(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().equals("postgres"))
                .orElse(false);
    }

    private static void signal(long pid, String name) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void initialise(Path binaries, Path data, Secrets secrets, Path log)
            throws IOException {
        Path fresh = data.resolveSibling("postgres.new");
        Archives.delete(fresh);
        Files.createDirectories(fresh.toAbsolutePath().getParent());
        Path password = Files.createTempFile("lyceum", ".pw");
        try {
            Files.writeString(password, secrets.databaseSuperuser() + "\n");
            // The built-in locale sorts the same on every machine, whatever its C library.
            ProcessBuilder initdb =
                    command(
                            binaries,
                            "initdb",
                            List.of(
                                    "--pgdata=" + fresh,
                                    "--username=postgres",
                                    "--pwfile=" + password,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    "--locale-provider=builtin",
                                    "--builtin-locale=C.UTF-8",
                                    "--locale=C.UTF-8",
                                    "--no-instructions"));
            Child.start("PostgreSQL's initdb", initdb, log).requireSuccess();
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** PostgreSQL refuses to run as root: a user namespace of its own takes the rights away. */
    private static ProcessBuilder command(Path binaries, String program, List<String> options) {
        List<String> words = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            words.add("unshare");
            words.add("-U");
        }
        words.add(binaries.resolve("bin").resolve(program).toString());
        words.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static List<String> serverOptions(Settings settings, Path data) {
        List<String> options = new ArrayList<>(List.of("-D", data.toString()));
        String onOff = settings.durable() ? "on" : "off";
        for (String option :
                List.of(
                        "port=" + settings.port(Port.DATABASE),
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "fsync=" + onOff,
                        "synchronous_commit=" + onOff,
                        "full_page_writes=" + onOff,
                        "shared_preload_libraries=pg_stat_statements",
                        "pg_stat_statements.max=10000",
                        "shared_buffers=192MB",
                        "effective_cache_size=1GB",
                        "work_mem=8MB",
                        "maintenance_work_mem=64MB",
                        "random_page_cost=1.1",
                        "jit=off",
                        "max_connections=120",
                        "idle_in_transaction_session_timeout=60s",
                        "log_min_duration_statement=2s",
                        "log_checkpoints=off",
                        "log_timezone=UTC",
                        "timezone=UTC",
                        "log_line_prefix=%m [%p] %q%u@%d ")) {
            options.add("-c");
            options.add(option);
        }
        return options;
    }

    static boolean answers(Settings settings, Secrets secrets) {
        try (Connection connection =
                connect(settings, "postgres", "postgres", secrets.databaseSuperuser())) {
            return connection.isValid(2);
        } catch (SQLException e) {
            // 28P01: it answers, and what it says will not change by waiting.
            if ("28P01".equals(e.getSQLState())) {
                throw new Failure(
                        "The passwords in "
                                + settings.data().resolve("secrets.properties")
                                + " are not those of the database beside it. Put the old file"
                                + " back, or start afresh with ./lyceum reset.");
            }
            return false;
        }
    }

    /** A connection to Lyceum's database that sees every school. */
    static Connection superuser(Settings settings, Secrets secrets) throws SQLException {
        return connect(settings, DATABASE, "postgres", secrets.databaseSuperuser());
    }

    private static Connection connect(
            Settings settings, String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        return DriverManager.getConnection(url(settings, database), properties);
    }

    static String url(Settings settings, String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.port(Port.DATABASE) + "/" + database;
    }

    /** Makes roles, database and extensions; each start puts the passwords right again. */
    private static String prepare(Settings settings, Secrets secrets) {
        String superuser = secrets.databaseSuperuser();
        try {
            String version;
            try (Connection connection = connect(settings, "postgres", "postgres", superuser);
                    Statement statement = connection.createStatement()) {
                role(statement, "lyceum_owner", "login createrole", secrets.databaseOwner());
                role(statement, "lyceum_app", "login", secrets.databaseApp());
                role(statement, "keycloak", "login", secrets.databaseKeycloak());
                statement.execute(
                        "alter role lyceum_owner set createrole_self_grant = 'set, inherit'");
                statement.execute("alter role lyceum_app set statement_timeout = '30s'");
                statement.execute("alter role lyceum_app set lock_timeout = '5s'");
                statement.execute("alter role keycloak set search_path = keycloak");
                if (!exists(
                        statement,
                        "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                    statement.execute("create database " + DATABASE + " owner lyceum_owner");
                    statement.execute("revoke all on database " + DATABASE + " from public");
                    statement.execute(
                            "grant connect on database " + DATABASE + " to lyceum_app, keycloak");
                }
                try (ResultSet row = statement.executeQuery("show server_version")) {
                    row.next();
                    version = row.getString(1).split(" ")[0];
                }
            }
            try (Connection connection = connect(settings, DATABASE, "postgres", superuser);
                    Statement statement = connection.createStatement()) {
                for (String extension :
                        List.of(
                                "btree_gin",
                                "btree_gist",
                                "citext",
                                "pg_stat_statements",
                                "pg_trgm",
                                "pgcrypto",
                                "unaccent")) {
                    statement.execute("create extension if not exists " + extension);
                }
                statement.execute("create schema if not exists keycloak authorization keycloak");
            }
            return version;
        } catch (SQLException e) {
            throw new Failure("PostgreSQL refused to be set up: " + e.getMessage(), e);
        }
    }

    private static void role(Statement statement, String name, String rights, String password)
            throws SQLException {
        boolean exists = exists(statement, "select 1 from pg_roles where rolname = '" + name + "'");
        // A password of our own making: letters, digits, '-' and '_' only.
        statement.execute(
                (exists ? "alter" : "create")
                        + " role "
                        + name
                        + " nosuperuser nobypassrls "
                        + rights
                        + " password '"
                        + password
                        + "'");
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    @Override
    public String label() {
        return "PostgreSQL " + version;
    }

    /** Ends sessions at once; what was committed is on disk. */
    private static void stop(Child child) {
        try {
            signal(child.pid(), "INT");
            if (!child.handle().onExit().isDone()) {
                child.handle().onExit().get(30, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            child.stop(Duration.ofSeconds(5));
        }
    }
}
