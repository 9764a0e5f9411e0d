package io.lyceum.devstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Shows the lines of the server's log that one plugin has written, or that tell of it. */
final class PluginLog implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;
    private final Path file;
    private final Console console;
    private final Thread thread;
    private volatile String reference = "";
    private volatile boolean closed;
    private String rest = "";

    private PluginLog(Path file, Console console) {
        this.file = file;
        this.console = console;
        this.thread = new Thread(this::read, "plugin log");
        thread.setDaemon(true);
    }

    /** Begins at the end of the log as it is now. */
    static PluginLog follow(Settings settings, Console console) {
        PluginLog log = new PluginLog(settings.logs().resolve("liberty/messages.log"), console);
        log.thread.start();
        return log;
    }

    /** Shows lines of this version from now on. */
    void about(String version) {
        reference = version;
    }

    private void read() {
        long position = size();
        while (!closed) {
            try {
                long size = size();
                if (size < position) {
                    // The server has begun a new file.
                    position = 0;
                }
                if (size > position) {
                    position = show(position, size);
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException e) {
                // It may be there again in a moment.
                position = size();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private long show(long from, long to) throws IOException {
        byte[] bytes = new byte[(int) Math.min(to - from, 1 << 20)];
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(from);
            log.readFully(bytes);
        }
        // Read as Latin-1 a character is a byte, whichever the next piece begins with.
        String text = rest + new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf('\n');
        if (end >= 0) {
            text.substring(0, end).lines().forEach(this::tell);
        }
        rest = text.substring(end + 1);
        return from + bytes.length;
    }

    private void tell(String latin) {
        String line =
                new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        shown(line, reference).ifPresent(console::line);
    }

    /**
     * What is shown of a line of the log, which is JSON; nothing of a line that is not about this
     * version.
     */
    static Optional<String> shown(String line, String reference) {
        if (reference.isEmpty() || !line.contains(reference)) {
            return Optional.empty();
        }
        JsonNode entry;
        try {
            entry = Http.JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return Optional.of("  │ " + line);
        }
        String message = entry.path("message").asText();
        if (!message.contains(reference)) {
            return Optional.empty();
        }
        boolean fine = entry.path("loglevel").asText().equals("INFO");
        return Optional.of("  " + (fine ? "│" : "!") + " " + message);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
