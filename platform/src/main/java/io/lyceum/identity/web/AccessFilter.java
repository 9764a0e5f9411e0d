package io.lyceum.identity.web;

import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Person;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.RateLimits;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request through when its route is open or the person's role suffices; everything else is
 * refused, so a route that nobody thought about answers nobody. Changes made with a cookie must
 * come from a page of the same origin, and forms must carry the session's token.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AccessFilter implements ContainerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Inject CurrentPerson currentPerson;
    @Inject RateLimits limits;
    @Context ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        Optional<CurrentPerson.SignedIn> session = currentPerson.session();
        if (!isOpen()) {
            Person person = currentPerson.require();
            Role needed = needed().orElseThrow(() -> new Problem(CommonProblem.FORBIDDEN));
            if (!person.role().includes(needed)) {
                throw new Problem(CommonProblem.FORBIDDEN);
            }
        }
        if (SAFE.contains(request.getMethod()) || session.isEmpty()) {
            return;
        }
        limits.count(RateLimits.Kind.WRITE, session.get().person().id().toString());
        if (session.get().csrfToken().isPresent()) {
            requireSameOrigin(request);
            requireFormToken(request, session.get().csrfToken().get());
        }
    }

    private boolean isOpen() {
        return resource.getResourceMethod().isAnnotationPresent(Open.class)
                || !resource.getResourceMethod().isAnnotationPresent(Allow.class)
                        && resource.getResourceClass().isAnnotationPresent(Open.class);
    }

    private Optional<Role> needed() {
        Allow own = resource.getResourceMethod().getAnnotation(Allow.class);
        Allow shared = resource.getResourceClass().getAnnotation(Allow.class);
        return Optional.ofNullable(own != null ? own : shared).map(Allow::value);
    }

    private static void requireSameOrigin(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        String origin = request.getHeaderString("Origin");
        boolean sameSite = site == null || site.equals("same-origin") || site.equals("none");
        boolean sameOrigin = origin == null || origin.equals(CurrentRequest.require().origin());
        if (!sameSite || !sameOrigin || site == null && origin == null) {
            throw new Problem(CommonProblem.FORM_EXPIRED);
        }
    }

    /** Uploads and JSON rely on the origin alone; a page elsewhere cannot forge it. */
    private static void requireFormToken(ContainerRequestContext request, String expected)
            throws IOException {
        String header = request.getHeaderString("X-CSRF-Token");
        if (header != null) {
            if (!Tokens.same(header, expected)) {
                throw new Problem(CommonProblem.FORM_EXPIRED);
            }
            return;
        }
        MediaType type = request.getMediaType();
        if (type == null || !type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
            return;
        }
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String given = "";
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            if (pair.startsWith("_csrf=")) {
                given = URLDecoder.decode(pair.substring(6), StandardCharsets.UTF_8);
            }
        }
        if (!Tokens.same(given, expected)) {
            throw new Problem(CommonProblem.FORM_EXPIRED);
        }
    }
}
