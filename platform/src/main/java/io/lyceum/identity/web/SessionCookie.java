package io.lyceum.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/**
 * The cookies of signing in: host-only, HttpOnly, SameSite=Lax. Where people come by TLS their
 * names begin with {@code __Host-}, so that no page at another host below the same domain, such as
 * a content package, can lay one of its own over them (RFC 6265bis, section 4.1.3.2).
 */
final class SessionCookie {

    static final String SESSION = "lyceum_session";
    static final String FLOW = "lyceum_sign_in";

    private SessionCookie() {}

    /**
     * Reads a cookie.
     *
     * @param secure whether people come by TLS
     */
    static Optional<String> read(HttpServletRequest request, String name, boolean secure) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(named(name, secure)) && !cookie.getValue().isBlank()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private static String named(String name, boolean secure) {
        return secure ? "__Host-" + name : name;
    }

    /**
     * Makes a cookie.
     *
     * @param seconds its life; -1 for as long as the browser is open, 0 to remove it
     */
    static NewCookie make(String name, String value, int seconds, boolean secure) {
        return new NewCookie.Builder(named(name, secure))
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
