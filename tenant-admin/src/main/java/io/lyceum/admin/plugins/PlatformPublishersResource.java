package io.lyceum.admin.plugins;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plugins.PublishingView.InvitedRow;
import io.lyceum.admin.plugins.PublishingView.PublisherRow;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Initials;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.People;
import io.lyceum.identity.Role;
import io.lyceum.plugins.PluginRatings;
import io.lyceum.plugins.Publisher;
import io.lyceum.plugins.Publishers;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who makes plugins, and what schools say about them, for the platform's administrators. */
@RequestScoped
@Path("/platform/plugins")
@Allow(Role.PLATFORM_ADMIN)
public class PlatformPublishersResource {

    private static final String PUBLISHERS = PlatformPluginsResource.PATH + "/publishers";
    private static final String RATINGS = PlatformPluginsResource.PATH + "/ratings";

    @Inject Desk desk;
    @Inject Publishers publishers;
    @Inject PluginRatings ratings;
    @Inject People people;
    @Inject Schools schools;
    @Inject PlatformPluginTabs tabs;

    @GET
    @Path("publishers")
    @Operation(hidden = true)
    public Response list() {
        return desk.show("plugins/publishers", page(), view(Form.at(PUBLISHERS + "/invite")));
    }

    private Page page() {
        return desk.page("plugins.title", Place.PLATFORM_PLUGINS);
    }

    private PublishingView.Publishers view(Form invite) {
        return new PublishingView.Publishers(
                tabs.at("publishers"),
                publishers.list().stream().map(this::row).toList(),
                people.invitations().stream()
                        .filter(invited -> invited.role() == Role.LEARNER)
                        .map(
                                invited ->
                                        new InvitedRow(
                                                invited.email(),
                                                desk.words().ago(invited.createdAt())))
                        .toList(),
                invite);
    }

    private PublisherRow row(Publisher publisher) {
        return new PublisherRow(
                PUBLISHERS + "/" + publisher.id(),
                publisher.name(),
                publisher.id(),
                Initials.of(publisher.name()),
                publisher.email(),
                desk.words().date(publisher.createdAt()),
                publisher.state() == Publisher.State.ACTIVE);
    }

    @POST
    @Path("publishers/invite")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response invite(MultivaluedMap<String, String> form) {
        try {
            People.Invited invited =
                    people.invite(
                            Desk.value(form, "email"),
                            Desk.value(form, "name"),
                            Role.LEARNER,
                            desk.person());
            return desk.done(PUBLISHERS, "publishers.invited", "email", invited.email());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "plugins/publishers",
                    page(),
                    view(desk.refused(Form.at(PUBLISHERS + "/invite"), form, problem)));
        }
    }

    @POST
    @Path("publishers/{publisher}/suspend")
    @Operation(hidden = true)
    public Response suspend(@PathParam("publisher") String id) {
        return moved(id, Publisher.State.SUSPENDED);
    }

    @POST
    @Path("publishers/{publisher}/activate")
    @Operation(hidden = true)
    public Response activate(@PathParam("publisher") String id) {
        return moved(id, Publisher.State.ACTIVE);
    }

    private Response moved(String id, Publisher.State state) {
        try {
            Publisher moved = publishers.move(id, state);
            return desk.done(PUBLISHERS, "publishers.moved." + state, "name", moved.name());
        } catch (Problem problem) {
            return desk.failed(PUBLISHERS, problem);
        }
    }

    @GET
    @Path("ratings")
    @Operation(hidden = true)
    public Response ratings() {
        return desk.show(
                "plugins/ratings",
                page(),
                new PublishingView.Ratings(
                        tabs.at("ratings"),
                        ratings.all().stream()
                                .map(
                                        rating ->
                                                PluginWords.rating(
                                                        desk,
                                                        rating,
                                                        rating.plugin()
                                                                + " · "
                                                                + schools.byId(rating.school())
                                                                        .map(s -> s.name())
                                                                        .orElse("")))
                                .toList()));
    }

    @POST
    @Path("ratings/{rating}/hide")
    @Operation(hidden = true)
    public Response hide(@PathParam("rating") String rating) {
        return moderated(rating, true);
    }

    @POST
    @Path("ratings/{rating}/show")
    @Operation(hidden = true)
    public Response show(@PathParam("rating") String rating) {
        return moderated(rating, false);
    }

    private Response moderated(String rating, boolean hidden) {
        try {
            ratings.hide(Desk.uuid(rating), hidden);
            return desk.done(RATINGS, hidden ? "ratings.hidden" : "ratings.shown");
        } catch (Problem problem) {
            return desk.failed(RATINGS, problem);
        }
    }
}
