package io.lyceum.shared.pdf;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.util.XRLog;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A document to be rendered as a tagged PDF: text as text, all else as lines. The same document
 * always gives the same bytes.
 *
 * @param xhtml the pages; where it has an object of type {@code lyceum/art} the art is drawn
 * @param faces the fonts that it uses
 * @param art draws in millimetres, from the object's upper left corner
 * @param author as the document names it
 * @param date on which it was made, as the document says
 * @param id of the document: the same for the same one
 */
public record PdfDocument(
        String xhtml,
        List<Typeface> faces,
        Consumer<Graphics2D> art,
        String author,
        LocalDate date,
        long id) {

    /** CSS pixels in a millimetre, the unit in which art is drawn. */
    private static final double PIXEL = 96 / 25.4;

    static {
        // The library tells every step of every page; only its warnings are worth a line.
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.WARNING));
    }

    /** Renders a document; takes some tenths of a second, so never inside a transaction. */
    public static byte[] render(PdfDocument wanted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withW3cDocument(parsed(wanted.xhtml()), "document:/");
        builder.useObjectDrawerFactory(new Art(wanted.art()));
        builder.useReplacementText("\u25a1");
        builder.withProducer("Lyceum");
        builder.usePdfUaAccessibility(true);
        for (Typeface face : wanted.faces()) {
            builder.useFont(
                    face::open,
                    face.family(),
                    face.weight(),
                    face.italic() ? FontStyle.ITALIC : FontStyle.NORMAL,
                    true);
        }
        // Nothing in a document has an address; whatever asks for one is refused.
        for (ExternalResourceControlPriority moment : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((address, kind) -> false, moment);
        }
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                PDDocument document = rendered(renderer)) {
            describe(document, wanted);
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static PDDocument rendered(PdfBoxRenderer renderer) throws IOException {
        renderer.layout();
        renderer.createPDFWithoutClosing();
        return renderer.getPdfDocument();
    }

    /** Replaces the moments and the random id that would make each file another. */
    private static void describe(PDDocument document, PdfDocument wanted) {
        Calendar made = GregorianCalendar.from(wanted.date().atStartOfDay(ZoneOffset.UTC));
        PDDocumentInformation information = document.getDocumentInformation();
        information.setCreationDate(made);
        information.setModificationDate(made);
        information.setAuthor(wanted.author());
        information.setCreator(wanted.author());
        document.setDocumentId(wanted.id());
    }

    private static Document parsed(String xhtml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("The document's own markup is broken", e);
        }
    }

    /**
     * Composes marks with their letters, drops what cannot be printed and bounds the length.
     *
     * @param most letters
     */
    public static String printable(String text, int most) {
        String composed =
                Normalizer.normalize(text, Normalizer.Form.NFC)
                        .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\s]+", " ")
                        .strip();
        return composed.codePointCount(0, composed.length()) <= most
                ? composed
                : composed.substring(0, composed.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** Writes text so that it is text in markup. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Draws the art where the markup has its object. */
    private record Art(Consumer<Graphics2D> art) implements FSObjectDrawerFactory, FSObjectDrawer {

        @Override
        public FSObjectDrawer createDrawer(Element element) {
            return this;
        }

        @Override
        public boolean isReplacedObject(Element element) {
            return element.getAttribute("type").equals("lyceum/art");
        }

        @Override
        public Map<Shape, String> drawObject(
                Element element,
                double x,
                double y,
                double width,
                double height,
                OutputDevice device,
                RenderingContext context,
                int dotsPerPixel) {
            device.drawWithGraphics(
                    (float) x,
                    (float) y,
                    (float) width / dotsPerPixel,
                    (float) height / dotsPerPixel,
                    graphics -> {
                        graphics.scale(PIXEL, PIXEL);
                        art.accept(graphics);
                    });
            return Map.of();
        }
    }
}
