package io.lyceum.credentials;

import io.lyceum.credentials.internal.CertificateCode;
import io.lyceum.credentials.internal.CertificatePdf;
import io.lyceum.credentials.internal.CertificateSheet;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.files.LogoPicture;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Certificates as PDF, in the look that the school has now. Takes a while: not in a transaction.
 */
@ApplicationScoped
public class CertificateFiles {

    @Inject Brands brands;
    @Inject Schools schools;
    @Inject Files files;
    @Inject CurrentSchool currentSchool;

    /** Draws a certificate. */
    public byte[] pdf(Certificate certificate) {
        Brand brand = brands.current();
        School school = schools.byId(currentSchool.id()).orElseThrow();
        return CertificatePdf.render(
                new CertificateSheet(
                        brand,
                        brand.logo()
                                .flatMap(files::find)
                                .flatMap(f -> LogoPicture.read(f.content().type(), files.read(f))),
                        certificate.learnerName(),
                        certificate.courseTitle(),
                        Optional.of(certificate.teacherName()).filter(t -> !t.isBlank()),
                        LocalDate.ofInstant(certificate.issuedAt(), school.timeZone()),
                        new CertificateCode(certificate.code()),
                        schools.originOf(school.id()) + "/verify/" + certificate.code(),
                        certificate.locale()));
    }
}
