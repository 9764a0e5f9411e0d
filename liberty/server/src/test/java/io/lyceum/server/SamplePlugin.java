package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
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
            zip.putNextEntry(new ZipEntry("plugin.yaml"));
            zip.write(descriptor.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            for (Path file : classes.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
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
