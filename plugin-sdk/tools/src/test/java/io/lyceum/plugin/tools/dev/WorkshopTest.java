package io.lyceum.plugin.tools.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.tools.Refused;
import io.lyceum.plugin.tools.project.NewProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopTest {

    private static final String SOURCE = "src/main/java/com/example/capitals/CapitalsActivity.java";

    @TempDir Path folder;

    private Path project;

    @BeforeEach
    void write() throws IOException {
        project = folder.resolve("capitals");
        NewProject.named("capitals").write(project);
    }

    /** Stands for Maven: leaves a jar with a descriptor and something that Maven alone makes. */
    private Path maven(int code) throws IOException {
        Path jar = folder.resolve("made.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("plugin.yaml"));
            zip.write("id: old".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("com/example/Gone.class"));
            zip.putNextEntry(new ZipEntry("META-INF/made-by-maven.txt"));
            zip.write("yes".getBytes(StandardCharsets.UTF_8));
        }
        Path script = folder.resolve("mvn");
        Files.writeString(
                script,
                """
                #!/bin/sh
                echo '[ERROR] no such dependency'
                mkdir -p target && cp '%s' target/made.jar
                exit %d
                """
                        .formatted(jar, code));
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }

    private void replace(String file, String from, String to) throws IOException {
        Path path = project.resolve(file);
        String text = Files.readString(path);
        assertTrue(text.contains(from), text);
        Files.writeString(path, text.replace(from, to), StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Test
    void the_archive_is_a_development_version_of_sources_resources_and_the_rest()
            throws IOException {
        try (Workshop workshop = Workshop.open(project, maven(0))) {
            PluginArchive archive = workshop.build().archives().get(0);
            assertEquals("capitals@1.0.0-dev", archive.descriptor().reference());
            assertEquals(
                    "yes",
                    new String(archive.read("META-INF/made-by-maven.txt"), StandardCharsets.UTF_8));
            assertEquals(1, archive.classes().size(), "classes without sources are left out");
        }
    }

    @Test
    void the_same_sources_are_the_same_archive_and_others_are_another() throws IOException {
        try (Workshop workshop = Workshop.open(project, maven(0))) {
            String first = workshop.build().archives().get(0).sha256();
            assertEquals(first, workshop.build().archives().get(0).sha256());
            replace(SOURCE, "Right answer", "Solution");
            assertNotEquals(first, workshop.build().archives().get(0).sha256());
        }
    }

    @Test
    void what_does_not_compile_is_told_with_file_and_line() throws IOException {
        try (Workshop workshop = Workshop.open(project, maven(0))) {
            replace(SOURCE, "return Saved.content(", "return Saved.contant(");
            Workshop.Built built = workshop.build();
            assertEquals(List.of(), built.archives());
            assertEquals(1, built.errors().size(), built.errors().toString());
            assertTrue(
                    built.errors().get(0).matches("(?s)" + SOURCE + ":\\d+: cannot find symbol.*"),
                    built.errors().get(0));
        }
    }

    @Test
    void a_descriptor_that_breaks_rules_is_told_with_its_line() throws IOException {
        try (Workshop workshop = Workshop.open(project, maven(0))) {
            replace("src/main/resources/plugin.yaml", "publisher: example", "publisher: 'Us & Co'");
            String error = workshop.build().errors().get(0);
            assertTrue(error.startsWith("src/main/resources/plugin.yaml:"), error);
            assertTrue(error.contains("publisher"), error);
        }
    }

    @Test
    void what_is_saved_is_noticed() throws Exception {
        try (Workshop workshop = Workshop.open(project, maven(0))) {
            CompletableFuture<Workshop.Saved> saved =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return workshop.awaitChange();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            replace(SOURCE, "Right answer", "Solution, please");
            assertEquals(List.of(Path.of(SOURCE)), saved.get(20, TimeUnit.SECONDS).files());
        }
    }

    @Test
    void a_project_that_maven_does_not_build_is_refused_with_its_words() throws IOException {
        Path maven = maven(1);
        Refused refused = assertThrows(Refused.class, () -> Workshop.open(project, maven));
        assertTrue(refused.getMessage().contains("no such dependency"), refused.getMessage());
        assertThrows(Refused.class, () -> Workshop.open(folder, maven));
    }
}
