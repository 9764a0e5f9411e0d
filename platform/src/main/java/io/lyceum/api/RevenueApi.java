package io.lyceum.api;

import io.lyceum.commerce.Revenue;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the school has earned. */
@Path("/api/v1/revenue")
@Tag(name = "Orders")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RevenueApi {

    private static final int USUAL_DAYS = 30;

    @Inject Revenue revenue;
    @Inject Clock clock;

    @GET
    @Operation(
            summary = "Adds up what was earned, by currency and day, week or month",
            description =
                    "`from` and `to` are days in the school's time zone, both included; the last"
                            + " 30 days without them. `interval` is DAY, WEEK or MONTH. Amounts are"
                            + " in minor units, from the books.")
    public Revenue.Report read(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("interval") String interval) {
        LocalDate last = day("to", to).orElseGet(() -> revenue.day(clock.instant()));
        return revenue.report(
                day("from", from).orElse(last.minusDays(USUAL_DAYS - 1)),
                last,
                Bodies.choice(Revenue.Interval.class, "interval", interval)
                        .orElse(Revenue.Interval.DAY));
    }

    private static Optional<LocalDate> day(String name, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            new Checks().that(false, name, "Write a day like 2026-03-31.").done();
            return Optional.empty();
        }
    }
}
