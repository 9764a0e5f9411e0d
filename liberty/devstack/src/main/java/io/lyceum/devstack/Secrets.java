package io.lyceum.devstack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords and keys of one data folder, made once and kept in a file that only its owner
 * reads. Without that file the data folder is of no use: the database would refuse everybody.
 */
final class Secrets {

    private static final String DATABASE_SUPERUSER = "database.superuser";
    private static final String DATABASE_OWNER = "database.owner";
    private static final String DATABASE_APP = "database.app";
    private static final String DATABASE_KEYCLOAK = "database.keycloak";
    private static final String KEYCLOAK_ADMIN = "keycloak.admin";
    private static final String ONBOARDING_CLIENT = "keycloak.onboarding-client";
    private static final String STRIPE_KEY = "stripe.simulator-key";
    private static final String STRIPE_WEBHOOK = "stripe.simulator-webhook";
    private static final String LTPA = "liberty.ltpa";
    private static final String ENCRYPTION_KEY = "encryption-key";

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    static Secrets keptIn(Path file) {
        try {
            Properties values = new Properties();
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    values.load(reader);
                }
            }
            if (fillIn(values)) {
                write(file, values);
            }
            return new Secrets(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean fillIn(Properties values) {
        SecureRandom random = new SecureRandom();
        boolean added = false;
        for (String name :
                new String[] {
                    DATABASE_SUPERUSER,
                    DATABASE_OWNER,
                    DATABASE_APP,
                    DATABASE_KEYCLOAK,
                    KEYCLOAK_ADMIN,
                    ONBOARDING_CLIENT,
                    STRIPE_KEY,
                    STRIPE_WEBHOOK,
                    LTPA
                }) {
            if (!values.containsKey(name)) {
                byte[] bytes = new byte[24];
                random.nextBytes(bytes);
                values.setProperty(
                        name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                added = true;
            }
        }
        if (!values.containsKey(ENCRYPTION_KEY)) {
            byte[] key = new byte[32];
            random.nextBytes(key);
            values.setProperty(ENCRYPTION_KEY, Base64.getEncoder().encodeToString(key));
            added = true;
        }
        return added;
    }

    private static void write(Path file, Properties values) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
            values.store(writer, "Made once for this data folder. Keep it with the data.");
        }
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    String databaseSuperuser() {
        return values.getProperty(DATABASE_SUPERUSER);
    }

    String databaseOwner() {
        return values.getProperty(DATABASE_OWNER);
    }

    String databaseApp() {
        return values.getProperty(DATABASE_APP);
    }

    String databaseKeycloak() {
        return values.getProperty(DATABASE_KEYCLOAK);
    }

    String keycloakAdmin() {
        return values.getProperty(KEYCLOAK_ADMIN);
    }

    String onboardingClient() {
        return values.getProperty(ONBOARDING_CLIENT);
    }

    /** What the Stripe simulator is asked with. */
    String stripeKey() {
        return "sk_test_" + values.getProperty(STRIPE_KEY);
    }

    /** What the Stripe simulator signs its messages with. */
    String stripeWebhook() {
        return "whsec_" + values.getProperty(STRIPE_WEBHOOK);
    }

    String ltpa() {
        return values.getProperty(LTPA);
    }

    /** Base64 of 32 random bytes. */
    String encryptionKey() {
        return values.getProperty(ENCRYPTION_KEY);
    }
}
