package io.lyceum.identity.web;

import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.CurrentPerson.SignedIn;
import io.lyceum.identity.SignIn;
import io.lyceum.shared.web.RequestPath;
import io.lyceum.tenancy.Hosts;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out who asks: by a bearer token, or by the session cookie of this school. A bad bearer
 * token is refused and never goes on as a visitor.
 */
public class PersonFilter implements Filter {

    private static final String BEARER = "Bearer ";

    private final SignIn signIn;
    private final Hosts hosts;

    @Inject
    PersonFilter(SignIn signIn, Hosts hosts) {
        this.signIn = signIn;
        this.hosts = hosts;
    }

    @Override
    public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) req;
        try {
            signedIn(request).ifPresent(CurrentPerson::bind);
            chain.doFilter(req, res);
        } finally {
            CurrentPerson.clear();
        }
    }

    private Optional<SignedIn> signedIn(HttpServletRequest request) {
        String path = RequestPath.of(request);
        // Packages run where no person is known: their scripts are other people's.
        if (path.startsWith("/assets/") || path.startsWith("/brand.") || path.startsWith("/p/")) {
            return Optional.empty();
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return Optional.of(signIn.byBearer(authorization.substring(BEARER.length()).strip()));
        }
        return SessionCookie.read(request, SessionCookie.SESSION, hosts.secure())
                .flatMap(signIn::bySession);
    }
}
