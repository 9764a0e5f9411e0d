package io.lyceum.identity.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

    private static HttpServletRequest with(Cookie... cookies) {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        SessionCookieTest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getCookies") ? cookies : null);
    }

    @Test
    void aCookieOfAnotherHostOfTheDomainIsNoSessionWherePeopleComeByTls() {
        HttpServletRequest tossed = with(new Cookie("lyceum_session", "theirs"));
        assertEquals(Optional.empty(), SessionCookie.read(tossed, SessionCookie.SESSION, true));

        HttpServletRequest both =
                with(
                        new Cookie("lyceum_session", "theirs"),
                        new Cookie("__Host-lyceum_session", "ours"));
        assertEquals(Optional.of("ours"), SessionCookie.read(both, SessionCookie.SESSION, true));
    }

    @Test
    void withoutTlsBrowsersTakeNoSuchName() {
        assertEquals(
                Optional.of("ours"),
                SessionCookie.read(
                        with(new Cookie("lyceum_session", "ours")), SessionCookie.SESSION, false));
    }
}
