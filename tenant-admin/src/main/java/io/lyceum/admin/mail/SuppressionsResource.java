package io.lyceum.admin.mail;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.messaging.Suppression;
import io.lyceum.messaging.Suppressions;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The addresses to which the school sends nothing. */
@RequestScoped
@Path("/manage/mail-suppressions")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SuppressionsResource {

    private static final String PATH = "/manage/mail-suppressions";
    private static final String LIST = "mail/suppressions";
    private static final int A_PAGE = 50;

    @Inject Desk desk;
    @Inject Suppressions suppressions;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list(@QueryParam("q") String query, @QueryParam("cursor") String cursor) {
        return desk.show(
                LIST,
                page(),
                view(
                        Objects.requireNonNullElse(query, "").strip(),
                        Optional.ofNullable(cursor),
                        Form.at(PATH)));
    }

    private Page page() {
        return desk.page("suppressions.title", Place.MAIL)
                .under("/manage/mail", desk.t("mail.title"));
    }

    private SuppressionsView view(String query, Optional<String> cursor, Form form) {
        Slice<Suppression> slice = suppressions.list(query, cursor, A_PAGE);
        String searched = query.isEmpty() ? "" : "q=" + Html.urlParameter(query);
        return new SuppressionsView(
                form,
                new Listing(
                        PATH,
                        query,
                        List.of(),
                        List.of(),
                        cursor.map(c -> searched.isEmpty() ? PATH : PATH + "?" + searched),
                        slice.next()
                                .map(
                                        next ->
                                                PATH
                                                        + "?"
                                                        + (searched.isEmpty() ? "" : searched + "&")
                                                        + "cursor="
                                                        + next),
                        ""),
                slice.items().stream().map(this::row).toList());
    }

    private SuppressionsView.Row row(Suppression one) {
        return new SuppressionsView.Row(
                one.address(),
                new Badge(
                        one.reason() == Suppression.Reason.BOUNCED ? Tone.CRITICAL : Tone.NEUTRAL,
                        desk.t("suppressions.reason." + one.reason())),
                one.note(),
                one.createdAt(),
                PATH + "/" + one.id() + "/remove");
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            suppressions.add(Desk.value(form, "address"), Suppression.Reason.ADDED, "");
            return desk.done(PATH, "suppressions.added");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    LIST,
                    page(),
                    view("", Optional.empty(), desk.refused(Form.at(PATH), form, problem)));
        }
    }

    @POST
    @Path("{suppression}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("suppression") UUID id) {
        suppressions.remove(id);
        return desk.done(PATH, "suppressions.removed");
    }
}
