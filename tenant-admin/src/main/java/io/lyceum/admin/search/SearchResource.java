package io.lyceum.admin.search;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.search.SearchView.Hit;
import io.lyceum.admin.shell.Place;
import io.lyceum.catalog.Courses;
import io.lyceum.identity.Allow;
import io.lyceum.identity.People;
import io.lyceum.identity.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Search over what the person may open in the school. */
@RequestScoped
@Path("/manage/search")
@Allow(Role.TEACHER)
public class SearchResource {

    private static final int MOST = 8;

    @Inject Desk desk;
    @Inject Courses courses;
    @Inject People people;

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
        List<Hit> hits = new ArrayList<>();
        courses.list(Optional.empty(), query, Optional.empty(), MOST)
                .items()
                .forEach(
                        course ->
                                hits.add(
                                        new Hit(
                                                "/manage/courses/" + course.id(),
                                                course.title(),
                                                "",
                                                "courses",
                                                desk.t("search.kind.course"))));
        if (desk.may(Role.ADMIN)) {
            people.list(Optional.empty(), query, Optional.empty(), MOST)
                    .items()
                    .forEach(
                            person ->
                                    hits.add(
                                            new Hit(
                                                    "/manage/people/" + person.id(),
                                                    person.name().isBlank()
                                                            ? person.email()
                                                            : person.name(),
                                                    person.email(),
                                                    "people",
                                                    desk.t("search.kind.person"))));
        }
        return hits;
    }
}
