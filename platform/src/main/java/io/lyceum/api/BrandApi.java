package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import io.lyceum.shared.web.Open;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import io.lyceum.tenancy.Brands;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The look of the school. */
@Path("/api/v1/brand")
@Tag(name = "Brand")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BrandApi {

    private static final long LOGO_LIMIT = 2L << 20;

    @Inject Brands brands;
    @Inject Files files;

    @GET
    @Open
    @Operation(summary = "Reads the brand")
    public Response read() {
        Brand brand = brands.latest();
        return Etags.ok(view(brand), brand.revision());
    }

    @PUT
    @Allow(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Changes the brand", description = "Needs If-Match.")
    public Response change(@HeaderParam("If-Match") String ifMatch, BrandBody body) {
        long revision = Etags.require(ifMatch);
        Brand now = brands.latest();
        Brand changed = brands.change(Bodies.require(body).over(now, revision));
        return Etags.ok(view(changed), changed.revision());
    }

    @PUT
    @Path("logo")
    @Allow(Role.ADMIN)
    @Consumes({"image/png", "image/jpeg", "image/svg+xml", "image/webp"})
    @Operation(summary = "Replaces the logo", description = "The body is the picture itself.")
    public Response changeLogo(@QueryParam("name") String name, InputStream body) {
        UUID file =
                files.put(name == null ? "logo.png" : name, Bodies.require(body), true, LOGO_LIMIT)
                        .id();
        Brand changed = brands.change(brands.latest().withLogo(Optional.of(file)));
        return Etags.ok(view(changed), changed.revision());
    }

    private static BrandView view(Brand brand) {
        return new BrandView(
                brand.name(),
                brand.tagline(),
                brand.primary(),
                brand.secondary(),
                brand.typeface(),
                brand.radius(),
                brand.logo().map(id -> "/files/" + id + "/logo"),
                BrandPalette.of(brand).light().accent());
    }

    /** The brand; what is left out stays as it is. */
    public record BrandBody(
            @Schema(example = "Harbour Languages") String name,
            @Schema(example = "Small groups, real talk") String tagline,
            @Schema(example = "#0b6e6e") String primary,
            @Schema(example = "#f2b84b") String secondary,
            Brand.Typeface typeface,
            Brand.Radius radius) {

        Brand over(Brand now, long revision) {
            return new Brand(
                    or(name, now.name()),
                    or(tagline, now.tagline()),
                    or(primary, now.primary()),
                    or(secondary, now.secondary()),
                    or(typeface, now.typeface()),
                    or(radius, now.radius()),
                    now.logo(),
                    revision);
        }

        private static <T> T or(T wanted, T now) {
            return wanted == null ? now : wanted;
        }
    }

    /**
     * The brand.
     *
     * @param accent what buttons and links use on light pages, derived so that it carries text
     */
    public record BrandView(
            String name,
            String tagline,
            String primary,
            String secondary,
            Brand.Typeface typeface,
            Brand.Radius radius,
            Optional<String> logo,
            String accent) {}
}
