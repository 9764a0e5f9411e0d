package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plugins.PlatformPluginsView.VersionRow;
import io.lyceum.admin.plugins.PublishingView.KeyRow;
import io.lyceum.admin.plugins.PublishingView.PluginLink;
import io.lyceum.admin.plugins.PublishingView.PublisherCard;
import io.lyceum.admin.plugins.PublishingView.RatingRow;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Initials;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.plugins.PluginIntake;
import io.lyceum.plugins.PluginListing;
import io.lyceum.plugins.PluginListings;
import io.lyceum.plugins.PluginProblem;
import io.lyceum.plugins.PluginRating;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.Plugins;
import io.lyceum.plugins.Publisher;
import io.lyceum.plugins.Publishers;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The desk of people who make plugins: their publishers, versions, keys and ratings. */
@RequestScoped
@Path("/platform/publishing")
@Allow(Role.LEARNER)
public class PublishingResource {

    private static final String ROOT = "/platform/publishing";
    private static final String PATH = ROOT + "/publishers";

    @Inject Desk desk;
    @Inject Publishers publishers;
    @Inject Plugins plugins;
    @Inject PluginIntake intake;
    @Inject PluginRatings ratings;
    @Inject PluginListings listings;

    @GET
    @Operation(hidden = true)
    public Response list() {
        return desk.show("plugins/publishing", home(), view(Form.at(PATH)));
    }

    private Page home() {
        return desk.page("publishing.title", Place.PUBLISHING);
    }

    private PublishingView view(Form register) {
        return new PublishingView(
                publishers.of(desk.person()).stream().map(this::card).toList(),
                register.refusal().isPresent()
                        ? register
                        : register.with("email", desk.person().email()));
    }

    private PublisherCard card(Publisher publisher) {
        return new PublisherCard(
                PATH + "/" + publisher.id(),
                publisher.name(),
                publisher.id(),
                Initials.of(publisher.name()),
                publisher.state() == Publisher.State.ACTIVE
                        ? Optional.empty()
                        : Optional.of(new Badge(Tone.CRITICAL, desk.t("publishing.suspended"))));
    }

    @POST
    @Path("publishers")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response register(MultivaluedMap<String, String> form) {
        // At a school there is nothing to register, and no page to say so on.
        publishers.of(desk.person());
        try {
            Publisher made =
                    publishers.register(
                            Desk.value(form, "id").strip(),
                            Desk.value(form, "name"),
                            Desk.value(form, "email"),
                            Desk.value(form, "website"),
                            desk.person(),
                            desk.locale());
            return desk.done(PATH + "/" + made.id(), "publishing.registered", "name", made.name());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "plugins/publishing",
                    home(),
                    view(desk.refused(Form.at(PATH), form, problem)));
        }
    }

    private Publisher own(String publisher) {
        return publishers.require(publisher, desk.person());
    }

    @GET
    @Path("publishers/{publisher}")
    @Operation(hidden = true)
    public Response read(@PathParam("publisher") String id) {
        Publisher publisher = own(id);
        return show(publisher, keyForm(publisher), detailsForm(publisher), Optional.empty());
    }

    private static Form keyForm(Publisher publisher) {
        return Form.at(PATH + "/" + publisher.id() + "/keys");
    }

    private static Form detailsForm(Publisher publisher) {
        return Form.at(
                PATH + "/" + publisher.id() + "/details",
                Map.of(
                        "name", publisher.name(),
                        "email", publisher.email(),
                        "website", publisher.website()));
    }

    private Response show(Publisher publisher, Form key, Form details, Optional<Problem> problem) {
        String path = PATH + "/" + publisher.id();
        List<PluginVersion> versions = plugins.ofPublisher(publisher.id());
        Page page =
                desk.page("publishing.title", Place.PUBLISHING)
                        .titled(publisher.name())
                        .under(ROOT, desk.t("publishing.title"));
        PublishingView.Home view =
                new PublishingView.Home(
                        path,
                        publisher.state() == Publisher.State.ACTIVE,
                        links(path, versions),
                        versions.stream().map(version -> row(path, version)).toList(),
                        publishers.keys(publisher.id()).stream().map(this::keyRow).toList(),
                        key,
                        versions.stream()
                                .map(PluginVersion::id)
                                .distinct()
                                .flatMap(plugin -> ratings.of(plugin).stream())
                                .map(this::ratingRow)
                                .toList(),
                        details);
        return problem.isPresent()
                ? desk.refuse(problem.get(), "plugins/publisher", page, view)
                : desk.show("plugins/publisher", page, view);
    }

    private List<PluginLink> links(String path, List<PluginVersion> versions) {
        Map<String, PluginLink> links = new TreeMap<>();
        for (PluginVersion version : versions) {
            String name = version.descriptor().name().in(desk.locale());
            links.computeIfAbsent(
                    version.id(),
                    id ->
                            new PluginLink(
                                    path + "/plugins/" + id,
                                    name,
                                    listings.of(id).icon().map(PluginListing.Picture::path),
                                    Initials.of(name)));
        }
        return List.copyOf(links.values());
    }

    private VersionRow row(String path, PluginVersion version) {
        String name = version.descriptor().name().in(desk.locale());
        return new VersionRow(
                path + "/versions/" + version.id() + "/" + version.version(),
                name,
                version.descriptor().reference(),
                version.descriptor().publisher(),
                Initials.of(name),
                desk.t("plugins.signed." + version.signedBy()),
                desk.words().ago(version.changedAt()),
                PluginWords.badge(desk, version),
                List.of());
    }

    private KeyRow keyRow(Publisher.Key key) {
        return new KeyRow(
                key.id().toString(),
                key.name(),
                key.publicKey(),
                desk.words().date(key.addedAt()),
                key.valid());
    }

    private RatingRow ratingRow(PluginRating rating) {
        return PluginWords.rating(desk, rating, rating.plugin());
    }

    @POST
    @Path("publishers/{publisher}/details")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(@PathParam("publisher") String id, MultivaluedMap<String, String> form) {
        Publisher publisher = own(id);
        try {
            publishers.change(
                    id,
                    Desk.value(form, "name"),
                    Desk.value(form, "email"),
                    Desk.value(form, "website"),
                    desk.locale());
            return desk.done(PATH + "/" + id, "publishing.changed");
        } catch (Problem problem) {
            return show(
                    publisher,
                    keyForm(publisher),
                    desk.refused(detailsForm(publisher), form, problem),
                    Optional.of(problem));
        }
    }

    @POST
    @Path("publishers/{publisher}/keys")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response addKey(@PathParam("publisher") String id, MultivaluedMap<String, String> form) {
        Publisher publisher = own(id);
        try {
            publishers.addKey(id, Desk.value(form, "label"), Desk.value(form, "key"));
            return desk.done(PATH + "/" + id, "publishing.key.added");
        } catch (Problem problem) {
            return show(
                    publisher,
                    desk.refused(keyForm(publisher), form, problem),
                    detailsForm(publisher),
                    Optional.of(problem));
        }
    }

    @POST
    @Path("publishers/{publisher}/keys/{key}/revoke")
    @Operation(hidden = true)
    public Response revoke(@PathParam("publisher") String id, @PathParam("key") String key) {
        own(id);
        try {
            publishers.revokeKey(id, Desk.uuid(key));
            return desk.done(PATH + "/" + id, "publishing.key.revoked");
        } catch (Problem problem) {
            return desk.failed(PATH + "/" + id, problem);
        }
    }

    @GET
    @Path("publishers/{publisher}/new")
    @Operation(hidden = true)
    public Response upload(@PathParam("publisher") String id) {
        Publisher publisher = own(id);
        String path = PATH + "/" + id;
        return desk.show(
                "plugins/send",
                desk.page("publishing.upload", Place.PUBLISHING).under(path, publisher.name()),
                new PublishingView.Upload(Form.at(path + "/files"), path));
    }

    @POST
    @Path("publishers/{publisher}/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response upload(@PathParam("publisher") String id, List<EntityPart> parts) {
        Publisher publisher = own(id);
        String path = PATH + "/" + id;
        SentArchive sent = SentArchive.of(parts);
        try {
            PluginVersion taken =
                    intake.submit(
                            publisher,
                            new ByteArrayInputStream(sent.require(desk)),
                            sent.value("signature"),
                            sent.value("changelog"));
            return desk.done(
                    path + "/versions/" + taken.id() + "/" + taken.version(),
                    "publishing.taken",
                    "reference",
                    taken.descriptor().reference());
        } catch (Problem problem) {
            Form form =
                    desk.refused(
                            Form.at(path + "/files"),
                            Map.of(
                                    "signature", sent.value("signature"),
                                    "changelog", sent.value("changelog")),
                            problem);
            return desk.refuse(
                    problem,
                    "plugins/send",
                    desk.page("publishing.upload", Place.PUBLISHING).under(path, publisher.name()),
                    new PublishingView.Upload(form, path));
        }
    }

    private PluginVersion own(Publisher publisher, String plugin, String version) {
        PluginVersion found = plugins.require(plugin, version);
        if (!found.descriptor().publisher().equals(publisher.id())) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        return found;
    }

    @GET
    @Path("publishers/{publisher}/versions/{plugin}/{version}")
    @Operation(hidden = true)
    public Response version(
            @PathParam("publisher") String id,
            @PathParam("plugin") String plugin,
            @PathParam("version") String version) {
        Publisher publisher = own(id);
        PluginVersion known = own(publisher, plugin, version);
        String back = PATH + "/" + id;
        boolean active = publisher.state() == Publisher.State.ACTIVE;
        return desk.show(
                "plugins/own",
                desk.page("publishing.title", Place.PUBLISHING)
                        .titled(known.descriptor().name().in(desk.locale()) + " " + known.version())
                        .under(back, publisher.name()),
                new PublishingView.Version(
                        ReviewWords.view(desk, plugins, listings, known, List.of()),
                        back + "/versions/" + plugin + "/" + version,
                        back + "/new",
                        active && known.state() == State.SCANNED,
                        active && known.state().takesAnotherArchive(),
                        known.state() == State.PUBLISHED));
    }

    @POST
    @Path("publishers/{publisher}/versions/{plugin}/{version}/submit")
    @Operation(hidden = true)
    public Response submit(
            @PathParam("publisher") String id,
            @PathParam("plugin") String plugin,
            @PathParam("version") String version) {
        Publisher publisher = own(id);
        own(publisher, plugin, version);
        String path = PATH + "/" + id + "/versions/" + plugin + "/" + version;
        try {
            publisher.requireActive();
            plugins.submit(plugin, version);
            return desk.done(path, "publishing.submitted");
        } catch (Problem problem) {
            return desk.failed(path, problem);
        }
    }

    @POST
    @Path("publishers/{publisher}/versions/{plugin}/{version}/yank")
    @Operation(hidden = true)
    public Response yank(
            @PathParam("publisher") String id,
            @PathParam("plugin") String plugin,
            @PathParam("version") String version) {
        own(own(id), plugin, version);
        String path = PATH + "/" + id + "/versions/" + plugin + "/" + version;
        try {
            plugins.move(plugin, version, State.YANKED, "");
            return desk.done(path, "publishing.yanked");
        } catch (Problem problem) {
            return desk.failed(path, problem);
        }
    }

    private String plugin(String publisher, String plugin) {
        if (!plugins.isOf(plugin, own(publisher).id())) {
            throw new Problem(PluginProblem.NO_SUCH_PLUGIN);
        }
        return PATH + "/" + publisher + "/plugins/" + plugin;
    }

    @GET
    @Path("publishers/{publisher}/plugins/{plugin}")
    @Operation(hidden = true)
    public Response listing(
            @PathParam("publisher") String publisher, @PathParam("plugin") String plugin) {
        String path = plugin(publisher, plugin);
        return listing(publisher, plugin, path, words(path, plugin), picture(path), null);
    }

    private Form words(String path, String plugin) {
        PluginListing listing = listings.of(plugin);
        Map<String, String> values = new HashMap<>();
        values.put("about_en", listing.about().getOrDefault("en", ""));
        values.put("about_ru", listing.about().getOrDefault("ru", ""));
        values.put("website", listing.website());
        values.put("support", listing.support());
        listing.categories().forEach(category -> values.put("category." + category, "on"));
        return Form.at(path, values);
    }

    private static Form picture(String path) {
        return Form.at(path + "/files", Map.of("kind", "SCREENSHOT"));
    }

    private Response listing(
            String publisher,
            String plugin,
            String path,
            Form words,
            Form picture,
            @Nullable Problem problem) {
        PluginListing listing = listings.of(plugin);
        PublishingView.ListingForms view =
                new PublishingView.ListingForms(
                        path,
                        words,
                        Stream.of(PluginListing.Category.values())
                                .map(c -> Option.of(c.name(), desk.t("plugins.category." + c)))
                                .toList(),
                        PluginWords.listing(desk, listing),
                        listing.icon()
                                .map(
                                        icon ->
                                                new PluginView.Shot(
                                                        icon.id().toString(),
                                                        icon.path(),
                                                        "",
                                                        icon.width(),
                                                        icon.height())),
                        listing.screenshots().size() < PluginListings.MOST_SCREENSHOTS,
                        picture);
        Page page =
                desk.page("publishing.listing", Place.PUBLISHING)
                        .under(PATH + "/" + publisher, own(publisher).name());
        return problem == null
                ? desk.show("plugins/listing", page, view)
                : desk.refuse(problem, "plugins/listing", page, view);
    }

    @POST
    @Path("publishers/{publisher}/plugins/{plugin}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            MultivaluedMap<String, String> form) {
        String path = plugin(publisher, plugin);
        Set<PluginListing.Category> categories = EnumSet.noneOf(PluginListing.Category.class);
        for (PluginListing.Category category : PluginListing.Category.values()) {
            if (form.containsKey("category." + category)) {
                categories.add(category);
            }
        }
        try {
            listings.change(
                    plugin,
                    Map.of("en", Desk.value(form, "about_en"), "ru", Desk.value(form, "about_ru")),
                    categories,
                    Desk.value(form, "website"),
                    Desk.value(form, "support"));
            return desk.done(path, "publishing.changed");
        } catch (Problem problem) {
            return listing(
                    publisher,
                    plugin,
                    path,
                    desk.refused(Form.at(path), form, problem),
                    picture(path),
                    problem);
        }
    }

    @POST
    @Path("publishers/{publisher}/plugins/{plugin}/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response addPicture(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            List<EntityPart> parts) {
        String path = plugin(publisher, plugin);
        SentArchive sent = SentArchive.of(parts);
        try {
            listings.add(
                    plugin,
                    sent.value("kind").equals("ICON")
                            ? PluginListing.Kind.ICON
                            : PluginListing.Kind.SCREENSHOT,
                    sent.value("caption"),
                    sent.require(desk));
            return desk.done(path, "publishing.picture.added");
        } catch (Problem problem) {
            return listing(
                    publisher,
                    plugin,
                    path,
                    words(path, plugin),
                    desk.refused(
                            picture(path),
                            Map.of("kind", sent.value("kind"), "caption", sent.value("caption")),
                            problem),
                    problem);
        }
    }

    @POST
    @Path("publishers/{publisher}/plugins/{plugin}/pictures/{picture}/remove")
    @Operation(hidden = true)
    public Response removePicture(
            @PathParam("publisher") String publisher,
            @PathParam("plugin") String plugin,
            @PathParam("picture") String picture) {
        String path = plugin(publisher, plugin);
        try {
            listings.remove(plugin, Desk.uuid(picture));
            return desk.done(path, "publishing.picture.removed");
        } catch (Problem problem) {
            return desk.failed(path, problem);
        }
    }

    @POST
    @Path("publishers/{publisher}/ratings/{rating}/answer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response answer(
            @PathParam("publisher") String id,
            @PathParam("rating") String rating,
            MultivaluedMap<String, String> form) {
        Publisher publisher = own(id);
        try {
            ratings.answer(Desk.uuid(rating), publisher, Desk.value(form, "text"));
            return desk.done(PATH + "/" + id, "publishing.answered");
        } catch (Problem problem) {
            return desk.failed(PATH + "/" + id, problem);
        }
    }
}
