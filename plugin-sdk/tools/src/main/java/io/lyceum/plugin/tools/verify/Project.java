package io.lyceum.plugin.tools.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * A plugin's Maven project.
 *
 * @param maven the program to build it with, unless it brings one
 */
public record Project(Path folder, Path maven) {

    /** Tells whether a folder is one. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve("pom.xml"));
    }

    /** Builds the jar and runs the tests; failed tests are the tests' own check. */
    Check build() throws IOException {
        long start = System.nanoTime();
        Path reports = folder.resolve("target/surefire-reports");
        if (Files.isDirectory(reports)) {
            try (var old = Files.newDirectoryStream(reports)) {
                for (Path file : old) {
                    Files.deleteIfExists(file);
                }
            }
        }
        List<String> wrong = make("-Dmaven.test.failure.ignore=true");
        return wrong.isEmpty()
                ? Check.passed(
                        CheckName.BUILD,
                        "mvn package in %.1f s".formatted((System.nanoTime() - start) / 1e9))
                : Check.failed(CheckName.BUILD, wrong);
    }

    /**
     * Lets Maven make the jar.
     *
     * @param option of Maven's
     * @return what went wrong, a line each; empty when there is a jar
     */
    public List<String> make(String option) throws IOException {
        Path log = Files.createTempFile("lyceum-plugin-build", ".log");
        try {
            Path wrapper = folder.resolve("mvnw");
            Process process =
                    new ProcessBuilder(
                                    (Files.isExecutable(wrapper) ? wrapper : maven).toString(),
                                    "-B",
                                    "-ntp",
                                    option,
                                    "package")
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            if (process.waitFor() != 0) {
                return errors(log);
            }
            return jar().isPresent() ? List.of() : List.of("target/ has no jar with a plugin.yaml");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static List<String> errors(Path log) throws IOException {
        List<String> errors = new ArrayList<>();
        for (String line : Files.readString(log, StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("[ERROR]") && errors.size() < 10) {
                errors.add(line.substring("[ERROR]".length()).strip());
            }
        }
        errors.removeIf(String::isEmpty);
        return errors.isEmpty() ? List.of("Maven failed without a word") : errors;
    }

    /** The newest jar with a {@code plugin.yaml} in it. */
    public Optional<Path> jar() throws IOException {
        Path target = folder.resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (var files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(Project::hasDescriptor)
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        }
    }

    private static boolean hasDescriptor(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry("plugin.yaml") != null;
        } catch (IOException e) {
            return false;
        }
    }
}
