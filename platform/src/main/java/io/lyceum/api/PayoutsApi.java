package io.lyceum.api;

import io.lyceum.catalog.CourseId;
import io.lyceum.commerce.Agreement;
import io.lyceum.commerce.Agreements;
import io.lyceum.commerce.Balance;
import io.lyceum.commerce.BankPayout;
import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.ConnectedBalance;
import io.lyceum.commerce.Earnings;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.Payouts;
import io.lyceum.commerce.ShareTransfer;
import io.lyceum.identity.Allow;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the school gets its money, and what its teachers get of it. */
@Path("/api/v1/payouts")
@Tag(name = "Payouts")
@Allow(Role.OWNER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PayoutsApi {

    @Inject Payouts payouts;
    @Inject Earnings earnings;
    @Inject Agreements agreements;
    @Inject Clock clock;

    @GET
    @Operation(summary = "Lists the school's payouts to its bank, the latest first; at most 100")
    public List<BankPayout> list() {
        return payouts.list(Payee.school());
    }

    @POST
    @Operation(
            summary = "Pays out to the school's bank",
            description =
                    "While the payment service does not answer, the payout waits and is asked for"
                            + " again by itself. Send an `Idempotency-Key`.")
    public Response payOut(PayoutBody body) {
        return payOut(payouts, Payee.school(), body, Ids.at(clock.instant()));
    }

    static Response payOut(Payouts payouts, Payee payee, PayoutBody body, UUID id) {
        PayoutBody wanted = Bodies.require(body);
        new Checks()
                .that(
                        wanted.amountMinor() != null && wanted.amountMinor() > 0,
                        "amountMinor",
                        "Say how much, in minor units.")
                .that(
                        wanted.currency() != null && wanted.currency().matches("[A-Z]{3}"),
                        "currency",
                        "Name a currency like EUR.")
                .done();
        return Response.status(202)
                .entity(
                        payouts.payOut(
                                payee,
                                id,
                                Objects.requireNonNullElse(
                                        wanted.method(), BankPayout.Method.STANDARD),
                                wanted.currency(),
                                wanted.amountMinor()))
                .build();
    }

    /**
     * What is paid out.
     *
     * @param amountMinor what the bank gets, in minor units; the fee of an instant payout comes
     *     besides
     * @param method STANDARD if left out
     */
    public record PayoutBody(
            @Schema(example = "4900") Long amountMinor,
            @Schema(example = "EUR") String currency,
            BankPayout.Method method) {}

    @GET
    @Path("account")
    @Operation(
            summary = "Reads the school's account at Stripe",
            description = "As it was when Stripe was asked last. 404 while there is none.")
    public ConnectedAccount account() {
        return payouts.account(Payee.school());
    }

    @POST
    @Path("account")
    @Operation(
            summary = "Opens the school's account at Stripe, or goes on with the one that there is")
    public ConnectedAccount connect(AccountBody body) {
        return payouts.connect(Payee.school(), country(body));
    }

    static String country(AccountBody body) {
        String country = Bodies.require(body).country();
        new Checks().that(country != null, "country", "Choose a country.").done();
        return country;
    }

    /**
     * Where an account is opened.
     *
     * @param country two letters
     */
    public record AccountBody(@Schema(example = "DE") String country) {}

    @POST
    @Path("account/link")
    @Operation(
            summary = "Answers where the owner tells Stripe what it must know",
            description = "Good for a few minutes, once.")
    public Link link() {
        return new Link(payouts.link(Payee.school(), "/manage/payouts"));
    }

    /** An address at Stripe. */
    public record Link(String url) {}

    @GET
    @Path("account/balances")
    @Operation(summary = "Asks Stripe what the school's account has, by currency")
    public List<ConnectedBalance> balances() {
        return payouts.balances(Payee.school());
    }

    @PUT
    @Path("account/schedule")
    @Operation(summary = "Changes when Stripe pays the school out by itself")
    public ConnectedAccount schedule(ScheduleBody body) {
        ConnectedAccount.Interval interval = Bodies.require(body).interval();
        new Checks().that(interval != null, "interval", "Choose when.").done();
        return payouts.schedule(Payee.school(), interval);
    }

    /** When Stripe pays out by itself. */
    public record ScheduleBody(ConnectedAccount.Interval interval) {}

    @GET
    @Path("transfers")
    @Operation(
            summary = "Lists what went to the school's account and came back, the latest first",
            description = "At most 100.")
    public List<ShareTransfer> transfers() {
        return payouts.transfers(Payee.school());
    }

    @GET
    @Path("statement")
    @Operation(summary = "Lists what the school itself earned and lost again, the latest first")
    public Slice<Earnings.Line> statement(
            @QueryParam("cursor") String cursor, @QueryParam("limit") int limit) {
        return earnings.statement(Payee.school(), Optional.ofNullable(cursor), Bodies.limit(limit));
    }

    @GET
    @Path("balance")
    @Operation(summary = "Tells what the school itself has earned and got, by currency")
    public List<Balance> balance() {
        return earnings.balances(Payee.school());
    }

    @GET
    @Path("teachers")
    @Operation(summary = "Lists the teachers who have a share of something, by name; at most 200")
    public List<TeacherLine> teachers() {
        return earnings.teachers().stream()
                .map(
                        teacher ->
                                new TeacherLine(
                                        teacher.person(),
                                        teacher.name(),
                                        payouts.find(Payee.teacher(teacher.person()))
                                                .map(ConnectedAccount::stage),
                                        earnings.balances(Payee.teacher(teacher.person()))))
                .toList();
    }

    /**
     * How a teacher stands.
     *
     * @param account how far their account at Stripe is; nothing if they have none
     */
    public record TeacherLine(
            PersonId person,
            String name,
            Optional<ConnectedAccount.Stage> account,
            List<Balance> balances) {}

    @GET
    @Path("agreements")
    @Operation(summary = "Lists what teachers get of courses now, or will; at most 500 courses")
    public List<Agreement> agreements() {
        return agreements.list();
    }

    @GET
    @Path("agreements/{course}")
    @Operation(summary = "Lists all that was agreed about a course, the latest first")
    public List<Agreement> agreements(@PathParam("course") UUID course) {
        return agreements.of(new CourseId(course));
    }

    @POST
    @Path("agreements/{course}")
    @Operation(
            summary = "Agrees on what teachers get of a course",
            description = "It counts for later sales; what was sold before is not touched.")
    public Response agree(@PathParam("course") UUID course, AgreementBody body) {
        AgreementBody wanted = Bodies.require(body);
        List<ShareBody> shares = Objects.requireNonNullElse(wanted.shares(), List.of());
        new Checks()
                .that(
                        wanted.shares() != null
                                && shares.stream()
                                        .allMatch(
                                                share ->
                                                        share.person() != null
                                                                && share.basisPoints() != null),
                        "shares",
                        "Say who gets how much.")
                .done();
        return Response.status(201)
                .entity(
                        agreements.agree(
                                new CourseId(course),
                                new Agreements.Change(
                                        Optional.ofNullable(wanted.validFrom()),
                                        Objects.requireNonNullElse(wanted.minimumMinor(), 0L),
                                        Objects.requireNonNullElse(wanted.holdDays(), 0),
                                        shares.stream()
                                                .map(
                                                        share ->
                                                                new Agreements.Part(
                                                                        new PersonId(
                                                                                share.person()),
                                                                        share.basisPoints()))
                                                .toList())))
                .build();
    }

    /**
     * What is agreed.
     *
     * @param validFrom from when on; now if left out
     * @param minimumMinor below which nothing is transferred; 0 if left out
     * @param holdDays how long shares are held after a sale; 0 if left out
     * @param shares who gets how much; none if nobody gets anything
     */
    public record AgreementBody(
            Instant validFrom, Long minimumMinor, Integer holdDays, List<ShareBody> shares) {}

    /** What one teacher gets, in hundredths of a percent of what a sale leaves. */
    public record ShareBody(UUID person, @Schema(example = "3000") Integer basisPoints) {}
}
