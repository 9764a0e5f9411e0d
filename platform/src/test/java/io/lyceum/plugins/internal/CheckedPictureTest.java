package io.lyceum.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.plugins.PluginListing.Kind;
import io.lyceum.shared.files.FileType;
import io.lyceum.shared.problem.Problem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CheckedPictureTest {

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** The extended format: a header that says the size of the canvas. */
    private static byte[] webp(int width, int height) {
        ByteBuffer bytes = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(32);
        bytes.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
        bytes.putShort((short) (width - 1)).put((byte) 0);
        bytes.putShort((short) (height - 1)).put((byte) 0);
        return bytes.array();
    }

    @Test
    void whatIsHiddenBehindThePixelsOfAPngIsGone() throws IOException {
        byte[] plain = png(300, 200);
        byte[] more = Arrays.copyOf(plain, plain.length + 24);
        byte[] hidden = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hidden, 0, more, plain.length, 24);

        CheckedPicture checked = CheckedPicture.of(Kind.SCREENSHOT, more);

        assertEquals(FileType.PNG, checked.type());
        assertEquals(300, checked.width());
        assertEquals(200, checked.height());
        assertFalse(new String(checked.content(), StandardCharsets.ISO_8859_1).contains("<script"));
    }

    @Test
    void theSizeOfAWebpIsReadFromItsHeader() {
        CheckedPicture checked = CheckedPicture.of(Kind.SCREENSHOT, webp(1200, 800));

        assertEquals(FileType.WEBP, checked.type());
        assertEquals(1200, checked.width());
        assertEquals(800, checked.height());
    }

    @Test
    void whatIsNoPictureOrTooLargeIsRefused() throws IOException {
        byte[] cut = Arrays.copyOf(png(300, 200), 40);
        byte[] longer = Arrays.copyOf(webp(10, 10), 41);

        for (byte[] bad :
                new byte[][] {
                    new byte[0],
                    "<svg/>".getBytes(StandardCharsets.US_ASCII),
                    {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0},
                    cut,
                    longer,
                    webp(5000, 10),
                    png(4001, 1),
                    new byte[CheckedPicture.LARGEST + 1]
                }) {
            assertThrows(Problem.class, () -> CheckedPicture.of(Kind.SCREENSHOT, bad));
        }
    }

    @Test
    void anIconIsSquareAndNotTiny() throws IOException {
        assertEquals(64, CheckedPicture.of(Kind.ICON, png(64, 64)).width());
        assertThrows(Problem.class, () -> CheckedPicture.of(Kind.ICON, png(64, 65)));
        assertThrows(Problem.class, () -> CheckedPicture.of(Kind.ICON, png(32, 32)));
    }
}
