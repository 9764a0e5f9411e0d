package io.lyceum.academy;

import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Offers;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.SaleItem;
import io.lyceum.credits.CreditBalance;
import io.lyceum.credits.CreditHolder;
import io.lyceum.credits.CreditLine;
import io.lyceum.credits.Credits;
import io.lyceum.credits.web.CreditsView;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Role;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What somebody may still have done for them by AI. */
@Path("/credits")
@RequestScoped
@Allow(Role.LEARNER)
public class CreditsResource {

    private static final int LINES = 50;

    @Inject Credits credits;
    @Inject Offers offers;
    @Inject Checkout checkout;
    @Inject CurrentPerson currentPerson;
    @Inject Pages pages;

    @GET
    @Operation(hidden = true)
    public Response show() {
        CreditHolder holder = CreditHolder.of(currentPerson.require().id());
        CreditBalance balance = credits.balance(holder);
        return pages.html(
                "credits/credits",
                new CreditsView(
                        balance.left(),
                        // The end of a day is the next one's beginning.
                        balance.unlimitedUntil()
                                .map(until -> Cards.day(until.minus(Duration.ofSeconds(1))))
                                .orElse(""),
                        Cards.words()
                                .get(
                                        "credits.of",
                                        "left",
                                        number(balance.free()),
                                        "all",
                                        number(balance.monthly())),
                        number(balance.extra()),
                        balance.held() == 0 ? "" : number(balance.held()),
                        Cards.day(balance.renewsAt()),
                        packs(),
                        credits.lines(holder, LINES).stream().map(CreditsResource::line).toList()),
                PageContext.Section.ACCOUNT);
    }

    private List<CreditsView.Pack> packs() {
        if (!checkout.ready()) {
            return List.of();
        }
        return offers.onSale().stream()
                .filter(one -> one.product().scope() == Product.Scope.CREDITS)
                .filter(one -> !one.offer().soldOut())
                .map(CreditsResource::pack)
                .toList();
    }

    private static CreditsView.Pack pack(Offers.Listed listed) {
        Messages words = Cards.words();
        SaleItem item = listed.item();
        String price = CourseText.price(words, item.priceMinor(), item.currency());
        return new CreditsView.Pack(
                item.path() + "/checkout",
                item.title(),
                CreditTexts.line(words, listed.product(), item),
                (price + " " + SaleTexts.per(words, item)).strip());
    }

    private static CreditsView.Line line(CreditLine line) {
        return new CreditsView.Line(
                line.kind().name(),
                line.note(),
                amount(line),
                switch (line.kind()) {
                    case MONTH, GRANTED, UNLIMITED -> "star";
                    case OPEN, LAPSED, EXPIRED -> "clock";
                    case COMMITTED -> "check";
                    case RELEASED, TAKEN_BACK -> "arrow-left";
                },
                Cards.day(line.createdAt()));
    }

    private static String amount(CreditLine line) {
        if (line.amount() == 0) {
            return "";
        }
        String number = number(Math.abs(line.amount()));
        if (line.unlimited()) {
            return Cards.words().get("credits.uncounted", "number", number);
        }
        return (line.amount() < 0 ? "\u2212" : "+") + number;
    }

    private static String number(long value) {
        return NumberFormat.getIntegerInstance(CurrentRequest.require().locale()).format(value);
    }
}
