package io.lyceum.commerce;

import io.lyceum.commerce.internal.ReceiptPdf;
import io.lyceum.commerce.internal.StripeGateway;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.files.LogoPicture;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tax.Sellers;
import io.lyceum.tax.TaxQuote;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Receipts of orders, and their PDFs in the look that the school has now. Not in a transaction:
 * drawing takes a while.
 */
@ApplicationScoped
public class Receipts {

    @Inject Orders orders;
    @Inject Sellers sellers;
    @Inject Brands brands;
    @Inject Schools schools;
    @Inject Files files;
    @Inject CurrentSchool currentSchool;
    @Inject StripeGateway stripe;
    @Inject Transactions transactions;

    /**
     * Reads the receipt of an order.
     *
     * @throws Problem NOT_FOUND, NO_RECEIPT_YET
     */
    public Receipt of(UUID order) {
        return transactions.call(() -> receipt(orders.line(order)));
    }

    private Receipt receipt(Orders.Line line) {
        Order order = line.order();
        if (order.number().isEmpty() || order.paidAt().isEmpty()) {
            throw new Problem(PaymentProblem.NO_RECEIPT_YET);
        }
        School school = school();
        List<Receipt.GoneBack> refunds =
                orders.refunds(order.id()).stream()
                        .filter(refund -> refund.status() == OrderRefund.Status.DONE)
                        .map(r -> new Receipt.GoneBack(day(r.createdAt(), school), r.amountMinor()))
                        .toList();
        return new Receipt(
                order.id(),
                order.number().get(),
                day(order.paidAt().get(), school),
                order.currency(),
                sellers.current(),
                new Receipt.Buyer(
                        line.buyer(),
                        line.email(),
                        order.billed().company(),
                        order.billed().vatId()),
                lines(order),
                refunds,
                order.billed().reverseCharge(),
                stripe.test());
    }

    /** The item, and what was taken along; together they are what was paid. */
    private static List<ReceiptLine> lines(Order order) {
        Optional<TaxQuote> onExtra = order.extra().map(extra -> order.taxed(extra.minor()));
        long gross = order.totalMinor() - onExtra.map(TaxQuote::grossMinor).orElse(0L);
        long tax = order.taxMinor() - onExtra.map(TaxQuote::taxMinor).orElse(0L);
        List<ReceiptLine> lines = new ArrayList<>();
        lines.add(line(order, order.title(), gross, tax));
        onExtra.ifPresent(
                quote ->
                        lines.add(
                                line(
                                        order,
                                        order.extra().orElseThrow().title(),
                                        quote.grossMinor(),
                                        quote.taxMinor())));
        return lines;
    }

    private static ReceiptLine line(Order order, String title, long gross, long tax) {
        return tax == 0
                ? ReceiptLine.untaxed(title, gross)
                : new ReceiptLine(
                        title,
                        gross - tax,
                        tax,
                        gross,
                        order.billed().taxName(),
                        order.billed().taxThousandths());
    }

    private School school() {
        return schools.byId(currentSchool.id()).orElseThrow();
    }

    private static LocalDate day(Instant when, School school) {
        return LocalDate.ofInstant(when, school.timeZone());
    }

    /**
     * Draws the receipt of an order.
     *
     * @param language of its words
     * @throws Problem NOT_FOUND, NO_RECEIPT_YET
     */
    public byte[] pdf(UUID order, Locale language) {
        Receipt receipt = of(order);
        Brand brand = brands.current();
        return ReceiptPdf.render(
                receipt,
                brand,
                brand.logo()
                        .flatMap(files::find)
                        .flatMap(f -> LogoPicture.read(f.content().type(), files.read(f))),
                language);
    }
}
