package io.lyceum.tenancy.web;

import io.lyceum.shared.SchoolCache;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.files.LogoPicture;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Initials;
import io.lyceum.shared.web.Open;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.CurrentSchool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The icon of the school's installed app: its logo, or its initials on its colour. */
@Path("/")
@ApplicationScoped
@Open
public class AppIconResource {

    private static final Set<Integer> SIZES = Set.of(32, 180, 192, 512);

    @Inject Brands brands;
    @Inject Files files;
    @Inject CurrentSchool school;

    private final SchoolCache<Key, byte[]> drawn = new SchoolCache<>(2_000, Duration.ofDays(1));

    @GET
    @Path("app-icon.{revision:[0-9]+}.{size:[0-9]+}.png")
    @Produces("image/png")
    @Operation(hidden = true)
    public Response icon(@PathParam("revision") long revision, @PathParam("size") int size) {
        if (!SIZES.contains(size)) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
        Brand brand = brands.current();
        byte[] png =
                drawn.get(school.id(), new Key(brand.revision(), size), () -> draw(brand, size));
        return Response.ok(png).header("Cache-Control", "public, max-age=86400").build();
    }

    private byte[] draw(Brand brand, int size) {
        Optional<LogoPicture> logo =
                brand.logo()
                        .flatMap(files::find)
                        .flatMap(f -> LogoPicture.read(f.content().type(), files.read(f)));
        if (logo.isPresent()) {
            return logo.get().png(size);
        }
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.decode(brand.primary()));
        g.fillRoundRect(0, 0, size, size, size / 4, size / 4);
        g.setColor(Color.decode(BrandPalette.of(brand).onPrimary()));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size * 2 / 5));
        String text = Initials.of(brand.name());
        FontMetrics metrics = g.getFontMetrics();
        g.drawString(
                text,
                (size - metrics.stringWidth(text)) / 2,
                (size - metrics.getHeight()) / 2 + metrics.getAscent());
        g.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private record Key(long revision, int size) {}
}
