package io.lyceum.catalog;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads our own icons, which are SVG elements, as shapes to be painted. Knows what they are made
 * of: circles, ellipses and paths of lines, cubic curves and round arcs. Arcs: SVG 1.1, F.6.5.
 */
final class IconShape {

    private static final Pattern ELEMENT = Pattern.compile("<(path|circle|ellipse)([^>]*)/>");
    private static final Pattern TOKEN =
            Pattern.compile("([A-Za-z])|(-?(?:\\d+\\.\\d*|\\.\\d+|\\d+))");

    private final Path2D path = new Path2D.Double();
    private final Matcher tokens;
    private char command;
    private double x;
    private double y;
    private double controlX;
    private double controlY;

    private IconShape(String data) {
        this.tokens = TOKEN.matcher(data);
    }

    /** Reads the elements of an icon into one shape on its grid of 24 units. */
    static Shape of(String elements) {
        Path2D all = new Path2D.Double();
        Matcher element = ELEMENT.matcher(elements);
        while (element.find()) {
            String attributes = element.group(2);
            if (element.group(1).equals("path")) {
                all.append(new IconShape(text(attributes, "d")).read(), false);
            } else {
                boolean circle = element.group(1).equals("circle");
                double rx = number(attributes, circle ? "r" : "rx");
                double ry = number(attributes, circle ? "r" : "ry");
                all.append(
                        new Ellipse2D.Double(
                                number(attributes, "cx") - rx,
                                number(attributes, "cy") - ry,
                                rx * 2,
                                ry * 2),
                        false);
            }
        }
        return all;
    }

    private static double number(String attributes, String name) {
        return Double.parseDouble(text(attributes, name));
    }

    private static String text(String attributes, String name) {
        Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
        if (!value.find()) {
            throw new IllegalArgumentException("an icon without " + name + ": " + attributes);
        }
        return value.group(1);
    }

    private Path2D read() {
        boolean more = tokens.find();
        while (more) {
            if (tokens.group(1) != null) {
                command = tokens.group(1).charAt(0);
                if (command == 'z' || command == 'Z') {
                    path.closePath();
                    Point2D start = path.getCurrentPoint();
                    x = start.getX();
                    y = start.getY();
                    more = tokens.find();
                    continue;
                }
                tokens.find();
            }
            step();
            more = tokens.find();
        }
        return path;
    }

    /** Reads one set of numbers; the matcher stands on the first. */
    private void step() {
        boolean relative = Character.isLowerCase(command);
        double dx = relative ? x : 0;
        double dy = relative ? y : 0;
        switch (Character.toLowerCase(command)) {
            case 'm' -> {
                move(dx + value(), dy + next());
                path.moveTo(x, y);
                command = relative ? 'l' : 'L';
            }
            case 'l' -> {
                move(dx + value(), dy + next());
                path.lineTo(x, y);
            }
            case 'h' -> {
                move(dx + value(), y);
                path.lineTo(x, y);
            }
            case 'v' -> {
                move(x, dy + value());
                path.lineTo(x, y);
            }
            case 'c' -> curve(dx + value(), dy + next(), dx, dy);
            case 's' -> {
                double firstX = 2 * x - controlX;
                double firstY = 2 * y - controlY;
                double secondX = dx + value();
                double secondY = dy + next();
                curveTo(firstX, firstY, secondX, secondY, dx + next(), dy + next());
            }
            case 'a' -> {
                double rx = value();
                double ry = next();
                next();
                boolean large = next() != 0;
                boolean sweep = next() != 0;
                arc(rx, ry, large, sweep, dx + next(), dy + next());
            }
            default -> throw new IllegalArgumentException("an icon with command " + command);
        }
    }

    private void curve(double firstX, double firstY, double dx, double dy) {
        double secondX = dx + next();
        double secondY = dy + next();
        curveTo(firstX, firstY, secondX, secondY, dx + next(), dy + next());
    }

    private void curveTo(
            double firstX, double firstY, double secondX, double secondY, double toX, double toY) {
        path.curveTo(firstX, firstY, secondX, secondY, toX, toY);
        x = toX;
        y = toY;
        controlX = secondX;
        controlY = secondY;
    }

    private void arc(double rx, double ry, boolean large, boolean sweep, double toX, double toY) {
        double halfX = (x - toX) / 2;
        double halfY = (y - toY) / 2;
        double reach = halfX * halfX / (rx * rx) + halfY * halfY / (ry * ry);
        double scale = reach > 1 ? Math.sqrt(reach) : 1;
        double a = rx * scale;
        double b = ry * scale;
        double top = a * a * b * b - a * a * halfY * halfY - b * b * halfX * halfX;
        double factor =
                Math.sqrt(Math.max(0, top / (a * a * halfY * halfY + b * b * halfX * halfX)));
        double sign = large == sweep ? -1 : 1;
        double localX = sign * factor * a * halfY / b;
        double localY = -sign * factor * b * halfX / a;
        double centreX = localX + (x + toX) / 2;
        double centreY = localY + (y + toY) / 2;
        double from = Math.toDegrees(Math.atan2((halfY - localY) / b, (halfX - localX) / a));
        double to = Math.toDegrees(Math.atan2((-halfY - localY) / b, (-halfX - localX) / a));
        double extent = to - from;
        if (sweep && extent < 0) {
            extent += 360;
        } else if (!sweep && extent > 0) {
            extent -= 360;
        }
        // Java's angles run against SVG's.
        path.append(
                new Arc2D.Double(centreX - a, centreY - b, a * 2, b * 2, -from, -extent, Arc2D.OPEN)
                        .getPathIterator(new AffineTransform()),
                true);
        move(toX, toY);
    }

    private void move(double toX, double toY) {
        x = toX;
        y = toY;
        controlX = toX;
        controlY = toY;
    }

    private double value() {
        return Double.parseDouble(tokens.group(2));
    }

    private double next() {
        tokens.find();
        return value();
    }
}
