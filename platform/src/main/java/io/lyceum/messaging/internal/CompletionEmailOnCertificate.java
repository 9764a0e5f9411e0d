package io.lyceum.messaging.internal;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.credentials.Certificate;
import io.lyceum.credentials.CertificateIssued;
import io.lyceum.credentials.Certificates;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.SchoolMail;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Congratulates on a completed course; it waits for the certificate, whose address it carries. */
@ApplicationScoped
class CompletionEmailOnCertificate implements EventListener.Outbound<CertificateIssued> {

    @Inject SchoolMail mail;
    @Inject Courses courses;
    @Inject Certificates certificates;

    @Override
    public Class<CertificateIssued> event() {
        return CertificateIssued.class;
    }

    @Override
    public void on(UUID id, CertificateIssued event) {
        Course course = courses.byId(new CourseId(event.course()));
        Certificate certificate = certificates.byId(event.certificate());
        mail.send(
                id,
                event.person(),
                new MailContent.CourseCompleted(
                        certificate.courseTitle(),
                        mail.day(certificate.issuedAt()),
                        mail.origin() + "/courses/" + course.slug(),
                        Optional.of(
                                new MailContent.CertificateLink(
                                        certificate.groupedCode(),
                                        mail.origin()
                                                + "/certificates/"
                                                + certificate.id()
                                                + "/certificate.pdf",
                                        mail.origin() + "/verify/" + certificate.code()))));
    }
}
