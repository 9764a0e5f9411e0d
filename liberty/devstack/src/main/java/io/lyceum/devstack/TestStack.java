package io.lyceum.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stack that integration tests run against: real PostgreSQL, Keycloak, mailbox and Open Liberty
 * with the built WAR, on free ports and an empty folder. It starts at the first call and ends with
 * the JVM, so all test classes of a run share it.
 *
 * <p>Its logs stay in {@code target/stack/logs} of the tested module.
 */
public final class TestStack {

    private static TestStack running;

    private final Settings settings;
    private final Secrets secrets;
    private final Optional<PrivateKey> platformKey;
    private final DemoAccess access;

    private TestStack(Settings settings, Secrets secrets, Optional<PrivateKey> platformKey) {
        this.settings = settings;
        this.secrets = secrets;
        this.platformKey = platformKey;
        this.access = new DemoAccess(settings, admin(settings, secrets));
    }

    private static KeycloakAdmin admin(Settings settings, Secrets secrets) {
        return new KeycloakAdmin(Keycloak.url(settings), secrets.keycloakAdmin());
    }

    /** A database role with its password. */
    public record Login(String user, String password) {}

    /**
     * Answers the stack, and starts it at the first call. A start that failed fails all later calls
     * at once instead of trying for minutes again.
     */
    public static synchronized TestStack running() {
        if (running == null) {
            if (failure != null) {
                throw new IllegalStateException("The stack did not start", failure);
            }
            try {
                running = Boolean.getBoolean("lyceum.test.attach") ? attach() : start();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return running;
    }

    private static RuntimeException failure;

    /**
     * Uses what {@code ./lyceum up} runs, found by the same LYCEUM_… variables: for somebody who
     * writes a test and does not want to wait for a start each time. Some tests need what {@link
     * Settings#temporary} sets beside that, such as housekeeping every few seconds.
     */
    private static TestStack attach() {
        Settings settings = Settings.from(root(), System.getenv());
        return new TestStack(
                settings,
                Secrets.keptIn(settings.data().resolve("secrets.properties")),
                Optional.empty());
    }

    private static Path root() {
        return Path.of(System.getProperty("lyceum.root", "../..")).toAbsolutePath().normalize();
    }

    private static TestStack start() {
        Path root = root();
        Path data = root.resolve("liberty/server/target/stack");
        try {
            Archives.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("LYCEUM_DATA");
        KeyPair platform = keys();
        Settings settings =
                Settings.temporary(
                        root,
                        data,
                        environment,
                        Map.of(
                                "LYCEUM_PLUGINS_PLATFORM_KEY",
                                Base64.getEncoder()
                                        .encodeToString(platform.getPublic().getEncoded())));
        // Not the terminal itself: the test runner speaks to its parent over that stream.
        Console console = new Console(System.out, false);
        Stack stack = Stack.open(settings, console);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stack-stop"));
        stack.start();
        TestStack started =
                new TestStack(settings, stack.secrets(), Optional.of(platform.getPrivate()));
        Seeds seeds = new Seeds(settings, console, started.access);
        seeds.openPlatform();
        if (Boolean.getBoolean("lyceum.test.seeds")) {
            seeds.fill(Seeds.schools(settings));
        }
        return started;
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not to be had", e);
        }
    }

    /** The key that plugins of the platform are signed with; of a stack that was attached, none. */
    public Optional<PrivateKey> platformKey() {
        return platformKey;
    }

    /** Where the JVM reaches Open Liberty; the host goes into the {@code Host} header. */
    public String url() {
        return "http://127.0.0.1:" + settings.port(Port.WEB);
    }

    /** The platform's host with its port, as a browser and the {@code Host} header name it. */
    public String platformHost() {
        return settings.baseDomain() + ":" + settings.port(Port.WEB);
    }

    /** A school's host with its port. */
    public String schoolHost(String slug) {
        return settings.schoolHost(slug) + ":" + settings.port(Port.WEB);
    }

    /** Where the JVM reaches Keycloak. */
    public String keycloakUrl() {
        return Keycloak.url(settings);
    }

    /** The port on which a browser finds Keycloak at each school's host. */
    public int keycloakPort() {
        return settings.port(Port.KEYCLOAK);
    }

    /** Keycloak's bootstrap admin in realm {@code master}. */
    public Login keycloakAdmin() {
        return new Login(KeycloakAdmin.USER, secrets.keycloakAdmin());
    }

    /** The mailbox; {@code /api/messages?to=…&wait=10} waits for a mail. */
    public String mailboxUrl() {
        return Mailbox.url(settings);
    }

    /** What the Stripe simulator is asked with. */
    public String stripeKey() {
        return secrets.stripeKey();
    }

    /** The Stripe simulator; what it does may be changed below {@code /_control}. */
    public String stripeUrl() {
        return StripeSimulator.url(settings);
    }

    public String jdbcUrl() {
        return Postgres.url(settings, Postgres.DATABASE);
    }

    /** The application's own role, under row-level security. */
    public Login databaseApp() {
        return new Login("lyceum_app", secrets.databaseApp());
    }

    /** The role that owns the tables. */
    public Login databaseOwner() {
        return new Login("lyceum_owner", secrets.databaseOwner());
    }

    public Login databaseSuperuser() {
        return new Login("postgres", secrets.databaseSuperuser());
    }

    /** Base64 of the 32 bytes that the application encrypts with. */
    public String encryptionKey() {
        return secrets.encryptionKey();
    }

    /** The folder with every server's log. */
    public Path logs() {
        return settings.logs();
    }

    /** The folder in which each school's files lie below its id. */
    public Path files() {
        return settings.data().resolve("files");
    }

    /** The platform admin, who can sign in with a password. */
    public Login platformAdmin() {
        return new Login(DemoAccess.PLATFORM_ADMIN, DemoAccess.PLATFORM_PASSWORD);
    }

    /** A fresh access token of the platform admin for the API at the platform's host. */
    public String platformToken() {
        return access.token(
                DemoAccess.PLATFORM_REALM, DemoAccess.PLATFORM_ADMIN, DemoAccess.PLATFORM_PASSWORD);
    }

    /**
     * Makes or corrects an account in a school's realm: verified address, this password, nothing
     * left to do.
     */
    public void account(String slug, String email, String name, String password) {
        access.open(slug);
        access.account(slug, email, name, password);
    }

    /** A fresh access token of somebody for the API at a school's host. */
    public String token(String slug, String email, String password) {
        return access.token(slug, email, password);
    }
}
