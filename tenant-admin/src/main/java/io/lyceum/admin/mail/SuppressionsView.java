package io.lyceum.admin.mail;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import java.time.Instant;
import java.util.List;

/**
 * The addresses to which the school sends nothing.
 *
 * @param form adds one
 */
public record SuppressionsView(Form form, Listing listing, List<Row> rows) {

    /** One address. */
    public record Row(
            String address, Badge reason, String note, Instant since, String removeAction) {}
}
