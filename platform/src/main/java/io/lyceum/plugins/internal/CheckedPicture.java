package io.lyceum.plugins.internal;

import io.lyceum.plugins.PluginListing;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.files.MediaTypes;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture of a listing that may be shown. A PNG is drawn anew, so that nothing but the picture is
 * left of the file; of a WebP, which Java cannot draw, the frame is checked.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record CheckedPicture(FileType type, byte[] content, int width, int height) {

    /** The largest picture, in bytes. */
    public static final int LARGEST = 2 * 1024 * 1024;

    private static final int LONGEST_SIDE = 4000;
    private static final int SMALLEST_ICON = 64;

    private record Size(int width, int height) {}

    /**
     * Checks a picture.
     *
     * @throws Problem INVALID_INPUT with what is wrong with it
     */
    public static CheckedPicture of(PluginListing.Kind kind, byte[] content) {
        if (content.length > LARGEST) {
            throw wrong("Use a picture of at most 2 MB.");
        }
        FileType type = type(content);
        Size size =
                (type == FileType.PNG ? png(content) : webp(content))
                        .orElseThrow(() -> wrong("This picture is damaged. Save it again."));
        if (size.width() > LONGEST_SIDE || size.height() > LONGEST_SIDE) {
            throw wrong("Use a picture of at most 4000 pixels on each side.");
        }
        if (kind == PluginListing.Kind.ICON
                && (size.width() != size.height() || size.width() < SMALLEST_ICON)) {
            throw wrong("Use a square icon of at least 64 pixels.");
        }
        return new CheckedPicture(
                type,
                type == FileType.PNG ? drawnAnew(content) : content,
                size.width(),
                size.height());
    }

    private static Problem wrong(String why) {
        return new Problem(
                CommonProblem.INVALID_INPUT,
                List.of(new Problem.FieldError("picture", why)),
                "picture");
    }

    private static FileType type(byte[] content) {
        FileType type;
        try {
            type =
                    MediaTypes.recognise(
                            "picture.png",
                            Arrays.copyOf(content, Math.min(content.length, MediaTypes.HEAD)));
        } catch (Problem other) {
            throw wrong("Use a PNG or WebP picture.");
        }
        if (type != FileType.PNG && type != FileType.WEBP) {
            throw wrong("Use a PNG or WebP picture.");
        }
        return type;
    }

    /** The size as the header says it, before any pixel is unpacked. */
    private static Optional<Size> png(byte[] content) {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return Optional.of(new Size(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] drawnAnew(byte[] content) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (image != null && ImageIO.write(image, "png", out)) {
                return out.toByteArray();
            }
        } catch (IOException | RuntimeException e) {
            // What the decoder cannot read, browsers should not be given.
        }
        throw wrong("This picture is damaged. Save it again.");
    }

    /** The container says how long it is, and its first chunk how large the picture (RFC 9649). */
    private static Optional<Size> webp(byte[] content) {
        if (content.length < 30 || little(content, 4, 4) + 8L != content.length) {
            return Optional.empty();
        }
        String chunk = new String(content, 12, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
        return switch (chunk) {
            case "VP8 " ->
                    little(content, 23, 3) == 0x2a019d
                            ? size(little(content, 26, 2) & 0x3fff, little(content, 28, 2) & 0x3fff)
                            : Optional.empty();
            case "VP8L" -> {
                long bits = little(content, 21, 4);
                yield content[20] == 0x2f
                        ? size((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
                        : Optional.empty();
            }
            case "VP8X" -> size(little(content, 24, 3) + 1, little(content, 27, 3) + 1);
            default -> Optional.empty();
        };
    }

    private static Optional<Size> size(long width, long height) {
        return width > 0 && height > 0
                ? Optional.of(new Size((int) width, (int) height))
                : Optional.empty();
    }

    private static long little(byte[] content, int from, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | content[from + i] & 0xff;
        }
        return value;
    }
}
