package io.lyceum.admin.sales;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Coupon;
import io.lyceum.commerce.CouponId;
import io.lyceum.commerce.Coupons;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.Offers;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Discounts: codes that people type in, and rules that hold by themselves. */
@RequestScoped
@Path("/manage/coupons")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class CouponsResource {

    private static final String PATH = "/manage/coupons";
    private static final String SHOW = "sales/coupon";
    private static final int A_PAGE = 50;
    private static final int COURSES_LISTED = 500;

    @Inject Desk desk;
    @Inject Coupons coupons;
    @Inject Courses courses;
    @Inject Offers offers;
    @Inject Clock clock;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list(
            @QueryParam("q") @DefaultValue("") String query, @QueryParam("cursor") String cursor) {
        Slice<Coupon> found = coupons.list(query, Optional.ofNullable(cursor), A_PAGE);
        String kept = PATH + "?q=" + Html.urlParameter(query);
        return desk.show(
                "sales/coupons",
                desk.page("coupons.title", Place.COUPONS),
                new CouponsView(
                        new Listing(
                                PATH,
                                query,
                                List.of(),
                                List.of(),
                                Optional.ofNullable(cursor).map(c -> kept),
                                found.next().map(n -> kept + "&cursor=" + Html.urlParameter(n)),
                                ""),
                        found.items().stream().map(this::row).toList()));
    }

    private CouponsView.Row row(Coupon coupon) {
        return new CouponsView.Row(
                path(coupon.id()),
                coupon.name(),
                coupon.code().orElseGet(() -> desk.t("coupons.rule")),
                off(coupon),
                used(coupon),
                badge(coupon));
    }

    private static String path(CouponId id) {
        return PATH + "/" + id;
    }

    private String off(Coupon coupon) {
        return "−"
                + (coupon.kind() == Coupon.Kind.PERCENT
                        ? percent(coupon) + " %"
                        : desk.words()
                                .money(coupon.amountMinor(), coupon.currency().orElseThrow()));
    }

    private static String percent(Coupon coupon) {
        return BigDecimal.valueOf(coupon.basisPoints(), 2).stripTrailingZeros().toPlainString();
    }

    private String used(Coupon coupon) {
        return coupon.uses().isPresent()
                ? desk.t("coupons.used-of", "used", coupon.used(), "uses", coupon.uses().get())
                : desk.t("coupons.used", "used", coupon.used());
    }

    private Badge badge(Coupon coupon) {
        if (coupon.archived()) {
            return new Badge(Tone.NEUTRAL, desk.t("coupons.state.ended"));
        }
        if (coupon.uses().filter(most -> coupon.used() >= most).isPresent()) {
            return new Badge(Tone.NEUTRAL, desk.t("coupons.state.used-up"));
        }
        if (coupon.startsAt().filter(clock.instant()::isBefore).isPresent()) {
            return new Badge(Tone.INFO, desk.t("coupons.state.later"));
        }
        return coupon.holds(clock.instant())
                ? new Badge(Tone.POSITIVE, desk.t("coupons.state.holds"))
                : new Badge(Tone.NEUTRAL, desk.t("coupons.state.over"));
    }

    @GET
    @Path("new")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response fresh() {
        return desk.show(
                SHOW,
                page(desk.t("coupons.add")),
                view(
                        Form.at(
                                PATH,
                                Map.of("kind", "PERCENT", "duration", "ONCE", "currency", "EUR")),
                        Set.of(),
                        Optional.empty()));
    }

    private Page page(String title) {
        return desk.page("coupons.title", Place.COUPONS)
                .titled(title)
                .under(PATH, desk.t("coupons.title"));
    }

    private CouponsView.Edit view(Form form, Set<String> chosen, Optional<Coupon> coupon) {
        return new CouponsView.Edit(
                form,
                Arrays.stream(Coupon.Kind.values())
                        .map(kind -> Option.of(kind.name(), desk.t("coupons.kind." + kind)))
                        .toList(),
                Arrays.stream(Coupon.Duration.values())
                        .map(one -> Option.of(one.name(), desk.t("coupons.duration." + one)))
                        .toList(),
                courses
                        .list(Optional.empty(), "", Optional.empty(), COURSES_LISTED)
                        .items()
                        .stream()
                        .filter(c -> c.status() != Course.Status.ARCHIVED && !c.free())
                        .map(
                                c ->
                                        new ProductsView.Choice(
                                                c.id().toString(),
                                                c.title(),
                                                chosen.contains(c.id().toString())))
                        .toList(),
                offers.onSale().stream()
                        .map(
                                listed ->
                                        new ProductsView.Choice(
                                                listed.offer().id().toString(),
                                                listed.item().title(),
                                                chosen.contains(listed.offer().id().toString())))
                        .toList(),
                coupon.map(c -> path(c.id())).orElse(""),
                coupon.filter(Coupon::archived).isPresent(),
                coupon.map(this::used).orElse(""));
    }

    private static Set<String> chosen(MultivaluedMap<String, String> form) {
        return Set.copyOf(form.getOrDefault("thing", List.of()));
    }

    private Coupon.Draft read(MultivaluedMap<String, String> form) {
        Coupon.Kind kind = SaleForms.choice(form, "kind", Coupon.Kind.class);
        boolean percent = kind == Coupon.Kind.PERCENT;
        String currency = Desk.value(form, "currency").strip().toUpperCase(Locale.ROOT);
        Set<UUID> things = chosen(form).stream().map(Desk::uuid).collect(Collectors.toSet());
        Set<UUID> known =
                offers.onSale().stream()
                        .map(listed -> listed.offer().id().value())
                        .collect(Collectors.toSet());
        return new Coupon.Draft(
                Desk.value(form, "name"),
                Optional.of(Desk.value(form, "code").strip().toUpperCase(Locale.ROOT))
                        .filter(code -> !code.isEmpty()),
                kind,
                percent ? basisPoints(Desk.value(form, "percent")) : 0,
                percent ? 0 : SaleForms.minor(Desk.value(form, "amount"), currency, "amount"),
                percent ? Optional.empty() : Optional.of(currency),
                SaleForms.choice(form, "duration", Coupon.Duration.class),
                SaleForms.number(form, "months"),
                SaleForms.day(form, "startsAt", desk.words().zone(), 0),
                SaleForms.day(form, "endsAt", desk.words().zone(), 1),
                SaleForms.number(form, "uses"),
                SaleForms.number(form, "usesEach"),
                form.containsKey("firstPurchase"),
                form.containsKey("stacks"),
                Optional.empty(),
                things.stream().filter(id -> !known.contains(id)).map(CourseId::new).toList(),
                things.stream().filter(known::contains).map(OfferId::new).toList());
    }

    private static int basisPoints(String text) {
        String percent = text.strip().replace(',', '.');
        new Checks()
                .that(
                        percent.matches("\\d{1,3}(\\.\\d{1,2})?"),
                        "percent",
                        "Write a number from 1 to 100.")
                .done();
        return new BigDecimal(percent)
                .movePointRight(2)
                .setScale(0, RoundingMode.DOWN)
                .intValueExact();
    }

    @POST
    @Operation(hidden = true)
    public Response add(MultivaluedMap<String, String> form) {
        try {
            Coupon added = coupons.add(read(form));
            return desk.done(path(added.id()), "coupons.added");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(desk.t("coupons.add")),
                    view(
                            desk.refused(Form.at(PATH), form, problem),
                            chosen(form),
                            Optional.empty()));
        }
    }

    @GET
    @Path("{coupon}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("coupon") UUID id) {
        Coupon coupon = coupons.byId(new CouponId(id));
        return desk.show(
                SHOW, page(coupon.name()), view(form(coupon), chosen(coupon), Optional.of(coupon)));
    }

    private static Set<String> chosen(Coupon coupon) {
        Set<String> chosen =
                coupon.courses().stream().map(CourseId::toString).collect(Collectors.toSet());
        coupon.offers().forEach(offer -> chosen.add(offer.toString()));
        return chosen;
    }

    private Form form(Coupon coupon) {
        Map<String, String> values = new HashMap<>();
        values.put("name", coupon.name());
        values.put("code", coupon.code().orElse(""));
        values.put("kind", coupon.kind().name());
        values.put("percent", coupon.basisPoints() == 0 ? "" : percent(coupon));
        String currency = coupon.currency().orElse("EUR");
        values.put("currency", currency);
        values.put(
                "amount",
                coupon.amountMinor() == 0 ? "" : SaleForms.amount(coupon.amountMinor(), currency));
        values.put("duration", coupon.duration().name());
        values.put("months", coupon.months().map(String::valueOf).orElse(""));
        values.put("startsAt", SaleForms.day(coupon.startsAt(), desk.words().zone(), 0));
        values.put("endsAt", SaleForms.day(coupon.endsAt(), desk.words().zone(), 1));
        values.put("uses", coupon.uses().map(String::valueOf).orElse(""));
        values.put("usesEach", coupon.usesEach().map(String::valueOf).orElse(""));
        if (coupon.firstPurchase()) {
            values.put("firstPurchase", "on");
        }
        if (coupon.stacks()) {
            values.put("stacks", "on");
        }
        values.put("version", Long.toString(coupon.version()));
        return Form.at(path(coupon.id()), values);
    }

    @POST
    @Path("{coupon}")
    @Operation(hidden = true)
    public Response change(@PathParam("coupon") UUID id, MultivaluedMap<String, String> form) {
        Coupon coupon = coupons.byId(new CouponId(id));
        try {
            coupons.change(coupon.id(), Forms.number(form, "version"), read(form));
            return desk.done(path(coupon.id()), "coupons.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(coupon.name()),
                    view(
                            desk.refused(form(coupon), form, problem),
                            chosen(form),
                            Optional.of(coupon)));
        }
    }

    @POST
    @Path("{coupon}/archive")
    @Operation(hidden = true)
    public Response archive(@PathParam("coupon") UUID id) {
        coupons.setArchived(new CouponId(id), true);
        return desk.done(PATH + "/" + id, "coupons.archive.done");
    }

    @POST
    @Path("{coupon}/restore")
    @Operation(hidden = true)
    public Response restore(@PathParam("coupon") UUID id) {
        coupons.setArchived(new CouponId(id), false);
        return desk.done(PATH + "/" + id, "coupons.restore.done");
    }
}
