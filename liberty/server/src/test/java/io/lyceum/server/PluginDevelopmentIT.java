package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A server that is not for writing plugins takes none that is being written, by any way. */
@Isolated
class PluginDevelopmentIT {

    private static final String DOOR = "/platform/development/plugins";

    /** The quiz as {@code plugin dev} would bring it. */
    private static byte[] development() throws IOException {
        Path jar;
        try (var jars =
                Files.newDirectoryStream(
                        Path.of(System.getProperty("lyceum.root"), "plugins/quiz/target"),
                        "lyceum-plugin-quiz-*.jar")) {
            jar = jars.iterator().next();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream from =
                        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(jar)));
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = from.readAllBytes();
                if (entry.getName().equals("plugin.yaml")) {
                    content =
                            new String(content, StandardCharsets.UTF_8)
                                    .replaceFirst("id: quiz", "id: being-written")
                                    .replaceFirst("version: 1.0.0", "version: 1.0.0-dev")
                                    .getBytes(StandardCharsets.UTF_8);
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(content);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void thereIsNoDoorForPluginsThatAreBeingWritten() throws IOException {
        assertEquals(
                404,
                Stack.send(
                                "PUT",
                                Stack.platformUrl() + "/api/v1" + DOOR + "/files",
                                Map.of(
                                        "Authorization", "Bearer " + Stack.platform().token().get(),
                                        "Content-Type", "application/octet-stream",
                                        "Accept", "application/json"),
                                development())
                        .status());
        assertEquals(
                404,
                Stack.platform()
                        .post(
                                DOOR
                                        + "/being-written/1.0.0-dev/schools/"
                                        + TwoSchools.ready().b.slug,
                                Map.of())
                        .status());
    }

    @Test
    void theUsualWayInRefusesThemToo() throws IOException {
        PluginIT.upload(development()).expect(303);
        assertFalse(
                new Forms(Stack.platformUrl(), Stack.platform().token().get())
                        .get("/platform/plugins")
                        .expect(200)
                        .body()
                        .contains("being-written"));
    }
}
