package io.lyceum.plugin.runtime.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.SampleArchive;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedPluginTest {

    private static final String SUBMIT =
            "public Submission submit(PluginContext context, SubmitRequest request) { return Submission.going(); }";

    @TempDir Path folder;
    @TempDir Path scratch;

    private PluginArchive archive(String className, String more) throws IOException {
        byte[] library = SampleArchive.empty().text("a.txt", "a").jar();
        return PluginArchive.open(
                SampleArchive.activity(className, more + SUBMIT)
                        .bytes("lib/a.jar", library)
                        .bytes("lib/b.jar", library)
                        .write(folder));
    }

    private List<Path> left() throws IOException {
        try (var files = Files.walk(scratch)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void closing_removes_its_libraries() throws IOException {
        LoadedPlugin plugin = LoadedPlugin.load(archive("Closes", ""), scratch);
        assertEquals(2, left().size());
        plugin.close();
        assertEquals(List.of(), left());
    }

    @Test
    void closing_one_leaves_the_libraries_of_another_alone() throws IOException {
        PluginArchive archive = archive("Shares", "");
        LoadedPlugin one = LoadedPlugin.load(archive, scratch);
        LoadedPlugin other = LoadedPlugin.load(archive, scratch);
        one.close();
        assertEquals(2, left().size());
        other.close();
        assertEquals(List.of(), left());
    }

    @Test
    void a_failed_load_leaves_nothing_behind() throws IOException {
        PluginArchive archive =
                archive("Fails", "public Fails() { throw new IllegalStateException(); }");
        assertThrows(CallFailed.class, () -> LoadedPlugin.load(archive, scratch));
        assertEquals(List.of(), left());
    }

    @Test
    void a_library_that_cannot_be_unpacked_leaves_nothing_behind() throws IOException {
        PluginArchive archive = archive("Vanishes", "");
        Files.delete(archive.file());
        assertThrows(IOException.class, () -> LoadedPlugin.load(archive, scratch));
        assertEquals(List.of(), left());
    }

    @Test
    void an_archive_that_has_changed_is_not_loaded() throws IOException {
        PluginArchive archive = archive("Changes", "");
        Files.copy(
                archive("Changed", "").file(),
                archive.file(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThrows(IOException.class, () -> LoadedPlugin.load(archive, scratch));
    }
}
