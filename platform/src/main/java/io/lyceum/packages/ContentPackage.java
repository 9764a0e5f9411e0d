package io.lyceum.packages;

import io.lyceum.plugin.content.ContentPackageHandler.Line;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An uploaded package.
 *
 * @param fileName of the archive, as the teacher's computer named it
 * @param title the package's own
 * @param content what the plugin has read out of it; JSON
 * @param report what is kept, changed and lost, line by line
 * @param files how many there are
 * @param size of all files, in bytes
 */
public record ContentPackage(
        PackageId id,
        String fileName,
        String title,
        Map<String, Object> content,
        List<Line> report,
        int files,
        long size,
        Instant uploadedAt) {

    public ContentPackage {
        report = List.copyOf(report);
    }
}
