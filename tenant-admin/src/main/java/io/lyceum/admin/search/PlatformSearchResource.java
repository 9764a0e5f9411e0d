package io.lyceum.admin.search;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.search.SearchView.Hit;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Search over the platform's schools. */
@RequestScoped
@Path("/platform/search")
@Allow(Role.PLATFORM_ADMIN)
public class PlatformSearchResource {

    private static final int MOST = 12;

    @Inject Desk desk;
    @Inject Schools schools;

    @GET
    @Operation(hidden = true)
    public Response search(
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("part") @DefaultValue("") String part) {
        SearchView view = new SearchView(query, query.isBlank() ? List.of() : hits(query.strip()));
        return part.equals("palette")
                ? desk.part("search/palette", desk.page("search.title", Place.ELSEWHERE), view)
                : desk.show("search/results", desk.page("search.title", Place.ELSEWHERE), view);
    }

    private List<Hit> hits(String query) {
        return schools.list(Optional.empty(), query, Optional.empty(), MOST).items().stream()
                .map(
                        details ->
                                new Hit(
                                        "/platform/schools/" + details.school().slug(),
                                        details.school().name(),
                                        details.origin(),
                                        "schools",
                                        desk.t("search.kind.school")))
                .toList();
    }
}
