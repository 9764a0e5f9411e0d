package io.lyceum.credentials.internal;

import io.lyceum.shared.files.LogoPicture;
import io.lyceum.tenancy.Brand;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands on a certificate.
 *
 * @param learner the name as the person writes it, up to 200 characters
 * @param teacher who signs; the school signs when there is none
 * @param issued in the school's time zone
 * @param verifyUrl absolute address of the public page; also in the QR code
 * @param locale language of the words and of the date; English and Russian are complete
 */
public record CertificateSheet(
        Brand brand,
        Optional<LogoPicture> logo,
        String learner,
        String course,
        Optional<String> teacher,
        LocalDate issued,
        CertificateCode code,
        String verifyUrl,
        Locale locale) {

    public CertificateSheet {
        if (learner.isBlank() || course.isBlank()) {
            throw new IllegalArgumentException("A certificate needs a learner and a course");
        }
    }
}
