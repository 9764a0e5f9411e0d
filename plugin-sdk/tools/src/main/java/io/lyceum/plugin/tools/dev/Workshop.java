package io.lyceum.plugin.tools.dev;

import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.runtime.archive.ArchiveRefused;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.descriptor.BadDescriptor;
import io.lyceum.plugin.tools.Refused;
import io.lyceum.plugin.tools.verify.Jars;
import io.lyceum.plugin.tools.verify.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullMarked;

/**
 * A plugin's project while it is being written. Maven builds it once; from then on its sources are
 * compiled here, and put together with its resources and with what else Maven had put into the jar.
 */
public final class Workshop implements AutoCloseable {

    private static final String DESCRIPTOR = "plugin.yaml";
    private static final Pattern VERSION =
            Pattern.compile("(?m)^(version:[ \\t]*)([\"']?)(\\d+\\.\\d+\\.\\d+)[-0-9A-Za-z.]*\\2");
    private static final Pattern RELEASE =
            Pattern.compile("<(?:maven\\.compiler\\.)?release>\\s*(\\d{1,3})\\s*<");
    private static final int OLDEST_RELEASE = 17;

    private final Path folder;
    private final Path sources;
    private final Path resources;
    private final Path scratch;
    private final Compiler compiler;
    private final Map<String, byte[]> fromMaven;
    private final Changes changes;
    private int built;

    private Workshop(Path folder, Path scratch, Compiler compiler, Map<String, byte[]> fromMaven) {
        this.folder = folder;
        this.sources = folder.resolve("src/main/java");
        this.resources = folder.resolve("src/main/resources");
        this.scratch = scratch;
        this.compiler = compiler;
        this.fromMaven = fromMaven;
        this.changes = new Changes(List.of(folder.resolve("src/main"), folder.resolve("pom.xml")));
    }

    /**
     * Builds a project with Maven, without its tests, and gets ready to go on without.
     *
     * @param maven the program to build it with, unless the project brings one
     * @throws Refused if there is no project, or it does not build
     */
    public static Workshop open(Path folder, Path maven) throws IOException {
        if (!Project.isOne(folder)) {
            throw new Refused(
                    "There is no Maven project in "
                            + folder
                            + ". Begin one: ./lyceum plugin new <folder>");
        }
        Project project = new Project(folder, maven);
        List<String> wrong = project.make("-DskipTests");
        if (!wrong.isEmpty()) {
            throw new Refused("The project does not build.\n    " + String.join("\n    ", wrong));
        }
        Path jar = project.jar().orElseThrow();
        Path scratch = Files.createTempDirectory("lyceum-plugin-dev");
        Map<String, byte[]> fromMaven = new TreeMap<>();
        List<Path> classPath =
                new ArrayList<>(List.of(Jars.of(ExtensionPoint.class), Jars.of(NullMarked.class)));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                String name = entry.getName();
                if (name.endsWith(".class")
                        || Files.exists(folder.resolve("src/main/resources").resolve(name))) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    fromMaven.put(name, in.readAllBytes());
                }
                if (name.startsWith("lib/") && name.endsWith(".jar")) {
                    Path library = scratch.resolve(name.substring("lib/".length()));
                    Files.write(library, fromMaven.get(name));
                    classPath.add(library);
                }
            }
        }
        return new Workshop(
                folder, scratch, new Compiler(folder, classPath, release(folder)), fromMaven);
    }

    private static int release(Path folder) throws IOException {
        Matcher named = RELEASE.matcher(Files.readString(folder.resolve("pom.xml")));
        return named.find() ? Integer.parseInt(named.group(1)) : OLDEST_RELEASE;
    }

    /** Something was saved. */
    public record Saved(List<Path> files, Instant at) {

        /** Tells whether the project's own build has changed, which only Maven can follow. */
        public boolean isBuild() {
            return files.stream().anyMatch(file -> file.endsWith("pom.xml"));
        }
    }

    /** Waits until something of the project was saved. */
    public Saved awaitChange() throws InterruptedException {
        Changes.Saved saved = changes.await();
        return new Saved(saved.files().stream().map(folder::relativize).toList(), saved.at());
    }

    /**
     * What came of a build.
     *
     * @param archives one, or none when there are errors
     * @param errors each with its file and line
     */
    public record Built(List<PluginArchive> archives, List<String> errors) {

        public Built {
            archives = List.copyOf(archives);
            errors = List.copyOf(errors);
        }

        private static Built wrong(List<String> errors) {
            return new Built(List.of(), errors);
        }
    }

    /** Compiles the sources and makes an archive whose version ends in {@code -dev}. */
    public Built build() throws IOException {
        Compiler.Compiled compiled = compiler.compile(files(sources, ".java"));
        if (!compiled.errors().isEmpty()) {
            return Built.wrong(compiled.errors());
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Path file : files(resources, "")) {
            String name = resources.relativize(file).toString().replace('\\', '/');
            entries.put(name, Files.readAllBytes(file));
        }
        entries.putAll(compiled.classes());
        fromMaven.forEach(entries::putIfAbsent);
        byte[] descriptor = entries.get(DESCRIPTOR);
        if (descriptor == null) {
            return Built.wrong(List.of("src/main/resources/plugin.yaml is not there"));
        }
        entries.put(DESCRIPTOR, marked(descriptor));
        Path jar = scratch.resolve("built-" + built++ % 2 + ".jar");
        write(entries, jar);
        try {
            return new Built(List.of(PluginArchive.open(jar)), List.of());
        } catch (BadDescriptor e) {
            return Built.wrong(
                    e.violations().stream().map(one -> "src/main/resources/" + one).toList());
        } catch (ArchiveRefused e) {
            return Built.wrong(List.of(e.getMessage() + " [" + e.rule() + "]"));
        }
    }

    /** Keeps the lines as they are: messages name them. */
    private static byte[] marked(byte[] descriptor) {
        return VERSION.matcher(new String(descriptor, StandardCharsets.UTF_8))
                .replaceFirst("$1$3-dev")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path below, String ending) throws IOException {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void write(Map<String, byte[]> entries, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.setLevel(1);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry one = new ZipEntry(entry.getKey());
                // The same content is the same archive: saving without a change reloads nothing.
                one.setTime(0);
                zip.putNextEntry(one);
                zip.write(entry.getValue());
            }
        }
    }

    @Override
    public void close() throws IOException {
        compiler.close();
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }
}
