package io.lyceum.commerce.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.commerce.Receipt;
import io.lyceum.commerce.ReceiptLine;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.LogoPicture;
import io.lyceum.tax.Seller;
import io.lyceum.tenancy.Brand;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class ReceiptPdfTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final String LONG =
            "From the first cut to the last coat: woodworking by hand, with planes, chisels and saws that you"
                    + " sharpen yourself, Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
                    + " & <friends>";

    private static final Brand BRAND =
            new Brand(
                    "Werkstatt Süd",
                    "Hands first",
                    "#b23a48",
                    "#f2c14e",
                    Brand.Typeface.HUMANIST,
                    Brand.Radius.SOFT,
                    Optional.empty(),
                    1);
    private static final Seller SELLER =
            new Seller(
                    "Werkstatt Süd GmbH",
                    "Gewerbehof 7\n80331 München",
                    "DE",
                    "DE136695976",
                    "billing@werkstatt.example",
                    "Amtsgericht München, HRB 12345\nManaging director: Ada Example",
                    1);

    private static Receipt receipt(
            Seller seller, List<ReceiptLine> lines, List<Receipt.GoneBack> refunds, boolean test) {
        return new Receipt(
                UUID.fromString("0198a3f4-7c11-7d11-9a53-2f1c6f0f5e10"),
                1001,
                DAY,
                "EUR",
                seller,
                new Receipt.Buyer("Берта Кедрова", "berta@example.org", "", ""),
                lines,
                refunds,
                false,
                test);
    }

    private static ReceiptLine taxed(String title) {
        return new ReceiptLine(title, 4_118, 782, 4_900, "VAT", 19_000);
    }

    private static String draw(Receipt receipt, Locale locale, String name) throws IOException {
        byte[] pdf = ReceiptPdf.render(receipt, BRAND, logo(), locale);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals(595.3, document.getPage(0).getMediaBox().getWidth(), 0.5);
            assertEquals(841.9, document.getPage(0).getMediaBox().getHeight(), 0.5);
            File picture = new File("target/receipts/" + name + ".png");
            picture.getParentFile().mkdirs();
            ImageIO.write(new PDFRenderer(document).renderImageWithDPI(0, 90), "png", picture);
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }

    private static Optional<LogoPicture> logo() {
        return LogoPicture.read(
                FileType.SVG,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><circle cx='4' cy='4' r='4' fill='#b23a48'/></svg>"
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anInvoiceSaysWhoSoldWhatToWhomAndTheTaxInIt() throws IOException {
        String text =
                draw(
                        receipt(
                                SELLER,
                                List.of(taxed("Woodworking"), taxed("Turning")),
                                List.of(),
                                false),
                        Locale.ENGLISH,
                        "invoice");

        for (String part :
                List.of(
                        "Invoice 1001",
                        "Werkstatt Süd GmbH",
                        "80331 München",
                        "Germany",
                        "VAT id DE136695976",
                        "Берта Кедрова",
                        "berta@example.org",
                        "November 20, 2026",
                        "€41.18",
                        "€7.82 (19%)",
                        "VAT 19%",
                        "€15.64",
                        "€98.00",
                        "HRB 12345")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertFalse(text.contains("Test mode"), text);
        assertFalse(text.contains("Credit note"), text);
    }

    @Test
    void whatWentBackStandsOnACreditNoteInTheReadersLanguage() throws IOException {
        String text =
                draw(
                        receipt(
                                Seller.UNKNOWN,
                                List.of(ReceiptLine.untaxed(LONG, 4_900)),
                                List.of(
                                        new Receipt.GoneBack(DAY.plusDays(1), 900),
                                        new Receipt.GoneBack(DAY.plusDays(2), 1_000)),
                                true),
                        RUSSIAN,
                        "receipt-ru");

        for (String part :
                List.of(
                        "Чек 1001",
                        "Тестовый режим",
                        "Продавец",
                        "Werkstatt Süd",
                        "20 ноября 2026",
                        "49,00 €",
                        "Кредит-нота",
                        "−9,00 €",
                        "Оплачено в итоге",
                        "30,00 €",
                        "& <friends>")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertFalse(text.contains("Без налога"), text);
    }

    @Test
    void aLongTitleStaysInsideItsColumn() throws IOException {
        byte[] pdf =
                ReceiptPdf.render(
                        receipt(SELLER, List.of(taxed(LONG)), List.of(), true),
                        BRAND,
                        Optional.empty(),
                        Locale.ENGLISH);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 72);
            File picture = new File("target/receipts/long.png");
            picture.getParentFile().mkdirs();
            ImageIO.write(new PDFRenderer(document).renderImageWithDPI(0, 90), "png", picture);
            // The right margin is 18 mm wide: nothing is printed into it.
            for (int y = 0; y < page.getHeight(); y++) {
                for (int x = page.getWidth() - 45; x < page.getWidth(); x++) {
                    assertEquals(0xffffff, page.getRGB(x, y) & 0xffffff, x + ", " + y);
                }
            }
        }
    }

    @Test
    void manyLinesTakeMorePagesAndTheSameReceiptIsTheSameFile() throws IOException {
        Receipt many =
                receipt(
                        SELLER,
                        IntStream.range(0, 60).mapToObj(i -> taxed("Course " + i)).toList(),
                        List.of(),
                        false);

        byte[] pdf = ReceiptPdf.render(many, BRAND, logo(), Locale.ENGLISH);

        assertArrayEquals(pdf, ReceiptPdf.render(many, BRAND, logo(), Locale.ENGLISH));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertTrue(document.getNumberOfPages() > 1);
            assertTrue(new PDFTextStripper().getText(document).contains("Course 59"));
        }
    }
}
