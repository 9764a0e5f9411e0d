package io.lyceum.plugin.tools.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Notices when files of a project were saved. It looks at their times instead of asking the system
 * to be told: on some systems that takes seconds, and a plugin has few files.
 */
final class Changes {

    private static final Duration PAUSE = Duration.ofMillis(40);

    private final List<Path> watched;
    private Map<Path, Mark> known;

    /**
     * @param watched files and folders; those that are not there may come
     */
    Changes(List<Path> watched) {
        this.watched = List.copyOf(watched);
        this.known = look();
    }

    private record Mark(Instant modified, long size) {}

    /** What was saved; files that are gone are among them. */
    record Saved(List<Path> files, Instant at) {}

    /** Waits until something was saved and nothing more is being saved. */
    Saved await() throws InterruptedException {
        while (true) {
            Thread.sleep(PAUSE.toMillis());
            Map<Path, Mark> now = look();
            if (now.equals(known)) {
                continue;
            }
            Map<Path, Mark> before = now;
            // Editors write in several steps, and "save all" writes several files.
            do {
                Thread.sleep(PAUSE.toMillis());
                before = now;
                now = look();
            } while (!now.equals(before));
            Saved saved = saved(known, now);
            known = now;
            return saved;
        }
    }

    private static Saved saved(Map<Path, Mark> before, Map<Path, Mark> now) {
        Map<Path, Mark> all = new HashMap<>(before);
        all.putAll(now);
        List<Path> files =
                all.keySet().stream()
                        .filter(
                                file ->
                                        !Optional.ofNullable(before.get(file))
                                                .equals(Optional.ofNullable(now.get(file))))
                        .sorted()
                        .toList();
        Instant at =
                files.stream()
                        .map(now::get)
                        .filter(mark -> mark != null)
                        .map(Mark::modified)
                        .max(Instant::compareTo)
                        .orElseGet(Instant::now);
        return new Saved(files, at);
    }

    private Map<Path, Mark> look() {
        Map<Path, Mark> marks = new HashMap<>();
        for (Path path : watched) {
            if (!Files.exists(path)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(path)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !isEditors(file.getFileName().toString()))
                        .forEach(file -> mark(file).ifPresent(mark -> marks.put(file, mark)));
            } catch (UncheckedIOException | NoSuchFileException e) {
                // A folder went away while it was walked; the next look sees how it is then.
                return known == null ? Map.of() : known;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return marks;
    }

    private static boolean isEditors(String name) {
        return name.startsWith(".") || name.endsWith("~") || name.endsWith(".swp");
    }

    private static Optional<Mark> mark(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Mark(found.lastModifiedTime().toInstant(), found.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
