package io.lyceum.academy;

import io.lyceum.shared.web.CurrentRequest;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/** By what a browser shows that it has begun the orders of a guest. */
final class GuestCookie {

    private static final int SECONDS = 30 * 24 * 3600;

    private GuestCookie() {}

    private static boolean secure() {
        return CurrentRequest.require().origin().startsWith("https:");
    }

    private static String name() {
        return secure() ? "__Host-lyceum_guest" : "lyceum_guest";
    }

    static Optional<String> read(HttpHeaders headers) {
        return Optional.ofNullable(headers.getCookies().get(name()))
                .map(Cookie::getValue)
                .filter(token -> !token.isBlank());
    }

    static NewCookie make(String token) {
        return new NewCookie.Builder(name())
                .value(token)
                .path("/")
                .maxAge(SECONDS)
                .httpOnly(true)
                .secure(secure())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
