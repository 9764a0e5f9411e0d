package io.lyceum.admin.plans;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.plans.PlansView.Row;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.CourseText;
import io.lyceum.commerce.PlanPayments;
import io.lyceum.commerce.PlanSubscription;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Plan;
import io.lyceum.tenancy.Plans;
import io.lyceum.tenancy.Quota;
import io.lyceum.tenancy.Quotas;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The platform's plans, and which school is on which. */
@RequestScoped
@Path("/platform")
@Allow(Role.PLATFORM_ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PlansResource {

    private static final String PATH = "/platform/plans";
    private static final String EDIT = "plans/edit";
    private static final String OF_SCHOOL = "plans/school";
    private static final long MEGABYTE = 1L << 20;

    @Inject Desk desk;
    @Inject Plans plans;
    @Inject Quotas quotas;
    @Inject Schools schools;
    @Inject PlanPayments payments;
    @Inject CurrentSchool currentSchool;

    @GET
    @Path("plans")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        PlanWords words = new PlanWords(desk);
        Map<UUID, Long> counts = plans.schools();
        return desk.show(
                "plans/list",
                desk.page("plans.title", Place.PLANS),
                new PlansView(
                        plans.list().stream()
                                .map(
                                        plan ->
                                                new Row(
                                                        PATH + "/" + plan.id(),
                                                        plan.name(),
                                                        badges(plan),
                                                        words.limits(plan),
                                                        words.price(plan),
                                                        words.yearly(plan),
                                                        words.fee(plan),
                                                        words.number(
                                                                counts.getOrDefault(
                                                                        plan.id(), 0L))))
                                .toList(),
                        payments.payers().stream().map(this::payer).toList()));
    }

    private PlansView.Payer payer(PlanPayments.Payer payer) {
        PlanPaying words = new PlanPaying(desk, plans);
        PlanSubscription paid = payer.subscription();
        return new PlansView.Payer(
                path(payer.school()),
                payer.school().name(),
                plans.byId(paid.plan()).name(),
                words.badge(paid),
                words.price(paid),
                paid.endsAt()
                        .or(paid::periodEnd)
                        .filter(at -> paid.live())
                        .map(at -> desk.words().date(at))
                        .orElse(""));
    }

    private List<Badge> badges(Plan plan) {
        List<Badge> badges = new ArrayList<>();
        if (plan.usual()) {
            badges.add(new Badge(Tone.INFO, desk.t("plans.usual")));
        }
        if (plan.onRequest()) {
            badges.add(new Badge(Tone.NEUTRAL, desk.t("plans.request")));
        }
        if (!plan.offered()) {
            badges.add(new Badge(Tone.NEUTRAL, desk.t("plans.hidden")));
        }
        return badges;
    }

    @GET
    @Path("plans/{plan}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response edit(@PathParam("plan") UUID id) {
        Plan plan = plans.byId(id);
        return desk.show(EDIT, page(plan), new PlanView(form(plan), PATH));
    }

    private Page page(Plan plan) {
        return desk.page("plans.title", Place.PLANS)
                .titled(plan.name())
                .under(PATH, desk.t("plans.title"));
    }

    private static Form form(Plan plan) {
        Map<String, String> values = new HashMap<>();
        values.put("name", plan.name());
        plan.limits()
                .forEach(
                        (quota, limit) ->
                                values.put(
                                        quota.word(),
                                        Long.toString(
                                                quota == Quota.STORAGE
                                                        ? limit / MEGABYTE
                                                        : limit)));
        plan.feeBasisPoints().ifPresent(fee -> values.put("fee", PlanWords.percent(fee)));
        values.put("price", CourseText.decimal(plan.priceMinor(), plan.currency()));
        values.put(
                "yearly",
                plan.yearlyMinor()
                        .map(minor -> CourseText.decimal(minor, plan.currency()))
                        .orElse(""));
        values.put("currency", plan.currency());
        values.put("request", plan.onRequest() ? "on" : "");
        values.put("offered", plan.offered() ? "on" : "");
        values.put("usual", plan.usual() ? "on" : "");
        values.put("version", Long.toString(plan.version()));
        return Form.at(PATH + "/" + plan.id(), values);
    }

    @POST
    @Path("plans/{plan}")
    @Operation(hidden = true)
    public Response save(@PathParam("plan") UUID id, MultivaluedMap<String, String> form) {
        Plan now = plans.byId(id);
        try {
            plans.change(read(now, form));
            return desk.done(PATH, "plans.saved");
        } catch (Problem problem) {
            Form typed = desk.refused(form(now), form, problem);
            return desk.refuse(
                    problem,
                    EDIT,
                    page(now),
                    new PlanView(
                            typed.with("offered", Desk.value(form, "offered"))
                                    .with("request", Desk.value(form, "request"))
                                    .with("usual", Desk.value(form, "usual")),
                            PATH));
        }
    }

    /** What cannot be read is less than 0, which is refused at its field. */
    private static Plan read(Plan now, MultivaluedMap<String, String> form) {
        Map<Quota, Long> limits = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
            String text = Desk.value(form, quota.word()).strip();
            if (!text.isEmpty()) {
                long limit = text.matches("\\d{1,12}") ? Long.parseLong(text) : -1;
                limits.put(quota, quota == Quota.STORAGE ? limit * MEGABYTE : limit);
            }
        }
        String currency = Desk.value(form, "currency").strip().toUpperCase(Locale.ROOT);
        String fee = Desk.value(form, "fee").strip();
        String yearly = Desk.value(form, "yearly").strip();
        return new Plan(
                now.id(),
                Desk.value(form, "name"),
                limits,
                fee.isEmpty() ? Optional.empty() : Optional.of((int) scaled(fee, 2)),
                scaled(Desk.value(form, "price").strip(), digits(currency)),
                yearly.isEmpty() ? Optional.empty() : Optional.of(scaled(yearly, digits(currency))),
                currency,
                form.containsKey("offered"),
                form.containsKey("request"),
                form.containsKey("usual"),
                Forms.number(form, "version"));
    }

    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }

    private static long scaled(String text, int digits) {
        String amount = text.replace(',', '.');
        return amount.matches("\\d{1,9}(\\.\\d{1,4})?")
                ? new BigDecimal(amount)
                        .movePointRight(digits)
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact()
                : -1;
    }

    @GET
    @Path("schools/{slug}/plan")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response ofSchool(@PathParam("slug") String slug) {
        School school = schools.bySlug(slug).school();
        return desk.show(OF_SCHOOL, page(school), view(school, Form.at(path(school))));
    }

    private Page page(School school) {
        return desk.page("plan.title", Place.SCHOOLS)
                .under("/platform/schools/" + school.slug(), school.name());
    }

    private static String path(School school) {
        return "/platform/schools/" + school.slug() + "/plan";
    }

    private SchoolPlanView view(School school, Form form) {
        return new PlanWords(desk)
                .view(
                        form,
                        plans.of(school.id()),
                        currentSchool.call(school.id(), quotas::used),
                        plans.list(),
                        currentSchool.call(
                                school.id(),
                                () ->
                                        payments.latest()
                                                .flatMap(
                                                        one ->
                                                                new PlanPaying(desk, plans)
                                                                        .paying(
                                                                                one, true,
                                                                                false))));
    }

    @POST
    @Path("schools/{slug}/plan")
    @Operation(hidden = true)
    public Response put(@PathParam("slug") String slug, MultivaluedMap<String, String> form) {
        School school = schools.bySlug(slug).school();
        try {
            UUID id = Desk.uuid(Desk.value(form, "plan"));
            Plan plan = currentSchool.call(school.id(), () -> plans.choose(id, true));
            return desk.done(path(school), "plan.changed", "name", plan.name());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    OF_SCHOOL,
                    page(school),
                    view(school, desk.refused(Form.at(path(school)), form, problem)));
        }
    }
}
