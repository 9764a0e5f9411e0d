package io.lyceum.notifications.internal;

import io.lyceum.credentials.Certificate;
import io.lyceum.credentials.CertificateIssued;
import io.lyceum.credentials.Certificates;
import io.lyceum.identity.PersonId;
import io.lyceum.notifications.Facts;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.Notifications;
import io.lyceum.shared.outbox.EventListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Tells a learner that a certificate is there. */
@ApplicationScoped
class NotificationOfCertificate implements EventListener.InTransaction<CertificateIssued> {

    @Inject Notifications notifications;
    @Inject Certificates certificates;

    @Override
    public Class<CertificateIssued> event() {
        return CertificateIssued.class;
    }

    @Override
    public void on(UUID id, CertificateIssued event) {
        Certificate certificate = certificates.byId(event.certificate());
        notifications.tell(
                new PersonId(event.person()),
                NotificationKind.CERTIFICATE,
                certificate.code(),
                new Facts(
                        certificate.courseTitle(),
                        "",
                        0,
                        100,
                        "/certificates/" + certificate.id() + "/certificate.pdf"));
    }
}
