package io.lyceum.shared.files;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import io.lyceum.shared.problem.Problem;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A school's logo that can be painted: as lines in a PDF, or as PNG where SVG is not understood
 * (mail programs, icons). Needs no display.
 */
public final class LogoPicture {

    /** Larger pictures would need absurd memory once unpacked. */
    private static final long MOST_PIXELS = 40_000_000;

    private final double width;
    private final double height;
    private final Painter painter;

    private interface Painter {
        void paint(Graphics2D graphics, double width, double height);
    }

    private LogoPicture(double width, double height, Painter painter) {
        this.width = width;
        this.height = height;
        this.painter = painter;
    }

    /**
     * Reads a logo; empty when this kind of file cannot be painted here (WebP, AVIF) or its content
     * is damaged, so that a document falls back to the school's name.
     */
    public static Optional<LogoPicture> read(FileType type, byte[] content) {
        return switch (type) {
            case SVG -> drawing(content);
            case PNG, JPEG, GIF -> photo(content);
            default -> Optional.empty();
        };
    }

    /** Width divided by height. */
    public double aspect() {
        return width / height;
    }

    /** Paints the logo as large as fits into a box, in its middle. */
    public void paint(Graphics2D graphics, double x, double y, double boxWidth, double boxHeight) {
        double scale = Math.min(boxWidth / width, boxHeight / height);
        double paintedWidth = width * scale;
        double paintedHeight = height * scale;
        Graphics2D own = (Graphics2D) graphics.create();
        own.translate(x + (boxWidth - paintedWidth) / 2, y + (boxHeight - paintedHeight) / 2);
        painter.paint(own, paintedWidth, paintedHeight);
        own.dispose();
    }

    /** Paints the logo into a transparent square PNG with sides of the given number of pixels. */
    public byte[] png(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        paint(graphics, 0, 0, side, side);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Cleans again: what is painted on the server must not depend on who stored it. */
    private static Optional<LogoPicture> drawing(byte[] content) {
        try {
            byte[] clean = SvgCleaner.clean(content).svg();
            SVGDocument document =
                    new SVGLoader()
                            .load(
                                    new ByteArrayInputStream(clean),
                                    URI.create("logo:svg"),
                                    LoaderContext.builder()
                                            .externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL)
                                            .build());
            if (document == null || !(document.size().width > 0 && document.size().height > 0)) {
                return Optional.empty();
            }
            return Optional.of(
                    new LogoPicture(
                            document.size().width,
                            document.size().height,
                            (graphics, width, height) ->
                                    document.renderWithPlatform(
                                            NullPlatformSupport.INSTANCE,
                                            graphics,
                                            new ViewBox(0, 0, (float) width, (float) height))));
        } catch (Problem unusable) {
            return Optional.empty();
        }
    }

    private static Optional<LogoPicture> photo(byte[] content) {
        Optional<BufferedImage> image = decode(content);
        return image.map(
                picture ->
                        new LogoPicture(
                                picture.getWidth(),
                                picture.getHeight(),
                                (graphics, width, height) ->
                                        graphics.drawImage(
                                                picture,
                                                AffineTransform.getScaleInstance(
                                                        width / picture.getWidth(),
                                                        height / picture.getHeight()),
                                                null)));
    }

    private static Optional<BufferedImage> decode(byte[] content) {
        try (ImageInputStream stream =
                ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    return Optional.empty();
                }
                return Optional.of(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }
}
