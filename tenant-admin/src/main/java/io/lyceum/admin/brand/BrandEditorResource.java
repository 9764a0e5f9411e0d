package io.lyceum.admin.brand;

import io.lyceum.admin.brand.BrandView.Verdict;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.ContrastVerdict;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The brand editor and its preview. */
@RequestScoped
@Path("/manage/brand")
@Allow(Role.ADMIN)
public class BrandEditorResource {

    private static final String PATH = "/manage/brand";
    private static final long LOGO_LIMIT = 2L << 20;
    private static final int LONGEST_FIELD = 4_000;

    @Inject Desk desk;
    @Inject Brands brands;
    @Inject Files files;

    @GET
    @Operation(hidden = true)
    public Response edit() {
        Brand brand = brands.latest();
        return desk.show("brand/brand", page(), view(brand, saved(brand), false));
    }

    private Page page() {
        return desk.page("brand.title", Place.BRAND);
    }

    private static Form saved(Brand brand) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", brand.name());
        values.put("tagline", brand.tagline());
        values.put("primary", brand.primary());
        values.put("secondary", brand.secondary());
        values.put("typeface", brand.typeface().name());
        values.put("radius", brand.radius().name());
        values.put("revision", String.valueOf(brand.revision()));
        return Form.at(PATH, values);
    }

    private BrandView view(Brand brand, Form form, boolean unsaved) {
        String primary = colour(form.value("primary"), brand.primary());
        String secondary = colour(form.value("secondary"), brand.secondary());
        String name = form.value("name").strip();
        return new BrandView(
                form,
                brand.logo().map(id -> "/files/" + id + "/logo"),
                PATH + "/remove-logo",
                PATH
                        + "/preview.css?primary="
                        + Html.urlParameter(primary)
                        + "&secondary="
                        + Html.urlParameter(secondary),
                name.isEmpty() ? "·" : name.substring(0, name.offsetByCodePoints(0, 1)),
                verdicts(primary, secondary),
                BrandChoices.typefaces(desk),
                BrandChoices.radii(desk),
                unsaved);
    }

    private static String colour(String typed, String otherwise) {
        return typed.matches("#[0-9a-fA-F]{6}") ? typed.toLowerCase(Locale.ROOT) : otherwise;
    }

    private List<Verdict> verdicts(String primary, String secondary) {
        return BrandPalette.of(primary, secondary, Brand.Typeface.HUMANIST, Brand.Radius.SOFT)
                .moved()
                .stream()
                .map(this::verdict)
                .toList();
    }

    private Verdict verdict(ContrastVerdict moved) {
        return new Verdict(
                desk.t("brand.verdict." + moved.use()),
                moved.wanted(),
                moved.used(),
                desk.t(
                        "brand.verdict.why",
                        "before",
                        ratio(moved.wantedRatio()),
                        "after",
                        ratio(moved.usedRatio()),
                        "needed",
                        ratio(moved.needed())));
    }

    /** Rounds down, so that a figure never claims more contrast than there is. */
    private String ratio(double value) {
        return String.format(desk.locale(), "%.1f : 1", Math.floor(value * 10) / 10);
    }

    // ------------------------------------------------------------- preview

    /** The script asks for colours only; without a script the whole form comes by POST. */
    @GET
    @Path("preview")
    @Operation(hidden = true)
    public Response live(
            @QueryParam("primary") @DefaultValue("") String primary,
            @QueryParam("secondary") @DefaultValue("") String secondary) {
        Brand brand = brands.latest();
        Form form = saved(brand).with("primary", primary).with("secondary", secondary);
        return desk.part("brand/live", page(), view(brand, form, true));
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response preview(List<EntityPart> parts) {
        Brand brand = brands.latest();
        Form form = saved(brand);
        for (Map.Entry<String, String> field : texts(parts).entrySet()) {
            form = form.with(field.getKey(), field.getValue());
        }
        return desk.show("brand/brand", page(), view(brand, form, true));
    }

    /** The colours of the preview, under names that do not touch the back office's own. */
    @GET
    @Path("preview.css")
    @Produces("text/css")
    @Operation(hidden = true)
    public Response sheet(
            @QueryParam("primary") @DefaultValue("") String primary,
            @QueryParam("secondary") @DefaultValue("") String secondary) {
        Brand brand = brands.latest();
        BrandPalette palette =
                BrandPalette.of(
                        colour(primary, brand.primary()),
                        colour(secondary, brand.secondary()),
                        brand.typeface(),
                        brand.radius());
        BrandPalette.Scheme light = palette.light();
        StringBuilder css = new StringBuilder(".brand-preview{");
        declare(css, "primary", palette.primary());
        declare(css, "on-primary", palette.onPrimary());
        declare(css, "secondary", palette.secondary());
        declare(css, "surface", light.surface());
        declare(css, "raised", light.raised());
        declare(css, "text", light.text());
        declare(css, "muted", light.muted());
        declare(css, "line", light.line());
        declare(css, "accent", light.accent());
        declare(css, "on-accent", light.onAccent());
        declare(css, "accent-text", light.accentText());
        declare(css, "hero", light.hero());
        declare(css, "on-hero", light.onHero());
        declare(css, "hero-muted", light.heroMuted());
        declare(css, "hero-ornament", light.heroOrnament());
        declare(css, "on-hero-ornament", light.onHeroOrnament());
        css.append('}');
        return Response.ok(css.toString(), "text/css;charset=utf-8")
                .header("Cache-Control", "private, max-age=300")
                .build();
    }

    private static void declare(StringBuilder css, String name, String value) {
        css.append("--bp-").append(name).append(':').append(value).append(';');
    }

    // ------------------------------------------------------------- saving

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response save(List<EntityPart> parts) {
        Brand now = brands.latest();
        Map<String, String> typed = texts(parts);
        try {
            brands.change(wanted(now, typed, logo(parts)));
            return desk.done(PATH, "brand.saved");
        } catch (Problem problem) {
            Form form = desk.refused(saved(now), typed, problem);
            if (problem.code() == CommonProblem.STALE_VERSION) {
                form = form.with("revision", String.valueOf(now.revision()));
            }
            return desk.refuse(problem, "brand/brand", page(), view(now, form, true));
        }
    }

    private Brand wanted(Brand now, Map<String, String> typed, Optional<UUID> logo) {
        new Checks()
                .text(typed.get("name"), "name", 200)
                .colour(typed.get("primary"), "primary")
                .colour(typed.get("secondary"), "secondary")
                .done();
        return new Brand(
                typed.get("name").strip(),
                typed.getOrDefault("tagline", "").strip(),
                typed.get("primary").toLowerCase(Locale.ROOT),
                typed.get("secondary").toLowerCase(Locale.ROOT),
                BrandChoices.typeface(typed.get("typeface"), now.typeface()),
                BrandChoices.radius(typed.get("radius"), now.radius()),
                logo.or(now::logo),
                revision(typed));
    }

    private static long revision(Map<String, String> typed) {
        try {
            return Long.parseLong(typed.getOrDefault("revision", ""));
        } catch (NumberFormatException e) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
    }

    private Optional<UUID> logo(List<EntityPart> parts) {
        for (EntityPart part : parts) {
            Optional<String> name = Desk.fileName(part);
            if (name.isPresent()) {
                try (InputStream content = part.getContent()) {
                    return Optional.of(files.put(name.get(), content, true, LOGO_LIMIT).id());
                } catch (Problem refused) {
                    throw new Problem(
                            refused.code(),
                            List.of(new Problem.FieldError("logo", desk.sentence(refused))),
                            refused.details());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> texts(List<EntityPart> parts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (EntityPart part : parts) {
            if (part.getFileName().isEmpty()) {
                try (InputStream content = part.getContent()) {
                    texts.put(
                            part.getName(),
                            new String(content.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return texts;
    }

    @POST
    @Path("remove-logo")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response removeLogo(List<EntityPart> parts) {
        try {
            brands.change(brands.latest().withLogo(Optional.empty()));
            return desk.done(PATH, "brand.logo.removed");
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }
}
