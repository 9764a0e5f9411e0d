package io.lyceum.shared.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The path of a request as the container has understood it: decoded, and without parameters. What
 * decides who may have what asks for this one, for by it the container chooses who answers.
 */
public final class RequestPath {

    private RequestPath() {}

    /** The path below the application, beginning with a slash. */
    public static String of(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = request.getServletPath() + (info == null ? "" : info);
        return path.isEmpty() ? "/" : path;
    }
}
