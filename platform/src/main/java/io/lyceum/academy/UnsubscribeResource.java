package io.lyceum.academy;

import io.lyceum.notifications.Channel;
import io.lyceum.notifications.NotificationPreferences;
import io.lyceum.notifications.UnsubscribeTokens;
import io.lyceum.notifications.UnsubscribeTokens.Unsubscribe;
import io.lyceum.notifications.web.UnsubscribeView;
import io.lyceum.notifications.web.UnsubscribeView.State;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where mails lead whoever does not want more of them. Mail programs post here by themselves (RFC
 * 8058), and programs that look at all links before the reader does only see a page.
 */
@Path("/unsubscribe/{token}")
@RequestScoped
@Open
public class UnsubscribeResource {

    @Inject NotificationPreferences preferences;
    @Inject UnsubscribeTokens tokens;
    @Inject Pages pages;

    @GET
    @Operation(hidden = true)
    public Response ask(@PathParam("token") String token) {
        return answer(token, tokens.read(token), State.ASKED);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response unsubscribe(
            @PathParam("token") String token, MultivaluedMap<String, String> form) {
        return choose(token, form.containsKey("back"));
    }

    /** Mail programs may write the one word that they say as any type of form. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response oneClick(@PathParam("token") String token) {
        return choose(token, false);
    }

    private Response choose(String token, boolean back) {
        Optional<Unsubscribe> known = tokens.read(token);
        known.ifPresent(one -> preferences.choose(one.person(), one.topic(), Channel.MAIL, back));
        return answer(token, known, back ? State.BACK : State.DONE);
    }

    private Response answer(String token, Optional<Unsubscribe> known, State state) {
        return pages.html(
                known.isPresent() ? 200 : 404,
                "notifications/unsubscribe",
                known.map(
                                one ->
                                        new UnsubscribeView(
                                                one.topic().name(), "/unsubscribe/" + token, state))
                        .orElseGet(() -> new UnsubscribeView("", "", State.UNKNOWN)),
                PageContext.Section.OTHER);
    }
}
