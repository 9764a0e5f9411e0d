package io.lyceum.commerce.internal;

import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import io.lyceum.commerce.Receipt;
import io.lyceum.commerce.ReceiptLine;
import io.lyceum.shared.colour.Colour;
import io.lyceum.shared.files.LogoPicture;
import io.lyceum.shared.pdf.PdfDocument;
import io.lyceum.shared.pdf.Typeface;
import io.lyceum.shared.text.Messages;
import io.lyceum.tax.Seller;
import io.lyceum.tenancy.Brand;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws receipts on A4, upright: as many pages as the lines need. */
public final class ReceiptPdf {

    private static final int MOST_LETTERS = 400;

    private final Receipt receipt;
    private final Brand brand;
    private final boolean logo;
    private final Locale locale;
    private final Messages words;

    private ReceiptPdf(Receipt receipt, Brand brand, boolean logo, Locale locale) {
        this.receipt = receipt;
        this.brand = brand;
        this.logo = logo;
        this.locale = locale;
        this.words = Messages.of("receipt", locale);
    }

    /** Draws a receipt; takes some tenths of a second, so never inside a transaction. */
    public static byte[] render(
            Receipt receipt, Brand brand, Optional<LogoPicture> logo, Locale language) {
        return PdfDocument.render(
                new PdfDocument(
                        new ReceiptPdf(receipt, brand, logo.isPresent(), language).xhtml(),
                        List.of(Typeface.SANS, Typeface.SANS_BOLD),
                        graphics -> logo.ifPresent(l -> l.paint(graphics, 0.2, 0.2, 17.4, 17.4)),
                        brand.name(),
                        receipt.paidOn(),
                        receipt.order().getMostSignificantBits()
                                ^ receipt.order().getLeastSignificantBits()));
    }

    private String t(String key, Object... values) {
        return escaped(words.get(key, values));
    }

    private static String escaped(String text) {
        return PdfDocument.escaped(PdfDocument.printable(text, MOST_LETTERS));
    }

    private String money(long minor) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(receipt.currency()));
        int digits =
                Math.max(
                        0,
                        java.util.Currency.getInstance(receipt.currency())
                                .getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return escaped(format.format(BigDecimal.valueOf(minor, digits)));
    }

    private String day(LocalDate day) {
        return escaped(
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day));
    }

    private String percent(int thousandths) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(3);
        return escaped(format.format(BigDecimal.valueOf(thousandths, 5)));
    }

    private String title() {
        return t(
                receipt.seller().complete() ? "title.invoice" : "title.receipt",
                "number",
                String.valueOf(receipt.number()));
    }

    private String xhtml() {
        Colour primary = Colour.parse(brand.primary());
        return """
        <html lang="%s">
        <head>
        <title>%s</title>
        <meta name="subject" content="%s"/>
        <meta name="description" content="%s"/>
        <style>
        @page { size: 210mm 297mm; margin: 18mm 18mm 20mm 22mm; @bottom-right { content: counter(page) " / " counter(pages); font-family: 'sans'; font-size: 8pt; color: #5b6470; } }
        body { margin: 0; font-family: 'sans'; font-size: 9.5pt; line-height: 1.4; color: #1a1d22; }
        div, h1, h2, p, table { margin: 0; padding: 0; }
        p, td, th, h1, h2, div { overflow-wrap: break-word; word-wrap: break-word; }
        .band { border-top: 1.6mm solid %s; padding-top: 6mm; }
        .head td { vertical-align: top; }
        .name { font-size: 13pt; font-weight: 700; color: %s; }
        .mark { text-align: right; }
        .mark span { border: 0.4mm solid #a15c00; color: #8a4b00; font-weight: 700; padding: 1mm 3mm; }
        h1 { font-size: 20pt; font-weight: 700; line-height: 1.2; margin: 10mm 0 6mm; color: %s; }
        h2 { font-size: 11pt; font-weight: 700; margin: 8mm 0 2mm; }
        .soft { color: #5b6470; }
        .label { color: #5b6470; font-size: 8pt; }
        table { width: 100%%; border-collapse: collapse; -fs-table-paginate: paginate; }
        .parties td { width: 50%%; vertical-align: top; padding: 0 6mm 0 0; }
        .lines { table-layout: fixed; margin-top: 8mm; }
        .lines th { text-align: left; font-weight: 400; font-size: 8pt; color: #5b6470; border-bottom: 0.3mm solid %s; padding: 0 0 1.5mm; }
        .lines td { border-bottom: 0.15mm solid #c9ced6; padding: 2.4mm 0; vertical-align: top; }
        .lines .what { padding-right: 5mm; }
        .lines .amount, .lines th.amount { text-align: right; white-space: nowrap; }
        .sums { width: 84mm; margin: 3mm 0 0 auto; page-break-inside: avoid; }
        .sums td { padding: 1mm 0; }
        .sums .amount { text-align: right; white-space: nowrap; }
        .sums .total td { border-top: 0.3mm solid %s; font-weight: 700; font-size: 11.5pt; padding-top: 2mm; }
        .foot { margin-top: 12mm; font-size: 8pt; color: #5b6470; page-break-inside: avoid; }
        object { width: 18mm; height: 18mm; }
        </style>
        </head>
        <body>
        <div class="band">
        <table class="head"><tr>%s<td><p class="name">%s</p>%s</td><td class="mark">%s</td></tr></table>
        <h1>%s</h1>
        <table class="parties"><tr><td>%s</td><td>%s</td></tr></table>
        %s
        %s
        %s
        %s
        </div>
        </body>
        </html>
        """
                .formatted(
                        locale.toLanguageTag(),
                        title(),
                        title(),
                        title(),
                        primary.hex(),
                        primary.readableOn(Colour.WHITE, Colour.TEXT_CONTRAST).hex(),
                        primary.readableOn(Colour.WHITE, Colour.TEXT_CONTRAST).hex(),
                        primary.hex(),
                        primary.hex(),
                        logo
                                ? "<td style=\"width:24mm\"><object type=\"lyceum/art\" alt=\""
                                        + escaped(brand.name())
                                        + "\"></object></td>"
                                : "",
                        escaped(brand.name()),
                        brand.tagline().isBlank()
                                ? ""
                                : "<p class=\"soft\">" + escaped(brand.tagline()) + "</p>",
                        receipt.test() ? "<span>" + t("test") + "</span>" : "",
                        title(),
                        seller(),
                        buyer(),
                        lines(),
                        sums(),
                        creditNote(),
                        foot());
    }

    private String seller() {
        Seller seller = receipt.seller();
        StringBuilder markup = new StringBuilder();
        label(markup, "seller");
        paragraph(markup, seller.legalName().isBlank() ? brand.name() : seller.legalName());
        seller.address().lines().forEach(line -> paragraph(markup, line));
        if (!seller.country().isEmpty()) {
            paragraph(
                    markup,
                    new Locale.Builder()
                            .setRegion(seller.country())
                            .build()
                            .getDisplayCountry(locale));
        }
        if (!seller.vatId().isBlank()) {
            paragraph(markup, words.get("vat", "id", seller.vatId()));
        }
        paragraph(markup, seller.email());
        return markup.toString();
    }

    private String buyer() {
        Receipt.Buyer buyer = receipt.buyer();
        StringBuilder markup = new StringBuilder();
        label(markup, "buyer");
        paragraph(markup, buyer.company());
        paragraph(markup, buyer.name());
        paragraph(markup, buyer.email());
        if (!buyer.vatId().isBlank()) {
            paragraph(markup, words.get("vat", "id", buyer.vatId()));
        }
        markup.append("<p>&#160;</p>");
        label(markup, "paid-on");
        markup.append("<p>").append(day(receipt.paidOn())).append("</p>");
        return markup.toString();
    }

    private void label(StringBuilder markup, String key) {
        markup.append("<p class=\"label\">").append(t(key)).append("</p>");
    }

    private static void paragraph(StringBuilder markup, String text) {
        if (!text.isBlank()) {
            markup.append("<p>").append(escaped(text)).append("</p>");
        }
    }

    private String lines() {
        boolean taxed = receipt.taxMinor() != 0;
        StringBuilder markup = new StringBuilder("<table class=\"lines\"><thead><tr><th>");
        markup.append(t("what")).append("</th>");
        if (taxed) {
            markup.append("<th class=\"amount\" style=\"width:28mm\">").append(t("net"));
            markup.append("</th><th class=\"amount\" style=\"width:34mm\">").append(t("tax"));
            markup.append("</th>");
        }
        markup.append("<th class=\"amount\" style=\"width:32mm\">").append(t("amount"));
        markup.append("</th></tr></thead><tbody>");
        for (ReceiptLine line : receipt.lines()) {
            markup.append("<tr><td class=\"what\">").append(escaped(line.title())).append("</td>");
            if (taxed) {
                amount(markup, money(line.netMinor()));
                amount(
                        markup,
                        money(line.taxMinor())
                                + (line.taxThousandths() == 0
                                        ? ""
                                        : " (" + percent(line.taxThousandths()) + ")"));
            }
            amount(markup, money(line.grossMinor()));
            markup.append("</tr>");
        }
        return markup.append("</tbody></table>").toString();
    }

    private static void amount(StringBuilder markup, String text) {
        markup.append("<td class=\"amount\">").append(text).append("</td>");
    }

    private String sums() {
        StringBuilder markup = new StringBuilder("<table class=\"sums\">");
        if (receipt.taxMinor() != 0) {
            sum(markup, "", t("net"), money(receipt.netMinor()));
            taxes().forEach((name, minor) -> sum(markup, "", name, money(minor)));
        }
        sum(markup, "total", t("total"), money(receipt.grossMinor()));
        return markup.append("</table>").toString();
    }

    /** Adds up the taxes by name and rate. */
    private Map<String, Long> taxes() {
        return receipt.lines().stream()
                .filter(line -> line.taxMinor() != 0)
                .collect(
                        Collectors.toMap(
                                this::taxLabel,
                                ReceiptLine::taxMinor,
                                Long::sum,
                                LinkedHashMap::new));
    }

    private String taxLabel(ReceiptLine line) {
        String name = line.taxName().isEmpty() ? t("tax") : escaped(line.taxName());
        return line.taxThousandths() == 0 ? name : name + " " + percent(line.taxThousandths());
    }

    private static void sum(StringBuilder markup, String kind, String label, String amount) {
        markup.append("<tr class=\"").append(kind).append("\"><td>").append(label);
        markup.append("</td>");
        amount(markup, amount);
        markup.append("</tr>");
    }

    /** What went back, and what is left of the payment. */
    private String creditNote() {
        if (receipt.refunds().isEmpty()) {
            return "";
        }
        StringBuilder markup = new StringBuilder("<h2>").append(t("credit")).append("</h2>");
        markup.append("<p class=\"soft\">");
        markup.append(t("credit.text", "number", String.valueOf(receipt.number())));
        markup.append("</p><table class=\"lines\" style=\"margin-top:3mm\"><tbody>");
        for (Receipt.GoneBack back : receipt.refunds()) {
            markup.append("<tr><td class=\"what\">").append(day(back.on())).append("</td>");
            amount(markup, "\u2212" + money(back.minor()));
            markup.append("</tr>");
        }
        markup.append("</tbody></table><table class=\"sums\">");
        sum(markup, "total", t("left"), money(receipt.grossMinor() - receipt.refundedMinor()));
        return markup.append("</table>").toString();
    }

    private String foot() {
        StringBuilder markup = new StringBuilder("<div class=\"foot\">");
        if (receipt.reverseCharge()) {
            markup.append("<p>").append(t("reverse")).append("</p>");
        }
        if (receipt.test()) {
            markup.append("<p>").append(t("test.text")).append("</p>");
        }
        receipt.seller().footer().lines().forEach(line -> paragraph(markup, line));
        markup.append("<p>").append(t("order", "id", receipt.order().toString())).append("</p>");
        return markup.append("</div>").toString();
    }
}
