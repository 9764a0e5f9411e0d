package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file that keeps the state over restarts: one line of JSON for each unit of work. */
final class Journal implements AutoCloseable {

    private final Optional<Path> file;
    private @Nullable BufferedWriter writer;

    Journal(Optional<Path> folder) {
        this.file = folder.map(path -> path.resolve("journal.jsonl"));
    }

    /** Hands over every line written so far; one that a crash cut short at the end is left out. */
    void replay(Consumer<ObjectNode> reader) {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file.get())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith("}")) {
                    reader.accept(Json.parse(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the file anew with these lines. */
    void begin(Stream<ObjectNode> lines) {
        if (file.isEmpty()) {
            return;
        }
        try {
            close();
            Path path = file.get();
            Files.createDirectories(path.getParent());
            Path fresh = path.resolveSibling("journal.new");
            writer = Files.newBufferedWriter(fresh);
            lines.forEach(this::append);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(ObjectNode line) {
        BufferedWriter open = writer;
        if (open == null) {
            return;
        }
        try {
            open.write(Json.write(line));
            open.write('\n');
            open.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        BufferedWriter open = writer;
        writer = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
