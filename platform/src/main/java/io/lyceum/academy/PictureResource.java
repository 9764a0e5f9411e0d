package io.lyceum.academy;

import io.lyceum.catalog.Catalogue;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseArt;
import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Open;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Pictures drawn from the brand, and the sitemap. */
@Path("/")
@ApplicationScoped
@Open
public class PictureResource {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @Inject Brands brands;
    @Inject Catalogue catalogue;
    @Inject CurrentSchool school;

    private final SchoolCache<Key, byte[]> previews = new SchoolCache<>(500, Duration.ofDays(1));

    @GET
    @Path("art/{revision:[0-9]+}/{icon:[a-z-]{1,31}}/{seed:[a-z0-9-]{1,120}}.svg")
    @Produces("image/svg+xml")
    @Operation(hidden = true)
    public Response art(@PathParam("icon") String icon, @PathParam("seed") String seed) {
        String svg = CourseArt.of(BrandPalette.of(brands.current())).svg(seed, icon);
        return Response.ok(svg).header("Cache-Control", FOR_EVER).build();
    }

    @GET
    @Path("preview/{revision:[0-9]+}/{slug:[a-z0-9-]{1,120}}.png")
    @Produces("image/png")
    @Operation(hidden = true)
    public Response preview(@PathParam("slug") String slug) {
        Brand brand = brands.current();
        byte[] png =
                previews.get(school.id(), new Key(brand.revision(), slug), () -> draw(brand, slug));
        return Response.ok(png).header("Cache-Control", "public, max-age=86400").build();
    }

    private byte[] draw(Brand brand, String slug) {
        CourseArt art = CourseArt.of(BrandPalette.of(brand));
        if (slug.equals("home")) {
            return art.preview(slug, "book", brand.name(), brand.tagline(), brand.name());
        }
        Course course = catalogue.published(slug);
        return art.preview(slug, course.icon(), course.title(), course.teacherName(), brand.name());
    }

    @GET
    @Path("sitemap.xml")
    @Produces("application/xml; charset=utf-8")
    @Operation(hidden = true)
    public Response sitemap() {
        if (school.id().equals(SchoolId.PLATFORM)) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        String origin = CurrentRequest.require().origin();
        StringBuilder xml = new StringBuilder(100_000);
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (String path : List.of("/", "/courses")) {
            xml.append("<url><loc>").append(origin).append(path).append("</loc></url>\n");
        }
        for (Catalogue.SitemapLine line : catalogue.sitemap()) {
            xml.append("<url><loc>")
                    .append(origin)
                    .append("/courses/")
                    .append(line.slug())
                    .append("</loc><lastmod>")
                    .append(line.updatedAt())
                    .append("</lastmod></url>\n");
        }
        xml.append("</urlset>\n");
        return Response.ok(xml.toString()).header("Cache-Control", "public, max-age=3600").build();
    }

    private record Key(long revision, String slug) {}
}
