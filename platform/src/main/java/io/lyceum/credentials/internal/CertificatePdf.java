package io.lyceum.credentials.internal;

import io.lyceum.shared.colour.Colour;
import io.lyceum.shared.pdf.PdfDocument;
import io.lyceum.shared.pdf.Typeface;
import io.lyceum.shared.text.Messages;
import io.lyceum.tenancy.Brand;
import java.awt.Graphics2D;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;

/**
 * Renders a certificate as a tagged PDF of one A4 page in the school's brand: text as text, all
 * else as lines. The same sheet always gives the same bytes.
 */
public final class CertificatePdf {

    /** Points in a millimetre. */
    private static final double POINT = 72 / 25.4;

    private static final int MOST_NAME = 200;

    private CertificatePdf() {}

    /** Renders the sheet; takes some tenths of a second, so never inside a transaction. */
    public static byte[] render(CertificateSheet sheet) {
        String letters = isModern(sheet.brand()) ? "sans" : "serif";
        return PdfDocument.render(
                new PdfDocument(
                        xhtml(sheet),
                        // Reading a font is most of the work, so only those of the layout are
                        // offered.
                        Arrays.stream(Typeface.values())
                                .filter(f -> f.family().equals(letters) || f == Typeface.MONO)
                                .toList(),
                        graphics -> draw(graphics, sheet),
                        sheet.brand().name(),
                        sheet.issued(),
                        sheet.code().hashCode()));
    }

    private static void draw(Graphics2D graphics, CertificateSheet sheet) {
        CertificateArt art = new CertificateArt(graphics, sheet);
        if (isModern(sheet.brand())) {
            art.modern();
        } else {
            art.classical();
        }
    }

    private static boolean isModern(Brand brand) {
        return switch (brand.typeface()) {
            case HUMANIST, GROTESQUE -> true;
            case SLAB, CLASSIC -> false;
        };
    }

    private static String xhtml(CertificateSheet sheet) {
        Messages messages = Messages.of("certificate", sheet.locale());
        Page page = new Page(sheet, messages);
        if (isModern(sheet.brand())) {
            modern(page);
        } else {
            classical(page);
        }
        String title =
                messages.get(
                        "document",
                        "course",
                        printable(sheet.course()),
                        "learner",
                        printable(sheet.learner()));
        return """
        <html lang="%s">
        <head>
        <title>%s</title>
        <meta name="subject" content="%s"/>
        <meta name="description" content="%s"/>
        <style>
        @page { size: 297mm 210mm; margin: 0; }
        body { margin: 0; font-family: '%s'; color: #1a1d22; }
        div, h1, h2, p, a { margin: 0; padding: 0; font-weight: 400; }
        .at { position: absolute; white-space: nowrap; }
        object { position: absolute; left: 0; top: 0; width: 297mm; height: 210mm; }
        a { text-decoration: none; }
        </style>
        </head>
        <body>
        <object type="lyceum/art" alt="%s"></object>
        %s
        </body>
        </html>
        """
                .formatted(
                        sheet.locale().toLanguageTag(),
                        escaped(title),
                        escaped(messages.get("title")),
                        escaped(title),
                        isModern(sheet.brand()) ? "sans" : "serif",
                        escaped(messages.get("seal") + ", " + sheet.verifyUrl()),
                        page.markup);
    }

    private static void modern(Page page) {
        double left = CertificateArt.BAND + 20;
        double width = 178;
        Colour ink = page.ink;
        page.text(
                "p",
                page.brandName(),
                Typeface.SANS_BOLD,
                left,
                30,
                134,
                16,
                10,
                2,
                "left",
                page.soft);
        page.text(
                "h1",
                page.words("title"),
                Typeface.SANS_BOLD,
                left,
                51,
                134,
                46,
                30,
                1,
                "left",
                page.dark);
        page.text(
                "p", page.words("subtitle"), Typeface.SANS, left, 64, 134, 21, 12, 1, "left", ink);
        page.rule(left, 75, 24, 1.2, page.accent);
        page.text(
                "p",
                page.words("certifies"),
                Typeface.SANS,
                left,
                90,
                width,
                13,
                10,
                1,
                "left",
                page.soft);
        page.block(
                "h2",
                page.learner(),
                Typeface.SANS_BOLD,
                left,
                93,
                width,
                27,
                40,
                12,
                "left",
                page.dark);
        page.text(
                "p",
                page.words("completed"),
                Typeface.SANS,
                left,
                129,
                width,
                13,
                10,
                1,
                "left",
                page.soft);
        page.block(
                "h2", page.course(), Typeface.SANS_BOLD, left, 132, width, 25, 25, 11, "left", ink);
        page.rule(left, 168, width, 0.25, page.line);
        page.fact(page.signedAs(), page.signer(), Typeface.SANS_BOLD, left, 176, 66);
        page.fact(page.words("issued"), page.issued(), Typeface.SANS_BOLD, left + 72, 176, 46);
        page.fact(page.words("code"), page.code(), Typeface.MONO, left + 124, 176, 54);
        page.text(
                "p",
                page.words("verify"),
                Typeface.SANS,
                8,
                181.5,
                CertificateArt.BAND - 16,
                8,
                6,
                2,
                "center",
                page.onAccent);
        page.link(Typeface.SANS_BOLD, 8, 187.5, CertificateArt.BAND - 16, 8.5, page.onAccent);
        if (page.hasNoLogo()) {
            page.block(
                    "p",
                    page.brandName(),
                    Typeface.SANS_BOLD,
                    10,
                    24,
                    CertificateArt.BAND - 20,
                    34,
                    26,
                    12,
                    "center",
                    page.onAccent);
        }
    }

    private static void classical(Page page) {
        double left = 40;
        double width = CertificateArt.WIDTH - 80;
        double name = page.hasNoLogo() ? 38 : 48;
        page.text(
                "p",
                page.brandName(),
                Typeface.SERIF,
                left,
                name,
                width,
                page.hasNoLogo() ? 20 : 13,
                9,
                1,
                "center",
                page.ink);
        page.text(
                "h1",
                page.words("title"),
                Typeface.SERIF_BOLD,
                left,
                65,
                width,
                40,
                30,
                1,
                "center",
                page.dark);
        page.text(
                "p",
                page.words("subtitle"),
                Typeface.SERIF_ITALIC,
                left,
                74.5,
                width,
                16,
                12,
                1,
                "center",
                page.soft);
        page.text(
                "p",
                page.words("certifies"),
                Typeface.SERIF,
                left,
                87,
                width,
                11.5,
                10,
                1,
                "center",
                page.soft);
        page.block(
                "h2",
                page.learner(),
                Typeface.SERIF_BOLD,
                left,
                89,
                width,
                21,
                36,
                12,
                "center",
                page.ink);
        page.text(
                "p",
                page.words("completed"),
                Typeface.SERIF,
                left,
                115.5,
                width,
                11.5,
                10,
                1,
                "center",
                page.soft);
        page.block(
                "h2",
                page.course(),
                Typeface.SERIF_BOLD,
                left,
                117,
                width,
                19,
                21,
                11,
                "center",
                page.dark);
        page.text(
                "p",
                page.signer(),
                Typeface.SERIF_ITALIC,
                30,
                160,
                76,
                15,
                8,
                2,
                "center",
                page.dark);
        page.rule(34, 163.5, 68, 0.25, page.line);
        page.text(
                "p",
                page.signedAs(),
                Typeface.SERIF,
                30,
                168.5,
                76,
                8.5,
                7,
                1,
                "center",
                page.soft);
        page.text("p", page.issued(), Typeface.SERIF, 30, 178, 76, 11.5, 9, 1, "center", page.dark);
        page.text(
                "p",
                page.words("issued"),
                Typeface.SERIF,
                30,
                183,
                76,
                8.5,
                7,
                1,
                "center",
                page.soft);
        page.text(
                "p", page.code(), Typeface.MONO, 220.5, 182.5, 70, 9.5, 8, 1, "center", page.dark);
        page.text(
                "p",
                page.words("verify"),
                Typeface.SERIF,
                60,
                190.4,
                177,
                7.5,
                6,
                1,
                "center",
                page.soft);
        page.link(Typeface.SERIF, 60, 194.4, 177, 8, page.ink);
    }

    /** Collects positioned text; millimetres for places, points for letters. */
    private static final class Page {

        private final StringBuilder markup = new StringBuilder();
        private final CertificateSheet sheet;
        private final Messages messages;
        private final Colour accent;
        private final Colour onAccent;
        private final Colour ink;
        private final Colour dark;
        private final Colour soft;
        private final Colour line;

        Page(CertificateSheet sheet, Messages messages) {
            this.sheet = sheet;
            this.messages = messages;
            this.accent = Colour.parse(sheet.brand().primary());
            this.onAccent = accent.foreground();
            this.ink = accent.readableOn(Colour.WHITE, Colour.TEXT_CONTRAST);
            this.dark = new Colour(23, 26, 32);
            this.soft = new Colour(84, 90, 100);
            this.line = new Colour(170, 176, 186);
        }

        boolean hasNoLogo() {
            return sheet.logo().isEmpty();
        }

        String words(String key) {
            return messages.get(key);
        }

        String brandName() {
            return printable(sheet.brand().name());
        }

        String learner() {
            return printable(sheet.learner());
        }

        String course() {
            return printable(sheet.course());
        }

        String signer() {
            return sheet.teacher().map(CertificatePdf::printable).orElseGet(this::brandName);
        }

        String signedAs() {
            return words(sheet.teacher().isPresent() ? "teacher" : "school");
        }

        String code() {
            return sheet.code().grouped();
        }

        String issued() {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(sheet.locale())
                    .format(sheet.issued());
        }

        void fact(String label, String value, Typeface face, double x, double y, double width) {
            text("p", label, Typeface.SANS, x, y, width, 8.5, 7, 1, "left", soft);
            Typeface.Fitted fitted = face.fit(value, width * POINT, 12, 7.5, 2);
            place(
                    "p",
                    fitted,
                    face,
                    x,
                    y + 6.2 + (fitted.lines().size() > 2 ? -1 : 0),
                    width,
                    "left",
                    dark);
        }

        /** Text whose first line stands on a line at y; more lines follow below. */
        void text(
                String element,
                String text,
                Typeface face,
                double x,
                double y,
                double width,
                double largest,
                double smallest,
                int lines,
                String align,
                Colour colour) {
            place(
                    element,
                    face.fit(text, width * POINT, largest, smallest, lines),
                    face,
                    x,
                    y,
                    width,
                    align,
                    colour);
        }

        /** Text in the middle of a box, as large as two lines allow, or three small ones. */
        void block(
                String element,
                String text,
                Typeface face,
                double x,
                double top,
                double width,
                double height,
                double largest,
                double smallest,
                String align,
                Colour colour) {
            Typeface.Fitted fitted = face.fit(text, width * POINT, largest, largest * 0.62, 1);
            if (fitted.lines().size() > 1) {
                fitted = face.fit(text, width * POINT, largest * 0.72, smallest, 2);
            }
            double size = fitted.size();
            while (fitted.lines().size() * size * 1.25 > height * POINT && size > 5) {
                size -= 0.5;
                fitted = face.fit(text, width * POINT, size, size, 1);
            }
            double used = fitted.lines().size() * size * 1.25 / POINT;
            double firstLine = top + (height - used) / 2 + size * 0.98 / POINT;
            place(element, fitted, face, x, firstLine, width, align, colour);
        }

        void rule(double x, double y, double width, double height, Colour colour) {
            markup.append(
                    String.format(
                            Locale.ROOT,
                            "<div class=\"at\" style=\"left:%.2fmm;top:%.2fmm;width:%.2fmm;height:%.2fmm;"
                                    + "background-color:%s\"></div>%n",
                            x,
                            y,
                            width,
                            height,
                            colour.hex()));
        }

        void link(Typeface face, double x, double y, double width, double size, Colour colour) {
            String shown = sheet.verifyUrl().replaceFirst("^https?://", "");
            Typeface.Fitted fitted = face.fit(shown, width * POINT, size, 6, 1);
            open("p", fitted, face, x, y, width, "center", colour);
            markup.append("<a href=\"")
                    .append(escaped(sheet.verifyUrl()))
                    .append("\" style=\"color:");
            markup.append(colour.hex()).append("\">");
            lines(fitted);
            markup.append("</a></p>\n");
        }

        private void place(
                String element,
                Typeface.Fitted fitted,
                Typeface face,
                double x,
                double y,
                double width,
                String align,
                Colour colour) {
            open(element, fitted, face, x, y, width, align, colour);
            lines(fitted);
            markup.append("</").append(element).append(">\n");
        }

        /** A line box of 1.25 holds its text's base line at about 0.98 of the size. */
        private void open(
                String element,
                Typeface.Fitted fitted,
                Typeface face,
                double x,
                double y,
                double width,
                String align,
                Colour colour) {
            double size = fitted.size();
            markup.append(
                    String.format(
                            Locale.ROOT,
                            "<%s class=\"at\" style=\"left:%.2fmm;top:%.2fmm;width:%.2fmm;"
                                    + "font-family:'%s';font-weight:%d;font-style:%s;font-size:%.2fpt;"
                                    + "line-height:%.2fpt;text-align:%s;color:%s\">",
                            element,
                            x,
                            y - size * 0.98 / POINT,
                            width,
                            face.family(),
                            face.weight(),
                            face.italic() ? "italic" : "normal",
                            size,
                            size * 1.25,
                            align,
                            colour.hex()));
        }

        private void lines(Typeface.Fitted fitted) {
            markup.append(
                    String.join(
                            "<br/>",
                            fitted.lines().stream().map(CertificatePdf::escaped).toList()));
        }
    }

    private static String printable(String text) {
        return PdfDocument.printable(text, MOST_NAME);
    }

    private static String escaped(String text) {
        return PdfDocument.escaped(text);
    }
}
