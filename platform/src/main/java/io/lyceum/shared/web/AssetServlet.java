package io.lyceum.shared.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Serves {@link Assets} to be kept for ever, and the service worker, whose address must not change,
 * to be checked each time. Only listed files exist here, so no path can lead anywhere else.
 */
@WebServlet(
        name = "assets",
        urlPatterns = {"/assets/*", "/sw.js"})
public final class AssetServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean worker = request.getServletPath().equals("/sw.js");
        Optional<Assets.Asset> found =
                worker ? Assets.bundled().named("js/sw.js") : requested(request.getPathInfo());
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Assets.Asset asset = found.get();
        boolean packed = asset.gzipped().isPresent() && accepts(request, "gzip");
        String tag = '"' + asset.hash() + (packed ? "-gz\"" : "\"");
        response.setHeader("ETag", tag);
        response.setHeader(
                "Cache-Control", worker ? "no-cache" : "public, max-age=31536000, immutable");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (asset.gzipped().isPresent()) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(asset.hash())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.mediaType());
        byte[] body = asset.content();
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
            body = asset.gzipped().get();
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Optional<Assets.Asset> requested(String pathInfo) {
        return pathInfo == null || pathInfo.length() < 2
                ? Optional.empty()
                : Assets.bundled().find(pathInfo.substring(1));
    }

    private static boolean accepts(HttpServletRequest request, String encoding) {
        String accepted = request.getHeader("Accept-Encoding");
        if (accepted == null) {
            return false;
        }
        for (String one : accepted.split(",")) {
            String[] parts = one.strip().split(";");
            if (parts[0].strip().equalsIgnoreCase(encoding)) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
