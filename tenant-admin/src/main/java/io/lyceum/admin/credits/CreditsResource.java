package io.lyceum.admin.credits;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.admin.shell.Words;
import io.lyceum.credits.CreditBalance;
import io.lyceum.credits.CreditHolder;
import io.lyceum.credits.CreditLine;
import io.lyceum.credits.CreditSettings;
import io.lyceum.credits.CreditTotals;
import io.lyceum.credits.Credits;
import io.lyceum.identity.Allow;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** AI credits: who has how many, what was done with them, granting more. */
@RequestScoped
@Path("/manage/credits")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class CreditsResource {

    private static final int A_PAGE = 50;
    private static final int LINES = 100;
    private static final String PATH = "/manage/credits";
    private static final String SCHOOL = "school";
    private static final String LIST = "credits/list";
    private static final String SHOW = "credits/show";

    @Inject Desk desk;
    @Inject Credits credits;
    @Inject People people;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list(
            @QueryParam("q") @DefaultValue("") String query, @QueryParam("cursor") String cursor) {
        return desk.show(LIST, page(), view(query, Optional.ofNullable(cursor), form()));
    }

    private Page page() {
        return desk.page("credits.title", Place.CREDITS);
    }

    private Form form() {
        CreditSettings settings = credits.settings();
        return Form.at(
                PATH + "/settings",
                Map.of(
                        "learnerMonthly", Integer.toString(settings.learnerMonthly()),
                        "schoolMonthly", Integer.toString(settings.schoolMonthly()),
                        "version", Long.toString(settings.version())));
    }

    private CreditsView view(String query, Optional<String> cursor, Form form) {
        Slice<Credits.PersonLine> found = credits.list(query, cursor, A_PAGE);
        String kept = query.isBlank() ? "" : "q=" + Html.urlParameter(query) + "&";
        Words words = desk.words();
        CreditTotals totals = credits.totals();
        return new CreditsView(
                form,
                new Listing(
                        PATH,
                        query,
                        List.of(),
                        List.of(),
                        cursor.map(c -> PATH + "?" + kept),
                        found.next()
                                .map(
                                        next ->
                                                PATH
                                                        + "?"
                                                        + kept
                                                        + "cursor="
                                                        + Html.urlParameter(next)),
                        found.items().isEmpty()
                                ? ""
                                : desk.t("people.count", "shown", found.items().size())),
                found.items().stream().map(line -> row(line, words)).toList(),
                new CreditsView.Totals(
                        words.number(totals.usedThisMonth()),
                        words.number(totals.held()),
                        words.number(totals.extra()),
                        words.number(totals.unlimited())),
                left(credits.balance(CreditHolder.SCHOOL), words),
                PATH + "/" + SCHOOL);
    }

    private CreditsView.Row row(Credits.PersonLine line, Words words) {
        CreditBalance balance = line.balance();
        return new CreditsView.Row(
                PATH + "/" + line.person(),
                line.name(),
                line.email(),
                left(balance, words),
                free(balance, words),
                words.number(balance.extra()));
    }

    private String left(CreditBalance balance, Words words) {
        return balance.unlimitedUntil().isPresent()
                ? desk.t("credits.unlimited")
                : words.number(balance.left());
    }

    private String free(CreditBalance balance, Words words) {
        return desk.t(
                "credits.of",
                "left",
                words.number(balance.free()),
                "all",
                words.number(balance.monthly()));
    }

    @POST
    @Path("settings")
    @Operation(hidden = true)
    public Response change(MultivaluedMap<String, String> form) {
        try {
            credits.change(
                    new CreditSettings(
                            number(form, "learnerMonthly"),
                            number(form, "schoolMonthly"),
                            Forms.number(form, "version")));
            return desk.done(PATH, "credits.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    LIST,
                    page(),
                    view("", Optional.empty(), desk.refused(form(), form, problem)));
        }
    }

    /** What is no number is refused as one that is too small. */
    private static int number(MultivaluedMap<String, String> form, String name) {
        return Desk.value(form, name).strip().matches("\\d{1,9}") ? Forms.number(form, name) : -1;
    }

    /** Whose account an address names. */
    private CreditHolder holder(String account) {
        return account.equals(SCHOOL)
                ? CreditHolder.SCHOOL
                : CreditHolder.of(people.byId(new PersonId(Desk.uuid(account))).id());
    }

    @GET
    @Path("{account}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("account") String account) {
        CreditHolder holder = holder(account);
        return desk.show(SHOW, page(holder), view(holder, grantForm(account), timeForm(account)));
    }

    private Page page(CreditHolder holder) {
        return page().under(PATH, desk.t("credits.title"))
                .titled(
                        holder.person()
                                .map(people::byId)
                                .map(CreditsResource::name)
                                .orElseGet(() -> desk.t("credits.school")));
    }

    private static String name(Person person) {
        return person.name().isBlank() ? person.email() : person.name();
    }

    /** The key makes a form that is sent twice grant once. */
    private static Form grantForm(String account) {
        return Form.at(
                PATH + "/" + account + "/grants", Map.of("key", UUID.randomUUID().toString()));
    }

    private static Form timeForm(String account) {
        return Form.at(PATH + "/" + account + "/unlimited");
    }

    private CreditAccountView view(CreditHolder holder, Form grant, Form time) {
        CreditBalance balance = credits.balance(holder);
        Words words = desk.words();
        return new CreditAccountView(
                grant,
                time,
                left(balance, words),
                free(balance, words),
                words.number(balance.extra()),
                words.number(balance.held()),
                balance.renewsAt(),
                balance.unlimitedUntil(),
                holder.person().map(person -> "/manage/people/" + person),
                credits.lines(holder, LINES).stream().map(line -> line(line, words)).toList());
    }

    private CreditAccountView.Line line(CreditLine line, Words words) {
        Tone tone =
                switch (line.kind()) {
                    case GRANTED, UNLIMITED, MONTH -> Tone.POSITIVE;
                    case OPEN -> Tone.INFO;
                    case EXPIRED, LAPSED, TAKEN_BACK -> Tone.WARNING;
                    case COMMITTED, RELEASED -> Tone.NEUTRAL;
                };
        return new CreditAccountView.Line(
                new Badge(tone, desk.t("credits.line." + line.kind())),
                line.note(),
                amount(line, words),
                line.createdAt());
    }

    private String amount(CreditLine line, Words words) {
        if (line.amount() == 0) {
            return "";
        }
        String number = words.number(Math.abs(line.amount()));
        if (line.unlimited()) {
            return desk.t("credits.uncounted", "number", number);
        }
        return (line.amount() < 0 ? "\u2212" : "+") + number;
    }

    @POST
    @Path("{account}/grants")
    @Operation(hidden = true)
    public Response grant(
            @PathParam("account") String account, MultivaluedMap<String, String> form) {
        CreditHolder holder = holder(account);
        try {
            new Checks().text(Desk.value(form, "key"), "key", 100).done();
            credits.grant(
                    holder,
                    number(form, "credits"),
                    "form:" + Desk.value(form, "key"),
                    Desk.value(form, "note"));
            return desk.done(PATH + "/" + account, "credits.granted");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(holder),
                    view(
                            holder,
                            desk.refused(grantForm(account), form, problem),
                            timeForm(account)));
        }
    }

    /** Until the end of a day at the school; without a day nothing is unlimited any more. */
    @POST
    @Path("{account}/unlimited")
    @Operation(hidden = true)
    public Response unlimited(
            @PathParam("account") String account, MultivaluedMap<String, String> form) {
        CreditHolder holder = holder(account);
        try {
            credits.unlimited(holder, until(Desk.value(form, "until")), CreditHolder.BY_HAND);
            return desk.done(PATH + "/" + account, "credits.changed");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    SHOW,
                    page(holder),
                    view(
                            holder,
                            grantForm(account),
                            desk.refused(timeForm(account), form, problem)));
        }
    }

    private Instant until(String day) {
        if (day.isBlank()) {
            return Instant.EPOCH;
        }
        Optional<LocalDate> date = date(day.strip());
        new Checks()
                .that(
                        date.filter(d -> d.getYear() < 3000).isPresent(),
                        "until",
                        "Write a day like 2027-01-31.")
                .done();
        return date.orElseThrow().plusDays(1).atStartOfDay(desk.school().timeZone()).toInstant();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
