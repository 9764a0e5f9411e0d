package io.lyceum.admin.categories;

import io.lyceum.admin.categories.CategoriesView.CategoryRow;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Place;
import io.lyceum.catalog.Categories;
import io.lyceum.catalog.CategoryId;
import io.lyceum.catalog.Course;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Problem;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The categories of the catalogue. */
@RequestScoped
@Path("/manage/categories")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class CategoriesResource {

    private static final String PATH = "/manage/categories";

    @Inject Desk desk;
    @Inject Categories categories;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "categories/list",
                desk.page("categories.title", Place.CATEGORIES),
                view(Form.at(PATH)));
    }

    private CategoriesView view(Form add) {
        return new CategoriesView(add, categories.list().stream().map(this::row).toList());
    }

    private CategoryRow row(Course.Category category) {
        return new CategoryRow(
                category.id().toString(),
                category.name(),
                category.slug(),
                desk.t("categories.courses", "count", category.courses()),
                category.courses() > 0,
                PATH + "/" + category.id());
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            Course.Category added = categories.ensure("", Desk.value(form, "name"));
            return desk.done(PATH, "categories.added", "name", added.name());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "categories/list",
                    desk.page("categories.title", Place.CATEGORIES),
                    view(desk.refused(Form.at(PATH), form, problem)));
        }
    }

    @POST
    @Path("{category}/rename")
    @Operation(hidden = true)
    public Response rename(@PathParam("category") UUID id, MultivaluedMap<String, String> form) {
        String name = Desk.value(form, "name").strip();
        try {
            categories.rename(new CategoryId(id), name);
            return desk.done(PATH, "categories.renamed", "name", name);
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }

    @POST
    @Path("{category}/remove")
    @Operation(hidden = true)
    public Response remove(@PathParam("category") UUID id) {
        try {
            categories.remove(new CategoryId(id));
            return desk.done(PATH, "categories.removed");
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }
}
