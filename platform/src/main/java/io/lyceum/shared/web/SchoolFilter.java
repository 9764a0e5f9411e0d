package io.lyceum.shared.web;

import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.security.Tokens;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Domains;
import io.lyceum.tenancy.Hosts;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.SchoolHosts;
import io.lyceum.tenancy.TenancyProblem;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The door: finds the school that the host leads to, or answers 404. Everything behind it runs on
 * behalf of that school and of no other.
 */
public class SchoolFilter implements Filter {

    /** The identity server reports ended sessions here, from the inside and without a host. */
    public static final String BACK_CHANNEL = "/oidc/backchannel-logout/";

    /** Stripe tells the platform here, under whatever host it was given. */
    public static final String STRIPE = "/api/v1/stripe/events";

    private static final Logger LOG = Logger.getLogger(SchoolFilter.class.getName());
    private static final String VERIFICATION = "/.well-known/lyceum-verification";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** What runs on the content host of a school, and nowhere else: packages, plugins' files. */
    private static final List<String> CONTENT = List.of("/p/", "/w/");

    private static final long COMMIT_LIMIT = 1L << 20;
    private static final long FORM_LIMIT = 2L << 20;
    private static final long UPLOAD_LIMIT = 512L << 20;

    /** A little more than a package may have, so that the one who asks can say why not. */
    private static final long PACKAGE_LIMIT = 260L << 20;

    private final SchoolHosts schools;
    private final Domains domains;
    private final CurrentSchool currentSchool;
    private final Hosts hosts;
    private final RateLimits limits;
    private final ProblemResponses problems;
    private final AnswerCounts counts;
    private final Optional<String> trustedProxies;
    private final String checkoutOrigin;

    @Inject
    SchoolFilter(
            SchoolHosts schools,
            Domains domains,
            CurrentSchool currentSchool,
            Hosts hosts,
            RateLimits limits,
            ProblemResponses problems,
            AnswerCounts counts,
            @ConfigProperty(name = "lyceum.trusted-proxies", defaultValue = "")
                    Optional<String> trustedProxies,
            @ConfigProperty(
                            name = "lyceum.stripe.checkout-origin",
                            defaultValue =
                                    "https://checkout.stripe.com https://billing.stripe.com"
                                            + " https://connect.stripe.com")
                    String checkoutOrigin) {
        this.checkoutOrigin = checkoutOrigin;
        this.schools = schools;
        this.domains = domains;
        this.currentSchool = currentSchool;
        this.hosts = hosts;
        this.limits = limits;
        this.problems = problems;
        this.counts = counts;
        this.trustedProxies = trustedProxies;
    }

    @Override
    public void doFilter(ServletRequest req, ServletResponse res, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) req;
        HttpServletResponse response = (HttpServletResponse) res;
        String host = host(request);
        CurrentRequest.bind(facts(request, host, Locale.ENGLISH, ZoneOffset.UTC));
        try {
            response.setHeader("X-Correlation-Id", CurrentRequest.require().correlationId());
            enter(request, response, chain, host);
        } catch (Problem problem) {
            problems.write(request, response, problem);
        } catch (IOException | RuntimeException e) {
            Problem inside = problemIn(e);
            if (inside != null && !response.isCommitted()) {
                problems.write(request, response, inside);
            } else {
                LOG.log(Level.SEVERE, "request failed: " + request.getRequestURI(), e);
                problems.write(request, response, new Problem(CommonProblem.UNEXPECTED));
            }
        } finally {
            counts.count(response.getStatus());
            CurrentRequest.clear();
        }
    }

    private static Problem problemIn(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof Problem)) {
            cause = cause.getCause();
        }
        return (Problem) cause;
    }

    private void enter(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            String host)
            throws IOException {
        String path = RequestPath.of(request);
        if (path.equals(VERIFICATION)) {
            answerVerification(response, host);
            return;
        }
        Optional<String> content = hosts.slugOfContentHost(host);
        if (content.isPresent() != CONTENT.stream().anyMatch(path::startsWith)) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        String leading =
                path.startsWith(BACK_CHANNEL)
                        ? slugHost(path.substring(BACK_CHANNEL.length()))
                        : path.equals(STRIPE)
                                ? hosts.platformHost()
                                : content.map(hosts::subdomainOf).orElse(host);
        SchoolHosts.HostedSchool hosted =
                schools.find(leading).orElseThrow(() -> new Problem(TenancyProblem.NO_SUCH_SCHOOL));
        if (content.isEmpty() && hosted.redirects() && SAFE.contains(request.getMethod())) {
            response.setStatus(308);
            response.setHeader(
                    "Location",
                    hosts.origin(hosted.primaryHost()) + CurrentRequest.require().path());
            return;
        }
        School school = hosted.school();
        CurrentRequest.bind(
                facts(request, host, Languages.of(request, school.locale()), school.timeZone()));
        currentSchool.call(
                school.id(),
                () -> {
                    if (content.isPresent()) {
                        passToContent(request, response, chain, school);
                    } else {
                        pass(request, response, chain, school, host);
                    }
                    return true;
                });
    }

    private String slugHost(String slug) {
        return slug.equals("platform") ? hosts.platformHost() : hosts.subdomainOf(slug);
    }

    /**
     * Lets a request through to a package or a plugin's file. Its servlet knows who may have it in
     * a frame; until it has said so, nobody may.
     */
    private void passToContent(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            School school)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (hosts.secure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        requireOpen(request, school);
        chain.doFilter(new LimitedBody(request, COMMIT_LIMIT), response);
    }

    private void pass(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            School school,
            String host)
            throws IOException, ServletException {
        secure(response, school, host);
        try {
            requireOpen(request, school);
            limit(request, school);
            String path = RequestPath.of(request);
            long most = path.contains("/imports") ? UPLOAD_LIMIT : FORM_LIMIT;
            if (path.endsWith("/files") || path.endsWith("/logo")) {
                most = 64L << 20;
            } else if (path.endsWith("/package")) {
                most = PACKAGE_LIMIT;
            }
            chain.doFilter(new LimitedBody(request, most), response);
        } catch (Problem problem) {
            problems.write(request, response, problem);
        }
    }

    private static void requireOpen(HttpServletRequest request, School school) {
        String path = RequestPath.of(request);
        boolean looks =
                path.startsWith("/assets/")
                        || path.startsWith("/brand.")
                        || path.startsWith("/files/") && path.endsWith("/logo");
        switch (school.status()) {
            case ACTIVE -> {}
            case ONBOARDING -> {
                if (!looks) {
                    throw new Problem(TenancyProblem.SCHOOL_NOT_READY);
                }
            }
            case SUSPENDED, DELETING -> {
                if (!looks) {
                    throw new Problem(TenancyProblem.SCHOOL_SUSPENDED);
                }
            }
            case ERASING, ERASED -> throw new Problem(TenancyProblem.NO_SUCH_SCHOOL);
        }
    }

    private void limit(HttpServletRequest request, School school) {
        String path = RequestPath.of(request);
        String who = school.id() + "|" + CurrentRequest.require().address();
        if (path.equals("/sign-in") || path.equals("/register") || path.startsWith("/oidc/")) {
            limits.count(RateLimits.Kind.SIGN_IN, who);
        } else if (!SAFE.contains(request.getMethod())) {
            limits.count(RateLimits.Kind.WRITE, who);
        } else if (request.getParameter("q") != null) {
            limits.count(RateLimits.Kind.SEARCH, who);
        }
    }

    private void answerVerification(HttpServletResponse response, String host) throws IOException {
        String token =
                domains.pendingToken(host)
                        .orElseThrow(() -> new Problem(TenancyProblem.NO_SUCH_SCHOOL));
        response.setContentType("text/plain; charset=utf-8");
        response.getWriter().print(token);
    }

    private void secure(HttpServletResponse response, School school, String host) {
        String nonce = CurrentRequest.require().cspNonce();
        String content = hosts.origin(hosts.contentHostOf(school.slug()));
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; script-src 'self' 'nonce-"
                        + nonce
                        + "'; style-src 'self'; img-src 'self' data: "
                        + content
                        + "; font-src 'self';"
                        + " connect-src 'self'; object-src 'none'; base-uri 'none';"
                        + " frame-ancestors 'none'; form-action 'self' "
                        + hosts.identityOrigin(host)
                        + " "
                        + checkoutOrigin
                        + "; frame-src "
                        + content);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader(
                "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        if (hosts.secure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private CurrentRequest.Facts facts(
            HttpServletRequest request, String host, Locale locale, ZoneId zone) {
        String query = request.getQueryString();
        Optional<CurrentRequest.Facts> before = CurrentRequest.bound();
        return new CurrentRequest.Facts(
                before.map(CurrentRequest.Facts::correlationId)
                        .orElseGet(() -> correlationId(request)),
                before.map(CurrentRequest.Facts::cspNonce).orElseGet(Tokens::random),
                hosts.origin(host),
                host,
                address(request),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                locale,
                zone);
    }

    private static String correlationId(HttpServletRequest request) {
        String given = request.getHeader("X-Correlation-Id");
        return given != null && given.matches("[A-Za-z0-9-]{8,64}")
                ? given
                : Tokens.random().substring(0, 22);
    }

    private String address(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        String forwarded = request.getHeader("X-Forwarded-For");
        boolean trusted =
                trustedProxies.filter(list -> Set.of(list.split(",")).contains(peer)).isPresent();
        if (forwarded == null || !trusted) {
            return peer;
        }
        String[] hops = forwarded.split(",");
        return hops[hops.length - 1].strip();
    }

    private static String host(HttpServletRequest request) {
        String header = request.getHeader("Host");
        String host = header == null ? "" : header.toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        if (port > 0 && host.indexOf(']') < port) {
            host = host.substring(0, port);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
