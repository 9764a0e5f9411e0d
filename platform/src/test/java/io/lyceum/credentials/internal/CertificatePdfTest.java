package io.lyceum.credentials.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.LogoPicture;
import io.lyceum.tenancy.Brand;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificatePdfTest {

    private static final String URL = "https://ladoga.lyceum.localhost/verify/7K2M9QXA4TVB1HZC";
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @Test
    void itIsOneLandscapePageWithEverythingThatProvesIt() throws IOException {
        try (PDDocument document = Loader.loadPDF(CertificatePdf.render(ladoga("Мария Кедрова")))) {
            assertEquals(1, document.getNumberOfPages());
            assertEquals(841.9, document.getPage(0).getMediaBox().getWidth(), 0.5);
            assertEquals(595.3, document.getPage(0).getMediaBox().getHeight(), 0.5);
            String text = text(document);
            assertTrue(text.contains("Мария Кедрова"), text);
            assertTrue(text.contains("Гармония"), text);
            assertTrue(text.contains("Софья Ярцева"), text);
            assertTrue(text.contains("21 ноября 2026"), text);
            assertTrue(text.contains(CODE.grouped()), text);
            assertTrue(text.contains("ladoga.lyceum.localhost/verify/"), text);
        }
    }

    @Test
    void itTellsItsTitleLanguageAndStructureToReadingAids() throws IOException {
        try (PDDocument document = Loader.loadPDF(CertificatePdf.render(ladoga("Мария Кедрова")))) {
            assertEquals("ru", document.getDocumentCatalog().getLanguage());
            assertTrue(document.getDocumentInformation().getTitle().contains("Мария Кедрова"));
            assertEquals("Ладожская консерватория", document.getDocumentInformation().getAuthor());
            assertTrue(document.getDocumentCatalog().getMarkInfo().isMarked());
            assertTrue(document.getDocumentCatalog().getStructureTreeRoot() != null);
        }
    }

    @Test
    void onlyTheUsedLettersOfItsFontsAreEmbedded() throws IOException {
        byte[] pdf = CertificatePdf.render(ladoga("Мария Кедрова"));

        assertTrue(pdf.length < 250_000, "size " + pdf.length);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (COSName name : document.getPage(0).getResources().getFontNames()) {
                PDFont font = document.getPage(0).getResources().getFont(name);
                assertTrue(font.isEmbedded(), font.getName());
                assertTrue(font.getName().matches("[A-Z]{6}\\+.*"), font.getName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GROTESQUE", "CLASSIC"})
    void theQrCodeLeadsToThePublicPage(Brand.Typeface typeface) throws Exception {
        byte[] pdf = CertificatePdf.render(sheet(typeface, "#1c2b5a", "Ann", Optional.empty()));

        assertEquals(URL, scanned(pdf));
    }

    @Test
    void theQrCodeIsReadOnABrightAndOnABlackBrandToo() throws Exception {
        for (String primary : new String[] {"#18d68a", "#000000", "#ffffff"}) {
            CertificateSheet sheet =
                    sheet(Brand.Typeface.GROTESQUE, primary, "Ann", Optional.empty());

            assertEquals(URL, scanned(CertificatePdf.render(sheet)), primary);
        }
    }

    @Test
    void theSameSheetGivesTheSameBytes() {
        CertificateSheet sheet = ladoga("Мария Кедрова");

        assertArrayEquals(CertificatePdf.render(sheet), CertificatePdf.render(sheet));
    }

    @ParameterizedTest
    @EnumSource(names = {"GROTESQUE", "CLASSIC"})
    void anyNameStaysOnThePageComplete(Brand.Typeface typeface) throws IOException {
        String[] names = {
            "Ó",
            "Константин Константинович Константинопольский-Задунайский",
            "Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios Cipriano de la"
                    + " Santísima Trinidad Martyr Patricio Clito Ruiz y Picasso, the Third"
                    + " of That Name",
            "Ж".repeat(200),
            "Ελένη Παπαδοπούλου",
            "<b>Bobby</b> & \"Tables\" 'x' {0} {name}",
        };
        for (String name : names) {
            try (PDDocument document =
                    Loader.loadPDF(
                            CertificatePdf.render(
                                    sheet(typeface, "#1c2b5a", name, Optional.empty())))) {
                assertEquals(1, document.getNumberOfPages(), name);
                String squeezed = text(document).replaceAll("\\s", "");
                assertTrue(squeezed.contains(name.replaceAll("\\s", "")), squeezed);
            }
        }
    }

    @Test
    void combiningMarksAreJoinedToTheirLetters() throws IOException {
        try (PDDocument document =
                Loader.loadPDF(
                        CertificatePdf.render(ladoga("Zoe\u0308 Иои\u0306\u202e\u0000ль")))) {
            String text = text(document);
            assertTrue(text.contains("Zoë Иой ль"), text);
        }
    }

    @Test
    void aLogoOfAnyKindIsPaintedAndADamagedOneLeavesTheName() throws IOException {
        byte[] svg =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><rect width=\"10\""
                        .concat(" height=\"10\" fill=\"#ff00ff\"/></svg>")
                        .getBytes(StandardCharsets.UTF_8);
        LogoPicture drawing = LogoPicture.read(FileType.SVG, svg).orElseThrow();
        LogoPicture photo = LogoPicture.read(FileType.PNG, drawing.png(64)).orElseThrow();

        for (LogoPicture logo : new LogoPicture[] {drawing, photo}) {
            byte[] pdf =
                    CertificatePdf.render(
                            sheet(Brand.Typeface.CLASSIC, "#1c2b5a", "Ann", Optional.of(logo)));
            assertTrue(has(image(pdf, 50), 0xff00ff));
        }
        assertFalse(LogoPicture.read(FileType.PNG, svg).isPresent());
        assertFalse(LogoPicture.read(FileType.SVG, new byte[] {1}).isPresent());
        assertFalse(LogoPicture.read(FileType.WEBP, svg).isPresent());
    }

    @Test
    void aCertificateForNobodyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ladoga(" "));
    }

    /** Writes samples to {@code target/certificates}, to be looked at. */
    @Test
    void samplesCanBeLookedAt() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "certificates"));
        Files.write(folder.resolve("ladoga.pdf"), CertificatePdf.render(ladoga("Мария Кедрова")));
        Files.write(
                folder.resolve("long.pdf"),
                CertificatePdf.render(
                        ladoga("Константин Константинопольский-Задунайский ".repeat(4))));
        Files.write(
                folder.resolve("nightbuild.pdf"),
                CertificatePdf.render(
                        english(
                                "Nightbuild",
                                "#18d68a",
                                "#0b1220",
                                Brand.Typeface.GROTESQUE,
                                Brand.Radius.SHARP,
                                "Version Control with Git",
                                Optional.of("Ruben Achterveld"),
                                logo("nightbuild"))));
        Files.write(
                folder.resolve("paroletta.pdf"),
                CertificatePdf.render(
                        english(
                                "Paroletta",
                                "#c2482b",
                                "#f2b544",
                                Brand.Typeface.SLAB,
                                Brand.Radius.ROUND,
                                "Italian for Curious Travellers",
                                Optional.empty(),
                                Optional.empty())));
    }

    private static final CertificateCode CODE =
            CertificateCode.generate(
                    new SecureRandom() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public int nextInt(int bound) {
                            return 19;
                        }
                    });

    private static CertificateSheet ladoga(String learner) {
        return new CertificateSheet(
                new Brand(
                        "Ладожская консерватория",
                        "Музыка, которую слышно до последней ноты",
                        "#1c2b5a",
                        "#c9a45c",
                        Brand.Typeface.CLASSIC,
                        Brand.Radius.SOFT,
                        Optional.empty(),
                        1),
                logo("ladoga"),
                learner,
                "Гармония: от трезвучия к модуляции",
                Optional.of("Софья Ярцева"),
                LocalDate.of(2026, 11, 21),
                CODE,
                URL,
                RUSSIAN);
    }

    private static CertificateSheet sheet(
            Brand.Typeface typeface, String primary, String learner, Optional<LogoPicture> logo) {
        return new CertificateSheet(
                new Brand(
                        "School",
                        "",
                        primary,
                        "#c9a45c",
                        typeface,
                        Brand.Radius.SOFT,
                        Optional.empty(),
                        1),
                logo,
                learner,
                "Course",
                Optional.empty(),
                LocalDate.of(2026, 11, 21),
                CODE,
                URL,
                Locale.ENGLISH);
    }

    private static CertificateSheet english(
            String school,
            String primary,
            String secondary,
            Brand.Typeface typeface,
            Brand.Radius radius,
            String course,
            Optional<String> teacher,
            Optional<LogoPicture> logo) {
        return new CertificateSheet(
                new Brand(school, "", primary, secondary, typeface, radius, Optional.empty(), 1),
                logo,
                "Mara Quill",
                course,
                teacher,
                LocalDate.of(2026, 11, 21),
                CODE,
                URL.replace("ladoga", school.toLowerCase(Locale.ROOT)),
                Locale.ENGLISH);
    }

    /** The logos of the demo schools, when the whole repository is there. */
    private static Optional<LogoPicture> logo(String slug) {
        Path file =
                Path.of("..", "liberty", "devstack", "src", "main", "resources", "seeds")
                        .resolve(slug)
                        .resolve("logo.svg");
        try {
            return Files.exists(file)
                    ? LogoPicture.read(FileType.SVG, Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    private static BufferedImage image(byte[] pdf, int dpi) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, dpi);
        }
    }

    private static String scanned(byte[] pdf) throws Exception {
        BufferedImage image = image(pdf, 150);
        int[] pixels =
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(
                                new HybridBinarizer(
                                        new RGBLuminanceSource(
                                                image.getWidth(), image.getHeight(), pixels))))
                .getText();
    }

    private static boolean has(BufferedImage image, int colour) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xffffff) == colour) {
                    return true;
                }
            }
        }
        return false;
    }
}
