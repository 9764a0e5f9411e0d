package io.lyceum.api;

import io.lyceum.credits.CreditBalance;
import io.lyceum.credits.CreditHolder;
import io.lyceum.credits.CreditLine;
import io.lyceum.credits.CreditReservation;
import io.lyceum.credits.CreditSettings;
import io.lyceum.credits.CreditTotals;
import io.lyceum.credits.Credits;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.People;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people may have done for them by AI. */
@Path("/api/v1/credits")
@Tag(name = "Credits")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CreditsApi {

    private static final int LINES = 50;

    @Inject Credits credits;
    @Inject People people;
    @Inject CurrentPerson currentPerson;

    @GET
    @Operation(
            summary = "Lists people with their credits, the latest to join first",
            description =
                    "`school` is the school's own account. `q` is a part of a name or address.")
    public CreditsView list(
            @QueryParam("q") String query,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") int limit) {
        Slice<Credits.PersonLine> found =
                credits.list(
                        Objects.requireNonNullElse(query, ""),
                        Optional.ofNullable(cursor),
                        Bodies.limit(limit));
        return new CreditsView(
                credits.totals(),
                credits.balance(CreditHolder.SCHOOL),
                found.items(),
                found.next());
    }

    @GET
    @Path("me")
    @Allow(Role.LEARNER)
    @Operation(summary = "Reads your credits and the latest of what happened to them")
    public AccountView mine() {
        return account(CreditHolder.of(currentPerson.require().id()));
    }

    @GET
    @Path("people/{person}")
    @Operation(summary = "Reads somebody's credits and the latest of what happened to them")
    public AccountView ofPerson(@PathParam("person") UUID person) {
        return account(CreditHolder.of(people.byId(new PersonId(person)).id()));
    }

    private AccountView account(CreditHolder holder) {
        return new AccountView(credits.balance(holder), credits.lines(holder, LINES));
    }

    @POST
    @Path("grants")
    @Operation(
            summary = "Grants credits that stay, or makes them unlimited for a time",
            description =
                    "To the school itself without a `person`. With an Idempotency-Key, what is asked"
                            + " again is granted once, however late.")
    public AccountView grant(@HeaderParam("Idempotency-Key") String key, GrantBody body) {
        GrantBody wanted = Bodies.require(body);
        new Checks()
                .that(
                        (wanted.credits() == null) != (wanted.unlimitedUntil() == null),
                        "credits",
                        "Fill this in.")
                .done();
        CreditHolder holder = holder(wanted.person());
        String source =
                "asked:"
                        + currentPerson.require().id()
                        + ":"
                        + (key == null ? UUID.randomUUID() : key);
        if (wanted.unlimitedUntil() == null) {
            credits.grant(
                    holder,
                    wanted.credits(),
                    source,
                    Objects.requireNonNullElse(wanted.note(), ""));
        } else {
            credits.unlimited(holder, wanted.unlimitedUntil(), CreditHolder.BY_HAND);
        }
        return account(holder);
    }

    private static CreditHolder holder(@Nullable UUID person) {
        return new CreditHolder(Optional.ofNullable(person).map(PersonId::new));
    }

    @POST
    @Path("reservations")
    @Operation(
            summary = "Reserves credits for a piece of work",
            description =
                    "Whoever asks again with the same `key` gets the same reservation. It is given"
                            + " back by itself after 15 minutes.")
    public Response reserve(ReservationBody body) {
        ReservationBody wanted = Bodies.require(body);
        CreditReservation reservation =
                credits.reserve(
                        holder(wanted.person()),
                        Objects.requireNonNullElse(wanted.amount(), 0L),
                        Objects.requireNonNullElse(wanted.purpose(), ""),
                        Objects.requireNonNullElse(wanted.key(), ""));
        return Response.created(URI.create("/api/v1/credits/reservations/" + reservation.id()))
                .entity(reservation)
                .build();
    }

    @GET
    @Path("reservations/{reservation}")
    @Operation(summary = "Reads a reservation")
    public CreditReservation reservation(@PathParam("reservation") UUID id) {
        return credits.reservation(id);
    }

    @POST
    @Path("reservations/{reservation}/commit")
    @Operation(
            summary = "Says how much the work took; the rest comes back",
            description = "Said twice, it counts once. All of it was used if `used` is left out.")
    public CreditReservation commit(@PathParam("reservation") UUID id, @Nullable CommitBody body) {
        CreditReservation reservation = credits.reservation(id);
        Long used = body == null ? null : body.used();
        return credits.commit(id, used == null ? reservation.amount() : used);
    }

    @POST
    @Path("reservations/{reservation}/release")
    @Operation(
            summary = "Gives back all of a reservation",
            description = "Said twice, it counts once.")
    public CreditReservation release(@PathParam("reservation") UUID id) {
        return credits.release(id);
    }

    @GET
    @Path("settings")
    @Operation(summary = "Reads how many credits are free in a month")
    public Response settings() {
        return answer(credits.settings());
    }

    @PUT
    @Path("settings")
    @Operation(
            summary = "Changes how many credits are free in a month",
            description =
                    "If-Match with the version that was read, or `\"v0\"` for the first one. More hold"
                            + " at once, fewer from the next month.")
    public Response change(@HeaderParam("If-Match") String ifMatch, SettingsBody body) {
        long version = Etags.require(ifMatch);
        SettingsBody wanted = Bodies.require(body);
        CreditSettings now = credits.settings();
        return answer(
                credits.change(
                        new CreditSettings(
                                Objects.requireNonNullElse(
                                        wanted.learnerMonthly(), now.learnerMonthly()),
                                Objects.requireNonNullElse(
                                        wanted.schoolMonthly(), now.schoolMonthly()),
                                version)));
    }

    private static Response answer(CreditSettings settings) {
        return Etags.ok(settings, settings.version());
    }

    /** Everybody's credits. */
    public record CreditsView(
            CreditTotals totals,
            CreditBalance school,
            List<Credits.PersonLine> items,
            Optional<String> next) {}

    /** Somebody's credits, with at most 50 of what happened to them, the latest first. */
    @Schema(name = "CreditAccountView")
    public record AccountView(CreditBalance balance, List<CreditLine> lines) {}

    /**
     * What is granted: credits, or time without counting.
     *
     * @param person left out for the school itself
     * @param note what for, as people are told
     */
    @Schema(name = "CreditGrantBody")
    public record GrantBody(
            UUID person,
            @Schema(example = "100") Long credits,
            @Schema(example = "2027-01-01T00:00:00Z") Instant unlimitedUntil,
            @Schema(example = "A pack of 100") String note) {}

    /**
     * What is reserved.
     *
     * @param person left out for the school itself
     */
    @Schema(name = "CreditReservationBody")
    public record ReservationBody(
            UUID person,
            @Schema(example = "5") Long amount,
            @Schema(example = "Tutor") String purpose,
            @Schema(example = "tutor-42") String key) {}

    /** How much the work took. */
    @Schema(name = "CreditCommitBody")
    public record CommitBody(@Schema(example = "3") Long used) {}

    /** What is free in a month; what is left out stays. */
    @Schema(name = "CreditSettingsBody")
    public record SettingsBody(
            @Schema(example = "50") Integer learnerMonthly,
            @Schema(example = "500") Integer schoolMonthly) {}
}
