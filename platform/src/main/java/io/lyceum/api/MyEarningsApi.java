package io.lyceum.api;

import io.lyceum.commerce.Agreement;
import io.lyceum.commerce.Agreements;
import io.lyceum.commerce.Balance;
import io.lyceum.commerce.BankPayout;
import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.Earnings;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.Payouts;
import io.lyceum.commerce.ShareTransfer;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.Ids;
import io.lyceum.shared.Slice;
import io.lyceum.shared.web.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a teacher earns: their own and nobody else's. */
@Path("/api/v1/payouts/mine")
@Tag(name = "Payouts")
@Allow(Role.TEACHER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MyEarningsApi {

    @Inject Payouts payouts;
    @Inject Earnings earnings;
    @Inject Agreements agreements;
    @Inject CurrentPerson currentPerson;
    @Inject Clock clock;

    private Payee me() {
        return Payee.teacher(currentPerson.require().id());
    }

    @GET
    @Operation(summary = "Tells what the caller has agreed on, earned and got")
    public Mine mine() {
        return new Mine(
                agreements.of(currentPerson.require().id()),
                earnings.balances(me()),
                payouts.find(me()));
    }

    /**
     * What somebody has agreed on, earned and got.
     *
     * @param account at Stripe; nothing before one was opened
     */
    public record Mine(
            List<Agreement> agreements,
            List<Balance> balances,
            Optional<ConnectedAccount> account) {}

    @GET
    @Path("statement")
    @Operation(summary = "Lists what the caller earned and lost again, the latest first")
    public Slice<Earnings.Line> statement(
            @QueryParam("cursor") String cursor, @QueryParam("limit") int limit) {
        return earnings.statement(me(), Optional.ofNullable(cursor), Bodies.limit(limit));
    }

    @GET
    @Path("transfers")
    @Operation(
            summary = "Lists what went to the caller's account and came back, the latest first",
            description = "At most 100.")
    public List<ShareTransfer> transfers() {
        return payouts.transfers(me());
    }

    @POST
    @Path("acceptance")
    @Operation(summary = "Agrees with all that counts for the caller now or will")
    public void accept() {
        agreements.accept(currentPerson.require().id());
    }

    @POST
    @Path("account")
    @Operation(
            summary = "Opens the caller's account at Stripe, or goes on with the one that there is")
    public ConnectedAccount connect(PayoutsApi.AccountBody body) {
        return payouts.connect(me(), PayoutsApi.country(body));
    }

    @POST
    @Path("account/link")
    @Operation(
            summary = "Answers where the caller tells Stripe what it must know",
            description = "Good for a few minutes, once.")
    public PayoutsApi.Link link() {
        return new PayoutsApi.Link(payouts.link(me(), "/manage/earnings"));
    }

    @GET
    @Path("payouts")
    @Operation(summary = "Lists the caller's payouts to their bank, the latest first; at most 100")
    public List<BankPayout> list() {
        return payouts.list(me());
    }

    @POST
    @Path("payouts")
    @Operation(
            summary = "Pays out to the caller's bank",
            description =
                    "While the payment service does not answer, the payout waits and is asked for"
                            + " again by itself. Send an `Idempotency-Key`.")
    public Response payOut(PayoutsApi.PayoutBody body) {
        return PayoutsApi.payOut(payouts, me(), body, Ids.at(clock.instant()));
    }
}
