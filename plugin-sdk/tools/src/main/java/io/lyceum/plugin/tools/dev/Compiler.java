package io.lyceum.plugin.tools.dev;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles a project's sources in this process. All of them each time: that takes a tenth of a
 * second once the compiler is warm, and never leaves a class behind that fits its sources no more.
 */
final class Compiler implements AutoCloseable {

    private final Path root;
    private final List<String> options;
    private final JavaCompiler compiler;
    private final StandardJavaFileManager files;

    /**
     * @param root of the project; messages name files from there
     * @param classPath what the plugin is compiled against
     * @param release version of Java that its classes are for
     */
    Compiler(Path root, List<Path> classPath, int release) throws IOException {
        this.root = root;
        this.compiler = ToolProvider.getSystemJavaCompiler();
        this.files = compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        List<String> given = new ArrayList<>(List.of("-proc:none", "-g", "-Xlint:none"));
        if (release != Runtime.version().feature()) {
            given.addAll(List.of("--release", Integer.toString(release)));
        }
        this.options = List.copyOf(given);
    }

    /**
     * What came of it.
     *
     * @param classes by their paths in an archive; empty when there are errors
     * @param errors each as {@code src/main/java/…/Essay.java:12: …}
     */
    record Compiled(Map<String, byte[]> classes, List<String> errors) {}

    Compiled compile(List<Path> sources) throws IOException {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        InMemory output = new InMemory(files);
        boolean fine =
                compiler.getTask(
                                null,
                                output,
                                said,
                                options,
                                null,
                                files.getJavaFileObjectsFromPaths(sources))
                        .call();
        if (fine) {
            return new Compiled(output.classes(), List.of());
        }
        List<String> errors =
                said.getDiagnostics().stream()
                        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                        .map(this::told)
                        .distinct()
                        .toList();
        return new Compiled(
                Map.of(),
                errors.isEmpty() ? List.of("the compiler failed without a word") : errors);
    }

    private String told(Diagnostic<? extends JavaFileObject> one) {
        String message = one.getMessage(Locale.ENGLISH).replace("\n", "\n      ");
        if (one.getSource() == null) {
            return message;
        }
        Path file = Path.of(one.getSource().toUri());
        return (file.startsWith(root) ? root.relativize(file) : file)
                + ":"
                + one.getLineNumber()
                + ": "
                + message;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** Keeps class files instead of writing them. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String path = className.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("memory:///" + path), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(path, bytes);
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            written.forEach((path, bytes) -> classes.put(path, bytes.toByteArray()));
            return classes;
        }

        @Override
        public void close() {
            // The files behind it are used again.
        }
    }
}
