package io.lyceum.academy;

import io.lyceum.catalog.Texts;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import io.lyceum.shared.web.TextPageView;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The privacy page, and the icons that browsers ask for by themselves. */
@Path("/")
@RequestScoped
@Open
public class PolicyResource {

    @Inject Brands brands;
    @Inject Pages pages;

    /**
     * What the product itself stores, so that a school has a true page before it writes its own.
     */
    @GET
    @Path("privacy")
    @Operation(hidden = true)
    public Response privacy() {
        Brand brand = brands.current();
        Messages words = Messages.of("policy", CurrentRequest.require().locale());
        String markdown = words.get("privacy.text", "school", brand.name());
        return pages.html(
                "shared/text",
                new TextPageView(words.get("privacy.title"), Texts.html(markdown), ""),
                PageContext.Section.OTHER);
    }

    @GET
    @Path("favicon.ico")
    @Operation(hidden = true)
    public Response favicon() {
        return icon(32);
    }

    @GET
    @Path("apple-touch-icon.png")
    @Operation(hidden = true)
    public Response touchIcon() {
        return icon(180);
    }

    private Response icon(int size) {
        return Response.status(302)
                .location(
                        URI.create(
                                "/app-icon." + brands.current().revision() + "." + size + ".png"))
                .header("Cache-Control", "public, max-age=300")
                .build();
    }
}
