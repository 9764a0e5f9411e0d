package io.lyceum.plugin.tools.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.runtime.descriptor.DescriptorReader;
import io.lyceum.plugin.tools.Refused;
import io.lyceum.plugin.tools.SampleArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"my-plugin", "new", "view", "a", "map2-x"})
    void what_it_writes_compiles_and_has_a_good_descriptor(String id) throws IOException {
        List<Path> files = NewProject.named(id).write(folder.resolve("project"));

        Map<String, String> sources = new HashMap<>();
        for (Path file : files) {
            String text = Files.readString(file);
            assertFalse(text.matches("(?s).*@(id|name|package|class|junit|lyceum)@.*"), text);
            assertFalse(text.contains("${project.version}"), text);
            if (file.toString().endsWith(".java")) {
                sources.put(
                        file.toString().replaceFirst(".*/java/", "").replace(".java", ""), text);
            }
        }
        var descriptor =
                DescriptorReader.read(
                        Files.readString(folder.resolve("project/src/main/resources/plugin.yaml")));
        assertEquals(id, descriptor.id());
        String made = descriptor.provides().get(0).className().replace('.', '/');
        assertTrue(SampleArchive.compile(sources).containsKey(made + ".class"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "My", "9lives", "a--b", "a_b", "-a", "a/b", "идея"})
    void an_id_that_is_none_is_refused_in_one_line(String id) {
        Refused refused = assertThrows(Refused.class, () -> NewProject.named(id));
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void a_folder_that_is_not_empty_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        NewProject project = NewProject.named("my-plugin");
        assertThrows(Refused.class, () -> project.write(folder));
        assertThrows(Refused.class, () -> project.write(folder.resolve("mine.txt")));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}
