package io.lyceum.credentials.internal;

import io.lyceum.shared.colour.Colour;
import io.lyceum.shared.pdf.Typeface;
import io.lyceum.tenancy.Brand;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** Draws what is not text on a certificate, in millimetres of an A4 sheet on its side. */
final class CertificateArt {

    static final double WIDTH = 297;
    static final double HEIGHT = 210;

    /** Width of the coloured band of the modern sheet. */
    static final double BAND = 80;

    private static final Colour PAPER = Colour.WHITE;

    private final Graphics2D graphics;
    private final CertificateSheet sheet;
    private final Colour primary;
    private final Colour secondary;
    private final Colour onPrimary;
    private final Brand.Radius corners;

    CertificateArt(Graphics2D graphics, CertificateSheet sheet) {
        this.graphics = graphics;
        this.sheet = sheet;
        this.primary = Colour.parse(sheet.brand().primary());
        this.onPrimary = primary.foreground();
        this.corners = sheet.brand().radius();
        Colour wanted = Colour.parse(sheet.brand().secondary());
        // Ornament has to stand out from the seal and from the paper, or it is not there at all.
        this.secondary = wanted.contrast(primary) >= 1.6 ? wanted : wanted.readableOn(primary, 2);
    }

    /** A centred sheet with a double frame: for schools with a serif face. */
    void classical() {
        rosette(WIDTH / 2, HEIGHT / 2 - 4, 78, primary.mix(PAPER, 0.92), 16);
        frame();
        seal(WIDTH / 2, 159.5, 16);
        qr(243, 152, 25);
        logo(WIDTH / 2 - 11, 19, 22);
    }

    /** A sheet with a band of the school's colour: for schools with a sans face. */
    void modern() {
        fill(new Rectangle2D.Double(0, 0, BAND, HEIGHT), primary);
        graphics.clip(new Rectangle2D.Double(0, 0, BAND, HEIGHT));
        rosette(BAND / 2, 96, 66, primary.mix(onPrimary, 0.16), 14);
        graphics.setClip(null);
        fill(new Rectangle2D.Double(BAND, 0, 2.2, HEIGHT), secondary);
        logo(BAND / 2 - 19, 22, 38);
        plate(BAND / 2 - 22, 132, 44);
        qr(BAND / 2 - 18, 136, 36);
        seal(258, 42, 20);
    }

    private void frame() {
        stroke(corner(8, 8, WIDTH - 16, HEIGHT - 16, 7), primary, 2.2);
        stroke(corner(11.2, 11.2, WIDTH - 22.4, HEIGHT - 22.4, 5), secondary, 0.5);
        stroke(corner(12.8, 12.8, WIDTH - 25.6, HEIGHT - 25.6, 4.4), secondary, 0.2);
        double inset = 17.5;
        ornament(inset, inset);
        ornament(WIDTH - inset, inset);
        ornament(inset, HEIGHT - inset);
        ornament(WIDTH - inset, HEIGHT - inset);
    }

    private Shape corner(double x, double y, double width, double height, double radius) {
        return switch (corners) {
            case SHARP -> new Rectangle2D.Double(x, y, width, height);
            case SOFT -> notched(x, y, width, height, radius);
            case ROUND ->
                    new RoundRectangle2D.Double(x, y, width, height, radius * 2.4, radius * 2.4);
        };
    }

    /** Corners cut inwards by a quarter circle, as on old share certificates. */
    private static Shape notched(double x, double y, double width, double height, double radius) {
        double k = radius * 0.5523;
        Path2D path = new Path2D.Double();
        path.moveTo(x + radius, y);
        path.lineTo(x + width - radius, y);
        path.curveTo(x + width - radius, y + k, x + width - k, y + radius, x + width, y + radius);
        path.lineTo(x + width, y + height - radius);
        path.curveTo(
                x + width - k,
                y + height - radius,
                x + width - radius,
                y + height - k,
                x + width - radius,
                y + height);
        path.lineTo(x + radius, y + height);
        path.curveTo(
                x + radius, y + height - k, x + k, y + height - radius, x, y + height - radius);
        path.lineTo(x, y + radius);
        path.curveTo(x + k, y + radius, x + radius, y + k, x + radius, y);
        path.closePath();
        return path;
    }

    private void ornament(double x, double y) {
        for (int i = 0; i < 4; i++) {
            Path2D petal = new Path2D.Double();
            petal.moveTo(0, 0);
            petal.quadTo(1.5, -1.5, 0, -3.4);
            petal.quadTo(-1.5, -1.5, 0, 0);
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.rotate(Math.PI / 2 * i + Math.PI / 4);
            fill(place.createTransformedShape(petal), secondary);
        }
        fill(circle(x, y, 0.7), primary);
    }

    /** The fine interwoven lines of banknotes, as a watermark. */
    private void rosette(double x, double y, double radius, Colour colour, int curves) {
        for (int curve = 0; curve < curves; curve++) {
            double turn = Math.PI * 2 / 12 * curve / curves;
            double reach = radius * (0.55 + 0.45 * (curve + 1) / curves);
            Path2D path = new Path2D.Double();
            int points = 540;
            for (int i = 0; i <= points; i++) {
                double angle = Math.PI * 2 * i / points;
                double distance =
                        reach * (0.8 + 0.14 * Math.cos(12 * (angle + turn)))
                                + radius * 0.05 * Math.cos(24 * angle - turn * 12);
                double px = x + distance * Math.cos(angle);
                double py = y + distance * Math.sin(angle);
                if (i == 0) {
                    path.moveTo(px, py);
                } else {
                    path.lineTo(px, py);
                }
            }
            path.closePath();
            stroke(path, colour, 0.16);
        }
    }

    private void seal(double x, double y, double radius) {
        ribbon(x, y, radius, 0.24);
        ribbon(x, y, radius, -0.24);
        fill(scalloped(x, y, radius), primary);
        stroke(circle(x, y, radius * 0.88), secondary, 0.35);
        stroke(circle(x, y, radius * 0.60), secondary, 0.35);
        ringText(x, y, radius * 0.695, radius * 0.15);
        laurel(x, y, radius * 0.42);
        Path2D tick = new Path2D.Double();
        tick.moveTo(x - radius * 0.19, y + radius * 0.0);
        tick.lineTo(x - radius * 0.05, y + radius * 0.15);
        tick.lineTo(x + radius * 0.22, y - radius * 0.19);
        graphics.setStroke(
                new BasicStroke(
                        (float) (radius * 0.085), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(awt(onPrimary));
        graphics.draw(tick);
    }

    private void ribbon(double x, double y, double radius, double lean) {
        Path2D ribbon = new Path2D.Double();
        double half = radius * 0.27;
        double length = radius * 1.58;
        ribbon.moveTo(-half, 0);
        ribbon.lineTo(half, 0);
        ribbon.lineTo(half, length);
        ribbon.lineTo(0, length - half * 0.8);
        ribbon.lineTo(-half, length);
        ribbon.closePath();
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(lean);
        fill(place.createTransformedShape(ribbon), secondary);
        stroke(place.createTransformedShape(ribbon), secondary.mix(Colour.BLACK, 0.25), 0.2);
    }

    private static Shape scalloped(double x, double y, double radius) {
        Path2D path = new Path2D.Double();
        int points = 720;
        for (int i = 0; i <= points; i++) {
            double angle = Math.PI * 2 * i / points;
            double distance = radius * (0.975 + 0.025 * Math.cos(40 * angle));
            double px = x + distance * Math.cos(angle);
            double py = y + distance * Math.sin(angle);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }

    /** The school's name around the seal, as often as it fits, or once in smaller letters. */
    private void ringText(double x, double y, double radius, double size) {
        String name = sheet.brand().name().strip().toUpperCase(sheet.locale());
        String unit = name + "  \u2022  ";
        double around = Math.PI * 2 * radius;
        double spaced = 0.08;
        double width = (Typeface.SANS_BOLD.width(unit) + spaced * unit.length()) * size;
        int times = Math.max(1, (int) Math.floor(around / width));
        double fitting = size * Math.min(1, around / width);
        double gap = Math.max(0, around - times * width) / (times * unit.length());
        String text = unit.repeat(times);
        double travelled = 0;
        graphics.setColor(awt(onPrimary));
        for (int codePoint : text.codePoints().toArray()) {
            String letter = Character.toString(codePoint);
            double advance = Typeface.SANS_BOLD.width(letter) * fitting;
            double angle = (travelled + advance / 2) / radius;
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.rotate(angle);
            place.translate(-advance / 2, -radius);
            place.scale(fitting, fitting);
            graphics.fill(place.createTransformedShape(Typeface.SANS_BOLD.outline(codePoint)));
            travelled += advance + spaced * fitting + gap;
        }
    }

    private void laurel(double x, double y, double radius) {
        for (int side = -1; side <= 1; side += 2) {
            for (int leaf = 0; leaf < 6; leaf++) {
                double angle = Math.PI / 2 + side * (0.38 + leaf * 0.36);
                Path2D shape = new Path2D.Double();
                double length = radius * 0.36;
                shape.moveTo(0, 0);
                shape.quadTo(length * 0.5, -length * 0.42, length, 0);
                shape.quadTo(length * 0.5, length * 0.3, 0, 0);
                AffineTransform place = AffineTransform.getTranslateInstance(x, y);
                place.rotate(angle);
                place.translate(radius, 0);
                place.rotate(side * (Math.PI / 2 + 0.38));
                fill(place.createTransformedShape(shape), secondary);
            }
        }
    }

    private void qr(double x, double y, double side) {
        QrCode code = new QrCode(sheet.verifyUrl());
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(side / code.size(), side / code.size());
        fill(place.createTransformedShape(code.path()), new Colour(17, 20, 26));
    }

    private void plate(double x, double y, double side) {
        double radius =
                switch (corners) {
                    case SHARP -> 0;
                    case SOFT -> 4;
                    case ROUND -> 9;
                };
        fill(new RoundRectangle2D.Double(x, y, side, side, radius, radius), PAPER);
    }

    private void logo(double x, double y, double side) {
        if (sheet.logo().isPresent()) {
            sheet.logo().get().paint(graphics, x, y, side, side);
        }
    }

    private static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2);
    }

    private void fill(Shape shape, Colour colour) {
        graphics.setColor(awt(colour));
        graphics.fill(shape);
    }

    private void stroke(Shape shape, Colour colour, double width) {
        graphics.setColor(awt(colour));
        graphics.setStroke(new BasicStroke((float) width));
        graphics.draw(shape);
    }

    private static Color awt(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue());
    }
}
