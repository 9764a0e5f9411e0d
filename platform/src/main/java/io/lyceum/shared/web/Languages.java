package io.lyceum.shared.web;

import io.lyceum.tenancy.NewSchool;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/** Finds the language of a request: chosen by cookie, else the browser's, else the school's. */
public final class Languages {

    /** Name of the cookie that remembers a choice; it holds no secret. */
    public static final String COOKIE = "lyceum_language";

    private Languages() {}

    static Locale of(HttpServletRequest request, Locale schools) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && isShipped(cookie.getValue())) {
                    return Locale.forLanguageTag(cookie.getValue());
                }
            }
        }
        if (request.getHeader("Accept-Language") != null) {
            for (Locale wanted : Collections.list(request.getLocales())) {
                if (isShipped(wanted.getLanguage())) {
                    return Locale.forLanguageTag(wanted.getLanguage());
                }
            }
        }
        return schools;
    }

    /** Tells whether the product's own text is complete in a language. */
    public static boolean isShipped(String language) {
        return NewSchool.LANGUAGES.contains(language);
    }
}
