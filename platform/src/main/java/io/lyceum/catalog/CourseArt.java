package io.lyceum.catalog;

import io.lyceum.shared.colour.Colour;
import io.lyceum.shared.web.Icons;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/**
 * Pictures of courses, drawn from a school's colours. The same seed always gives the same picture;
 * the school's typeface chooses the manner, so that schools look like different houses: paper cuts
 * (humanist), circuits (grotesque), tiles (slab) and engravings (classic).
 */
public final class CourseArt {

    private static final double WIDTH = 640;
    private static final double HEIGHT = 400;
    private static final int PREVIEW_WIDTH = 1200;
    private static final int PREVIEW_HEIGHT = 630;
    private static final String FONTS = "net/sf/jasperreports/fonts/dejavu/";
    private static final Map<String, Font> LOADED_FONTS = new ConcurrentHashMap<>();

    private final BrandPalette palette;

    private CourseArt(BrandPalette palette) {
        this.palette = palette;
    }

    /** Prepares to draw for a school. */
    public static CourseArt of(BrandPalette palette) {
        return new CourseArt(palette);
    }

    /**
     * Draws a course's picture as an SVG file of 640 × 400.
     *
     * @param seed usually the course's slug
     * @param icon name of a topic icon; an unknown one is drawn as a book
     */
    public String svg(String seed, String icon) {
        SplittableRandom random = random(seed);
        ArtCanvas.Svg canvas = new ArtCanvas.Svg();
        Colours colours = colours(random);
        Spot spot = draw(canvas, random, colours, WIDTH, HEIGHT);
        double scale = spot.size / 24;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 400\" width=\"640\""
                + " height=\"400\">"
                + canvas.elements()
                + "<g transform=\"translate("
                + Math.round(spot.x - spot.size / 2)
                + ' '
                + Math.round(spot.y - spot.size / 2)
                + ") scale("
                + Math.round(scale * 100) / 100.0
                + ")\" fill=\"none\" stroke=\""
                + spot.colour
                + "\" stroke-width=\""
                + spot.weight
                + "\" stroke-linecap=\""
                + (palette.typeface() == Brand.Typeface.GROTESQUE ? "square" : "round")
                + "\" stroke-linejoin=\""
                + (palette.typeface() == Brand.Typeface.GROTESQUE ? "miter" : "round")
                + "\">"
                + Icons.topicShape(icon)
                + "</g></svg>";
    }

    /**
     * Draws the large picture of the home page as SVG to be written into the page; decoration, so
     * hidden from screen readers.
     */
    public String hero(String seed) {
        SplittableRandom random = random("hero/" + seed);
        ArtCanvas.Svg canvas = new ArtCanvas.Svg();
        Colours colours = heroColours();
        switch (palette.typeface()) {
            case HUMANIST -> heroPaper(canvas, colours);
            case GROTESQUE -> circuit(canvas, random, colours, 720, 600, false);
            case SLAB -> tiles(canvas, random, colours, 720, 600, false);
            case CLASSIC -> heroEngraving(canvas, colours);
        }
        boolean fades =
                palette.typeface() == Brand.Typeface.GROTESQUE
                        || palette.typeface() == Brand.Typeface.CLASSIC;
        return "<svg class=\"hero-art"
                + (fades ? " fades" : "")
                + "\" viewBox=\"0 0 720 600\" aria-hidden=\"true\""
                + " focusable=\"false\" preserveAspectRatio=\"xMaxYMid slice\">"
                + canvas.elements()
                + "</svg>";
    }

    /**
     * Paints the picture of 1200 × 630 that link previews show.
     *
     * @param icon name of a topic icon
     * @param title of the course or page, at most four lines are shown
     * @param line a smaller line under it, for example the teacher; may be empty
     * @param school the school's name
     * @return a PNG file
     */
    public byte[] preview(String seed, String icon, String title, String line, String school) {
        BufferedImage image =
                new BufferedImage(PREVIEW_WIDTH, PREVIEW_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(
                    RenderingHints.KEY_FRACTIONALMETRICS,
                    RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            paintPreview(g, seed, icon, title, line, school);
        } finally {
            g.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private void paintPreview(
            Graphics2D g, String seed, String icon, String title, String line, String school) {
        BrandPalette.Scheme colours = palette.light();
        ArtCanvas.Pixels canvas = new ArtCanvas.Pixels(g);
        int panel = 470;
        Graphics2D art = (Graphics2D) g.create(PREVIEW_WIDTH - panel, 0, panel, PREVIEW_HEIGHT);
        SplittableRandom random = random(seed);
        ArtCanvas.Pixels artCanvas = new ArtCanvas.Pixels(art);
        Spot spot = draw(artCanvas, random, colours(random), panel, PREVIEW_HEIGHT);
        double scale = spot.size / 24;
        AffineTransform place =
                AffineTransform.getTranslateInstance(
                        spot.x - spot.size / 2, spot.y - spot.size / 2);
        place.scale(scale, scale);
        artCanvas.stroke(
                place.createTransformedShape(IconShape.of(Icons.topicShape(icon))),
                spot.colour,
                spot.weight * scale,
                1);
        art.dispose();
        canvas.fill(
                new Rectangle2D.Double(0, 0, PREVIEW_WIDTH - panel, PREVIEW_HEIGHT),
                colours.hero(),
                1);
        canvas.fill(new Rectangle2D.Double(72, 72, 56, 8), colours.heroOrnament(), 1);
        boolean serif =
                palette.typeface() == Brand.Typeface.CLASSIC
                        || palette.typeface() == Brand.Typeface.SLAB;
        Font display = font(serif ? "DejaVuSerif.ttf" : "DejaVuSans-Bold.ttf");
        Font text = font("DejaVuSans.ttf");
        float size = 62;
        List<String> lines = lines(g, display.deriveFont(size), title, 590);
        while (lines.size() > 4 && size > 34) {
            size -= 4;
            lines = lines(g, display.deriveFont(size), title, 590);
        }
        g.setColor(ArtCanvas.Pixels.colour(colours.onHero(), 1));
        g.setFont(display.deriveFont(size));
        float y = 112 + size;
        for (String one : lines.subList(0, Math.min(lines.size(), 4))) {
            g.drawString(one, 72, y);
            y += size * 1.2f;
        }
        g.setColor(ArtCanvas.Pixels.colour(colours.heroMuted(), 1));
        g.setFont(text.deriveFont(28f));
        if (!line.isEmpty()) {
            g.drawString(lines(g, text.deriveFont(28f), line, 590).get(0), 72, y + 12);
        }
        g.setFont(font("DejaVuSans-Bold.ttf").deriveFont(28f));
        g.drawString(school, 72, PREVIEW_HEIGHT - 72);
    }

    private static List<String> lines(Graphics2D g, Font font, String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && g.getFontMetrics(font).stringWidth(longer) > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static Font font(String file) {
        return LOADED_FONTS.computeIfAbsent(
                file,
                name -> {
                    ClassLoader loader = CourseArt.class.getClassLoader();
                    try (InputStream in = loader.getResourceAsStream(FONTS + name)) {
                        if (in == null) {
                            throw new IllegalStateException("no font " + FONTS + name);
                        }
                        return Font.createFont(Font.TRUETYPE_FONT, in);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (FontFormatException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    // ------------------------------------------------------------- colours

    /** Ground, three colours on it, and the colour of fine lines. */
    private record Colours(String ground, String a, String b, String c, String line) {}

    /** Where the topic's icon stands. */
    private record Spot(double x, double y, double size, String colour, double weight) {}

    private Colours colours(SplittableRandom random) {
        String primary = palette.primary();
        String second = palette.secondary();
        List<String> ramp = palette.ramp();
        boolean darkHouse = palette.typeface() == Brand.Typeface.GROTESQUE;
        if (darkHouse) {
            String deep = ramp.get(11);
            return switch (random.nextInt(4)) {
                case 0 -> new Colours(primary, deep, second, ramp.get(2), deep);
                case 1 -> new Colours(ramp.get(2), primary, deep, ramp.get(5), deep);
                default -> new Colours(second, primary, ramp.get(9), ramp.get(11), primary);
            };
        }
        if (palette.typeface() == Brand.Typeface.CLASSIC) {
            return switch (random.nextInt(4)) {
                case 0 -> new Colours(second, primary, ramp.get(10), ramp.get(2), primary);
                case 1 -> new Colours(ramp.get(2), primary, second, ramp.get(5), primary);
                case 2 -> new Colours(ramp.get(11), second, primary, ramp.get(9), second);
                default -> new Colours(primary, second, ramp.get(9), ramp.get(11), second);
            };
        }
        return switch (random.nextInt(5)) {
            case 0 -> new Colours(primary, ramp.get(9), second, ramp.get(2), ramp.get(1));
            case 1 -> new Colours(second, primary, ramp.get(2), ramp.get(10), ramp.get(11));
            case 2 -> new Colours(ramp.get(2), primary, second, ramp.get(5), ramp.get(10));
            case 3 -> new Colours(ramp.get(10), primary, second, ramp.get(7), ramp.get(2));
            default -> new Colours(ramp.get(4), ramp.get(8), second, primary, ramp.get(11));
        };
    }

    private Colours heroColours() {
        List<String> ramp = palette.ramp();
        return new Colours(
                palette.light().hero(),
                palette.primary(),
                palette.secondary(),
                ramp.get(3),
                palette.light().heroOrnament());
    }

    // ------------------------------------------------------------- manners

    private Spot draw(
            ArtCanvas canvas, SplittableRandom random, Colours colours, double w, double h) {
        canvas.fill(new Rectangle2D.Double(0, 0, w, h), colours.ground, 1);
        return switch (palette.typeface()) {
            case HUMANIST -> paper(canvas, random, colours, w, h);
            case GROTESQUE -> circuit(canvas, random, colours, w, h, true);
            case SLAB -> tiles(canvas, random, colours, w, h, true);
            case CLASSIC -> engraving(canvas, random, colours, w, h);
        };
    }

    /** Cut paper in three manners: hills under a sun, arches, leaves around a disc. */
    private Spot paper(
            ArtCanvas canvas, SplittableRandom random, Colours colours, double w, double h) {
        double unit = Math.min(w, h);
        return switch (random.nextInt(3)) {
            case 0 -> hills(canvas, random, colours, w, h, unit);
            case 1 -> arches(canvas, random, colours, w, h, unit);
            default -> wreath(canvas, random, colours, w, h, unit);
        };
    }

    private Spot hills(
            ArtCanvas canvas,
            SplittableRandom random,
            Colours colours,
            double w,
            double h,
            double unit) {
        double x = w * (0.3 + random.nextDouble() * 0.4);
        double y = h * (0.4 + random.nextDouble() * 0.06);
        double sun = unit * 0.32;
        canvas.fill(circle(x, y, sun * 1.4), colours.c, 0.45);
        Shape back = hill(random, w, h, 0.6, 0.2);
        Shape middle = hill(random, w, h, 0.75, 0.18);
        Shape front = hill(random, w, h, 0.88, 0.12);
        canvas.fill(back, colours.a, 1);
        canvas.fill(circle(x, y, sun), colours.b, 1);
        canvas.fill(middle, colours.c, 1);
        canvas.fill(front, colours.a, 0.85);
        return new Spot(x, y - sun * 0.06, sun * 0.98, inkOn(colours.b), 1.6);
    }

    private Spot arches(
            ArtCanvas canvas,
            SplittableRandom random,
            Colours colours,
            double w,
            double h,
            double unit) {
        double x = w * (random.nextBoolean() ? 0.36 : 0.64);
        double y = h * 0.62;
        String[] bands = {colours.a, colours.c, colours.b, colours.a, colours.b};
        double[] radii = {0.98, 0.8, 0.62, 0.44, 0.34};
        for (int i = 0; i < bands.length; i++) {
            canvas.fill(arch(x, y, unit * radii[i], h), bands[i], 1);
        }
        double away = x > w / 2 ? w * 0.1 : w * 0.9;
        canvas.fill(circle(away, h * 0.22, unit * 0.13), colours.b, 1);
        return new Spot(x, y + unit * 0.02, unit * 0.36, inkOn(colours.b), 1.6);
    }

    private static Shape arch(double x, double y, double r, double h) {
        Area arch = new Area(circle(x, y, r));
        arch.add(new Area(new Rectangle2D.Double(x - r, y, r * 2, h - y + 1)));
        return arch;
    }

    private Spot wreath(
            ArtCanvas canvas,
            SplittableRandom random,
            Colours colours,
            double w,
            double h,
            double unit) {
        double x = w * 0.5;
        double y = h * 0.5;
        double disc = unit * 0.3;
        int leaves = 9 + random.nextInt(4);
        double turn = random.nextDouble() * Math.PI;
        String[] inks = {colours.a, colours.c, colours.b};
        for (int ring = 1; ring >= 0; ring--) {
            for (int i = 0; i < leaves; i++) {
                AffineTransform place = AffineTransform.getTranslateInstance(x, y);
                place.rotate(turn + (i + ring * 0.5) * 2 * Math.PI / leaves);
                place.translate(0, -disc * (1.08 + ring * 0.92));
                canvas.fill(
                        place.createTransformedShape(petal(disc * (0.95 + ring * 0.2))),
                        inks[(i + ring) % 3],
                        1);
            }
        }
        canvas.fill(circle(x, y, disc), colours.b, 1);
        return new Spot(x, y, disc * 1.12, inkOn(colours.b), 1.6);
    }

    private static Shape petal(double length) {
        Path2D petal = new Path2D.Double();
        petal.moveTo(0, 0);
        petal.curveTo(-length * 0.42, -length * 0.3, -length * 0.3, -length * 0.8, 0, -length);
        petal.curveTo(length * 0.3, -length * 0.8, length * 0.42, -length * 0.3, 0, 0);
        petal.closePath();
        return petal;
    }

    private static Shape hill(
            SplittableRandom random, double w, double h, double at, double swing) {
        double start = h * (at + (random.nextDouble() - 0.5) * swing);
        double end = h * (at + (random.nextDouble() - 0.5) * swing);
        double lift = h * swing * (random.nextBoolean() ? 1 : -1);
        Path2D hill = new Path2D.Double();
        hill.moveTo(0, start);
        hill.curveTo(w * 0.3, start - lift, w * 0.62, end + lift, w, end);
        hill.lineTo(w, h);
        hill.lineTo(0, h);
        hill.closePath();
        return hill;
    }

    private static void heroPaper(ArtCanvas canvas, Colours c) {
        canvas.fill(circle(410, 270, 258), c.c, 1);
        canvas.fill(circle(470, 215, 128), c.b, 1);
        Path2D far = new Path2D.Double();
        far.moveTo(90, 600);
        far.curveTo(190, 330, 400, 400, 520, 335);
        far.curveTo(600, 290, 660, 300, 720, 270);
        far.lineTo(720, 600);
        far.closePath();
        canvas.fill(far, c.a, 0.55);
        Path2D near = new Path2D.Double();
        near.moveTo(-40, 600);
        near.curveTo(150, 440, 330, 520, 470, 455);
        near.curveTo(580, 400, 650, 425, 720, 385);
        near.lineTo(720, 600);
        near.closePath();
        canvas.fill(near, c.a, 1);
        canvas.fill(bubble(206, 132, 190, 122), "#ffffff", 1);
        for (int i = 0; i < 3; i++) {
            canvas.fill(circle(256 + i * 45, 193, 11), c.a, 1);
        }
        double[] lean = {-0.55, 0.05, 0.6};
        String[] inks = {c.line, c.b, c.c};
        for (int i = 0; i < 3; i++) {
            AffineTransform place = AffineTransform.getTranslateInstance(628, 520);
            place.rotate(lean[i]);
            canvas.fill(
                    place.createTransformedShape(petal(200 - Math.abs(lean[i]) * 60)), inks[i], 1);
        }
    }

    private static Shape bubble(double x, double y, double w, double h) {
        Area bubble = new Area(new RoundRectangle2D.Double(x, y, w, h, h * 0.8, h * 0.8));
        Path2D tail = new Path2D.Double();
        tail.moveTo(x + w * 0.22, y + h * 0.8);
        tail.lineTo(x + w * 0.2, y + h * 1.32);
        tail.lineTo(x + w * 0.52, y + h * 0.9);
        tail.closePath();
        bubble.add(new Area(tail));
        return bubble;
    }

    /** A board: a fine grid, lit cells, wires that run at right angles to a node. */
    private Spot circuit(
            ArtCanvas canvas,
            SplittableRandom random,
            Colours colours,
            double w,
            double h,
            boolean icon) {
        double cell = Math.min(w, h) / 10;
        int rows = (int) Math.ceil(h / cell);
        for (double x = cell; x < w; x += cell) {
            canvas.stroke(new Line2D.Double(x, 0, x, h), colours.line, 1, 0.13);
        }
        for (double y = cell; y < h; y += cell) {
            canvas.stroke(new Line2D.Double(0, y, w, y), colours.line, 1, 0.13);
        }
        int columns = (int) Math.ceil(w / cell);
        for (int i = 0; i < (icon ? 13 : 26); i++) {
            int column = (int) (columns * (0.3 + 0.7 * Math.sqrt(random.nextDouble())));
            int row = random.nextInt(rows);
            int length = 1 + random.nextInt(3);
            String colour = i % 4 == 0 ? colours.a : i % 4 == 1 ? colours.b : colours.c;
            canvas.fill(
                    new Rectangle2D.Double(column * cell, row * cell, cell * length, cell),
                    colour,
                    i % 4 == 0 ? 1 : 0.75);
        }
        for (int i = 0; i < (icon ? 3 : 6); i++) {
            Path2D wire = new Path2D.Double();
            double y = cell * (1 + random.nextInt(rows - 1));
            double turn = cell * (3 + random.nextInt(Math.max(1, columns - 6)));
            double to = cell * (1 + random.nextInt(rows - 1));
            wire.moveTo(w, y);
            wire.lineTo(turn, y);
            wire.lineTo(turn, to);
            canvas.stroke(wire, colours.a, 3, 1);
            canvas.fill(circle(turn, to, 7), colours.ground, 1);
            canvas.stroke(circle(turn, to, 7), colours.a, 3, 1);
        }
        if (!icon) {
            return new Spot(0, 0, 0, colours.a, 0);
        }
        double box = cell * 5;
        double x = cell;
        double y = h - box - cell;
        canvas.fill(new Rectangle2D.Double(x, y, box, box), colours.a, 1);
        return new Spot(x + box / 2, y + box / 2, box * 0.62, inkOn(colours.a), 1.7);
    }

    /** Tiles: quarter circles and triangles in a regular floor. */
    private Spot tiles(
            ArtCanvas canvas,
            SplittableRandom random,
            Colours colours,
            double w,
            double h,
            boolean icon) {
        double size = Math.min(w, h) / 4;
        int rows = (int) Math.ceil(h / size);
        double middleX = Math.max(1, Math.round(w / size / 2)) * size;
        double middleY = Math.round(h / size / 2) * size;
        String[] inks = {colours.a, colours.b, colours.c, colours.line};
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column * size < w; column++) {
                double x = column * size;
                double y = row * size;
                Shape tile = tile(random, x, y, size);
                String ink = inks[random.nextInt(4)];
                boolean underIcon =
                        Math.abs(x + size / 2 - middleX) < size
                                && Math.abs(y + size / 2 - middleY) < size;
                if (!icon || !underIcon) {
                    canvas.fill(tile, ink, 1);
                }
            }
        }
        if (!icon) {
            return new Spot(0, 0, 0, colours.a, 0);
        }
        canvas.fill(circle(middleX, middleY, size), colours.b, 1);
        return new Spot(middleX, middleY, size * 1.1, inkOn(colours.b), 1.7);
    }

    private static Shape tile(SplittableRandom random, double x, double y, double size) {
        int corner = random.nextInt(4);
        double cx = x + (corner % 2) * size;
        double cy = y + (corner / 2) * size;
        return switch (random.nextInt(3)) {
            case 0 -> {
                Path2D triangle = new Path2D.Double();
                triangle.moveTo(cx, cy);
                triangle.lineTo(x + size - (cx - x), cy);
                triangle.lineTo(cx, y + size - (cy - y));
                triangle.closePath();
                yield triangle;
            }
            case 1 -> circle(x + size / 2, y + size / 2, size * 0.34);
            default -> {
                Area quarter = new Area(circle(cx, cy, size));
                quarter.intersect(new Area(new Rectangle2D.Double(x, y, size, size)));
                yield quarter;
            }
        };
    }

    /** An engraving: rings of fine lines like sound in a hall, staves that swing, a medallion. */
    private Spot engraving(
            ArtCanvas canvas, SplittableRandom random, Colours colours, double w, double h) {
        double cx = w * (0.28 + random.nextDouble() * 0.44);
        double cy = h * 0.5;
        double medallion = Math.min(w, h) * 0.26;
        int manner = random.nextInt(3);
        if (manner == 2) {
            for (int i = 0; i < 48; i++) {
                double angle = i * Math.PI / 24;
                double inner = medallion + 16;
                double outer = medallion + (i % 2 == 0 ? w : h * 0.2);
                canvas.stroke(
                        new Line2D.Double(
                                cx + Math.cos(angle) * inner,
                                cy + Math.sin(angle) * inner,
                                cx + Math.cos(angle) * outer,
                                cy + Math.sin(angle) * outer),
                        colours.line,
                        1.3,
                        i % 2 == 0 ? 0.55 : 0.9);
            }
        } else if (manner == 1) {
            for (int i = 0; i < 18; i++) {
                double r = medallion + 14 + i * (9 + i * 0.9);
                canvas.stroke(circle(cx, cy, r), colours.line, 1.3, Math.max(0.1, 0.75 - i * 0.04));
            }
        } else {
            double phase = random.nextDouble() * 0.3;
            for (int staff = 0; staff < 4; staff++) {
                for (int line = 0; line < 5; line++) {
                    double y = h * (0.06 + staff * 0.25) + line * 10;
                    Path2D wave = new Path2D.Double();
                    wave.moveTo(0, y);
                    wave.curveTo(
                            w * (0.25 + phase),
                            y - h * 0.16,
                            w * (0.45 + phase),
                            y + h * 0.22,
                            w,
                            y + h * 0.02);
                    canvas.stroke(wave, colours.line, 1.3, 0.6);
                }
            }
        }
        double inset = Math.min(w, h) * 0.045;
        canvas.stroke(
                new Rectangle2D.Double(inset, inset, w - inset * 2, h - inset * 2),
                colours.line,
                1.6,
                0.9);
        canvas.fill(circle(cx, cy, medallion), colours.ground, 1);
        canvas.stroke(circle(cx, cy, medallion), colours.line, 2, 1);
        canvas.stroke(circle(cx, cy, medallion - 8), colours.line, 1, 0.8);
        return new Spot(cx, cy, medallion * 1.05, colours.line, 1.15);
    }

    private static void heroEngraving(ArtCanvas canvas, Colours c) {
        for (int i = 0; i < 26; i++) {
            double r = 74 + i * (10 + i * 0.75);
            canvas.stroke(circle(470, 300, r), c.line, 1.4, Math.max(0.1, 0.85 - i * 0.03));
        }
        for (int line = 0; line < 5; line++) {
            Path2D wave = new Path2D.Double();
            double y = 262 + line * 19;
            wave.moveTo(0, y + 60);
            wave.curveTo(180, y - 130, 380, y + 170, 720, y - 40);
            canvas.stroke(wave, c.line, 2, 0.95);
        }
        note(canvas, c, 300, 331, 1);
        note(canvas, c, 420, 292, 1);
        note(canvas, c, 556, 262, -1);
    }

    private static void note(ArtCanvas canvas, Colours c, double x, double y, int up) {
        AffineTransform lean = AffineTransform.getRotateInstance(-0.38, x, y);
        canvas.fill(
                lean.createTransformedShape(new Ellipse2D.Double(x - 19, y - 13, 38, 26)),
                c.line,
                1);
        double stem = x + (up > 0 ? 16.5 : -16.5);
        canvas.stroke(new Line2D.Double(stem, y, stem, y - up * 96), c.line, 3.4, 1);
    }

    private static Shape circle(double x, double y, double r) {
        return new Ellipse2D.Double(x - r, y - r, r * 2, r * 2);
    }

    private String inkOn(String ground) {
        String dark = palette.ramp().get(11);
        String light = palette.ramp().get(0);
        return Colour.contrast(light, ground) >= 3 ? light : dark;
    }

    private static SplittableRandom random(String seed) {
        long hash = 1125899906842597L;
        for (int i = 0; i < seed.length(); i++) {
            hash = 31 * hash + seed.charAt(i);
        }
        return new SplittableRandom(hash);
    }
}
