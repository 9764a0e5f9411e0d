package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.money.ExchangeRates;
import io.lyceum.money.RateFiles;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exchange rates for all schools. */
@Path("/api/v1/platform/exchange-rates")
@Tag(name = "Platform")
@Allow(Role.PLATFORM_ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PlatformExchangeRatesApi {

    @Inject RateFiles files;

    @POST
    @Path("imports")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Imports rates for all schools from a file of the European Central Bank",
            description =
                    "The body is `eurofxref-daily.xml`, `eurofxref-hist-90d.xml` or `eurofxref-hist.xml`, of"
                            + " up to 16 MB; all of its days are kept. A file with an error changes"
                            + " nothing.")
    public ExchangeRates.Imported upload(InputStream body) {
        return files.forAll(Bodies.require(body));
    }
}
