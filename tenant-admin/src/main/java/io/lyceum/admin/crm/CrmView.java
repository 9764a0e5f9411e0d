package io.lyceum.admin.crm;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The CRMs that are told of the school's learners. */
public record CrmView(List<Row> rows) {

    /** One of them. */
    public record Row(String href, String name, String url, Badge state, Optional<Instant> last) {}

    /**
     * One of them to change, or a new one.
     *
     * @param sources what fields may be filled from
     * @param there nothing for a new one
     */
    public record Edit(
            Form form,
            List<Option> auths,
            List<Option> methods,
            List<String> sources,
            Optional<There> there) {}

    /**
     * What is there already.
     *
     * @param error what went wrong last; empty while all is well
     * @param deliveries where what it is told stands
     */
    public record There(
            String path,
            Badge state,
            boolean active,
            String error,
            Optional<Instant> last,
            String deliveries,
            Optional<Backfill> backfill,
            Optional<Preview> preview) {}

    /** Everybody being written. */
    public record Backfill(boolean running, String words, long done, long total, String error) {}

    /** What writing would change. */
    public record Preview(String words, String error, List<Change> changes) {}

    /** One field that differs. */
    public record Change(String about, String field, String before, String after) {}
}
