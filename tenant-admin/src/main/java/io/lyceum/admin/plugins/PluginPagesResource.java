package io.lyceum.admin.plugins;

import gg.jte.Content;
import io.lyceum.activities.PluginHtml;
import io.lyceum.activities.SentFields;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.page.AdminPage.ActRequest;
import io.lyceum.plugin.page.AdminPage.Acted;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.view.View;
import io.lyceum.plugins.PluginAssets;
import io.lyceum.plugins.PluginDesk;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Pages of plugins, drawn by the back office. */
@RequestScoped
@Path("/manage/plugins")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PluginPagesResource {

    private static final String PLACE = "_place";

    @Inject Desk desk;
    @Inject SchoolPlugins plugins;
    @Inject PluginDesk pluginDesk;
    @Inject PluginAssets assets;

    @GET
    @Path("{plugin}/pages/{extension}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response read(
            @PathParam("plugin") String plugin,
            @PathParam("extension") String extension,
            @QueryParam("place") @DefaultValue("") String place) {
        try {
            View view = pluginDesk.show(plugin, extension, place, desk.locale());
            return show(plugin, extension, view, place, List.of());
        } catch (Problem problem) {
            return failed(plugin, problem);
        }
    }

    private static String path(String plugin, String extension) {
        return "/manage/plugins/" + plugin + "/pages/" + extension;
    }

    private Response show(
            String plugin, String extension, View view, String place, List<FieldError> errors) {
        SchoolPlugin known = plugins.require(plugin);
        Descriptor.Provided provided =
                pluginDesk.pages(known).stream()
                        .filter(one -> one.id().equals(extension))
                        .findFirst()
                        .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
        Page page =
                desk.page("plugins.title", Place.PLUGINS)
                        .titled(provided.name().in(desk.locale()))
                        .under(
                                "/manage/plugins/" + plugin,
                                known.version().descriptor().name().in(desk.locale()));
        CurrentRequest.Facts facts = CurrentRequest.require();
        String here = path(plugin, extension);
        String html =
                PluginHtml.of(
                        view,
                        new PluginHtml.Frame(
                                "page",
                                assets.address(plugin),
                                here,
                                false,
                                here + "?place=",
                                Map.of(PLACE, place),
                                page.csrf(),
                                facts.locale(),
                                facts.zone(),
                                errors));
        Content body = output -> output.writeContent(html);
        return desk.show("plugins/page", page, new PluginPageView(body));
    }

    @POST
    @Path("{plugin}/pages/{extension}")
    @Operation(hidden = true)
    public Response act(
            @PathParam("plugin") String plugin,
            @PathParam("extension") String extension,
            MultivaluedMap<String, String> form) {
        String place = Desk.value(form, PLACE);
        List<String> actions = form.getOrDefault(SentFields.ACTION, List.of(""));
        try {
            Acted acted =
                    pluginDesk.act(
                            plugin,
                            extension,
                            new ActRequest(
                                    place, actions.get(actions.size() - 1), SentFields.of(form)),
                            desk.locale());
            if (!acted.errors().isEmpty() || acted.view() != null) {
                View view =
                        acted.view() == null
                                ? pluginDesk.show(plugin, extension, place, desk.locale())
                                : acted.view();
                return show(plugin, extension, view, place, acted.errors());
            }
            String next = path(plugin, extension) + "?place=" + Html.urlParameter(acted.place());
            return acted.notice() == null
                    ? desk.go(next)
                    : desk.go(next, Notice.done(acted.notice()));
        } catch (Problem problem) {
            return failed(plugin, problem);
        }
    }

    /** What is not there is not there; for the rest the plugin's own page tells why. */
    private Response failed(String plugin, Problem problem) {
        if (problem.code() == PluginProblem.NO_SUCH_PLUGIN) {
            throw problem;
        }
        return desk.failed("/manage/plugins/" + plugin, problem);
    }
}
