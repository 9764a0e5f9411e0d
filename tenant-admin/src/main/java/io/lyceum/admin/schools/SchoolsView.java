package io.lyceum.admin.schools;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Listing;
import java.time.Instant;
import java.util.List;

/** The schools of the platform. */
public record SchoolsView(Listing listing, List<SchoolRow> rows) {

    /** One school. */
    public record SchoolRow(
            String href,
            String name,
            String address,
            String owner,
            Badge status,
            Instant created) {}
}
