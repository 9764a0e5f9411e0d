package io.lyceum.devstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Empties a data folder after asking. Unpacked servers stay: they hold no data. */
final class Reset {

    /** Only what the launcher itself has put there. */
    private static final List<String> PARTS =
            List.of(
                    "postgres",
                    "postgres.new",
                    "files",
                    "mail",
                    "liberty",
                    "seeded",
                    "run",
                    "logs",
                    "secrets.properties");

    private final Settings settings;
    private final Console console;

    Reset(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    int run(boolean confirmed) {
        if (Stack.isRunning(settings)) {
            throw new Failure(
                    "Lyceum runs on "
                            + settings.data()
                            + ". Stop it with Ctrl-C first, then reset.");
        }
        List<Path> present =
                PARTS.stream().map(settings.data()::resolve).filter(Files::exists).toList();
        if (present.isEmpty()) {
            console.line("  Nothing to delete in " + settings.data() + ".");
            return 0;
        }
        if (!confirmed && !asked()) {
            console.line("  Nothing was deleted.");
            return 1;
        }
        try {
            Postgres.stopLeftover(settings);
            Servers.stopLeftovers(settings.run().resolve("servers"));
            for (Path path : present) {
                Archives.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.line("  ✓ Empty. ./lyceum up starts afresh.");
        return 0;
    }

    private boolean asked() {
        console.line(
                "  This deletes all schools, people, courses, files and mails in "
                        + settings.data()
                        + ".\n  It cannot be undone. Type reset to go on:");
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            return line != null && line.strip().equals("reset");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
