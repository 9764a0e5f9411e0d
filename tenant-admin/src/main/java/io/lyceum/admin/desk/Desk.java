package io.lyceum.admin.desk;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Job;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Screens;
import io.lyceum.admin.shell.Shell;
import io.lyceum.admin.shell.Words;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Person;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.Assets;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Html;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.NewSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.SchoolId;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The desk of whoever makes the running request: makes its pages and answers them. */
@RequestScoped
public class Desk {

    static final String THEME = "lyceum_theme";
    private static final String RAIL = "lyceum-rail";

    /** Rendering needs no state, and making the engine is not free. */
    private static final Screens SCREENS = new Screens();

    private final CurrentPerson currentPerson;
    private final CurrentSchool currentSchool;
    private final Schools schools;
    private final Brands brands;
    private final BackgroundWork work;
    private final Clock clock;
    private final HttpServletRequest request;

    protected Desk() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Desk(
            CurrentPerson currentPerson,
            CurrentSchool currentSchool,
            Schools schools,
            Brands brands,
            BackgroundWork work,
            Clock clock,
            HttpServletRequest request) {
        this.currentPerson = currentPerson;
        this.currentSchool = currentSchool;
        this.schools = schools;
        this.brands = brands;
        this.work = work;
        this.clock = clock;
        this.request = request;
    }

    /** The person who works here. */
    public Person person() {
        return currentPerson.require();
    }

    public School school() {
        return schools.byId(currentSchool.id()).orElseThrow();
    }

    /** Tells whether this is the platform's own back office. */
    public boolean atPlatform() {
        return currentSchool.id().equals(SchoolId.PLATFORM);
    }

    /** Address prefix of this back office. */
    public String root() {
        if (atPublishing()) {
            return "/platform/publishing";
        }
        return atPlatform() ? "/platform" : "/manage";
    }

    /** Tells whether this is the desk of somebody who makes plugins, at the platform. */
    private boolean atPublishing() {
        return atPlatform() && person().role() != Role.PLATFORM_ADMIN;
    }

    public Locale locale() {
        return CurrentRequest.require().locale();
    }

    /** One text of the back office in the reader's language. */
    public String t(String key, Object... namesAndValues) {
        return Messages.of("backoffice", locale()).get(key, namesAndValues);
    }

    public Words words() {
        return new Words(locale(), school().timeZone(), clock);
    }

    /** Begins a page: the shell as this person sees it, and what the last action said. */
    public Page page(String titleKey, Place place) {
        return Page.of(shell(), titleKey, place).saying(Notices.read(cookie(Notices.COOKIE)));
    }

    private Shell shell() {
        CurrentRequest.Facts facts = CurrentRequest.require();
        Brand brand = brands.current();
        return new Shell(
                root(),
                Messages.of("backoffice", facts.locale()),
                words(),
                facts.cspNonce(),
                currentPerson.session().flatMap(CurrentPerson.SignedIn::csrfToken).orElse(""),
                new Shell.House(
                        brand.name(),
                        brand.logo().map(id -> "/files/" + id + "/logo"),
                        atPlatform() ? Optional.empty() : Optional.of("/")),
                account(),
                places(),
                languages(facts),
                theme(),
                cookie(RAIL).filter("narrow"::equals).isPresent(),
                jobs(),
                Assets.bundled()::url,
                facts.path());
    }

    private Shell.Account account() {
        Person person = person();
        return new Shell.Account(
                person.name().isBlank() ? person.email() : person.name(),
                person.email(),
                t(atPublishing() ? "role.developer" : "role." + person.role()),
                "/sign-out");
    }

    private List<Place> places() {
        return switch (person().role()) {
            case PLATFORM_ADMIN -> Shell.PLATFORM_PLACES;
            case OWNER -> Shell.SCHOOL_PLACES;
            case ADMIN ->
                    Shell.SCHOOL_PLACES.stream().filter(place -> place != Place.PAYOUTS).toList();
            case TEACHER, LEARNER ->
                    atPublishing() ? Shell.PUBLISHING_PLACES : Shell.TEACHER_PLACES;
        };
    }

    private static List<Shell.Language> languages(CurrentRequest.Facts facts) {
        return NewSchool.LANGUAGES.stream()
                .sorted()
                .map(
                        tag ->
                                new Shell.Language(
                                        tag,
                                        ownName(tag),
                                        "/language?to="
                                                + tag
                                                + "&return="
                                                + Html.urlParameter(facts.path()),
                                        facts.locale().getLanguage().equals(tag)))
                .toList();
    }

    /** A language's own name for itself, with a capital letter. */
    public static String ownName(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String name = locale.getDisplayName(locale);
        return name.isEmpty() ? tag : name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    private Shell.Theme theme() {
        return cookie(THEME)
                .flatMap(
                        value ->
                                Arrays.stream(Shell.Theme.values())
                                        .filter(theme -> theme.attribute().equals(value))
                                        .findFirst())
                .orElse(Shell.Theme.AUTO);
    }

    /** Background jobs that this person may see. */
    public List<Job> jobs() {
        if (atPublishing()) {
            return List.of();
        }
        return atPlatform() ? work.ofPlatform(this::t) : work.ofSchool(this::t);
    }

    private Optional<String> cookie(String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Tells whether the page's own script asks for a part of it. */
    public boolean asksForPart() {
        return request.getHeader("X-Part") != null;
    }

    /** Answers a page. */
    public Response show(String template, Page page, Record view) {
        return answer(200, template, page, view);
    }

    /** Answers a part of a page, which says no notice: the next whole page does. */
    public Response part(String template, Page page, Record view) {
        return answer(200, template, page.saying(Optional.empty()), view);
    }

    /** Answers a form that was refused, with the status of the refusal. */
    public Response refuse(Problem problem, String template, Page page, Record view) {
        return answer(problem.code().status(), template, page, view);
    }

    private Response answer(int status, String template, Page page, Record view) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(32_768);
        try {
            SCREENS.render(template, page, view).writeTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Response.ResponseBuilder answer =
                Response.status(status)
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                        .header("Content-Language", locale().toLanguageTag())
                        .header("Cache-Control", "private, no-store")
                        .entity(body.toByteArray());
        if (page.notice().isPresent()) {
            answer.header("Set-Cookie", Notices.forget());
        }
        return answer.build();
    }

    /** Leads on to another page of this back office after something was done. */
    public Response go(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** Leads on, and lets the next page say what was done. */
    public Response go(String path, Notice notice) {
        return Response.seeOther(URI.create(path))
                .header("Set-Cookie", Notices.write(notice))
                .build();
    }

    public Response done(String path, String key, Object... namesAndValues) {
        return go(path, Notice.done(t(key, namesAndValues)));
    }

    /** Leads back to where an action was started, and says why it was refused. */
    public Response failed(String path, Problem problem) {
        return go(path, Notice.failed(Refusals.sentence(problem, this::t)));
    }

    /** The form after a refusal: what was typed, what is wrong with each field, and why. */
    public Form refused(Form form, MultivaluedMap<String, String> typed, Problem problem) {
        Map<String, String> values = new LinkedHashMap<>();
        typed.forEach((name, given) -> values.put(name, given.isEmpty() ? "" : given.get(0)));
        return refused(form, values, problem);
    }

    public Form refused(Form form, Map<String, String> typed, Problem problem) {
        return form.refused(
                typed, Refusals.fields(problem, this::t), Refusals.sentence(problem, this::t));
    }

    /** Says a problem in the reader's language. */
    public String sentence(Problem problem) {
        return Refusals.sentence(problem, this::t);
    }

    /** Reads an id out of an address. */
    public static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(CommonProblem.NOT_FOUND);
        }
    }

    /** One value of a sent form; empty when it was left out. */
    public static String value(MultivaluedMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }

    /**
     * The name of the file that a part of a form carries; empty for other parts and where no file
     * was chosen. The name of the field is not asked: the server misreads it when the name of the
     * file is not plain ASCII. A form of ours therefore has one field for files at most.
     */
    public static Optional<String> fileName(EntityPart part) {
        return part.getFileName().filter(name -> !name.isBlank());
    }

    /** Tells whether the person may do what this role may. */
    public boolean may(Role role) {
        return person().role().includes(role);
    }
}
