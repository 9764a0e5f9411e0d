package io.lyceum.commerce;

import io.lyceum.tax.Seller;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What somebody has paid for, with what went back.
 *
 * @param paidOn in the school's time zone
 * @param reverseCharge whether the buyer owes the tax
 * @param test whether no real money moved
 */
public record Receipt(
        UUID order,
        long number,
        LocalDate paidOn,
        String currency,
        Seller seller,
        Buyer buyer,
        List<ReceiptLine> lines,
        List<GoneBack> refunds,
        boolean reverseCharge,
        boolean test) {

    public Receipt {
        lines = List.copyOf(lines);
        refunds = List.copyOf(refunds);
    }

    /** Who paid; texts that are not known are empty. */
    public record Buyer(String name, String email, String company, String vatId) {}

    /** Money that went back. */
    public record GoneBack(LocalDate on, long minor) {}

    public long netMinor() {
        return lines.stream().mapToLong(ReceiptLine::netMinor).sum();
    }

    public long taxMinor() {
        return lines.stream().mapToLong(ReceiptLine::taxMinor).sum();
    }

    public long grossMinor() {
        return lines.stream().mapToLong(ReceiptLine::grossMinor).sum();
    }

    public long refundedMinor() {
        return refunds.stream().mapToLong(GoneBack::minor).sum();
    }
}
