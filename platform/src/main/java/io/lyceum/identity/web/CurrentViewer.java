package io.lyceum.identity.web;

import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tells pages who reads them. */
@ApplicationScoped
class CurrentViewer implements Viewer {

    @Inject CurrentPerson currentPerson;

    @Override
    public Optional<PageContext.SignedIn> person() {
        return currentPerson
                .person()
                .map(
                        p ->
                                new PageContext.SignedIn(
                                        p.id().toString(),
                                        p.name(),
                                        p.email(),
                                        p.role() != Role.LEARNER));
    }

    @Override
    public String csrfToken() {
        return currentPerson.session().flatMap(CurrentPerson.SignedIn::csrfToken).orElse("");
    }
}
