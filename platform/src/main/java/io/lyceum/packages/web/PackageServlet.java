package io.lyceum.packages.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.lyceum.packages.Launches;
import io.lyceum.packages.PackageDesk;
import io.lyceum.packages.PackageProblem;
import io.lyceum.plugin.content.ContentPackageHandler.Launch;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.shared.Json;
import io.lyceum.shared.files.ContentTypes;
import io.lyceum.shared.files.FileRequest;
import io.lyceum.shared.files.FileResponses;
import io.lyceum.shared.files.FileResponses.FileResponse;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.ServedFile;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.Assets;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Html;
import io.lyceum.shared.web.RateLimits;
import io.lyceum.tenancy.BrandPalette;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.SchoolHosts;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The origin that packages run on, below {@code /p/<token>/}: the page around the package, the
 * plugin's script, the package's files, and what the package sends back. The token is all that is
 * asked for; nobody is signed in here, and the door lets no request for anything else in.
 *
 * <p>No resource of JAX-RS, because that adds an encoding to the types of text files.
 */
@WebServlet(name = "packages", urlPatterns = "/p/*")
public final class PackageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(PackageServlet.class.getName());
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    PackageServlet.class.getClassLoader(),
                    "io.lyceum.templates");

    /** Addresses hold the token: what was there once stays the same. */
    private static final String KEPT = "private, max-age=43200";

    private static final Set<String> CARRIED =
            Set.of(
                    "ETag",
                    "Last-Modified",
                    "Accept-Ranges",
                    "Content-Range",
                    "Content-Length",
                    "X-Content-Type-Options",
                    "Referrer-Policy");

    @Inject private transient PackageDesk desk;
    @Inject private transient Launches launches;
    @Inject private transient RateLimits limits;
    @Inject private transient Brands brands;
    @Inject private transient SchoolHosts schoolHosts;

    /** Where in a launch: {@code /<token>/<place>}. */
    private record Address(String token, String place) {

        static Optional<Address> of(@Nullable String info) {
            int slash = info == null ? -1 : info.indexOf('/', 1);
            return slash < 2
                    ? Optional.empty()
                    : Optional.of(new Address(info.substring(1, slash), info.substring(slash + 1)));
        }

        Optional<String> below(String folder) {
            return place.startsWith(folder)
                    ? Optional.of(place.substring(folder.length()))
                    : Optional.empty();
        }
    }

    /** Here alone: in the school's own origin a package could do whatever its reader may. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!schoolHosts.isForContent(CurrentRequest.require().host())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        super.service(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Address> found = Address.of(request.getPathInfo());
        // A worker of one package would answer for the next.
        if (found.isEmpty() || request.getHeader("Service-Worker") != null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Address address = found.get();
        try {
            if (address.place().isEmpty()) {
                stage(request, response, address);
            } else if (address.below("files/").isPresent()) {
                file(request, response, address.token(), address.below("files/").get());
            } else if (address.below("adapter/").isPresent()) {
                adapter(response, address.token(), address.below("adapter/").get());
            } else {
                asset(response, address.place());
            }
        } catch (Problem problem) {
            tell(response, problem);
        }
    }

    // ------------------------------------------------------------ the page around the package

    private void stage(HttpServletRequest request, HttpServletResponse response, Address address)
            throws IOException {
        String part = request.getParameter("part");
        try {
            PackageDesk.Stage stage = desk.stage(address.token(), part == null ? "" : part);
            framedBy(response, List.of(stage.launch().origin()));
            show(response, 200, view(stage));
        } catch (Problem problem) {
            framedBy(response, schoolHosts.framing(CurrentRequest.require().host()));
            Locale locale = CurrentRequest.require().locale();
            boolean again = problem.code() == PluginProblem.PLUGIN_UNAVAILABLE;
            show(
                    response,
                    problem.code().status(),
                    new StageView(
                            locale,
                            "",
                            "",
                            "",
                            List.of(),
                            Messages.of("packages", locale)
                                    .get(again ? "stage.unavailable" : "stage.gone"),
                            again));
        }
    }

    private StageView view(PackageDesk.Stage stage) {
        Launch shown = stage.shown();
        Locale locale = stage.launch().locale();
        Messages words = Messages.of("packages", locale);
        String file = shown.file();
        if (file == null) {
            return new StageView(
                    locale,
                    stage.title(),
                    "",
                    "",
                    shown.parts(),
                    shown.message() == null ? words.get("stage.nothing") : shown.message(),
                    false);
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("data", shown.data());
        told.put("session", stage.session());
        told.put("origin", stage.launch().origin());
        told.put("file", "files/" + Html.path(file));
        told.put(
                "words",
                Stream.of(
                                "saved",
                                "saving",
                                "unsaved",
                                "gone",
                                "superseded",
                                "over",
                                "whole",
                                "reopen",
                                "complete",
                                "broken",
                                "full",
                                "window")
                        .collect(Collectors.toMap(key -> key, key -> words.get("stage." + key))));
        return new StageView(
                locale,
                stage.title(),
                Json.write(told),
                "adapter/" + Html.path(shown.adapter()),
                shown.parts(),
                "",
                false);
    }

    private void framedBy(HttpServletResponse response, List<String> origins) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
                        + " connect-src 'self'; frame-src 'self' data: blob: https:;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors "
                        + String.join(" ", origins));
        // Content says in unload what it has to say last.
        response.setHeader("Permissions-Policy", "unload=(self)");
    }

    private static void show(HttpServletResponse response, int status, StageView view)
            throws IOException {
        Utf8ByteOutput output = new Utf8ByteOutput();
        ENGINE.render("packages/stage.jte", Map.of("view", view), output);
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Language", view.language());
        output.writeTo(response.getOutputStream());
    }

    private void adapter(HttpServletResponse response, String token, String path)
            throws IOException {
        byte[] script =
                desk.adapter(token, path).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        send(response, ContentTypes.of(path), script);
    }

    /** The page's own script, style and fonts; they are no secret. */
    private void asset(HttpServletResponse response, String place) throws IOException {
        if (place.equals("stage.js")) {
            send(response, "text/javascript", bundled("js/stage.js"));
        } else if (place.equals("stage.css")) {
            String base =
                    new String(bundled("css/base.css"), StandardCharsets.UTF_8)
                            .replace("url(\"/assets/", "url(\"assets/");
            String all =
                    base
                            + BrandPalette.of(brands.current()).css()
                            + new String(bundled("css/stage.css"), StandardCharsets.UTF_8);
            send(response, "text/css; charset=utf-8", all.getBytes(StandardCharsets.UTF_8));
        } else {
            Assets.Asset font =
                    Optional.of(place)
                            .filter(path -> path.startsWith("assets/fonts/"))
                            .flatMap(
                                    path ->
                                            Assets.bundled()
                                                    .find(path.substring("assets/".length())))
                            .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
            send(response, font.mediaType(), font.content());
        }
    }

    private static byte[] bundled(String name) {
        return Assets.bundled().named(name).orElseThrow().content();
    }

    private static void send(HttpServletResponse response, String type, byte[] content)
            throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", KEPT);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    // ------------------------------------------------------------------------ files of packages

    private void file(
            HttpServletRequest request, HttpServletResponse response, String token, String path)
            throws IOException {
        Launches.Served served =
                launches.file(token, path).orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
        FileResponse plan =
                FileResponses.plan(
                        new FileRequest(
                                request.getMethod().equals("HEAD"),
                                header(request, "If-None-Match"),
                                header(request, "If-Modified-Since"),
                                header(request, "Range"),
                                header(request, "If-Range")),
                        // Its type and its policy are for files in the school's own origin.
                        new ServedFile(
                                "file",
                                FileType.PDF,
                                served.file().hash(),
                                served.file().size(),
                                served.opened(),
                                ServedFile.Audience.ONE_PERSON));
        response.setStatus(plan.status());
        plan.headers()
                .forEach(
                        (name, value) -> {
                            if (CARRIED.contains(name)) {
                                response.setHeader(name, value);
                            }
                        });
        response.setContentType(ContentTypes.of(path));
        response.setHeader("Cache-Control", KEPT);
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "unload=(self)");
        response.setHeader("Content-Security-Policy", "frame-ancestors 'self' " + served.origin());
        if (plan.hasBody()) {
            try (InputStream in = desk.open(served, plan.offset(), plan.length())) {
                in.transferTo(response.getOutputStream());
            }
        }
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    // -------------------------------------------------------------------------------- commits

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Address> address =
                Address.of(request.getPathInfo()).filter(a -> a.place().equals("commits"));
        try {
            if (address.isEmpty()) {
                throw new Problem(CommonProblem.NOT_FOUND);
            }
            String type = request.getContentType();
            if (type == null || !type.startsWith("application/json")) {
                throw new Problem(PackageProblem.BAD_COMMIT, "it is no JSON");
            }
            PackageDesk.Commit commit = read(request);
            limits.count(RateLimits.Kind.WRITE, "package " + commit.session());
            json(response, 200, Json.write(desk.commit(address.get().token(), commit)));
        } catch (Problem problem) {
            json(
                    response,
                    problem.code().status(),
                    Json.write(
                            Map.of(
                                    "code",
                                    problem.code().name(),
                                    "detail",
                                    problem.detail(),
                                    "gone",
                                    problem.code().status() == HttpServletResponse.SC_GONE)));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "a commit failed", e);
            json(response, 500, "{\"code\":\"UNEXPECTED\",\"gone\":false}");
        }
    }

    private static PackageDesk.Commit read(HttpServletRequest request) throws IOException {
        try (InputStream body = request.getInputStream()) {
            PackageDesk.Commit commit = Json.MAPPER.readValue(body, PackageDesk.Commit.class);
            if (commit == null || commit.session() == null) {
                throw new Problem(PackageProblem.BAD_COMMIT, "session and values are needed");
            }
            return commit;
        } catch (JsonProcessingException e) {
            throw new Problem(PackageProblem.BAD_COMMIT, "it cannot be read");
        }
    }

    private static void json(HttpServletResponse response, int status, String body)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void tell(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.code().status());
        response.setContentType("text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(problem.detail().getBytes(StandardCharsets.UTF_8));
    }
}
