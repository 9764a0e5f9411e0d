package io.lyceum.admin;

import io.lyceum.admin.brand.BrandView;
import io.lyceum.admin.categories.CategoriesView;
import io.lyceum.admin.certificates.CertificatesView;
import io.lyceum.admin.certificates.RevokeView;
import io.lyceum.admin.courses.Conflict;
import io.lyceum.admin.courses.CourseDetailsView;
import io.lyceum.admin.courses.CourseHead;
import io.lyceum.admin.courses.CourseListView;
import io.lyceum.admin.courses.CourseListView.CourseRow;
import io.lyceum.admin.courses.LessonView;
import io.lyceum.admin.courses.OutlineView;
import io.lyceum.admin.crm.CrmView;
import io.lyceum.admin.deliveries.AttemptRow;
import io.lyceum.admin.deliveries.DeliveriesView;
import io.lyceum.admin.deliveries.DeliveryView;
import io.lyceum.admin.disputes.DisputesView;
import io.lyceum.admin.domains.DomainsView;
import io.lyceum.admin.home.HomeView;
import io.lyceum.admin.imports.ImportView;
import io.lyceum.admin.imports.ImportView.Stage;
import io.lyceum.admin.imports.ImportsView;
import io.lyceum.admin.imports.MappingView;
import io.lyceum.admin.imports.NewImportView;
import io.lyceum.admin.inbound.InboundView;
import io.lyceum.admin.jobs.JobsView;
import io.lyceum.admin.mail.MailTextsView;
import io.lyceum.admin.mail.MailView;
import io.lyceum.admin.mail.SequencesView;
import io.lyceum.admin.mail.SuppressionsView;
import io.lyceum.admin.operations.OperationsView;
import io.lyceum.admin.orders.OrderView;
import io.lyceum.admin.orders.OrdersView;
import io.lyceum.admin.people.ErasuresView;
import io.lyceum.admin.people.InviteView;
import io.lyceum.admin.people.PeopleView;
import io.lyceum.admin.people.PersonView;
import io.lyceum.admin.reconciliation.RunView;
import io.lyceum.admin.reconciliation.RunsView;
import io.lyceum.admin.revenue.Chart;
import io.lyceum.admin.revenue.RevenueView;
import io.lyceum.admin.schools.NewSchoolView;
import io.lyceum.admin.schools.SchoolView;
import io.lyceum.admin.schools.SchoolsView;
import io.lyceum.admin.search.SearchView;
import io.lyceum.admin.settings.SettingsView;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Shell;
import io.lyceum.admin.shell.Shell.Theme;
import io.lyceum.admin.shell.Step;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import io.lyceum.admin.webhooks.EventsView;
import io.lyceum.admin.webhooks.WebhookView;
import io.lyceum.admin.webhooks.WebhooksView;
import io.lyceum.shared.problem.Problem.FieldError;
import io.lyceum.shared.web.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Every screen with data as a working school would have it. */
final class SampleScreens {

    private final Shell school;
    private final Shell platform;
    private final List<Sample> samples = new ArrayList<>();

    private SampleScreens(Locale locale, Theme theme) {
        this.school = SampleShell.school(locale, theme);
        this.platform = SampleShell.platform(locale, theme);
    }

    /** One screen under the name of its file. */
    record Sample(String file, String template, Page page, Record view) {}

    static List<Sample> all(Locale locale, Theme theme) {
        SampleScreens screens = new SampleScreens(locale, theme);
        screens.home();
        screens.courses();
        screens.course();
        screens.lesson();
        screens.categories();
        screens.people();
        screens.certificates();
        screens.brand();
        screens.domains();
        screens.imports();
        screens.schools();
        screens.rest();
        return List.copyOf(screens.samples);
    }

    private void add(String file, String template, Page page, Record view) {
        samples.add(new Sample(file, template, page, view));
    }

    private Page page(String titleKey, Place place) {
        return Page.of(school, titleKey, place);
    }

    private static Instant ago(int minutes) {
        return SampleShell.NOW.minus(Duration.ofMinutes(minutes));
    }

    private Badge badge(Tone tone, String key) {
        return new Badge(tone, school.t(key));
    }

    private Listing listing(String path, String summary, List<Tab> tabs) {
        return new Listing(
                path, "", List.of(), tabs, Optional.empty(), Optional.of("?after=x"), summary);
    }

    private Tab tab(String key, String count, boolean current) {
        return new Tab("#", school.t(key), Optional.of(count), current);
    }

    private List<Option> options(String prefix, String... values) {
        return java.util.Arrays.stream(values)
                .map(value -> new Option(value, school.t(prefix + value), ""))
                .toList();
    }

    private List<Option> hinted(String prefix, String... values) {
        return java.util.Arrays.stream(values)
                .map(
                        value ->
                                new Option(
                                        value,
                                        school.t(prefix + value),
                                        school.t(prefix + value + ".hint")))
                .toList();
    }

    private void home() {
        List<HomeView.Task> tasks = new ArrayList<>();
        for (String key : List.of("brand", "course", "publish", "people", "domain")) {
            tasks.add(
                    new HomeView.Task(
                            key,
                            school.t("home.task." + key),
                            school.t("home.task." + key + ".text"),
                            school.t("home.task." + key + ".action"),
                            "/manage",
                            key.equals("brand") || key.equals("people")));
        }
        List<HomeView.Figure> figures =
                List.of(
                        new HomeView.Figure(school.t("home.figure.courses"), "12", "#"),
                        new HomeView.Figure(school.t("home.figure.people"), "1,482", "#"),
                        new HomeView.Figure(school.t("home.figure.learners"), "967", "#"),
                        new HomeView.Figure(school.t("home.figure.certificates"), "318", "#"));
        Page page = page("home.title", Place.HOME);
        add("home", "home/home", page, new HomeView("", tasks, Optional.of(tasks.get(1)), figures));
        add("home-running", "home/home", page, new HomeView("", tasks, Optional.empty(), figures));
    }

    private void courses() {
        List<CourseRow> rows =
                List.of(
                        course("The Unix Shell", Tone.POSITIVE, 9, "Free", 2),
                        course("German A1: first conversations", Tone.POSITIVE, 42, "€ 149.00", 30),
                        course(
                                "A course with a title so long that it would push everything else"
                                        + " off the row if nobody had thought of it: letters, names,"
                                        + " places and all the rest of it",
                                Tone.NEUTRAL,
                                1,
                                "€ 1,249.00",
                                300),
                        course("Деловой немецкий", Tone.NEUTRAL, 0, "Free", 9000));
        Listing listing =
                listing(
                        "/manage/courses",
                        school.t("courses.count", "shown", 4),
                        List.of(
                                tab("courses.tab.all", "14", true),
                                tab("courses.tab.published", "12", false),
                                tab("courses.tab.draft", "2", false)));
        List<Option> categories =
                List.of(
                        Option.of("", school.t("courses.category.all")),
                        Option.of("languages", "Languages"));
        Page page = page("courses.title", Place.COURSES);
        add(
                "courses",
                "courses/list",
                page.saying(
                        Optional.of(
                                Notice.undoable(
                                        school.t("course.deleted.done", "name", "Old grammar"),
                                        "/manage/undo"))),
                new CourseListView(listing, rows, categories, "", true));
        Listing none =
                new Listing(
                        "/manage/courses",
                        "",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        "");
        add(
                "courses-empty",
                "courses/list",
                page,
                new CourseListView(none, List.of(), categories, "", true));
        Listing search =
                new Listing(
                        "/manage/courses",
                        "quantum",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        "");
        add(
                "courses-nothing",
                "courses/list",
                page,
                new CourseListView(search, List.of(), categories, "", true));
    }

    private CourseRow course(String title, Tone tone, int lessons, String price, int minutesAgo) {
        return new CourseRow(
                title,
                "/manage/courses/1",
                title,
                badge(tone, "courses.status." + (tone == Tone.POSITIVE ? "PUBLISHED" : "DRAFT")),
                school.t("courses.lessons", "lessons", lessons),
                "Languages",
                price,
                ago(minutesAgo),
                "/courses/1",
                tone == Tone.POSITIVE);
    }

    private CourseHead head(boolean published, boolean outline) {
        return new CourseHead(
                "1",
                "/manage/courses/1",
                badge(
                        published ? Tone.POSITIVE : Tone.NEUTRAL,
                        published ? "courses.status.PUBLISHED" : "courses.status.DRAFT"),
                published,
                false,
                published
                        ? List.of()
                        : List.of(
                                new CourseHead.Blocker(
                                        school.t("course.blocker.NO_DESCRIPTION"), "#"),
                                new CourseHead.Blocker(
                                        school.t("course.blocker.EMPTY_LESSON"), "#")),
                "/courses/1",
                school.t("courses.size", "modules", 2, "lessons", 5),
                published ? Optional.of(ago(90_000)) : Optional.empty(),
                ago(12),
                List.of(
                        new Tab("#", school.t("course.tab.outline"), Optional.empty(), outline),
                        new Tab("#", school.t("course.tab.details"), Optional.empty(), !outline)));
    }

    private Page coursePage() {
        return page("courses.title", Place.COURSES)
                .titled("German A1: first conversations")
                .under("/manage/courses", school.t("courses.title"));
    }

    private void course() {
        List<OutlineView.Target> elsewhere = List.of(new OutlineView.Target("2", "Around town"));
        OutlineView.ModuleItem first =
                new OutlineView.ModuleItem(
                        "1",
                        "First words",
                        school.t("courses.lessons", "lessons", 3),
                        true,
                        false,
                        "/manage/courses/1/modules/1",
                        List.of(
                                lessonItem("Greetings and names", 8, true, 0, elsewhere),
                                lessonItem("Where are you from?", 12, false, 1, elsewhere),
                                lessonItem(
                                        "Numbers, prices and a title that is long enough to need"
                                                + " two lines on most screens people use",
                                        15,
                                        false,
                                        2,
                                        elsewhere)));
        OutlineView.ModuleItem second =
                new OutlineView.ModuleItem(
                        "2",
                        "Around town",
                        school.t("courses.lessons", "lessons", 0),
                        false,
                        true,
                        "/manage/courses/1/modules/2",
                        List.of());
        Form addModule = Form.at("/manage/courses/1/modules");
        add(
                "course-outline",
                "courses/outline",
                coursePage(),
                new OutlineView(
                        head(false, true),
                        List.of(first, second),
                        addModule,
                        Optional.empty(),
                        List.of(
                                new OutlineView.RemovedItem(
                                        "Numbers and prices",
                                        school.t("outline.removed.lesson"),
                                        ago(5),
                                        "/manage/courses/1/removed/1/restore"))));
        add(
                "course-outline-empty",
                "courses/outline",
                coursePage(),
                new OutlineView(
                        head(true, true), List.of(), addModule, Optional.empty(), List.of()));
        Form details =
                Form.at(
                        "/manage/courses/1/details",
                        Map.of(
                                "title", "German A1: first conversations",
                                "subtitle", "Order, ask, answer: 40 short dialogues",
                                "description", "You will be able to …\n\n- greet\n- order",
                                "category", "languages",
                                "level", "BEGINNER",
                                "language", "de",
                                "price", "149.00",
                                "currency", "EUR",
                                "slug", "german-a1",
                                "version", "7"));
        add("course-details", "courses/details", coursePage(), details(details, Optional.empty()));
        Form refused =
                details.refused(
                        Map.of("title", "", "price", "a lot"),
                        List.of(
                                new FieldError("title", school.t("check.required")),
                                new FieldError("price", school.t("course.amount.wrong"))),
                        school.t("check.refused"));
        add("course-refused", "courses/details", coursePage(), details(refused, Optional.empty()));
        add(
                "course-conflict",
                "courses/details",
                coursePage(),
                details(
                        details,
                        Optional.of(
                                new Conflict(
                                        8,
                                        List.of(
                                                new Conflict.Difference(
                                                        school.t("course.subtitle"),
                                                        "40 dialogues for the first week",
                                                        "Order, ask, answer: 40 short dialogues"))))));
        add(
                "course-new",
                "courses/new",
                page("course.new.title", Place.COURSES)
                        .under("/manage/courses", school.t("courses.title")),
                details(
                        Form.at("/manage/courses/new", Map.of("level", "ALL", "currency", "EUR")),
                        Optional.empty()));
    }

    private CourseDetailsView details(Form form, Optional<Conflict> conflict) {
        return new CourseDetailsView(
                Optional.of(head(true, false)),
                form,
                List.of(
                        Option.of("", school.t("courses.category.none")),
                        Option.of("languages", "Languages")),
                options("course.level.", "BEGINNER", "INTERMEDIATE", "ADVANCED", "ALL"),
                List.of(Option.of("en", "English"), Option.of("de", "Deutsch")),
                List.of(Option.of("EUR", "EUR"), Option.of("USD", "USD")),
                List.of(Option.of("book", "Book"), Option.of("speech", "Speech")),
                conflict);
    }

    private OutlineView.LessonItem lessonItem(
            String title, int minutes, boolean preview, int at, List<OutlineView.Target> targets) {
        return new OutlineView.LessonItem(
                title,
                title,
                school.t("outline.minutes", "minutes", minutes),
                preview,
                at == 0,
                at == 2,
                "/manage/courses/1/lessons/" + at,
                targets);
    }

    private void lesson() {
        Form form =
                Form.at(
                        "/manage/courses/1/lessons/1",
                        Map.of(
                                "title", "Greetings and names",
                                "markdown",
                                        "## Guten Tag\n\nIn Germany people shake hands.\n\n"
                                                + "::: callout\n\nUse *Sie* with strangers.\n\n:::\n\n"
                                                + "![Two people](greeting.png)\n",
                                "minutes", "8",
                                "preview", "on",
                                "version", "3"));
        List<LessonView.FileItem> files =
                List.of(
                        new LessonView.FileItem(
                                "greeting.png", "#", "84 KB", true, "![](greeting.png)"),
                        new LessonView.FileItem(
                                "worksheet-with-a-long-name-1.pdf",
                                "#",
                                "1.2 MB",
                                false,
                                "[worksheet](worksheet.pdf)"));
        Page page =
                page("courses.title", Place.COURSES)
                        .titled("Greetings and names")
                        .under("/manage/courses/1", "German A1: first conversations");
        add("lesson", "courses/lesson", page, lesson(form, files, false));
        add("lesson-preview", "courses/lesson", page, lesson(form, files, true));
    }

    private LessonView lesson(Form form, List<LessonView.FileItem> files, boolean previewing) {
        return new LessonView(
                "/manage/courses/1",
                "/manage/courses/1/lessons/1",
                "First words",
                form,
                "school/lesson/1:3",
                ago(40),
                previewing
                        ? Html.trusted(
                                "<h2>Guten Tag</h2><p>In Germany people shake hands.</p>"
                                        + "<aside><p>Use <em>Sie</em> with strangers.</p></aside>")
                        : null,
                previewing,
                files,
                Optional.empty(),
                "/learn/1/1",
                Optional.empty(),
                Optional.of("/manage/courses/1/lessons/2"));
    }

    private void categories() {
        Form form = Form.at("/manage/categories");
        add(
                "categories",
                "categories/list",
                page("categories.title", Place.CATEGORIES),
                new CategoriesView(
                        form,
                        List.of(
                                category("Languages", 9, true),
                                category("Business", 3, true),
                                category("Culture", 0, false))));
        add(
                "categories-empty",
                "categories/list",
                page("categories.title", Place.CATEGORIES),
                new CategoriesView(form, List.of()));
    }

    private CategoriesView.CategoryRow category(String name, int courses, boolean used) {
        return new CategoriesView.CategoryRow(
                name,
                name,
                name,
                school.t("categories.courses", "count", courses),
                used,
                "/manage/categories/1");
    }

    private void people() {
        Listing listing =
                listing(
                        "/manage/people",
                        school.t("people.count", "shown", 4),
                        List.of(
                                tab("people.tab.all", "1,482", true),
                                tab("people.tab.OWNER", "1", false),
                                tab("people.tab.ADMIN", "2", false),
                                tab("people.tab.TEACHER", "9", false),
                                tab("people.tab.LEARNER", "1,470", false)));
        List<PeopleView.PersonRow> rows =
                List.of(
                        person("Ada Petrova", "ada@bruecke.example", "OWNER", true),
                        person("Константин Вознесенский", "kv@bruecke.example", "TEACHER", true),
                        person("", "someone.without.a.name@mail.example", "LEARNER", true),
                        person("Jonas Weber", "jonas@mail.example", "LEARNER", false));
        List<PeopleView.InvitationRow> invited =
                List.of(
                        new PeopleView.InvitationRow(
                                "mia@bruecke.example",
                                school.t("role.TEACHER"),
                                ago(70),
                                Optional.of(ago(69)),
                                "/manage/people/invitations/1"),
                        new PeopleView.InvitationRow(
                                "office@bruecke.example",
                                school.t("role.ADMIN"),
                                ago(1),
                                Optional.empty(),
                                "/manage/people/invitations/2"));
        add(
                "people",
                "people/list",
                page("people.title", Place.PEOPLE),
                new PeopleView(listing, rows, invited));
        add(
                "people-empty",
                "people/list",
                page("people.title", Place.PEOPLE),
                new PeopleView(
                        new Listing(
                                "/manage/people",
                                "",
                                List.of(),
                                listing.tabs(),
                                Optional.empty(),
                                Optional.empty(),
                                ""),
                        List.of(),
                        List.of()));
        Form invite =
                Form.at("/manage/people/invite", Map.of("role", "TEACHER"))
                        .refused(
                                Map.of("email", "mia@"),
                                List.of(new FieldError("email", school.t("check.email"))),
                                school.t("check.refused"));
        add(
                "invite",
                "people/invite",
                page("invite.title", Place.PEOPLE)
                        .under("/manage/people", school.t("people.title")),
                new InviteView(invite, hinted("role.", "ADMIN", "TEACHER", "LEARNER")));
        add(
                "erasures",
                "people/erasures",
                page("erasures.title", Place.PEOPLE)
                        .under("/manage/people", school.t("people.title")),
                new ErasuresView(
                        List.of(
                                new ErasuresView.ErasureRow(
                                        "0199a1ff-9d1c-7c11-8a3e-5d6f1c2b3a4d",
                                        badge(Tone.INFO, "erasures.running"),
                                        ago(20),
                                        school.t("erasures.waiting", "plugins", "hubspot"),
                                        "privacy hubspot.erase: HubSpot did not answer",
                                        List.of()),
                                new ErasuresView.ErasureRow(
                                        "01985b7e-1c2d-7f00-9b1a-0a1b2c3d4e5f",
                                        badge(Tone.POSITIVE, "erasures.done"),
                                        ago(9_000),
                                        "",
                                        "",
                                        List.of(
                                                new ErasuresView.Left(
                                                        school.t(
                                                                "erasures.KEPT",
                                                                "plugin",
                                                                "hubspot"),
                                                        "The contact 4711 stays in HubSpot."))))));
        add(
                "person",
                "people/person",
                page("people.title", Place.PEOPLE)
                        .titled("Jonas Weber")
                        .under("/manage/people", school.t("people.title")),
                new PersonView(
                        "1",
                        "Jonas Weber",
                        "jonas@mail.example",
                        school.t("role.LEARNER"),
                        false,
                        false,
                        ago(90_000),
                        Optional.of("Deutsch"),
                        Form.at("/manage/people/1/role", Map.of("role", "LEARNER")),
                        options("role.", "ADMIN", "TEACHER", "LEARNER"),
                        Optional.empty(),
                        "/manage/people/1",
                        List.of(
                                new PersonView.CourseLine(
                                        "German A1: first conversations",
                                        "#",
                                        64,
                                        badge(Tone.INFO, "person.learning")),
                                new PersonView.CourseLine(
                                        "The Unix Shell",
                                        "#",
                                        100,
                                        badge(Tone.POSITIVE, "person.completed"))),
                        List.of(
                                new PersonView.CertificateLine(
                                        "The Unix Shell", "#", ago(4_000), true))));
    }

    private PeopleView.PersonRow person(String name, String email, String role, boolean active) {
        return new PeopleView.PersonRow(
                "/manage/people/1",
                name,
                email,
                school.t("role." + role),
                active ? Optional.empty() : Optional.of(badge(Tone.CRITICAL, "people.off")),
                ago(60_000));
    }

    private void certificates() {
        List<CertificatesView.CertificateRow> rows =
                List.of(
                        certificate("Jonas Weber", "The Unix Shell", true),
                        certificate("Мария Кузнецова", "Деловой немецкий", true),
                        certificate("Lea Bauer", "German A1: first conversations", false));
        add(
                "certificates",
                "certificates/list",
                page("certificates.title", Place.CERTIFICATES),
                new CertificatesView(
                        listing(
                                "/manage/certificates",
                                school.t("certificates.count", "shown", 3),
                                List.of()),
                        rows));
        add(
                "certificates-empty",
                "certificates/list",
                page("certificates.title", Place.CERTIFICATES),
                new CertificatesView(listing("/manage/certificates", "", List.of()), List.of()));
        add(
                "certificate-revoke",
                "certificates/revoke",
                page("revoke.title", Place.CERTIFICATES)
                        .under("/manage/certificates", school.t("certificates.title")),
                new RevokeView(
                        Form.at("/manage/certificates/1/revoke"),
                        "Lea Bauer",
                        "German A1: first conversations",
                        "7K2M-4QWX-9TRB",
                        ago(4_000)));
    }

    private CertificatesView.CertificateRow certificate(
            String learner, String course, boolean valid) {
        return new CertificatesView.CertificateRow(
                learner,
                course,
                "7K2M-4QWX-9TRB",
                ago(4_000),
                badge(
                        valid ? Tone.POSITIVE : Tone.CRITICAL,
                        valid ? "certificates.valid" : "certificates.revoked"),
                valid,
                "/verify/x",
                "/certificates/x.pdf",
                "/manage/certificates/1/revoke");
    }

    private void brand() {
        Form form =
                Form.at(
                        "/manage/brand",
                        Map.of(
                                "name", "Brücke Language School",
                                "tagline", "German that gets you across",
                                "primary", "#f2b84b",
                                "secondary", "#1b6e53",
                                "typeface", "SLAB",
                                "radius", "ROUND",
                                "revision", "4"));
        BrandView view =
                new BrandView(
                        form,
                        Optional.empty(),
                        "/manage/brand/logo/remove",
                        "/sample-brand.css",
                        "B",
                        List.of(
                                new BrandView.Verdict(
                                        school.t("brand.verdict.BUTTON_ON_LIGHT"),
                                        "#f2b84b",
                                        "#a8740b",
                                        school.t(
                                                "brand.verdict.why",
                                                "before",
                                                "1.8 : 1",
                                                "after",
                                                "3.1 : 1",
                                                "needed",
                                                "3 : 1")),
                                new BrandView.Verdict(
                                        school.t("brand.verdict.LINK_ON_LIGHT"),
                                        "#f2b84b",
                                        "#8a5f08",
                                        school.t(
                                                "brand.verdict.why",
                                                "before",
                                                "1.8 : 1",
                                                "after",
                                                "4.6 : 1",
                                                "needed",
                                                "4.5 : 1"))),
                        hinted("brand.typeface.", "HUMANIST", "GROTESQUE", "SLAB", "CLASSIC"),
                        options("brand.radius.", "SHARP", "SOFT", "ROUND"),
                        false);
        add("brand", "brand/brand", page("brand.title", Place.BRAND), view);
    }

    private void domains() {
        DomainsView.DomainRow own =
                new DomainsView.DomainRow(
                        "bruecke.lyceum.example",
                        "https://bruecke.lyceum.example",
                        badge(Tone.POSITIVE, "domains.status.VERIFIED"),
                        true,
                        true,
                        true,
                        false,
                        "/manage/domains/1",
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        DomainsView.DomainRow pending =
                new DomainsView.DomainRow(
                        "learn.bruecke.example",
                        "https://learn.bruecke.example",
                        badge(Tone.WARNING, "domains.status.PENDING"),
                        false,
                        false,
                        false,
                        false,
                        "/manage/domains/2",
                        Optional.of(
                                new DomainsView.Proof(
                                        "_lyceum.learn.bruecke.example",
                                        "lyceum-verification=3pO0nq1Yx8uT5m2kQdV7sZ9aLbE",
                                        "http://learn.bruecke.example/.well-known/lyceum-verification",
                                        "3pO0nq1Yx8uT5m2kQdV7sZ9aLbE")),
                        Optional.of(ago(3)),
                        List.of(
                                school.t(
                                        "domains.finding.NO_RECORD",
                                        "host",
                                        "learn.bruecke.example"),
                                school.t(
                                        "domains.finding.NO_FILE",
                                        "host",
                                        "learn.bruecke.example")));
        add(
                "domains",
                "domains/list",
                page("domains.title", Place.DOMAINS),
                new DomainsView(Form.at("/manage/domains"), List.of(own, pending)));
        add(
                "domains-empty",
                "domains/list",
                page("domains.title", Place.DOMAINS),
                new DomainsView(Form.at("/manage/domains"), List.of(own)));
    }

    private void imports() {
        add(
                "imports",
                "imports/list",
                page("imports.title", Place.IMPORTS),
                new ImportsView(
                        List.of(
                                new ImportsView.ImportRow(
                                        "#",
                                        "shell-novice-main.zip",
                                        school.t("import.kind.CARPENTRIES"),
                                        badge(Tone.WARNING, "import.state.REVIEW"),
                                        "9 lessons, 22 files",
                                        ago(4)),
                                new ImportsView.ImportRow(
                                        "#",
                                        "catalogue-2026.csv",
                                        school.t("import.kind.CATALOGUE"),
                                        badge(Tone.POSITIVE, "import.state.DONE"),
                                        "1,204 courses",
                                        ago(4_000))),
                        Optional.empty()));
        add(
                "imports-empty",
                "imports/list",
                page("imports.title", Place.IMPORTS),
                new ImportsView(List.of(), Optional.empty()));
        add(
                "import-new",
                "imports/new",
                page("import.new.title", Place.IMPORTS)
                        .under("/manage/imports", school.t("imports.title")),
                new NewImportView(
                        Form.at("/manage/imports", Map.of("kind", "CARPENTRIES")),
                        hinted("import.kind.", "CARPENTRIES", "LYCEUM", "CATALOGUE"),
                        ".zip,.json,.csv,.tsv,.txt",
                        "512 MB"));
        List<ImportView.Line> lines =
                List.of(
                        line(
                                Tone.POSITIVE,
                                "COMES_IN",
                                "episodes/01-intro.md",
                                "Lesson “Introducing the Shell”, 1 challenge with solution",
                                ""),
                        line(
                                Tone.INFO,
                                "CHANGED",
                                "episodes/02-filedir.md:41",
                                "A “spoiler” block becomes a collapsible part",
                                "Lyceum has one kind of collapsible part."),
                        line(
                                Tone.WARNING,
                                "LOST",
                                "episodes/04-pipefilter.md:120",
                                "An embedded video from youtube.com is left out",
                                "Lessons cannot load content from other sites; a link is put in its"
                                        + " place."));
        List<Tab> tabs =
                List.of(
                        tab("import.severity.ALL", "41", true),
                        tab("import.severity.COMES_IN", "36", false),
                        tab("import.severity.CHANGED", "4", false),
                        tab("import.severity.LOST", "1", false));
        Page page =
                page("imports.title", Place.IMPORTS)
                        .titled("shell-novice-main.zip")
                        .under("/manage/imports", school.t("imports.title"));
        add(
                "import-review",
                "imports/show",
                page,
                importView(Stage.REVIEW, Tone.WARNING, tabs, lines, List.of()));
        add(
                "import-running",
                "imports/show",
                page,
                importView(Stage.WRITING, Tone.INFO, List.of(), List.of(), List.of()));
        add(
                "import-done",
                "imports/show",
                page,
                importView(
                        Stage.DONE,
                        Tone.POSITIVE,
                        tabs,
                        lines,
                        List.of(
                                new ImportView.Result(
                                        "The Unix Shell",
                                        "/manage/courses/1",
                                        school.t("courses.status.DRAFT")))));
        add(
                "import-mapping",
                "imports/mapping",
                page("mapping.title", Place.IMPORTS)
                        .under("/manage/imports", school.t("imports.title")),
                new MappingView(
                        "/manage/imports/1",
                        steps(2, 4),
                        Form.at(
                                "/manage/imports/1/mapping",
                                Map.of("column-0", "title", "column-1", "price", "column-2", "")),
                        "Windows-1251, semicolons, numbers like 1 234,50",
                        List.of(
                                new MappingView.Column(
                                        "column-0",
                                        "Название курса",
                                        true,
                                        List.of("Деловой немецкий", "Немецкий для врачей")),
                                new MappingView.Column(
                                        "column-1", "Цена, €", true, List.of("149,00", "1 249,00")),
                                new MappingView.Column(
                                        "column-2",
                                        "internal_ref_2",
                                        false,
                                        List.of("A-1", "A-2"))),
                        List.of(
                                Option.of("", school.t("mapping.skip")),
                                Option.of("title", school.t("course.title")),
                                Option.of("price", school.t("courses.price"))),
                        List.of(Option.of("ru", "Русский")),
                        List.of(Option.of("EUR", "EUR")),
                        List.of(Option.of("windows-1251", "windows-1251"))));
    }

    private ImportView.Line line(
            Tone tone, String severity, String where, String what, String why) {
        return new ImportView.Line(badge(tone, "import.severity." + severity), where, what, why);
    }

    private List<Step> steps(int running, int all) {
        List<Step> steps = new ArrayList<>();
        String[] keys = {"upload", "read", "map", "review", "import"};
        for (int i = 0; i < all + 1 && i < keys.length; i++) {
            Step.State state =
                    i < running
                            ? Step.State.DONE
                            : i == running ? Step.State.RUNNING : Step.State.WAITING;
            steps.add(new Step(state, school.t("import.step." + keys[i]), ""));
        }
        return steps;
    }

    private ImportView importView(
            Stage stage,
            Tone tone,
            List<Tab> tabs,
            List<ImportView.Line> lines,
            List<ImportView.Result> results) {
        return new ImportView(
                "/manage/imports/1",
                school.t("import.kind.CARPENTRIES"),
                badge(tone, "import.state." + stage),
                ago(4),
                "4.1 MB",
                stage,
                steps(stage == Stage.REVIEW ? 3 : stage == Stage.DONE ? 5 : 4, 4),
                stage == Stage.REVIEW ? school.t("import.summary.course") : "",
                stage == Stage.REVIEW
                        ? List.of(
                                new ImportView.Attention(
                                        school.t("import.attention.LOST", "count", 1),
                                        "#",
                                        Tone.WARNING))
                        : List.of(),
                tabs,
                lines,
                Optional.empty(),
                Optional.of("#"),
                OptionalInt.of(64),
                "14 / 22",
                Optional.of("#"),
                school.t("import.confirm"),
                stage == Stage.REVIEW || stage == Stage.WRITING,
                false,
                results,
                stage == Stage.DONE
                        ? Optional.of(new ImportView.Onward(school.t("import.onward.course"), "#"))
                        : Optional.empty(),
                school.t("import.cancelled.nothing"),
                Optional.empty());
    }

    private void schools() {
        Page list = Page.of(platform, "schools.title", Place.SCHOOLS);
        add(
                "schools",
                "schools/list",
                list,
                new SchoolsView(
                        listing(
                                "/platform/schools",
                                school.t("schools.count", "shown", 3),
                                List.of(
                                        new Tab(
                                                "#",
                                                school.t("schools.tab.all"),
                                                Optional.empty(),
                                                true),
                                        new Tab(
                                                "#",
                                                school.t("schools.tab.ACTIVE"),
                                                Optional.empty(),
                                                false),
                                        new Tab(
                                                "#",
                                                school.t("schools.tab.SUSPENDED"),
                                                Optional.empty(),
                                                false))),
                        List.of(
                                schoolRow(
                                        "Brücke Language School",
                                        "bruecke",
                                        Tone.POSITIVE,
                                        "ACTIVE"),
                                schoolRow("Kernel Bootcamp", "kernel", Tone.INFO, "ONBOARDING"),
                                schoolRow(
                                        "Консерватория «Ладога»",
                                        "ladoga",
                                        Tone.WARNING,
                                        "SUSPENDED"))));
        add(
                "schools-empty",
                "schools/list",
                list,
                new SchoolsView(listing("/platform/schools", "", List.of()), List.of()));
        add(
                "school-new",
                "schools/new",
                Page.of(platform, "school.new.title", Place.SCHOOLS)
                        .under("/platform/schools", school.t("schools.title")),
                new NewSchoolView(
                        Form.at(
                                "/platform/schools",
                                Map.of(
                                        "timeZone", "Europe/Berlin",
                                        "locale", "en",
                                        "primary", "#2f5bd3",
                                        "secondary", "#f2b84b",
                                        "typeface", "HUMANIST",
                                        "radius", "SOFT")),
                        ".lyceum.example",
                        List.of(Option.of("en", "English"), Option.of("ru", "Русский")),
                        List.of("Europe/Berlin", "Europe/Moscow"),
                        hinted("brand.typeface.", "HUMANIST", "GROTESQUE", "SLAB", "CLASSIC"),
                        options("brand.radius.", "SHARP", "SOFT", "ROUND")));
        List<Step> onboarding =
                List.of(
                        new Step(Step.State.DONE, school.t("onboarding.school"), ""),
                        new Step(Step.State.DONE, school.t("onboarding.realm"), "0.8 s"),
                        new Step(Step.State.RUNNING, school.t("onboarding.roles"), ""),
                        new Step(
                                Step.State.FAILED,
                                school.t("onboarding.owner"),
                                "SMTP: connection refused"),
                        new Step(Step.State.WAITING, school.t("onboarding.activate"), ""));
        add(
                "school-onboarding",
                "schools/show",
                schoolPage("Kernel Bootcamp"),
                school(onboarding, "ONBOARDING"));
        List<Step> done =
                onboarding.stream().map(s -> new Step(Step.State.DONE, s.title(), "")).toList();
        add("school", "schools/show", schoolPage("Brücke Language School"), school(done, "ACTIVE"));
        add(
                "school-deleting",
                "schools/show",
                schoolPage("Brücke Language School"),
                school(done, "DELETING"));
        List<Step> erased =
                List.of(
                        new Step(Step.State.DONE, school.t("erasure.deliveries"), ""),
                        new Step(
                                Step.State.DONE,
                                school.t("erasure.realm"),
                                school.t("erasure.erased", "count", 1)),
                        new Step(Step.State.DONE, school.t("erasure.files"), ""),
                        new Step(
                                Step.State.DONE,
                                school.t("erasure.rows"),
                                school.t("erasure.erased", "count", 4821)));
        add(
                "school-erased",
                "schools/show",
                schoolPage("Brücke Language School"),
                school(erased, "ERASED"));
    }

    private Page schoolPage(String name) {
        return Page.of(platform, "schools.title", Place.SCHOOLS)
                .titled(name)
                .under("/platform/schools", school.t("schools.title"));
    }

    private SchoolView school(List<Step> steps, String status) {
        boolean active = status.equals("ACTIVE");
        boolean deleting = status.equals("DELETING");
        boolean erased = status.equals("ERASED");
        return new SchoolView(
                "0198a3f4-7c11-7d11-9a53-2f1c6f0f5e10",
                "bruecke",
                "Brücke Language School",
                "https://bruecke.lyceum.example",
                erased ? "" : "ada@bruecke.example",
                "English",
                "Europe/Berlin",
                badge(
                        active ? Tone.POSITIVE : deleting ? Tone.CRITICAL : Tone.INFO,
                        "school.status." + status),
                ago(90_000),
                active || deleting ? Optional.of(ago(89_999)) : Optional.empty(),
                deleting ? Optional.of(ago(10)) : Optional.empty(),
                deleting
                        ? Optional.of(SampleShell.NOW.plus(Duration.ofDays(30)))
                        : Optional.empty(),
                erased ? Optional.of(ago(5)) : Optional.empty(),
                steps,
                false,
                erased,
                active,
                deleting,
                !deleting && !erased,
                deleting,
                Form.at("/platform/schools/bruecke/" + (deleting ? "erase" : "delete")),
                erased ? 4822 : 0,
                "/platform/schools/bruecke");
    }

    private DeliveriesView deliveries(List<DeliveriesView.DeliveryRow> rows, int resendable) {
        return new DeliveriesView(
                List.of(
                        new Tab("#", school.t("deliveries.tab.parked"), Optional.of("2"), true),
                        new Tab("#", school.t("deliveries.tab.pending"), Optional.empty(), false),
                        new Tab("#", school.t("deliveries.tab.done"), Optional.empty(), false),
                        new Tab("#", school.t("deliveries.tab.all"), Optional.empty(), false)),
                "/manage/deliveries",
                "parked",
                List.of(
                        Option.of("", school.t("deliveries.kind.all")),
                        Option.of("WelcomeEmailOnJoining", "Welcome mail")),
                "",
                List.of(Option.of("", school.t("deliveries.period.all"))),
                "",
                true,
                rows,
                "/manage/deliveries/retry",
                resendable,
                "/manage/deliveries/deliveries.csv",
                Optional.empty(),
                Optional.empty());
    }

    private void webhooks() {
        add(
                "webhooks",
                "webhooks/list",
                page("webhooks.title", Place.WEBHOOKS),
                new WebhooksView(
                        List.of(
                                new WebhooksView.Row(
                                        "/manage/webhooks/1",
                                        "Sales",
                                        "https://hooks.sales.example/lyceum",
                                        badge(Tone.POSITIVE, "webhooks.state.ACTIVE"),
                                        school.t("webhooks.events.count", "count", 3),
                                        Optional.of(ago(2))),
                                new WebhooksView.Row(
                                        "/manage/webhooks/2",
                                        "Newsletter",
                                        "https://newsletter.example/in",
                                        badge(Tone.CRITICAL, "webhooks.state.DISABLED"),
                                        school.t("webhooks.events.count", "count", 1),
                                        Optional.empty())),
                        "/manage/webhooks/new",
                        "/manage/webhooks/events"));
        add(
                "webhooks-empty",
                "webhooks/list",
                page("webhooks.title", Place.WEBHOOKS),
                new WebhooksView(List.of(), "/manage/webhooks/new", "/manage/webhooks/events"));
        List<WebhookView.EventChoice> events =
                Stream.of("certificate.issued", "course.completed", "enrolment.created")
                        .map(
                                name ->
                                        new WebhookView.EventChoice(
                                                name,
                                                school.t("event." + name),
                                                name.startsWith("c")))
                        .toList();
        Form form =
                Form.at(
                        "/manage/webhooks/1",
                        Map.of(
                                "name",
                                "Sales",
                                "url",
                                "https://hooks.sales.example/lyceum",
                                "version",
                                "2"));
        add(
                "webhook-new",
                "webhooks/show",
                page("webhooks.new", Place.WEBHOOKS).under("/manage/webhooks", "Webhooks"),
                new WebhookView(
                        Form.at("/manage/webhooks").wrong("events", "Choose at least one event."),
                        events,
                        "/manage/webhooks",
                        Optional.empty()));
        add(
                "webhook",
                "webhooks/show",
                page("webhooks.title", Place.WEBHOOKS)
                        .titled("Sales")
                        .under("/manage/webhooks", "Webhooks"),
                new WebhookView(
                        form,
                        events,
                        "/manage/webhooks/1",
                        Optional.of(
                                new WebhookView.There(
                                        "/manage/webhooks/1",
                                        badge(Tone.WARNING, "webhooks.state.FAILING"),
                                        true,
                                        false,
                                        Optional.of(ago(200)),
                                        "the answer was 500",
                                        Optional.of(ago(201)),
                                        "1,204",
                                        "17",
                                        "/manage/deliveries?state=all&kind=webhook",
                                        List.of(
                                                new WebhookView.SecretRow(
                                                        "whpk_9bVDuYKRkyBZ2LnN5JvUZT3wjL0cRSzt3w3HfHkQ5lI=",
                                                        false,
                                                        Optional.empty()),
                                                new WebhookView.SecretRow(
                                                        "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
                                                        true,
                                                        Optional.of(ago(-600)))),
                                        true,
                                        List.of(Option.of("course.completed", "Course completed")),
                                        Optional.of(
                                                new AttemptRow(
                                                        0,
                                                        ago(0),
                                                        new Badge(Tone.CRITICAL, "500"),
                                                        "87 ms",
                                                        "the answer was 500",
                                                        "<h1>Oh no</h1>"))))));
        add(
                "webhook-events",
                "webhooks/events",
                page("webhooks.catalogue", Place.WEBHOOKS).under("/manage/webhooks", "Webhooks"),
                new EventsView(
                        List.of(
                                new EventsView.EventRow(
                                        "course.completed",
                                        1,
                                        "Course completed",
                                        List.of(
                                                new EventsView.Part("enrolment", "uuid"),
                                                new EventsView.Part("person", "uuid")),
                                        "{\"type\": \"object\"}",
                                        "{\"type\": \"course.completed\"}"))));
    }

    private void mail() {
        Form form =
                Form.at(
                        "/manage/mail",
                        Map.of(
                                "host", "smtp.example.org",
                                "port", "587",
                                "security", "STARTTLS",
                                "user", "academy",
                                "from", "academy@example.org",
                                "version", "2"));
        List<Option> securities =
                List.of(
                        Option.of("STARTTLS", school.t("mail.security.STARTTLS")),
                        Option.of("TLS", school.t("mail.security.TLS")));
        add(
                "mail-platform",
                "mail/show",
                page("mail.title", Place.MAIL),
                new MailView(Form.at("/manage/mail"), securities, Optional.empty()));
        add(
                "mail-own",
                "mail/show",
                page("mail.title", Place.MAIL),
                new MailView(
                        form,
                        securities,
                        Optional.of(
                                new MailView.Own(
                                        "/manage/mail",
                                        badge(Tone.CRITICAL, "mail.state.failing"),
                                        true,
                                        Optional.of(ago(40)),
                                        "Connection refused",
                                        Optional.of(ago(90)),
                                        Optional.of(
                                                new MailView.Dkim(
                                                        "lyceum20261122._domainkey.example.org",
                                                        "v=DKIM1; k=rsa; p="
                                                                + "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"
                                                                        .repeat(12))),
                                        "example.org",
                                        "ada@example.org",
                                        Optional.of(
                                                new AttemptRow(
                                                        1,
                                                        ago(0),
                                                        badge(
                                                                Tone.CRITICAL,
                                                                "deliveries.attempt.unanswered"),
                                                        "2003 ms",
                                                        "Connection refused",
                                                        ""))))));
    }

    private void mailTexts() {
        add(
                "mail-texts",
                "mail/texts",
                page("mailtexts.title", Place.MAIL).under("/manage/mail", "Mail"),
                new MailTextsView(
                        List.of(
                                new MailTextsView.Row(
                                        "/manage/mail-texts/welcome/en",
                                        school.t("mailtexts.kind.WELCOME"),
                                        "English",
                                        "Welcome to {school}",
                                        Optional.of(badge(Tone.INFO, "mailtexts.own"))),
                                new MailTextsView.Row(
                                        "/manage/mail-texts/welcome/ru",
                                        school.t("mailtexts.kind.WELCOME"),
                                        "Русский",
                                        "Добро пожаловать в {school}",
                                        Optional.empty()))));
        add(
                "mail-text",
                "mail/text",
                page("mailtexts.title", Place.MAIL)
                        .titled("Welcome · English")
                        .under("/manage/mail-texts", "Words of the mails"),
                new MailTextsView.Edit(
                        Form.at(
                                "/manage/mail-texts/welcome/en",
                                Map.of(
                                        "subject", "Welcome to {school}",
                                        "text", "Hello {name},",
                                        "version", "1")),
                        "/manage/mail-texts/welcome/en",
                        true,
                        List.of("{name}", "{school}"),
                        "ada@example.org"));
    }

    private void sequences() {
        SequencesView.Row row =
                new SequencesView.Row(
                        "/manage/sequences/unfinished",
                        school.t("mailtexts.kind.UNFINISHED"),
                        school.t("sequences.after.UNFINISHED"),
                        badge(Tone.POSITIVE, "sequences.on"),
                        "1,204",
                        "980",
                        "312");
        add(
                "sequences",
                "mail/sequences",
                page("sequences.title", Place.MAIL).under("/manage/mail", "Mail"),
                new SequencesView(
                        List.of(
                                new SequencesView.Group(
                                        school.t("sequences.group.UNFINISHED"),
                                        school.t("sequences.group.UNFINISHED.text"),
                                        List.of(row, row)))));
        add(
                "sequence",
                "mail/sequence",
                page("sequences.title", Place.MAIL)
                        .titled(school.t("mailtexts.kind.UNFINISHED"))
                        .under("/manage/sequences", school.t("sequences.title")),
                new SequencesView.Edit(
                        Form.at(
                                "/manage/sequences/unfinished",
                                Map.of("enabled", "true", "delay", "7", "unit", "DAYS")),
                        true,
                        school.t("sequences.after.UNFINISHED"),
                        List.of(Option.of("DAYS", school.t("sequences.unit.DAYS"))),
                        "1,204",
                        "980",
                        "312",
                        List.of(
                                new SequencesView.Words(
                                        "English",
                                        "/manage/mail-texts/unfinished/en",
                                        "/manage/mail-texts/unfinished/en/preview"))));
    }

    private void inbound() {
        List<Option> formats = List.of(Option.of("STANDARD", school.t("inbound.format.STANDARD")));
        List<Option> actions = List.of(Option.of("ENROL", school.t("inbound.action.ENROL")));
        Form form =
                Form.at(
                        "/manage/inbound/1",
                        Map.of(
                                "name", "CRM",
                                "format", "STANDARD",
                                "type", "/type",
                                "when0", "deal.won",
                                "action0", "ENROL",
                                "email0", "/data/email",
                                "version", "1"));
        Instant at = Instant.parse("2026-11-20T09:00:00Z");
        Badge handled = badge(Tone.POSITIVE, "inbound.status.HANDLED");
        add(
                "inbound",
                "inbound/list",
                page("inbound.title", Place.WEBHOOKS).under("/manage/webhooks", "Webhooks"),
                new InboundView(
                        List.of(
                                new InboundView.Row(
                                        "/manage/inbound/1",
                                        "CRM",
                                        school.t("inbound.format.STANDARD"),
                                        badge(Tone.POSITIVE, "webhooks.state.ACTIVE"),
                                        Optional.of(at)))));
        add(
                "inbound-empty",
                "inbound/list",
                page("inbound.title", Place.WEBHOOKS).under("/manage/webhooks", "Webhooks"),
                new InboundView(List.of()));
        add(
                "inbound-new",
                "inbound/show",
                page("inbound.add", Place.WEBHOOKS),
                new InboundView.Edit(form, formats, actions, 2, Optional.empty()));
        add(
                "inbound-one",
                "inbound/show",
                page("inbound.title", Place.WEBHOOKS).titled("CRM"),
                new InboundView.Edit(
                        form,
                        formats,
                        actions,
                        2,
                        Optional.of(
                                new InboundView.There(
                                        "/manage/inbound/1",
                                        "https://academy.example/api/v1/inbound/1",
                                        true,
                                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                                        List.of(
                                                new InboundView.MessageRow(
                                                        "/manage/inbound/1/messages/1",
                                                        "deal.won",
                                                        handled,
                                                        "enrolled in bread",
                                                        at)),
                                        Optional.of("/manage/inbound/1?cursor=x")))));
        add(
                "inbound-message",
                "inbound/message",
                page("inbound.title", Place.WEBHOOKS).titled("deal.won"),
                new InboundView.Message(
                        "/manage/inbound/1/messages/1/replay",
                        "evt_1",
                        handled,
                        "enrolled in bread",
                        1,
                        at,
                        Optional.of(at),
                        "{ }"));
    }

    private void crm() {
        Form form =
                Form.at(
                        "/manage/crms/1",
                        Map.of(
                                "name", "Salesforce",
                                "url", "https://school.my.salesforce.com",
                                "auth", "CLIENT_CREDENTIALS",
                                "perMinute", "300",
                                "contact", "Email = person.email",
                                "version", "1"));
        List<Option> auths =
                List.of(Option.of("CLIENT_CREDENTIALS", school.t("crm.auth.CLIENT_CREDENTIALS")));
        List<Option> methods = List.of(Option.of("PATCH", "PATCH"));
        List<String> sources = List.of("person.email", "course.title");
        Instant at = Instant.parse("2026-11-20T09:00:00Z");
        add(
                "crms",
                "crm/list",
                page("crm.title", Place.WEBHOOKS).under("/manage/webhooks", "Webhooks"),
                new CrmView(
                        List.of(
                                new CrmView.Row(
                                        "/manage/crms/1",
                                        "Salesforce",
                                        "https://school.my.salesforce.com",
                                        badge(Tone.POSITIVE, "webhooks.state.ACTIVE"),
                                        Optional.of(at)))));
        add(
                "crms-empty",
                "crm/list",
                page("crm.title", Place.WEBHOOKS).under("/manage/webhooks", "Webhooks"),
                new CrmView(List.of()));
        add(
                "crm-new",
                "crm/show",
                page("crm.add", Place.WEBHOOKS),
                new CrmView.Edit(form, auths, methods, sources, Optional.empty()));
        add(
                "crm-one",
                "crm/show",
                page("crm.title", Place.WEBHOOKS).titled("Salesforce"),
                new CrmView.Edit(
                        form,
                        auths,
                        methods,
                        sources,
                        Optional.of(
                                new CrmView.There(
                                        "/manage/crms/1",
                                        badge(Tone.WARNING, "webhooks.state.FAILING"),
                                        true,
                                        "answered 503",
                                        Optional.of(at),
                                        "/manage/deliveries",
                                        Optional.of(
                                                new CrmView.Backfill(
                                                        true,
                                                        school.t(
                                                                "crm.backfill.RUNNING",
                                                                "done",
                                                                412,
                                                                "total",
                                                                1204,
                                                                "failed",
                                                                2),
                                                        412,
                                                        1204,
                                                        "answered 400")),
                                        Optional.of(
                                                new CrmView.Preview(
                                                        school.t(
                                                                "crm.preview.words",
                                                                "learners",
                                                                5,
                                                                "changes",
                                                                1),
                                                        "",
                                                        List.of(
                                                                new CrmView.Change(
                                                                        "ada@example.org",
                                                                        "Email",
                                                                        "–",
                                                                        "ada@example.org"))))))));
    }

    private void revenue() {
        Form form =
                Form.at(
                        "/manage/revenue",
                        Map.of("from", "2026-11-01", "to", "2026-11-22", "interval", "day"));
        List<Tab> ranges =
                List.of(
                        new Tab("#", school.t("revenue.range.DAYS"), Optional.empty(), true),
                        new Tab("#", school.t("revenue.range.WEEKS"), Optional.empty(), false));
        List<Option> intervals = List.of(Option.of("day", school.t("revenue.interval.DAY")));
        List<Chart.Bar> bars = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            int gross = i * 37 % 150;
            String x = String.valueOf(i * 45);
            bars.add(new Chart.Bar(x, "" + (170 - gross), "34", "" + gross, false, "Sold"));
            bars.add(
                    i == 9
                            ? new Chart.Bar(x, "170", "20", "30", true, "Left")
                            : new Chart.Bar(
                                    x,
                                    "" + (170 - gross * 0.8),
                                    "20",
                                    "" + gross * 0.8,
                                    true,
                                    "Left"));
        }
        add(
                "revenue",
                "revenue/show",
                page("revenue.title", Place.REVENUE),
                new RevenueView(
                        form,
                        ranges,
                        intervals,
                        "/manage/revenue/revenue.csv",
                        "Europe/Berlin",
                        List.of(
                                new RevenueView.CurrencyPart(
                                        "EUR",
                                        List.of(
                                                new RevenueView.Fact(
                                                        school.t("revenue.net"), "€ 12,408.11"),
                                                new RevenueView.Fact(
                                                        school.t("revenue.gross"), "€ 13,720"),
                                                new RevenueView.Fact(
                                                        school.t("revenue.refunds"), "€ 98"),
                                                new RevenueView.Fact(
                                                        school.t("revenue.disputes"), "€ 49"),
                                                new RevenueView.Fact(
                                                        school.t("revenue.fees"), "€ 1,164.89"),
                                                new RevenueView.Fact(
                                                        school.t("revenue.orders"), "280")),
                                        new Chart(
                                                school.t(
                                                        "revenue.chart",
                                                        "currency",
                                                        "EUR",
                                                        "gross",
                                                        "€ 13,720",
                                                        "net",
                                                        "€ 12,408.11"),
                                                "170",
                                                "€ 1,470",
                                                "1 Nov 2026",
                                                "22 Nov 2026",
                                                bars),
                                        List.of(
                                                new RevenueView.Row(
                                                        "22 Nov 2026",
                                                        "12",
                                                        "€ 588",
                                                        "€ 0",
                                                        "€ 49",
                                                        "€ 64.44",
                                                        "€ 474.56"),
                                                new RevenueView.Row(
                                                        "10 Nov 2026",
                                                        "0",
                                                        "€ 0",
                                                        "€ 98",
                                                        "€ 0",
                                                        "−€ 4.90",
                                                        "−€ 93.10")),
                                        List.of(
                                                new RevenueView.CourseRow(
                                                        "Woodworking by hand", "140", "€ 6,860")))),
                        false));
        add(
                "revenue-empty",
                "revenue/show",
                page("revenue.title", Place.REVENUE),
                new RevenueView(
                        form,
                        ranges,
                        intervals,
                        "/manage/revenue/revenue.csv",
                        "Europe/Berlin",
                        List.of(),
                        true));
    }

    private void reconciliation() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        add(
                "reconciliations",
                "reconciliation/list",
                Page.of(platform, "reconciliation.title", Place.RECONCILIATION),
                new RunsView(
                        List.of(
                                new RunsView.Row(
                                        "/platform/reconciliation/2",
                                        noon,
                                        badge(Tone.WARNING, "reconciliation.state.DIFFERS"),
                                        "1,204",
                                        "5,880",
                                        "3",
                                        "1"),
                                new RunsView.Row(
                                        "/platform/reconciliation/1",
                                        noon.minusSeconds(3600),
                                        badge(Tone.POSITIVE, "reconciliation.state.GREEN"),
                                        "18",
                                        "90",
                                        "0",
                                        "0")),
                        false,
                        Optional.of("#next")));
        add(
                "reconciliations-empty",
                "reconciliation/list",
                Page.of(platform, "reconciliation.title", Place.RECONCILIATION),
                new RunsView(List.of(), true, Optional.empty()));
        RunView.SumRow even =
                new RunView.SumRow(
                        "North Workshop",
                        Optional.of("/platform/schools/north"),
                        "EUR",
                        "18",
                        "€ 851.94",
                        "€ 851.94",
                        "€ 0",
                        false);
        add(
                "reconciliation",
                "reconciliation/show",
                Page.of(platform, "reconciliation.title", Place.RECONCILIATION)
                        .under("/platform/reconciliation", school.t("reconciliation.title"))
                        .titled("22 Nov 2026, 12:00"),
                new RunView(
                        badge(Tone.WARNING, "reconciliation.state.DIFFERS"),
                        false,
                        false,
                        "",
                        noon.minusSeconds(7200),
                        noon,
                        Optional.of(noon.plusSeconds(4)),
                        "19",
                        "90",
                        List.of(
                                new RunView.SumRow(
                                        "South Academy",
                                        Optional.of("/platform/schools/south"),
                                        "USD",
                                        "1",
                                        "$ 47.28",
                                        "$ 0",
                                        "$ 47.28",
                                        true),
                                even,
                                new RunView.SumRow(
                                        "",
                                        Optional.empty(),
                                        "EUR",
                                        "1",
                                        "−€ 400",
                                        "–",
                                        "–",
                                        false)),
                        List.of(
                                new RunView.FindingRow(
                                        "txn_3QxB2c",
                                        school.t("reconciliation.found.missing", "type", "charge"),
                                        "South Academy",
                                        Optional.of("/platform/schools/south"),
                                        "$ 47.28",
                                        "",
                                        "The payment service does not answer.")),
                        List.of(
                                new RunView.FindingRow(
                                        "evt_3QxB2c",
                                        school.t(
                                                "reconciliation.found.event",
                                                "type",
                                                "charge.dispute.created"),
                                        "North Workshop",
                                        Optional.of("/platform/schools/north"),
                                        "",
                                        "",
                                        ""))));
        add(
                "reconciliation-green",
                "reconciliation/show",
                Page.of(platform, "reconciliation.title", Place.RECONCILIATION),
                new RunView(
                        badge(Tone.POSITIVE, "reconciliation.state.GREEN"),
                        false,
                        true,
                        "",
                        noon,
                        noon,
                        Optional.of(noon),
                        "18",
                        "90",
                        List.of(even),
                        List.of(),
                        List.of()));
    }

    private void disputes() {
        List<Tab> tabs =
                List.of(
                        new Tab("#", school.t("disputes.tab.ALL"), Optional.empty(), true),
                        new Tab("#", school.t("disputes.tab.OPEN"), Optional.empty(), false));
        add(
                "disputes",
                "disputes/list",
                page("disputes.title", Place.DISPUTES),
                new DisputesView(
                        tabs,
                        List.of(
                                new DisputesView.Row(
                                        "/manage/orders/1",
                                        "Woodworking by hand",
                                        "Berta Buyer",
                                        school.t("disputes.reason.fraudulent"),
                                        "€ 49",
                                        badge(Tone.CRITICAL, "disputes.status.NEEDS_RESPONSE"),
                                        Optional.of(Instant.parse("2026-12-01T09:00:00Z")),
                                        Instant.parse("2026-11-22T09:00:00Z")),
                                new DisputesView.Row(
                                        "/manage/orders/2",
                                        "Sharpening",
                                        "",
                                        school.t("disputes.reason.duplicate"),
                                        "€ 19",
                                        badge(Tone.POSITIVE, "disputes.status.WON"),
                                        Optional.empty(),
                                        Instant.parse("2026-10-02T09:00:00Z"))),
                        Optional.of("#next"),
                        false));
        add(
                "disputes-empty",
                "disputes/list",
                page("disputes.title", Place.DISPUTES),
                new DisputesView(tabs, List.of(), Optional.empty(), true));
    }

    private void orders() {
        List<OrdersView.Row> rows =
                List.of(
                        new OrdersView.Row(
                                "/manage/orders/1",
                                "Woodworking by hand",
                                "Berta Buyer",
                                "1001",
                                "€ 49",
                                badge(Tone.POSITIVE, "orders.status.PAID"),
                                Instant.parse("2026-11-20T09:00:00Z")),
                        new OrdersView.Row(
                                "/manage/orders/2",
                                "Woodworking by hand",
                                "",
                                "",
                                "€ 49",
                                badge(Tone.WARNING, "orders.status.PENDING"),
                                Instant.parse("2026-11-20T09:00:00Z")));
        Listing listing =
                new Listing(
                        "/manage/orders",
                        "",
                        List.of(),
                        List.of(new Tab("#", school.t("orders.tab.all"), Optional.empty(), true)),
                        Optional.empty(),
                        Optional.empty(),
                        "");
        add(
                "orders",
                "orders/list",
                page("orders.title", Place.ORDERS),
                new OrdersView(listing, rows, "/manage/orders.csv", true, false));
        add(
                "orders-empty",
                "orders/list",
                page("orders.title", Place.ORDERS),
                new OrdersView(listing, List.of(), "/manage/orders.csv", true, true));
        add(
                "order",
                "orders/show",
                page("orders.title", Place.ORDERS)
                        .titled(school.t("orders.one", "number", "1001"))
                        .under("/manage/orders", school.t("orders.title")),
                new OrderView(
                        Form.at("/manage/orders/1/refund", Map.of("amount", "40.00")),
                        badge(Tone.WARNING, "orders.status.PARTLY_REFUNDED"),
                        "Woodworking by hand",
                        "/manage/courses/1",
                        "Berta Buyer",
                        Optional.of("/manage/people/1"),
                        "1001",
                        "€ 49",
                        Optional.of(Instant.parse("2026-11-20T09:00:00Z")),
                        Instant.parse("2026-11-20T08:58:00Z"),
                        "pi_3QxB2c",
                        "",
                        Optional.of("€ 40"),
                        List.of(
                                new OrderView.RefundRow(
                                        "€ 9",
                                        badge(Tone.POSITIVE, "orders.refund.status.DONE"),
                                        true,
                                        "",
                                        Instant.parse("2026-11-21T09:00:00Z"))),
                        List.of(
                                new OrderView.DisputeRow(
                                        "du_1QxB2c",
                                        badge(Tone.CRITICAL, "disputes.status.NEEDS_RESPONSE"),
                                        "NEEDS_RESPONSE",
                                        school.t("disputes.reason.fraudulent"),
                                        "€ 40",
                                        Instant.parse("2026-11-22T09:00:00Z"),
                                        Optional.of(Instant.parse("2026-12-01T09:00:00Z")),
                                        Optional.of(
                                                "https://dashboard.stripe.com/payments/pi_3QxB2c"))),
                        List.of(
                                new OrderView.PostingRow(
                                        school.t("orders.posting.SALE"),
                                        Instant.parse("2026-11-20T09:00:00Z"),
                                        List.of(
                                                new OrderView.LineRow(
                                                        school.t("orders.account.STRIPE_BALANCE"),
                                                        "€ 47.28"),
                                                new OrderView.LineRow(
                                                        school.t("orders.account.PROCESSOR_FEES"),
                                                        "€ 1.72"),
                                                new OrderView.LineRow(
                                                        school.t("orders.account.SALES"),
                                                        "€ 49")))),
                        true));
    }

    private void suppressions() {
        add(
                "mail-suppressions",
                "mail/suppressions",
                page("suppressions.title", Place.MAIL).under("/manage/mail", "Mail"),
                new SuppressionsView(
                        Form.at("/manage/mail-suppressions"),
                        new Listing(
                                "/manage/mail-suppressions",
                                "",
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                ""),
                        List.of(
                                new SuppressionsView.Row(
                                        "nobody@example.org",
                                        badge(Tone.CRITICAL, "suppressions.reason.BOUNCED"),
                                        "550 5.1.1 No such user here",
                                        Instant.parse("2026-11-20T09:00:00Z"),
                                        "/manage/mail-suppressions/1/remove"))));
    }

    private void delivery() {
        add(
                "delivery",
                "deliveries/show",
                page("deliveries.title", Place.DELIVERIES)
                        .titled("Webhook: Sales")
                        .under("/manage/deliveries", "Deliveries"),
                new DeliveryView(
                        badge(Tone.WARNING, "deliveries.state.RETRYING"),
                        "Webhook: Sales",
                        Optional.of("/manage/webhooks/1"),
                        "course.completed",
                        school.t("deliveries.tries", "count", 2),
                        "the answer was 500",
                        ago(20),
                        Optional.of(ago(-5)),
                        Optional.empty(),
                        Optional.of(
                                new DeliveryView.Sent(
                                        "msg_0195572a-91d4-7c55-b9a3-5a0f7f1c2d3e",
                                        "https://hooks.sales.example/lyceum",
                                        "{\n  \"type\" : \"course.completed\"\n}")),
                        List.of(
                                new AttemptRow(
                                        2,
                                        ago(3),
                                        new Badge(Tone.CRITICAL, "500"),
                                        "87 ms",
                                        "the answer was 500",
                                        "<h1>Oh no</h1>"),
                                new AttemptRow(
                                        1,
                                        ago(19),
                                        badge(Tone.CRITICAL, "deliveries.attempt.unanswered"),
                                        "20000 ms",
                                        "no answer in time",
                                        "")),
                        Optional.of("/manage/deliveries/1/retry"),
                        Optional.of("/manage/deliveries/1/cancel")));
    }

    private SchoolsView.SchoolRow schoolRow(String name, String slug, Tone tone, String status) {
        return new SchoolsView.SchoolRow(
                "/platform/schools/" + slug,
                name,
                slug + ".lyceum.example",
                "owner@" + slug + ".example",
                badge(tone, "school.status." + status),
                ago(90_000));
    }

    private void rest() {
        DeliveriesView parked =
                deliveries(
                        List.of(
                                new DeliveriesView.DeliveryRow(
                                        "/manage/deliveries/1",
                                        "Welcome mail",
                                        "person.joined",
                                        badge(Tone.CRITICAL, "deliveries.state.PARKED"),
                                        school.t("deliveries.tries", "count", 12),
                                        "Connection refused: mail.bruecke.example:587",
                                        ago(300),
                                        Optional.of("/manage/deliveries/1/retry")),
                                new DeliveriesView.DeliveryRow(
                                        "/manage/deliveries/2",
                                        "Role and access brought to the sign-in",
                                        "person.changed",
                                        badge(Tone.CRITICAL, "deliveries.state.PARKED"),
                                        school.t("deliveries.tries", "count", 12),
                                        "503 Service Unavailable",
                                        ago(900),
                                        Optional.of("/manage/deliveries/2/retry"))),
                        2);
        add("deliveries", "deliveries/list", page("deliveries.title", Place.DELIVERIES), parked);
        webhooks();
        mail();
        mailTexts();
        sequences();
        suppressions();
        orders();
        disputes();
        reconciliation();
        revenue();
        inbound();
        crm();
        delivery();
        add(
                "operations",
                "operations/show",
                Page.of(platform, "operations.title", Place.OPERATIONS),
                new OperationsView(
                        List.of(
                                new OperationsView.RouteRow(
                                        "webhook", "12,044", "71", "3", "84 ms")),
                        List.of(new OperationsView.LaneRow("WEBHOOK", "2", "1 minute ago"))));
        add(
                "deliveries-empty",
                "deliveries/list",
                Page.of(platform, "deliveries.title", Place.PLATFORM_DELIVERIES),
                deliveries(List.of(), 0));
        add(
                "settings",
                "settings/general",
                page("settings.title", Place.SETTINGS),
                new SettingsView(
                        Form.at(
                                "/manage/settings",
                                Map.of("locale", "en", "timeZone", "Europe/Berlin")),
                        List.of(Option.of("en", "English"), Option.of("ru", "Русский")),
                        List.of("Europe/Berlin"),
                        "0198a3f4-7c11-7d11-9a53-2f1c6f0f5e10",
                        "bruecke",
                        "https://bruecke.lyceum.example"));
        add("jobs", "jobs/list", page("jobs.title", Place.ELSEWHERE), new JobsView(school.jobs()));
        add(
                "search",
                "search/results",
                page("search.title", Place.ELSEWHERE),
                new SearchView(
                        "ger",
                        List.of(
                                new SearchView.Hit(
                                        "#",
                                        "German A1: first conversations",
                                        "",
                                        "courses",
                                        school.t("search.kind.course")),
                                new SearchView.Hit(
                                        "#",
                                        "Gerda Holm",
                                        "",
                                        "people",
                                        school.t("search.kind.person")))));
    }
}
