package io.lyceum.plugin.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Archives of plugins, compiled from source for a test. */
public final class SampleArchive {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** An archive without anything. */
    public static SampleArchive empty() {
        return new SampleArchive();
    }

    /** A plugin whose one activity type is a class of that name with the body. */
    public static SampleArchive activity(String className, String body) {
        String source =
                """
                package sample;
                import io.lyceum.plugin.*;
                import io.lyceum.plugin.activity.*;
                import io.lyceum.plugin.view.*;
                import java.util.*;
                public class %s implements ActivityType {
                    public View author(PluginContext context, AuthorRequest request) { return View.of(new Component.Heading("x")); }
                    public Saved save(PluginContext context, SaveRequest request) { return Saved.content(Map.of()); }
                    public View learner(PluginContext context, LearnerRequest request) { return View.EMPTY; }
                    public View report(PluginContext context, ReportRequest request) { return View.EMPTY; }
                    %s
                }
                """
                        .formatted(className, body);
        return empty().text("plugin.yaml", yaml("sample." + className)).compiled(className, source);
    }

    /** A descriptor with one activity type and one storage. */
    public static String yaml(String className) {
        return """
        id: sample
        version: 1.0.0
        name: Sample
        description: A plugin for tests.
        publisher: lyceum
        sdk: "[1.0,2.0)"
        provides:
          - kind: activity
            id: sample
            class: %s
            name: Sample
        storage:
          - name: counts
            scope: user_state
            data: none
            quota: 64 KB
            purpose: Counts calls.
        limits:
          memory: 32 MB
        """
                .formatted(className);
    }

    public SampleArchive text(String path, String text) {
        entries.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public SampleArchive bytes(String path, byte[] bytes) {
        entries.put(path, bytes);
        return this;
    }

    /** Adds the compiled class {@code sample.<className>}. */
    public SampleArchive compiled(String className, String source) {
        return compiled(Map.of("sample/" + className, source));
    }

    /**
     * Adds compiled classes of the package {@code sample}; sources of other packages are there for
     * the compiler only, in place of what the class path has.
     */
    public SampleArchive compiled(Map<String, String> sources) {
        compile(sources)
                .forEach(
                        (path, bytes) -> {
                            if (path.startsWith("sample/")) {
                                bytes(path, bytes);
                            }
                        });
        return this;
    }

    /** Compiles sources, by path without ending; answers class files by path. */
    public static Map<String, byte[]> compile(Map<String, String> sources) {
        try {
            Path folder = Files.createTempDirectory("sample");
            boolean done =
                    ToolProvider.getSystemJavaCompiler()
                            .getTask(
                                    null,
                                    null,
                                    null,
                                    List.of(
                                            "-d",
                                            folder.toString(),
                                            "-proc:none",
                                            "-nowarn",
                                            "-cp",
                                            System.getProperty("java.class.path")),
                                    null,
                                    sources.entrySet().stream()
                                            .map(e -> new Source(e.getKey(), e.getValue()))
                                            .toList())
                            .call();
            if (!done) {
                throw new IllegalStateException("the sample does not compile");
            }
            Map<String, byte[]> classes = new LinkedHashMap<>();
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    classes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the archive into a folder. */
    public Path write(Path folder) {
        Path file = folder.resolve("sample-" + entries.hashCode() + ".jar");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignore) {
            return text;
        }
    }
}
