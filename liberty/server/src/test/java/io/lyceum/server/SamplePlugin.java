package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin that a test writes, compiles, publishes and installs. */
record SamplePlugin(String id) {

    /**
     * Compiles a class and packs it with a descriptor.
     *
     * @param name of the class that the source declares
     */
    static byte[] archive(String name, String source, String descriptor) throws IOException {
        return archive(name, source, descriptor, Map.of());
    }

    /**
     * Compiles a class and packs it with a descriptor and files.
     *
     * @param files by their names in the archive
     */
    static byte[] archive(String name, String source, String descriptor, Map<String, String> files)
            throws IOException {
        Path folder = Files.createTempDirectory("plugin");
        boolean compiled =
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
                                        System.getProperty("surefire.test.class.path", "")
                                                + File.pathSeparator
                                                + System.getProperty("java.class.path")),
                                null,
                                List.of(new Source(name, source)))
                        .call();
        assertTrue(compiled);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> classes = Files.walk(folder)) {
            put(zip, "plugin.yaml", descriptor.getBytes(StandardCharsets.UTF_8));
            for (Path file : classes.filter(Files::isRegularFile).toList()) {
                put(zip, folder.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** The bundled quiz under another name, signed by nobody. */
    static byte[] quiz(String id) {
        return quiz(id, descriptor -> descriptor, Map.of());
    }

    /**
     * The bundled quiz under another name, signed by nobody.
     *
     * @param edit changes its descriptor
     * @param files that are added, by their names in the archive
     */
    static byte[] quiz(String id, UnaryOperator<String> edit, Map<String, String> files) {
        Path bundled = Path.of(System.getProperty("lyceum.root"), "plugins", "quiz", "target");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Stream<Path> jars = Files.list(bundled);
                ZipFile from =
                        new ZipFile(
                                jars.filter(file -> file.toString().endsWith(".jar"))
                                        .findFirst()
                                        .orElseThrow()
                                        .toFile());
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                byte[] content = from.getInputStream(entry).readAllBytes();
                boolean descriptor = entry.getName().equals("plugin.yaml");
                put(to, entry.getName(), descriptor ? edited(content, id, edit) : content);
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(to, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] edited(byte[] descriptor, String id, UnaryOperator<String> edit) {
        String named =
                new String(descriptor, StandardCharsets.UTF_8)
                        .replaceFirst("id: quiz", "id: " + id);
        return edit.apply(named).getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ZipOutputStream to, String name, byte[] content) throws IOException {
        to.putNextEntry(new ZipEntry(name));
        to.write(content);
        to.closeEntry();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(
                    URI.create("string:///" + name.replace('.', '/') + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Uploads a plugin at the platform and publishes it. */
    static SamplePlugin published(String id, byte[] archive) {
        PluginIT.upload(archive).expect(303);
        SamplePlugin plugin = new SamplePlugin(id);
        plugin.move("PUBLISHED");
        return plugin;
    }

    private void move(String state) {
        move("1.0.0", state);
    }

    /** Moves a version to another state. */
    void move(String version, String state) {
        new Forms(Stack.platformUrl(), Stack.platform().token().get())
                .post(
                        "/platform/plugins/" + id + "/" + version + "/move",
                        Map.of("state", List.of(state), "reason", List.of("A test.")),
                        "text/html")
                .expect(303);
    }

    /** Installs it at a school, agreeing to what it asks for. */
    void install(Forms owner) {
        install(owner, "1.0.0");
    }

    /** Installs a version at a school, agreeing to what it asks for. */
    void install(Forms owner, String version) {
        owner.post(
                        "/manage/plugins/" + id + "/install",
                        Map.of("version", List.of(version), "agreed", List.of("on")),
                        "text/html")
                .expect(303);
    }

    /** Ends it everywhere. */
    void revoke() {
        move("REVOKED");
    }
}
