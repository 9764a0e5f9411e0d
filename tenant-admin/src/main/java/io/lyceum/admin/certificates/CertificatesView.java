package io.lyceum.admin.certificates;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Listing;
import java.time.Instant;
import java.util.List;

/** Certificates, newest first. */
public record CertificatesView(Listing listing, List<CertificateRow> rows) {

    /**
     * One certificate.
     *
     * @param check address of its public page
     * @param revoke address of the page that takes it back
     */
    public record CertificateRow(
            String learner,
            String course,
            String code,
            Instant issued,
            Badge state,
            boolean valid,
            String check,
            String pdf,
            String revoke) {}
}
