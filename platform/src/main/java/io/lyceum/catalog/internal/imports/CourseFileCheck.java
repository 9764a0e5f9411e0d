package io.lyceum.catalog.internal.imports;

import io.lyceum.shared.files.FileProblem;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.MediaTypes;
import io.lyceum.shared.files.SvgCleaner;
import io.lyceum.shared.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Tells beforehand whether the school's file store will take a file, and says so in the report. */
final class CourseFileCheck {

    /** The largest file of a course. */
    static final long LARGEST = 100L * 1024 * 1024;

    /** What drawing programs note down for themselves. */
    private static final Set<String> NEVER_SEEN = Set.of("<metadata>", "<namedview>");

    private final SourceFiles files;
    private final FidelityReport report;

    CourseFileCheck(SourceFiles files, FidelityReport report) {
        this.files = files;
        this.report = report;
    }

    /** Adds the file's line to the report and answers whether it comes in. */
    boolean accept(String path) {
        long size = files.size(path);
        if (FileType.ofName(path).isEmpty()) {
            report.add(FidelityCode.FILE_TYPE_NOT_KEPT, path, 0, path);
            return false;
        }
        if (size > LARGEST) {
            report.add(FidelityCode.FILE_TOO_LARGE, path, 0, path, LARGEST >> 20);
            return false;
        }
        try (InputStream content = new BufferedInputStream(files.open(path))) {
            if (MediaTypes.recognise(path, content) == FileType.SVG) {
                List<String> removed =
                        SvgCleaner.clean(content.readAllBytes()).removed().stream()
                                .filter(part -> !NEVER_SEEN.contains(part))
                                .toList();
                if (!removed.isEmpty()) {
                    String parts = String.join(", ", removed);
                    report.add(FidelityCode.DRAWING_CLEANED, path, 0, path, parts);
                    return true;
                }
            }
            report.add(FidelityCode.FILE_COMES_IN, path, 0, path, shownSize(size));
            return true;
        } catch (Problem e) {
            report.add(
                    e.code() == FileProblem.FILE_TYPE_NOT_ACCEPTED
                            ? FidelityCode.FILE_TYPE_NOT_KEPT
                            : FidelityCode.FILE_NOT_ACCEPTED,
                    path,
                    0,
                    path,
                    reason(e));
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object reason(Problem problem) {
        if (!(problem.code() instanceof FileProblem code)) {
            return problem.detail();
        }
        Object[] details = problem.details();
        return switch (code) {
            case FILE_EMPTY -> Reason.of(Reason.Code.FILE_EMPTY);
            case FILE_TYPE_MISMATCH -> Reason.of(Reason.Code.FILE_MISNAMED, details[0]);
            case SVG_NOT_ACCEPTED -> Reason.of(Reason.Code.DRAWING_UNUSABLE, details[0]);
            case FILE_TOO_LARGE, FILE_TYPE_NOT_ACCEPTED -> problem.detail();
        };
    }

    private static String shownSize(long bytes) {
        return bytes < 1024 * 1024
                ? Math.max(1, Math.round(bytes / 1024.0)) + " KB"
                : Math.round(bytes / 104857.6) / 10.0 + " MB";
    }
}
