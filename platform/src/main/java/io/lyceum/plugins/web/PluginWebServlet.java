package io.lyceum.plugins.web;

import io.lyceum.plugins.PluginAssets;
import io.lyceum.plugins.WebFile;
import io.lyceum.shared.files.ContentTypes;
import io.lyceum.shared.web.Assets;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.tenancy.SchoolHosts;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and pages that plugins bring for browsers: {@code /w/<plugin>/<file>}, on the origin
 * where the school's content runs; and {@code /w/bridge.v1.js}, with which such a page talks to the
 * page around it. They are no secret, and nobody is signed in here. A page runs sandboxed in an
 * origin that nothing else has, and reaches nothing but files of its plugin.
 */
@WebServlet(name = "plugin-web", urlPatterns = "/w/*")
public final class PluginWebServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String BRIDGE = "/bridge.v1.js";
    private static final Pattern FILE = Pattern.compile("/([a-z][a-z0-9.-]{0,99})/(.+)");

    @Inject private transient PluginAssets assets;
    @Inject private transient SchoolHosts schoolHosts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        boolean here = schoolHosts.isForContent(CurrentRequest.require().host());
        Optional<WebFile> file = here ? file(path) : Optional.empty();
        // A worker would stay behind when the plugin has gone.
        if (file.isEmpty() || request.getHeader("Service-Worker") != null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String tag = '"' + file.get().hash() + '"';
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        // Sandboxed pages have no origin of their own that could be named; pictures are for pages
        // of the school, which may have a domain of its own.
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader("Content-Security-Policy", policy(path));
        if (has(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(ContentTypes.of(path));
        byte[] content = file.get().content();
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static boolean has(@Nullable String known, String tag) {
        return known != null && known.contains(tag);
    }

    private Optional<WebFile> file(String path) {
        if (path.equals(BRIDGE)) {
            return Assets.bundled()
                    .named("js/bridge.v1.js")
                    .map(asset -> new WebFile(asset.content(), asset.hash()));
        }
        Matcher file = FILE.matcher(path);
        return file.matches() ? assets.web(file.group(1), file.group(2)) : Optional.empty();
    }

    private String policy(String path) {
        String origin = CurrentRequest.require().origin();
        String plugin = path.substring(0, Math.max(1, path.indexOf('/', 1) + 1));
        String own = origin + "/w" + plugin;
        return "sandbox allow-scripts; default-src "
                + own
                + "; script-src "
                + own
                + " "
                + origin
                + "/w"
                + BRIDGE
                + "; style-src "
                + own
                + " 'unsafe-inline'; img-src "
                + own
                + " data: blob:; media-src "
                + own
                + " data: blob:; form-action 'none'; base-uri 'none'; frame-ancestors "
                + String.join(" ", schoolHosts.framing(CurrentRequest.require().host()));
    }
}
