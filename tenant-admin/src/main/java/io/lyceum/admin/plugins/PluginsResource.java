package io.lyceum.admin.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plugins.PluginView.Setting;
import io.lyceum.admin.plugins.PluginsView.PluginCard;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Initials;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugins.Consent;
import io.lyceum.plugins.PluginActivation;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginChannel;
import io.lyceum.plugins.PluginDesk;
import io.lyceum.plugins.PluginDirectory;
import io.lyceum.plugins.PluginListing;
import io.lyceum.plugins.PluginListings;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.plugins.PluginRating;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The school's plugins: directory, consent, settings. */
@RequestScoped
@Path("/manage/plugins")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PluginsResource {

    private static final String PATH = "/manage/plugins";

    @Inject Desk desk;
    @Inject Plugins plugins;
    @Inject SchoolPlugins schoolPlugins;
    @Inject PluginCalls calls;
    @Inject PluginActivation activation;
    @Inject PluginDesk pluginDesk;
    @Inject PluginDirectory directory;
    @Inject PluginRatings ratings;
    @Inject PluginListings listings;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list(
            @QueryParam("q") String query,
            @QueryParam("kind") String kind,
            @QueryParam("category") String category) {
        String words = query == null ? "" : query.strip();
        String wanted = kind == null ? "" : kind;
        String purpose = category == null ? "" : category;
        List<PluginDirectory.Entry> all = directory.search("", "", "", desk.locale());
        List<Option> kinds = new ArrayList<>();
        kinds.add(Option.of("", desk.t("directory.kind.any")));
        for (String one : directory.kinds()) {
            kinds.add(Option.of(one, desk.t("plugins.kind." + one.toUpperCase(Locale.ROOT))));
        }
        List<Option> categories = new ArrayList<>();
        categories.add(Option.of("", desk.t("directory.category.any")));
        for (PluginListing.Category one : listings.categories()) {
            categories.add(Option.of(one.name(), desk.t("plugins.category." + one)));
        }
        return desk.show(
                "plugins/list",
                desk.page("plugins.title", Place.PLUGINS),
                new PluginsView(
                        schoolPlugins.list().stream().map(this::mine).toList(),
                        all.isEmpty(),
                        words,
                        wanted,
                        kinds,
                        purpose,
                        categories,
                        directory.search(words, wanted, purpose, desk.locale()).stream()
                                .map(this::found)
                                .toList()));
    }

    private PluginCard mine(SchoolPlugin plugin) {
        return card(
                plugin.version(),
                plugin.version().descriptor().publisher(),
                listings.of(plugin.id()),
                PluginWords.badge(desk, plugin),
                PluginRating.Summary.NONE,
                plugin.lastError());
    }

    private PluginCard found(PluginDirectory.Entry entry) {
        return card(
                entry.offered(),
                entry.publisher(),
                entry.listing(),
                entry.installed().isPresent()
                        ? new Badge(Tone.POSITIVE, desk.t("directory.installed"))
                        : new Badge(Tone.NEUTRAL, desk.t("plugins.available")),
                entry.rating(),
                "");
    }

    private PluginCard card(
            PluginVersion version,
            String publisher,
            PluginListing listing,
            Badge badge,
            PluginRating.Summary rating,
            String problem) {
        Descriptor descriptor = version.descriptor();
        String name = descriptor.name().in(desk.locale());
        return new PluginCard(
                PATH + "/" + descriptor.id(),
                name,
                descriptor.description().in(desk.locale()),
                publisher,
                descriptor.version(),
                listing.icon().map(PluginListing.Picture::path),
                Initials.of(name),
                badge,
                stars(rating),
                desk.t("ratings.count", "count", rating.count()),
                problem);
    }

    private Optional<Stars> stars(PluginRating.Summary rating) {
        return rating.count() == 0
                ? Optional.empty()
                : Optional.of(PluginWords.stars(desk, rating));
    }

    /** What helps to choose a plugin, and the form for what this school thinks of it. */
    private PluginView.Market market(String plugin, Optional<Form> refused) {
        Optional<PluginRating> mine = ratings.mine(plugin);
        PluginRating.Summary summary = ratings.summary(plugin);
        List<Option> choices = new ArrayList<>();
        for (int stars = 5; stars >= 1; stars--) {
            choices.add(
                    Option.of(
                            Integer.toString(stars),
                            Stars.of(stars, "").drawn() + " " + desk.t("ratings.word." + stars)));
        }
        return new PluginView.Market(
                plugins.history(plugin).stream()
                        .map(
                                version ->
                                        new PluginView.Past(
                                                version.version(),
                                                desk.words()
                                                        .date(
                                                                version.publishedAt()
                                                                        .orElse(version.addedAt())),
                                                version.changelog()))
                        .toList(),
                stars(summary),
                stars(summary).map(Stars::spoken).orElse(""),
                ratings.of(plugin).stream()
                        // Its own stands in the form below.
                        .filter(rating -> !ratings.isOwn(rating))
                        .map(rating -> PluginWords.rating(desk, rating, desk.t("ratings.other")))
                        .toList(),
                refused.orElseGet(
                        () ->
                                Form.at(
                                        PATH + "/" + plugin + "/rating",
                                        Map.of(
                                                "stars",
                                                mine.map(r -> Integer.toString(r.stars()))
                                                        .orElse("5"),
                                                "text",
                                                mine.map(PluginRating::text).orElse("")))),
                mine.isPresent(),
                mine.map(PluginRating::answer).orElse(""),
                choices);
    }

    @POST
    @Path("{plugin}/rating")
    @Operation(hidden = true)
    public Response rate(@PathParam("plugin") String plugin, MultivaluedMap<String, String> form) {
        String stars = Desk.value(form, "stars");
        try {
            ratings.rate(
                    plugin,
                    stars.matches("[1-5]") ? Integer.parseInt(stars) : 0,
                    Desk.value(form, "text"),
                    desk.person());
            return desk.done(PATH + "/" + plugin + "#ratings", "ratings.saved");
        } catch (Problem problem) {
            if (problem.code() == PluginProblem.PLUGIN_NOT_RATED) {
                return desk.failed(PATH + "/" + plugin, problem);
            }
            Form refused = desk.refused(Form.at(PATH + "/" + plugin + "/rating"), form, problem);
            return desk.refuse(
                    problem,
                    "plugins/show",
                    page(plugin),
                    view(plugin, Optional.empty(), Optional.of(refused)));
        }
    }

    @POST
    @Path("{plugin}/rating/remove")
    @Operation(hidden = true)
    public Response withdraw(@PathParam("plugin") String plugin) {
        try {
            ratings.withdraw(plugin);
            return desk.done(PATH + "/" + plugin + "#ratings", "ratings.withdrawn");
        } catch (Problem problem) {
            return desk.failed(PATH + "/" + plugin, problem);
        }
    }

    @GET
    @Path("{plugin}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response read(@PathParam("plugin") String plugin) {
        return desk.show(
                "plugins/show", page(plugin), view(plugin, Optional.empty(), Optional.empty()));
    }

    private Page page(String plugin) {
        PluginVersion version =
                schoolPlugins
                        .find(plugin)
                        .map(SchoolPlugin::version)
                        .or(() -> plugins.offered(plugin))
                        .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
        return desk.page("plugins.title", Place.PLUGINS)
                .titled(version.descriptor().name().in(desk.locale()))
                .under(PATH, desk.t("plugins.title"));
    }

    private PluginView view(String plugin, Optional<Form> refused, Optional<Form> rating) {
        Optional<SchoolPlugin> installed = schoolPlugins.find(plugin);
        Optional<PluginVersion> offered =
                installed
                        .flatMap(plugins::next)
                        .or(() -> plugins.offered(plugin))
                        .filter(
                                version ->
                                        installed
                                                .filter(
                                                        p ->
                                                                p.version()
                                                                        .version()
                                                                        .equals(version.version()))
                                                .isEmpty());
        PluginVersion shown =
                installed
                        .map(SchoolPlugin::version)
                        .or(() -> offered)
                        .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
        Consent agreed =
                installed
                        .map(p -> new Consent(p.scopes(), p.hosts()))
                        .orElse(new Consent(Set.of(), Set.of()));
        Form settings =
                refused.orElseGet(
                        () ->
                                Form.at(
                                        PATH + "/" + plugin + "/settings",
                                        installed.map(this::values).orElse(Map.of())));
        return new PluginView(
                PATH + "/" + plugin,
                shown.descriptor().description().in(desk.locale()),
                installed
                        .map(p -> PluginWords.badge(desk, p))
                        .orElse(new Badge(Tone.NEUTRAL, desk.t("plugins.available"))),
                installed.isPresent(),
                installed.filter(p -> p.state() == SchoolPlugin.State.ENABLED).isPresent(),
                shown.version(),
                Form.at(
                        PATH + "/" + plugin + "/channel",
                        Map.of(
                                "channel",
                                installed
                                        .map(p -> p.channel().name())
                                        .orElse(PluginChannel.PINNED.name()))),
                channels(),
                installed.flatMap(SchoolPlugin::previous),
                offered.map(PluginVersion::version),
                shown.descriptor().publisher(),
                desk.t("plugins.signed." + shown.signedBy()),
                desk.t("plugins.runs." + shown.runtime()),
                shown.descriptor().provides().stream()
                        .map(
                                p ->
                                        desk.t("plugins.kind." + p.kind())
                                                + ": "
                                                + p.name().in(desk.locale()))
                        .toList(),
                offered.map(o -> PluginWords.rights(desk, o.descriptor(), agreed))
                        .orElse(List.of()),
                installed
                        .map(p -> PluginWords.rights(desk, p.version().descriptor(), agreed))
                        .orElse(List.of()),
                PluginWords.keeps(desk, shown.descriptor()),
                installed
                        .filter(PluginsResource::worksOnItsOwn)
                        .map(p -> PATH + "/" + plugin + "/work"),
                installed.map(this::pages).orElse(List.of()),
                installed.map(SchoolPlugin::lastError).orElse(""),
                installed
                        .flatMap(SchoolPlugin::lastErrorAt)
                        .map(at -> desk.words().ago(at))
                        .orElse(""),
                settings,
                installed.map(this::fields).orElse(List.of()),
                market(plugin, rating),
                PluginWords.listing(desk, listings.of(plugin)));
    }

    private List<Option> channels() {
        return Stream.of(PluginChannel.values())
                .map(one -> Option.of(one.name(), desk.t("plugins.channel." + one)))
                .toList();
    }

    @POST
    @Path("{plugin}/channel")
    @Operation(hidden = true)
    public Response follow(
            @PathParam("plugin") String plugin, MultivaluedMap<String, String> form) {
        return moved(
                plugin,
                "plugins.channel.saved",
                () ->
                        schoolPlugins.follow(
                                plugin,
                                Bodies.choice(
                                                PluginChannel.class,
                                                "channel",
                                                Desk.value(form, "channel"))
                                        .orElseThrow(
                                                () ->
                                                        new Problem(
                                                                CommonProblem.INVALID_INPUT,
                                                                "channel"))));
    }

    private List<Option> pages(SchoolPlugin plugin) {
        return pluginDesk.pages(plugin).stream()
                .map(
                        page ->
                                Option.of(
                                        PATH + "/" + plugin.id() + "/pages/" + page.id(),
                                        page.name().in(desk.locale())))
                .toList();
    }

    private static boolean worksOnItsOwn(SchoolPlugin plugin) {
        return plugin.version().descriptor().provides().stream()
                .map(Descriptor.Provided::kind)
                .anyMatch(EnumSet.of(Kind.LISTENER, Kind.CONNECTOR, Kind.JOB)::contains);
    }

    private Map<String, String> values(SchoolPlugin plugin) {
        Map<String, String> values = new HashMap<>();
        plugin.settings().forEach((name, value) -> values.put(name, String.valueOf(value)));
        return values;
    }

    private List<Setting> fields(SchoolPlugin plugin) {
        JsonNode schema = plugin.version().descriptor().settings();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        List<Setting> fields = new ArrayList<>();
        schema.path("properties")
                .fields()
                .forEachRemaining(
                        property -> {
                            JsonNode rules = property.getValue();
                            boolean set = plugin.secretsSet().contains(property.getKey());
                            List<Option> options = new ArrayList<>();
                            rules.path("enum")
                                    .forEach(
                                            one ->
                                                    options.add(
                                                            Option.of(one.asText(), one.asText())));
                            fields.add(
                                    new Setting(
                                            property.getKey(),
                                            words(rules.path("title")),
                                            set
                                                    ? desk.t("plugins.secret.set")
                                                    : words(rules.path("description")),
                                            kind(rules),
                                            required.contains(property.getKey()) && !set,
                                            options));
                        });
        return fields;
    }

    private String words(JsonNode text) {
        return Descriptor.Words.of(text).in(desk.locale());
    }

    private static String kind(JsonNode rules) {
        if (rules.path("secret").asBoolean()) {
            return "secret";
        }
        if (rules.has("enum")) {
            return "choice";
        }
        return switch (rules.path("type").asText()) {
            case "boolean" -> "switch";
            case "integer", "number" -> "number";
            default -> rules.path("maxLength").asInt() > 300 ? "area" : "text";
        };
    }

    /** Agrees to what a version asks for, and installs it. */
    @POST
    @Path("{plugin}/install")
    @Operation(hidden = true)
    public Response install(
            @PathParam("plugin") String plugin, MultivaluedMap<String, String> form) {
        String back = PATH + "/" + plugin;
        String version = Desk.value(form, "version");
        try {
            PluginVersion wanted =
                    plugins.find(plugin, version)
                            .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
            boolean agreed = Desk.value(form, "agreed").equals("on");
            Consent asked = Consent.of(wanted.descriptor());
            boolean nothing = asked.scopes().isEmpty() && asked.hosts().isEmpty();
            SchoolPlugin installed =
                    activation.install(
                            plugin,
                            version,
                            agreed || nothing ? asked : new Consent(Set.of(), Set.of()));
            return desk.done(
                    back,
                    "plugins.installed",
                    "name",
                    installed.version().descriptor().name().in(desk.locale()),
                    "version",
                    version);
        } catch (Problem problem) {
            return desk.failed(back, problem);
        }
    }

    @POST
    @Path("{plugin}/settings")
    @Operation(hidden = true)
    public Response settings(
            @PathParam("plugin") String plugin, MultivaluedMap<String, String> form) {
        Map<String, String> typed = new HashMap<>();
        form.forEach((name, values) -> typed.put(name, values.isEmpty() ? "" : values.get(0)));
        try {
            schoolPlugins.set(plugin, typed);
            return desk.done(PATH + "/" + plugin, "plugins.set");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "plugins/show",
                    page(plugin),
                    view(
                            plugin,
                            Optional.of(
                                    desk.refused(
                                            Form.at(PATH + "/" + plugin + "/settings"),
                                            form,
                                            problem)),
                            Optional.empty()));
        }
    }

    @POST
    @Path("{plugin}/enable")
    @Operation(hidden = true)
    public Response enable(@PathParam("plugin") String plugin) {
        return moved(plugin, "plugins.enabled.done", () -> schoolPlugins.enable(plugin, true));
    }

    @POST
    @Path("{plugin}/disable")
    @Operation(hidden = true)
    public Response disable(@PathParam("plugin") String plugin) {
        return moved(plugin, "plugins.disabled.done", () -> schoolPlugins.enable(plugin, false));
    }

    @POST
    @Path("{plugin}/roll-back")
    @Operation(hidden = true)
    public Response rollBack(@PathParam("plugin") String plugin) {
        return moved(plugin, "plugins.rolled-back", () -> activation.rollBack(plugin));
    }

    private Response moved(String plugin, String key, Runnable move) {
        try {
            move.run();
            calls.forgive(plugin);
            return desk.done(PATH + "/" + plugin, key);
        } catch (Problem problem) {
            return desk.failed(PATH + "/" + plugin, problem);
        }
    }

    @POST
    @Path("{plugin}/remove")
    @Operation(hidden = true)
    public Response remove(
            @PathParam("plugin") String plugin, MultivaluedMap<String, String> form) {
        try {
            if (!Desk.value(form, "confirm").strip().equals(plugin)) {
                return desk.go(
                        PATH + "/" + plugin,
                        Notice.failed(desk.t("plugins.remove.type", "id", plugin)));
            }
            schoolPlugins.remove(plugin);
            return desk.done(PATH, "plugins.removed");
        } catch (Problem problem) {
            return desk.failed(PATH + "/" + plugin, problem);
        }
    }
}
