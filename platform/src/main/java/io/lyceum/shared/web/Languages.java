package io.lyceum.shared.web;

import io.lyceum.tenancy.NewSchool;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the language of a request: named in the address, else chosen by cookie, else the browser's,
 * else the school's.
 */
public final class Languages {

    /** Name of the cookie that remembers a choice; it holds no secret. */
    public static final String COOKIE = "lyceum_language";

    /** Search engines know a page in each language by its address ({@code hreflang}). */
    private static final Pattern IN_ADDRESS = Pattern.compile("(?:^|&)lang=([a-z]{2})(?:&|$)");

    private Languages() {}

    static Locale of(HttpServletRequest request, Locale schools) {
        String query = request.getQueryString();
        if (query != null) {
            Matcher named = IN_ADDRESS.matcher(query);
            if (named.find() && isShipped(named.group(1))) {
                return Locale.forLanguageTag(named.group(1));
            }
        }
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
