package io.lyceum.identity.web;

import io.lyceum.identity.IdentityProblem;
import io.lyceum.identity.Role;
import io.lyceum.identity.SignIn;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Languages;
import io.lyceum.shared.web.Open;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Hosts;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Signing in and out with the school's realm. */
@Path("/")
@RequestScoped
@Open
public class SignInResource {

    private static final int FLOW_SECONDS = 1800;
    private static final int LANGUAGE_SECONDS = 31_536_000;

    @Inject SignIn signIn;
    @Inject Hosts hosts;
    @Inject CurrentSchool school;
    @Context HttpServletRequest request;

    @GET
    @Path("sign-in")
    @Operation(hidden = true)
    public Response begin(@QueryParam("return") String returnTo) {
        return begin(returnTo, false);
    }

    @GET
    @Path("register")
    @Operation(hidden = true)
    public Response register(@QueryParam("return") String returnTo) {
        return begin(returnTo, true);
    }

    /** Where the mails of the realm send people after their first password. */
    @GET
    @Path("welcome")
    @Operation(hidden = true)
    public Response welcome() {
        return begin("/home", false);
    }

    private Response begin(String returnTo, boolean register) {
        CurrentRequest.Facts facts = CurrentRequest.require();
        SignIn.Begun begun = signIn.begin(facts.origin(), returnTo, register, facts.locale());
        return Response.seeOther(begun.target())
                .cookie(cookie(SessionCookie.FLOW, begun.cookie(), FLOW_SECONDS))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Path("oidc/callback")
    @Operation(hidden = true)
    public Response callback(@QueryParam("code") String code, @QueryParam("state") String state) {
        String flow =
                SessionCookie.read(request, SessionCookie.FLOW, hosts.secure())
                        .filter(cookie -> code != null && state != null)
                        .orElseThrow(() -> new Problem(IdentityProblem.SIGN_IN_FAILED));
        SignIn.Completed completed =
                signIn.complete(CurrentRequest.require().origin(), code, state, flow);
        String target = completed.returnTo();
        boolean developer =
                school.id().equals(SchoolId.PLATFORM)
                        && completed.person().role() != Role.PLATFORM_ADMIN;
        if (target.equals("/home") || developer && target.equals("/platform")) {
            target = homeOf(completed.person().role());
        }
        return Response.seeOther(URI.create(target))
                .cookie(cookie(SessionCookie.SESSION, completed.token(), -1))
                .cookie(cookie(SessionCookie.FLOW, "", 0))
                .header("Cache-Control", "no-store")
                .build();
    }

    private String homeOf(Role role) {
        if (school.id().equals(SchoolId.PLATFORM)) {
            return role == Role.PLATFORM_ADMIN ? "/platform" : "/platform/publishing";
        }
        return role == Role.LEARNER ? "/learning" : "/manage";
    }

    @POST
    @Path("sign-out")
    @Operation(hidden = true)
    public Response signOut(@QueryParam("keep") String keep) {
        URI target =
                SessionCookie.read(request, SessionCookie.SESSION, hosts.secure())
                        .map(token -> signIn.signOut(CurrentRequest.require().origin(), token))
                        .orElse(URI.create("/"));
        Response.ResponseBuilder answer =
                Response.seeOther(target).cookie(cookie(SessionCookie.SESSION, "", 0));
        if (!"unsent".equals(keep)) {
            // Else the device still holds words that are nowhere else.
            answer.header("Clear-Site-Data", "\"storage\"");
        }
        return answer.build();
    }

    @POST
    @Path("oidc/backchannel-logout/{slug}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response backChannelLogout(@FormParam("logout_token") String token) {
        if (token == null) {
            throw new Problem(IdentityProblem.UNKNOWN_LOGOUT_TOKEN);
        }
        signIn.backChannelLogout(token);
        return Response.ok().header("Cache-Control", "no-store").build();
    }

    @GET
    @Path("account")
    @Operation(hidden = true)
    public Response account() {
        return Response.seeOther(signIn.account()).build();
    }

    @GET
    @Path("language")
    @Operation(hidden = true)
    public Response language(
            @QueryParam("to") String language, @QueryParam("return") String returnTo) {
        Response.ResponseBuilder answer = Response.seeOther(URI.create(SignIn.localPath(returnTo)));
        if (language != null && Languages.isShipped(language)) {
            answer.cookie(cookie(Languages.COOKIE, language, LANGUAGE_SECONDS));
        }
        return answer.build();
    }

    private NewCookie cookie(String name, String value, int seconds) {
        return SessionCookie.make(name, value, seconds, hosts.secure());
    }
}
