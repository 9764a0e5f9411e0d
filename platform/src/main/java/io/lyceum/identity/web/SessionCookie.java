package io.lyceum.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/** The cookies of signing in: host-only, HttpOnly, SameSite=Lax. */
final class SessionCookie {

    static final String SESSION = "lyceum_session";
    static final String FLOW = "lyceum_sign_in";

    private SessionCookie() {}

    static Optional<String> read(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name) && !cookie.getValue().isBlank()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /**
     * Makes a cookie.
     *
     * @param seconds its life; -1 for as long as the browser is open, 0 to remove it
     */
    static NewCookie make(String name, String value, int seconds, boolean secure) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
