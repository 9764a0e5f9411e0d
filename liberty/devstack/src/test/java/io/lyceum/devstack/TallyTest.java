package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

    @TempDir private Path root;

    private void report(String path, String tag) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<?xml version=\"1.0\"?>\n" + tag + "\n</testsuite>");
    }

    @Test
    void reportsOfAllModulesAndBothPluginsAreAdded() throws IOException {
        report(
                "platform/target/surefire-reports/TEST-a.xml",
                "<testsuite name=\"a\"\n tests=\"5\" errors=\"1\" skipped=\"1\" failures=\"1\">");
        report(
                "liberty/server/target/failsafe-reports/TEST-b.xml",
                "<testsuite tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\">");
        report("platform/target/other/TEST-c.xml", "<testsuite tests=\"9\">");

        assertEquals("4 passed, 2 failed, 1 skipped", Tally.of(root).toString());
    }

    @Test
    void withoutSkippedTestsTheLineDoesNotNameThem() {
        assertEquals("0 passed, 0 failed", Tally.of(root).toString());
    }
}
