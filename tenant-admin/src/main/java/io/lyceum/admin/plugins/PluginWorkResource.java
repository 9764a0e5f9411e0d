package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plugins.PluginWorkView.ChannelRow;
import io.lyceum.admin.plugins.PluginWorkView.Count;
import io.lyceum.admin.plugins.PluginWorkView.JobRow;
import io.lyceum.admin.plugins.PluginWorkView.PreviewRow;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugins.PluginDesk;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.problem.Problem;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a plugin does on its own: deliveries, connections, jobs. */
@RequestScoped
@Path("/manage/plugins")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PluginWorkResource {

    private static final String PLUGINS = "/manage/plugins";

    @Inject Desk desk;
    @Inject SchoolPlugins plugins;
    @Inject PluginDesk pluginDesk;
    @Inject Clock clock;

    @GET
    @Path("{plugin}/work")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response read(
            @PathParam("plugin") String id,
            @QueryParam("preview") @DefaultValue("") String previewed) {
        SchoolPlugin plugin = plugins.require(id);
        Page page =
                desk.page("plugins.work", Place.PLUGINS)
                        .under(
                                PLUGINS + "/" + id,
                                plugin.version().descriptor().name().in(desk.locale()));
        try {
            return desk.show("plugins/work", page, view(plugin, previewed));
        } catch (Problem problem) {
            if (previewed.isEmpty()) {
                throw problem;
            }
            return desk.failed(work(id), problem);
        }
    }

    private static String work(String plugin) {
        return PLUGINS + "/" + plugin + "/work";
    }

    private PluginWorkView view(SchoolPlugin plugin, String previewed) {
        return new PluginWorkView(
                plugin.state() == SchoolPlugin.State.ENABLED,
                LocalDate.ofInstant(clock.instant(), zone()).toString(),
                pluginDesk.channels(plugin).stream()
                        .map(channel -> row(plugin, channel, previewed))
                        .toList(),
                pluginDesk.jobs(plugin).stream().map(job -> row(plugin, job)).toList());
    }

    private ZoneId zone() {
        return desk.school().timeZone();
    }

    private ChannelRow row(SchoolPlugin plugin, PluginDesk.Channel channel, String previewed) {
        String at = PLUGINS + "/" + plugin.id() + "/connections/" + channel.id();
        boolean connector = channel.kind() == Kind.CONNECTOR;
        return new ChannelRow(
                channel.id(),
                desk.t("plugins.kind." + channel.kind()),
                channel.name().in(desk.locale()),
                List.of(
                        count("pending", channel.waiting(), channel),
                        count("done", channel.delivered(), channel),
                        count("parked", channel.parked(), channel)),
                connector ? Optional.of(at + "/test") : Optional.empty(),
                connector ? Optional.of(work(plugin.id())) : Optional.empty(),
                PLUGINS
                        + "/"
                        + plugin.id()
                        + "/replay/"
                        + channel.kind().word()
                        + "/"
                        + channel.id(),
                connector && channel.id().equals(previewed)
                        ? Optional.of(
                                pluginDesk
                                        .preview(plugin.id(), channel.id(), desk.locale())
                                        .stream()
                                        .map(this::row)
                                        .toList())
                        : Optional.empty());
    }

    private Count count(String state, long number, PluginDesk.Channel channel) {
        return new Count(
                desk.t("deliveries.tab." + state),
                desk.words().number(number),
                desk.root()
                        + "/deliveries?state="
                        + state
                        + "&kind="
                        + Html.urlParameter(channel.address()));
    }

    private PreviewRow row(PluginDesk.Preview preview) {
        Connector.Line line = preview.line();
        Tone tone =
                switch (line.outcome()) {
                    case SENT -> Tone.POSITIVE;
                    case UNCHANGED -> Tone.NEUTRAL;
                    case LATER -> Tone.INFO;
                    case FAILED -> Tone.CRITICAL;
                };
        return new PreviewRow(
                preview.type(),
                preview.occurredAt(),
                new Badge(tone, desk.t("plugins.preview." + line.outcome())),
                line.changes().stream().map(this::sentence).toList(),
                line.error() == null ? "" : line.error());
    }

    private String sentence(Connector.Change change) {
        return change.before() == null
                ? desk.t(
                        "plugins.change.new",
                        "object",
                        change.object(),
                        "property",
                        change.property(),
                        "after",
                        change.after())
                : desk.t(
                        "plugins.change",
                        "object",
                        change.object(),
                        "property",
                        change.property(),
                        "before",
                        change.before(),
                        "after",
                        change.after());
    }

    private JobRow row(SchoolPlugin plugin, PluginDesk.Job job) {
        return new JobRow(
                job.name().in(desk.locale()),
                job.under()
                        ? desk.t("plugins.job.under")
                        : desk.t("plugins.job.next", "when", desk.words().dateTime(job.next())),
                job.last()
                        .map(at -> desk.t("plugins.job.last", "when", desk.words().ago(at)))
                        .orElse(desk.t("plugins.job.never")),
                job.lastError(),
                PLUGINS + "/" + plugin.id() + "/jobs/" + job.id() + "/run");
    }

    @POST
    @Path("{plugin}/connections/{extension}/test")
    @Operation(hidden = true)
    public Response test(
            @PathParam("plugin") String plugin, @PathParam("extension") String extension) {
        try {
            Connector.Tested tested = pluginDesk.test(plugin, extension, desk.locale());
            String key = tested.works() ? "plugins.tested" : "plugins.tested.not";
            String text = desk.t(key, "message", tested.message());
            return desk.go(work(plugin), tested.works() ? Notice.done(text) : Notice.failed(text));
        } catch (Problem problem) {
            return failed(plugin, problem);
        }
    }

    @POST
    @Path("{plugin}/replay/{kind}/{extension}")
    @Operation(hidden = true)
    public Response replay(
            @PathParam("plugin") String plugin,
            @PathParam("kind") String kind,
            @PathParam("extension") String extension,
            MultivaluedMap<String, String> form) {
        try {
            Kind of = Kind.of(kind).orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
            plugins.require(plugin);
            Instant since =
                    LocalDate.parse(Desk.value(form, "since")).atStartOfDay(zone()).toInstant();
            int events = pluginDesk.replay(plugin, of, extension, since);
            return desk.done(work(plugin), "plugins.replayed", "count", events);
        } catch (DateTimeParseException e) {
            return desk.go(work(plugin), Notice.failed(desk.t("plugins.replay.date")));
        } catch (Problem problem) {
            return failed(plugin, problem);
        }
    }

    @POST
    @Path("{plugin}/jobs/{job}/run")
    @Operation(hidden = true)
    public Response run(@PathParam("plugin") String plugin, @PathParam("job") String job) {
        try {
            pluginDesk.run(plugin, job);
            return desk.done(work(plugin), "plugins.job.begun");
        } catch (Problem problem) {
            return failed(plugin, problem);
        }
    }

    /** What is not there is not there; what went wrong is told where the button was. */
    private Response failed(String plugin, Problem problem) {
        if (problem.code() == PluginProblem.NO_SUCH_PLUGIN) {
            throw problem;
        }
        return desk.failed(work(plugin), problem);
    }
}
