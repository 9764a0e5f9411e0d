package io.lyceum.catalog;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.util.Locale;

/** What course art is drawn on: an SVG file for pages, pixels for link previews. */
interface ArtCanvas {

    void fill(Shape shape, String colour, double opacity);

    void stroke(Shape shape, String colour, double width, double opacity);

    /** Writes SVG elements. */
    final class Svg implements ArtCanvas {

        private final StringBuilder elements = new StringBuilder(4_000);

        @Override
        public void fill(Shape shape, String colour, double opacity) {
            open(shape);
            elements.append(" fill=\"").append(colour).append('"');
            close("fill-opacity", opacity);
        }

        @Override
        public void stroke(Shape shape, String colour, double width, double opacity) {
            open(shape);
            elements.append(" fill=\"none\" stroke=\"").append(colour);
            elements.append("\" stroke-width=\"").append(number(width)).append('"');
            close("stroke-opacity", opacity);
        }

        String elements() {
            return elements.toString();
        }

        private void open(Shape shape) {
            if (shape instanceof Ellipse2D circle && circle.getWidth() == circle.getHeight()) {
                elements.append("<circle cx=\"").append(number(circle.getCenterX()));
                elements.append("\" cy=\"").append(number(circle.getCenterY()));
                elements.append("\" r=\"").append(number(circle.getWidth() / 2)).append('"');
                return;
            }
            elements.append("<path d=\"");
            double[] c = new double[6];
            for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
                switch (it.currentSegment(c)) {
                    case PathIterator.SEG_MOVETO -> segment('M', c, 2);
                    case PathIterator.SEG_LINETO -> segment('L', c, 2);
                    case PathIterator.SEG_QUADTO -> segment('Q', c, 4);
                    case PathIterator.SEG_CUBICTO -> segment('C', c, 6);
                    case PathIterator.SEG_CLOSE -> elements.append('Z');
                    default -> throw new IllegalStateException("a segment of no known kind");
                }
            }
            elements.append('"');
        }

        private void segment(char command, double[] c, int count) {
            elements.append(command);
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    elements.append(' ');
                }
                elements.append(number(c[i]));
            }
        }

        private void close(String name, double opacity) {
            if (opacity < 1) {
                elements.append(' ').append(name).append("=\"").append(number(opacity)).append('"');
            }
            elements.append("/>");
        }

        private static String number(double value) {
            String text = String.format(Locale.ROOT, "%.2f", value);
            int end = text.length();
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            if (text.charAt(end - 1) == '.') {
                end--;
            }
            return text.substring(0, end);
        }
    }

    /** Paints pixels. */
    record Pixels(Graphics2D graphics) implements ArtCanvas {

        @Override
        public void fill(Shape shape, String colour, double opacity) {
            graphics.setColor(colour(colour, opacity));
            graphics.fill(shape);
        }

        @Override
        public void stroke(Shape shape, String colour, double width, double opacity) {
            graphics.setColor(colour(colour, opacity));
            graphics.setStroke(
                    new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            graphics.draw(shape);
        }

        static Color colour(String hex, double opacity) {
            Color solid = Color.decode(hex);
            return new Color(
                    solid.getRed(),
                    solid.getGreen(),
                    solid.getBlue(),
                    (int) Math.round(opacity * 255));
        }
    }
}
