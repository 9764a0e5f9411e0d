package io.lyceum.credentials.internal;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.geom.Path2D;
import java.util.Map;

/** A QR code as lines, without the quiet zone of four modules that has to surround it. */
public final class QrCode {

    private final BitMatrix modules;

    /**
     * Encodes a text such as an address.
     *
     * @throws IllegalArgumentException when it is too long for a code that a phone can read
     */
    public QrCode(String text) {
        try {
            modules =
                    new QRCodeWriter()
                            .encode(
                                    text,
                                    BarcodeFormat.QR_CODE,
                                    0,
                                    0,
                                    Map.of(
                                            EncodeHintType.MARGIN,
                                            0,
                                            EncodeHintType.CHARACTER_SET,
                                            "UTF-8",
                                            EncodeHintType.ERROR_CORRECTION,
                                            ErrorCorrectionLevel.M));
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code: " + text, e);
        }
    }

    /** Number of modules on a side. */
    public int size() {
        return modules.getWidth();
    }

    /** The dark modules, one unit each, from 0 to {@link #size()}. */
    Path2D path() {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int y = 0; y < size(); y++) {
            for (int x = 0; x < size(); x++) {
                int run = run(x, y);
                if (run > 0) {
                    // A trace of overlap, or viewers show hairlines between the rows.
                    double bottom = y + 1 + (y + 1 < size() ? 0.02 : 0);
                    path.moveTo(x, y);
                    path.lineTo(x + run, y);
                    path.lineTo(x + run, bottom);
                    path.lineTo(x, bottom);
                    path.closePath();
                    x += run;
                }
            }
        }
        return path;
    }

    /** The code as an SVG document with its quiet zone, dark on white. */
    public String svg() {
        StringBuilder lines = new StringBuilder();
        for (int y = 0; y < size(); y++) {
            for (int x = 0; x < size(); x++) {
                int run = run(x, y);
                if (run > 0) {
                    lines.append("M").append(x + 4).append(' ').append(y + 4);
                    lines.append('h').append(run).append("v1h-").append(run).append('z');
                    x += run;
                }
            }
        }
        int side = size() + 8;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
                + side
                + " "
                + side
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h"
                + side
                + "v"
                + side
                + "H0z\"/><path d=\""
                + lines
                + "\"/></svg>";
    }

    private int run(int x, int y) {
        int end = x;
        while (end < size() && modules.get(end, y)) {
            end++;
        }
        return end - x;
    }
}
