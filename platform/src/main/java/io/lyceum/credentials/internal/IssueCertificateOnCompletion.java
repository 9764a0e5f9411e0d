package io.lyceum.credentials.internal;

import io.lyceum.catalog.CourseId;
import io.lyceum.credentials.Certificates;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.CourseCompleted;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Gives a certificate to whoever completed a course. */
@ApplicationScoped
class IssueCertificateOnCompletion implements EventListener.InTransaction<CourseCompleted> {

    @Inject Certificates certificates;
    @Inject Schools schools;
    @Inject CurrentSchool school;

    @Override
    public Class<CourseCompleted> event() {
        return CourseCompleted.class;
    }

    @Override
    public void on(UUID id, CourseCompleted event) {
        certificates.issue(
                event.enrolment(),
                new PersonId(event.person()),
                new CourseId(event.course()),
                schools.byId(school.id()).orElseThrow().locale());
    }
}
