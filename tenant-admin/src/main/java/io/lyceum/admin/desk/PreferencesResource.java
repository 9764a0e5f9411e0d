package io.lyceum.admin.desk;

import io.lyceum.admin.shell.Shell;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the back office looks on this device. */
@RequestScoped
@Path("/manage/preferences")
public class PreferencesResource {

    @Inject Desk desk;

    @POST
    @Allow(Role.TEACHER)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response choose(MultivaluedMap<String, String> form) {
        return remember(desk, form);
    }

    static Response remember(Desk desk, MultivaluedMap<String, String> form) {
        String wanted = Desk.value(form, "theme");
        String back = Desk.value(form, "back");
        boolean ours = back.startsWith(desk.root()) && !back.startsWith("//");
        boolean known =
                Arrays.stream(Shell.Theme.values()).anyMatch(t -> t.attribute().equals(wanted));
        Response.ResponseBuilder answer = Response.seeOther(URI.create(ours ? back : desk.root()));
        if (known) {
            answer.header(
                    "Set-Cookie",
                    Desk.THEME + '=' + wanted + "; Path=/; SameSite=Lax; Max-Age=31536000");
        }
        return answer.build();
    }
}
