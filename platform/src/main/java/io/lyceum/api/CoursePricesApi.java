package io.lyceum.api;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.Money;
import io.lyceum.money.Prices;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a course costs in the school's currencies. */
@Path("/api/v1/courses/{course}/prices")
@Tag(name = "Currencies")
@Allow(Role.TEACHER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CoursePricesApi {

    @Inject Courses courses;
    @Inject Prices prices;

    @GET
    @Operation(
            summary = "Lists what a course costs today in each of the school's currencies",
            description =
                    "The price of the course itself first. Nothing for a free course; currencies without"
                            + " a fixed price or a rate are left out.")
    public List<Prices.Price> list(@PathParam("course") UUID id) {
        Course course = courses.byId(new CourseId(id));
        return course.free()
                ? List.of()
                : prices.all(id, new Money(course.priceMinor(), course.currency()));
    }

    @PUT
    @Operation(
            summary = "Fixes what a course costs in some currencies",
            description = "Fixed prices that are not given any more are converted again.")
    public List<Money> fix(@PathParam("course") UUID id, FixedPricesBody body) {
        courses.byId(new CourseId(id));
        return prices.fix(id, Bodies.require(body).money());
    }
}
