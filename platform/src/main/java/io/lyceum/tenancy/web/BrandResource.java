package io.lyceum.tenancy.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.shared.Json;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Open;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import io.lyceum.tenancy.Brands;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The school's style sheet, web app manifest and robots file. */
@Path("/")
@RequestScoped
@Open
public class BrandResource {

    @Inject Brands brands;

    /** The revision is part of the address, so the current one may be kept for ever. */
    @GET
    @Path("brand.{revision:[0-9]+}.css")
    @Produces("text/css; charset=utf-8")
    @Operation(hidden = true)
    public Response css(@PathParam("revision") long revision) {
        Brand brand = brands.current();
        String caching =
                brand.revision() == revision ? "public, max-age=31536000, immutable" : "no-store";
        return Response.ok(BrandPalette.of(brand).css()).header("Cache-Control", caching).build();
    }

    @GET
    @Path("manifest.webmanifest")
    @Produces("application/manifest+json")
    @Operation(hidden = true)
    public Response manifest() {
        Brand brand = brands.current();
        ObjectNode manifest = Json.MAPPER.createObjectNode();
        manifest.put("id", "/");
        manifest.put("name", brand.name());
        manifest.put(
                "short_name",
                brand.name().length() <= 12 ? brand.name() : brand.name().split("\\s+")[0]);
        manifest.put("description", brand.tagline());
        manifest.put("lang", CurrentRequest.require().locale().toLanguageTag());
        manifest.put("start_url", "/");
        manifest.put("scope", "/");
        manifest.put("display", "standalone");
        manifest.put("theme_color", brand.primary());
        manifest.put("background_color", BrandPalette.of(brand).light().surface());
        ArrayNode icons = manifest.putArray("icons");
        for (int size : new int[] {192, 512}) {
            ObjectNode icon = icons.addObject();
            icon.put("src", "/app-icon." + brand.revision() + "." + size + ".png");
            icon.put("sizes", size + "x" + size);
            icon.put("type", "image/png");
            icon.put("purpose", "any");
        }
        return Response.ok(manifest.toString())
                .header("Cache-Control", "public, max-age=300")
                .build();
    }

    @GET
    @Path("robots.txt")
    @Produces("text/plain; charset=utf-8")
    @Operation(hidden = true)
    public String robots() {
        return """
            User-agent: *
            Disallow: /api/
            Disallow: /manage
            Disallow: /platform
            Disallow: /learning
            Disallow: /sign-in
            Disallow: /register
            Disallow: /search

            Sitemap: %s/sitemap.xml
            """
                .formatted(CurrentRequest.require().origin());
    }
}
