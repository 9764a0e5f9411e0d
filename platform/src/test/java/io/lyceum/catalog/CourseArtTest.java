package io.lyceum.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.web.Icons;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class CourseArtTest {

    @Test
    void theSameCourseAlwaysLooksTheSame() {
        assertEquals(
                art(Brand.Typeface.SLAB).svg("git", "code"),
                art(Brand.Typeface.SLAB).svg("git", "code"));
    }

    @Test
    void coursesAndSchoolsLookDifferent() {
        String git = art(Brand.Typeface.HUMANIST).svg("git", "code");

        assertNotEquals(git, art(Brand.Typeface.HUMANIST).svg("shell", "code"));
        assertNotEquals(git, art(Brand.Typeface.CLASSIC).svg("git", "code"));
    }

    @Test
    void everyPictureIsWellFormedAndSmall() throws Exception {
        for (Brand.Typeface typeface : Brand.Typeface.values()) {
            for (int seed = 0; seed < 40; seed++) {
                String svg = art(typeface).svg("course-" + seed, "nothing-known");
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));
                assertTrue(
                        svg.getBytes(StandardCharsets.UTF_8).length < 12_000,
                        typeface + " " + svg.length());
            }
        }
    }

    @Test
    void aLinkPreviewHasTheSizeThatNetworksAskForWhateverTheTitle() throws IOException {
        for (String title :
                new String[] {"", "Git", "История русской музыки: " + "от Глинки ".repeat(40)}) {
            byte[] png = art(Brand.Typeface.CLASSIC).preview("seed", "piano", title, "", "School");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

            assertEquals(1200, image.getWidth());
            assertEquals(630, image.getHeight());
        }
    }

    @Test
    void everyIconCanBePainted() {
        for (String icon : Icons.topics()) {
            Rectangle2D bounds = IconShape.of(Icons.topicShape(icon)).getBounds2D();
            assertTrue(bounds.getWidth() > 8 && bounds.getHeight() > 8, icon + " " + bounds);
            assertTrue(
                    bounds.getMinX() >= 0
                            && bounds.getMinY() >= 0
                            && bounds.getMaxX() <= 24
                            && bounds.getMaxY() <= 24,
                    icon + " " + bounds);
        }
    }

    private static CourseArt art(Brand.Typeface typeface) {
        return CourseArt.of(BrandPalette.of("#c2482b", "#f2b544", typeface, Brand.Radius.SOFT));
    }
}
