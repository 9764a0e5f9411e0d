package io.lyceum.identity.web;

import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.web.PageCache;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Drops a school's kept pages whenever somebody who may change what they show has changed anything.
 * What learners do shows on no page of visitors.
 */
@Provider
public class FreshPages implements ContainerResponseFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Inject PageCache pages;
    @Inject CurrentPerson currentPerson;
    @Inject CurrentSchool school;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean changes =
                !SAFE.contains(request.getMethod())
                        && currentPerson
                                .person()
                                .filter(person -> person.role().includes(Role.TEACHER))
                                .isPresent();
        if (changes) {
            pages.forget(school.id());
        }
    }
}
