package io.lyceum.api;

import io.lyceum.commerce.PaymentEvents;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.SchoolFilter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where Stripe tells the platform what became of payments. */
@Path(SchoolFilter.STRIPE)
@Tag(name = "Orders")
@Open
@RequestScoped
public class StripeEventsApi {

    @Inject PaymentEvents events;

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Takes in a message of Stripe",
            description =
                    "It is kept first and handled afterwards, once. 401 unless Stripe has signed it"
                            + " within five minutes.")
    public void receive(@HeaderParam("Stripe-Signature") String signature, byte[] body) {
        events.receive(
                new String(body, StandardCharsets.UTF_8),
                Objects.requireNonNullElse(signature, ""));
    }
}
