package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A form that carries an archive, as it came in. */
final class SentArchive {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int LONGEST = 32 * 1024;

    private final byte[] file;
    private final Map<String, String> values;

    private SentArchive(byte[] file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    static SentArchive of(List<EntityPart> parts) {
        byte[] file = new byte[0];
        Map<String, String> values = new HashMap<>();
        for (EntityPart part : parts) {
            try (InputStream content = part.getContent()) {
                if (Desk.fileName(part).isPresent()) {
                    file = content.readNBytes(LARGEST + 1);
                } else {
                    values.put(
                            part.getName(),
                            new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new SentArchive(file, values);
    }

    byte[] require(Desk desk) {
        if (file.length == 0) {
            throw new Problem(CommonProblem.INVALID_INPUT, desk.t("plugins.upload.file"));
        }
        return file;
    }

    String value(String name) {
        return values.getOrDefault(name, "").strip();
    }
}
