package io.lyceum.admin.payouts;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Agreement;
import io.lyceum.commerce.Agreements;
import io.lyceum.commerce.Balance;
import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.Earnings;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.Payouts;
import io.lyceum.identity.Allow;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the school gets its money, and what its teachers get of it. */
@RequestScoped
@Path("/manage/payouts")
@Allow(Role.OWNER)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PayoutsResource {

    private static final String PATH = "/manage/payouts";
    private static final String AGREEMENTS = PATH + "/agreements";
    private static final String AGREEMENT = "payouts/agreement";
    private static final int A_PAGE = 50;
    private static final int SPARE_ROWS = 2;
    private static final int MOST_TEACHERS_SHOWN = 200;
    private static final int PERCENT_DIGITS = 2;

    @Inject Desk desk;
    @Inject AccountDesk account;
    @Inject Payouts payouts;
    @Inject Agreements agreements;
    @Inject Earnings earnings;
    @Inject StatementDesk statement;
    @Inject Courses courses;
    @Inject People people;

    /**
     * Shows how the school gets its money.
     *
     * @param back whether Stripe has led the owner back
     * @param again whether the address at Stripe was stale
     */
    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@QueryParam("back") String back, @QueryParam("again") String again) {
        if (again != null) {
            return account.onboard(Payee.school(), PATH);
        }
        if (back != null) {
            account.ask(Payee.school());
        }
        return desk.show(
                "payouts/show",
                desk.page("payouts.title", Place.PAYOUTS),
                new PayoutsView(
                        !payouts.ready(),
                        payouts.test(),
                        account.view(Payee.school(), PATH),
                        account.figures(Payee.school()),
                        account.money(Payee.school(), PATH),
                        Form.at(
                                PATH + "/schedule",
                                Map.of(
                                        "interval",
                                        payouts.find(Payee.school())
                                                .map(one -> one.state().interval())
                                                .orElse(ConnectedAccount.Interval.DAILY)
                                                .name())),
                        Arrays.stream(ConnectedAccount.Interval.values())
                                .map(
                                        one ->
                                                Option.of(
                                                        one.name(),
                                                        desk.t("payouts.interval." + one)))
                                .toList()));
    }

    @GET
    @Path("statement.csv")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response statement() {
        return statement.export(Payee.school());
    }

    @POST
    @Path("connect")
    @Operation(hidden = true)
    public Response connect(MultivaluedMap<String, String> form) {
        return account.connect(Payee.school(), PATH, form);
    }

    /** A link, not a form: browsers keep forms from leading to other sites. */
    @GET
    @Path("onboard")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response onboard() {
        return account.onboard(Payee.school(), PATH);
    }

    @POST
    @Path("refresh")
    @Operation(hidden = true)
    public Response refresh() {
        return account.refresh(Payee.school(), PATH);
    }

    @POST
    @Path("schedule")
    @Operation(hidden = true)
    public Response schedule(MultivaluedMap<String, String> form) {
        try {
            payouts.schedule(
                    Payee.school(),
                    ConnectedAccount.Interval.named(Desk.value(form, "interval"))
                            .orElse(ConnectedAccount.Interval.DAILY));
            return desk.done(PATH, "payouts.scheduled");
        } catch (Problem problem) {
            return desk.failed(PATH, problem);
        }
    }

    @POST
    @Path("pay")
    @Operation(hidden = true)
    public Response pay(MultivaluedMap<String, String> form) {
        return account.pay(Payee.school(), PATH, form);
    }

    @GET
    @Path("agreements")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response agreements(@QueryParam("cursor") String cursor) {
        Map<CourseId, Agreement> current =
                agreements.list().stream()
                        .collect(
                                Collectors.toMap(
                                        Agreement::course, one -> one, (first, other) -> first));
        Slice<Course> found =
                courses.list(Optional.empty(), "", Optional.ofNullable(cursor), A_PAGE);
        return desk.show(
                "payouts/agreements",
                desk.page("agreements.title", Place.PAYOUTS).under(PATH, desk.t("payouts.title")),
                new AgreementsView(
                        found.items().stream()
                                .map(
                                        course ->
                                                row(
                                                        course,
                                                        Optional.ofNullable(
                                                                current.get(course.id()))))
                                .toList(),
                        found.next().map(next -> AGREEMENTS + "?cursor=" + next),
                        earnings.teachers().stream().map(this::row).toList()));
    }

    private AgreementsView.CourseRow row(Course course, Optional<Agreement> agreed) {
        return new AgreementsView.CourseRow(
                AGREEMENTS + "/" + course.id(),
                course.title(),
                agreed.map(this::shares).orElse(""),
                agreed.filter(one -> !one.shares().isEmpty())
                        .map(one -> account.terms(one, course.currency()))
                        .orElse(""));
    }

    private String shares(Agreement agreed) {
        return agreed.shares().stream()
                .map(share -> name(share.person()) + " " + percent(share.basisPoints()))
                .collect(Collectors.joining(", "));
    }

    private String name(PersonId id) {
        Person person = people.byId(id);
        return person.name().isBlank() ? person.email() : person.name();
    }

    static String percent(int basisPoints) {
        return number(basisPoints) + "\u00a0%";
    }

    private static String number(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, PERCENT_DIGITS).stripTrailingZeros().toPlainString();
    }

    private AgreementsView.TeacherRow row(Earnings.Teacher teacher) {
        Payee payee = Payee.teacher(teacher.person());
        List<Balance> balances = earnings.balances(payee);
        return new AgreementsView.TeacherRow(
                "/manage/people/" + teacher.person(),
                teacher.name(),
                payouts.find(payee)
                        .map(one -> account.badge(one.stage()))
                        .orElse(new Badge(Tone.NEUTRAL, desk.t("payouts.stage.NONE"))),
                sums(balances.stream(), Balance::earnedMinor),
                sums(balances.stream(), Balance::movedMinor),
                sums(balances.stream(), Balance::owedMinor));
    }

    private interface Part {
        long of(Balance balance);
    }

    private String sums(Stream<Balance> balances, Part part) {
        String sums =
                balances.map(one -> account.amount(part.of(one), one.currency()))
                        .collect(Collectors.joining(", "));
        return sums.isEmpty() ? "–" : sums;
    }

    @GET
    @Path("agreements/{course}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response agreement(@PathParam("course") UUID id) {
        Course course = courses.byId(new CourseId(id));
        List<Agreement> versions = agreements.of(course.id());
        Form form = form(course, versions);
        return desk.show(
                AGREEMENT, page(course), view(course, form, versions, rows(form) + SPARE_ROWS));
    }

    private Page page(Course course) {
        return desk.page("agreements.title", Place.PAYOUTS)
                .titled(course.title())
                .under(AGREEMENTS, desk.t("agreements.title"));
    }

    private static int rows(Form form) {
        return (int)
                form.values().entrySet().stream()
                        .filter(e -> e.getKey().startsWith("person") && !e.getValue().isBlank())
                        .count();
    }

    private Form form(Course course, List<Agreement> versions) {
        Map<String, String> values = new HashMap<>();
        values.put("holdDays", "14");
        values.put("minimum", "0");
        if (!versions.isEmpty()) {
            Agreement latest = versions.get(0);
            values.put("holdDays", Integer.toString(latest.holdDays()));
            values.put("minimum", CourseText.decimal(latest.minimumMinor(), course.currency()));
            for (int i = 0; i < latest.shares().size(); i++) {
                values.put("person" + i, latest.shares().get(i).person().toString());
                values.put("percent" + i, number(latest.shares().get(i).basisPoints()));
            }
        }
        return Form.at(AGREEMENTS + "/" + course.id(), values);
    }

    private AgreementView view(Course course, Form form, List<Agreement> versions, int rows) {
        List<Option> options = new ArrayList<>();
        options.add(Option.of("", desk.t("agreements.nobody")));
        Stream.of(Role.TEACHER, Role.ADMIN, Role.OWNER)
                .flatMap(
                        role ->
                                people
                                        .list(
                                                Optional.of(role),
                                                "",
                                                Optional.empty(),
                                                MOST_TEACHERS_SHOWN)
                                        .items()
                                        .stream())
                .map(
                        person ->
                                Option.of(
                                        person.id().toString(),
                                        person.name().isBlank() ? person.email() : person.name()))
                .sorted(Comparator.comparing(Option::label))
                .forEach(options::add);
        return new AgreementView(
                form,
                options,
                Math.min(rows, Agreements.MOST_TEACHERS),
                course.currency(),
                versions.stream().map(one -> version(one, course.currency())).toList());
    }

    private AgreementView.Version version(Agreement agreed, String currency) {
        long accepted =
                agreed.shares().stream().filter(share -> share.acceptedAt().isPresent()).count();
        return new AgreementView.Version(
                agreed.validFrom(),
                agreed.shares().isEmpty() ? desk.t("agreements.none") : shares(agreed),
                account.terms(agreed, currency),
                agreed.shares().isEmpty()
                        ? ""
                        : desk.t(
                                "agreements.accepted",
                                "done",
                                accepted,
                                "all",
                                agreed.shares().size()));
    }

    @POST
    @Path("agreements/{course}")
    @Operation(hidden = true)
    public Response agree(@PathParam("course") UUID id, MultivaluedMap<String, String> form) {
        Course course = courses.byId(new CourseId(id));
        try {
            agreements.agree(course.id(), read(form, course.currency()));
            return desk.done(AGREEMENTS, "agreements.saved");
        } catch (Problem problem) {
            List<Agreement> versions = agreements.of(course.id());
            Form shown = desk.refused(form(course, List.of()), form, problem);
            return desk.refuse(
                    problem,
                    AGREEMENT,
                    page(course),
                    view(course, shown, versions, rows(shown) + SPARE_ROWS));
        }
    }

    /** Rows without a teacher are left out. */
    private static Agreements.Change read(MultivaluedMap<String, String> form, String currency) {
        List<Agreements.Part> parts = new ArrayList<>();
        for (int i = 0; i < Agreements.MOST_TEACHERS; i++) {
            String person = Desk.value(form, "person" + i);
            if (!person.isBlank()) {
                parts.add(
                        new Agreements.Part(
                                new PersonId(Desk.uuid(person)),
                                basisPoints(Desk.value(form, "percent" + i))));
            }
        }
        String days = Desk.value(form, "holdDays").strip();
        String minimum = Desk.value(form, "minimum").strip();
        new Checks()
                .that(days.matches("\\d{1,3}"), "holdDays", "Write a number of days from 0 to 365.")
                .that(
                        minimum.isEmpty() || minimum.matches("\\d{1,10}([.,]\\d{1,3})?"),
                        "minimum",
                        "Write an amount like 19.99.")
                .done();
        return new Agreements.Change(
                Optional.empty(),
                minimum.isEmpty() ? 0 : AccountDesk.minor(minimum, currency),
                Integer.parseInt(days),
                parts);
    }

    /** What is no number is refused like a share of nothing. */
    private static int basisPoints(String percent) {
        String text = percent.strip().replace(',', '.').replace("%", "").strip();
        return text.matches("\\d{1,3}(\\.\\d{1,2})?")
                ? new BigDecimal(text).movePointRight(PERCENT_DIGITS).intValueExact()
                : 0;
    }
}
