package io.lyceum.admin;

import gg.jte.Content;
import io.lyceum.admin.assignments.AssignmentView;
import io.lyceum.admin.assignments.GradesView;
import io.lyceum.admin.assignments.ReviewView;
import io.lyceum.admin.assignments.SubmissionsView;
import io.lyceum.admin.brand.BrandView;
import io.lyceum.admin.categories.CategoriesView;
import io.lyceum.admin.certificates.CertificatesView;
import io.lyceum.admin.certificates.RevokeView;
import io.lyceum.admin.courses.ChosenView;
import io.lyceum.admin.courses.Conflict;
import io.lyceum.admin.courses.CourseDetailsView;
import io.lyceum.admin.courses.CourseHead;
import io.lyceum.admin.courses.CourseListView;
import io.lyceum.admin.courses.CourseListView.CourseRow;
import io.lyceum.admin.courses.LessonVersionsView;
import io.lyceum.admin.courses.LessonView;
import io.lyceum.admin.courses.OutlineView;
import io.lyceum.admin.credits.CreditAccountView;
import io.lyceum.admin.credits.CreditsView;
import io.lyceum.admin.crm.CrmView;
import io.lyceum.admin.currencies.CurrenciesView;
import io.lyceum.admin.currencies.FixedPricesView;
import io.lyceum.admin.deliveries.AttemptRow;
import io.lyceum.admin.deliveries.DeliveriesView;
import io.lyceum.admin.deliveries.DeliveryView;
import io.lyceum.admin.desk.TextDiff;
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
import io.lyceum.admin.payouts.AccountView;
import io.lyceum.admin.payouts.AgreementView;
import io.lyceum.admin.payouts.AgreementsView;
import io.lyceum.admin.payouts.EarningsView;
import io.lyceum.admin.payouts.MoneyView;
import io.lyceum.admin.payouts.PayoutsView;
import io.lyceum.admin.people.ErasuresView;
import io.lyceum.admin.people.InviteView;
import io.lyceum.admin.people.PeopleView;
import io.lyceum.admin.people.PersonView;
import io.lyceum.admin.plans.PlanView;
import io.lyceum.admin.plans.PlansView;
import io.lyceum.admin.plans.SchoolPlanView;
import io.lyceum.admin.reconciliation.BalancesView;
import io.lyceum.admin.reconciliation.RunView;
import io.lyceum.admin.reconciliation.RunsView;
import io.lyceum.admin.revenue.Chart;
import io.lyceum.admin.revenue.RevenueView;
import io.lyceum.admin.sales.CouponsView;
import io.lyceum.admin.sales.ProductsView;
import io.lyceum.admin.sales.SubscriptionsView;
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
import io.lyceum.admin.taxes.TaxesView;
import io.lyceum.admin.webhooks.EventsView;
import io.lyceum.admin.webhooks.WebhookView;
import io.lyceum.admin.webhooks.WebhooksView;
import io.lyceum.shared.problem.Problem;
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
        screens.assignments();
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
        add(
                "home",
                "home/home",
                page,
                new HomeView("", tasks, Optional.of(tasks.get(1)), List.of(), List.of(), figures));
        add(
                "home-running",
                "home/home",
                page,
                new HomeView(
                        "",
                        tasks,
                        Optional.empty(),
                        List.of(
                                new HomeView.Need(
                                        "/manage/submissions?activity=1",
                                        "A letter to the landlord",
                                        "German A1",
                                        7,
                                        ago(3_000))),
                        List.of(
                                new HomeView.Draft(
                                        "/manage/courses/1/lessons/1",
                                        "Greetings and names",
                                        "German A1",
                                        ago(40))),
                        figures));
    }

    private static Content html(String html) {
        return output -> output.writeContent(html);
    }

    private void assignments() {
        Map<String, String> asked =
                Map.ofEntries(
                        Map.entry("title", "A letter to the landlord"),
                        Map.entry("instructions", "Write to your landlord about the **heating**."),
                        Map.entry("text", "on"),
                        Map.entry("files", "2"),
                        Map.entry("points", "20"),
                        Map.entry("due", "DATE"),
                        Map.entry("dueAt", "2026-12-11T23:59"),
                        Map.entry("late", "on"),
                        Map.entry("penalty", "10"),
                        Map.entry("completion", "PASSED"),
                        Map.entry("pass", "60"),
                        Map.entry("c0", "Tone"),
                        Map.entry("c0-l0", "Polite and firm"),
                        Map.entry("c0-l0-points", "4"),
                        Map.entry("c0-l0-text", "Says what is wanted and by when."),
                        Map.entry("c0-l1", "Too weak"),
                        Map.entry("c0-l1-points", "1"));
        Form ask = Form.at("/manage/courses/1/lessons/1/activities/1/assignment", asked);
        Page page =
                page("assignment.title", Place.COURSES)
                        .titled("A letter to the landlord")
                        .under("#", "Around town");
        List<Option> due =
                List.of(
                        Option.of("NONE", school.t("assignment.due.NONE")),
                        Option.of("DATE", school.t("assignment.due.DATE")));
        List<Option> completion =
                List.of(Option.of("PASSED", school.t("assignment.completion.PASSED")));
        add(
                "assignment",
                "assignments/edit",
                page,
                new AssignmentView(
                        ask,
                        List.of(3, 3),
                        due,
                        completion,
                        "Central European Time",
                        7,
                        "/manage/submissions",
                        "/courses/1"));
        add(
                "assignment-refused",
                "assignments/edit",
                page,
                new AssignmentView(
                        ask.refused(
                                Map.of("text", ""),
                                List.of(
                                        new Problem.FieldError(
                                                "text", school.t("check.assignment.what")),
                                        new Problem.FieldError(
                                                "rubric", school.t("check.assignment.points"))),
                                school.t("check.refused")),
                        List.of(3),
                        due,
                        completion,
                        "Central European Time",
                        0,
                        "/manage/submissions",
                        "/courses/1"));
        Listing listing =
                new Listing(
                        "/manage/submissions",
                        "",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.of("/manage/submissions?after=x"),
                        "");
        List<Tab> tabs =
                List.of(
                        new Tab(
                                "/manage/submissions",
                                school.t("submissions.waiting"),
                                Optional.empty(),
                                true),
                        new Tab("#", school.t("submissions.marked"), Optional.empty(), false));
        Page queue = page("submissions.title", Place.SUBMISSIONS);
        add(
                "submissions",
                "assignments/submissions",
                queue,
                new SubmissionsView(
                        tabs,
                        false,
                        "",
                        "",
                        List.of(
                                new SubmissionsView.Row(
                                        "/manage/submissions/1",
                                        "Grace Hopper",
                                        "A letter to the landlord",
                                        "German A1: first conversations",
                                        1,
                                        Optional.of(ago(3_000)),
                                        school.t("submissions.late", "days", 2),
                                        "",
                                        true),
                                new SubmissionsView.Row(
                                        "/manage/submissions/2",
                                        "Ada Lovelace",
                                        "A letter to the landlord",
                                        "German A1: first conversations",
                                        2,
                                        Optional.of(ago(40)),
                                        "",
                                        "",
                                        false)),
                        listing));
        add(
                "submissions-none",
                "assignments/submissions",
                queue,
                new SubmissionsView(
                        tabs, false, "A letter", "/manage/submissions", List.of(), listing));
        Page review =
                queue.titled("Grace Hopper")
                        .under("/manage/submissions?activity=1", "A letter to the landlord");
        List<ReviewView.Criterion> rubric =
                List.of(
                        new ReviewView.Criterion(
                                "Tone",
                                "4",
                                List.of(
                                        new ReviewView.Level(
                                                "Polite and firm",
                                                "4",
                                                "4.0",
                                                "Says what is wanted and by when."),
                                        new ReviewView.Level("Too weak", "1", "1.0", ""))),
                        new ReviewView.Criterion(
                                "Grammar",
                                "6",
                                List.of(new ReviewView.Level("Fine", "6", "6.0", ""))));
        add(
                "review",
                "assignments/review",
                review,
                new ReviewView(
                        Form.at("/manage/submissions/1", Map.of("level-0", "0", "note-0", "Good")),
                        "Grace Hopper",
                        "A letter to the landlord",
                        "German A1: first conversations",
                        2,
                        ago(3_000),
                        school.t("submissions.late", "days", 2),
                        20,
                        Optional.empty(),
                        "",
                        html("<p>Dear Mr Schulze, the heating …</p>"),
                        List.of(
                                new ReviewView.File("#1", "letter.pdf", "1.4 MB", false),
                                new ReviewView.File("#2", "heating.jpg", "410 KB", true)),
                        rubric,
                        "10",
                        html("<p>Write to your landlord.</p>"),
                        List.of(new ReviewView.Other("#", 1, "4 / 10")),
                        7,
                        Optional.of("/manage/submissions/2")));
        add(
                "review-returned",
                "assignments/review",
                review,
                new ReviewView(
                        Form.at("/manage/submissions/1", Map.of("points", "17.5")),
                        "Grace Hopper",
                        "A letter to the landlord",
                        "German A1: first conversations",
                        1,
                        ago(3_000),
                        "",
                        0,
                        Optional.of(ago(20)),
                        "Marie Curie",
                        null,
                        List.of(),
                        List.of(),
                        "20",
                        html(""),
                        List.of(),
                        0,
                        Optional.empty()));
        GradesView.Column letter =
                new GradesView.Column("1", "A letter to the landlord", "Around town", "#", "20");
        GradesView.Column quiz = new GradesView.Column("2", "Numbers", "Prices", "#", "");
        List<Tab> sides =
                List.of(
                        new Tab("#", school.t("course.tab.outline"), Optional.empty(), false),
                        new Tab("#", school.t("course.tab.grades"), Optional.empty(), true));
        add(
                "grades",
                "assignments/grades",
                coursePage(),
                new GradesView(
                        badge(Tone.POSITIVE, "courses.status.PUBLISHED"),
                        sides,
                        List.of(letter, quiz),
                        List.of(
                                new GradesView.Row(
                                        "1",
                                        "Grace Hopper",
                                        "grace@example.org",
                                        75,
                                        List.of(
                                                cell(
                                                        "g1",
                                                        "To mark",
                                                        GradesView.Cell.Tone.WAITING,
                                                        true),
                                                cell(
                                                        "g2",
                                                        "40 %",
                                                        GradesView.Cell.Tone.LOW,
                                                        false)))),
                        "/manage/courses/1/grades",
                        "/manage/courses/1/grades/csv",
                        Optional.empty(),
                        Optional.of("/manage/courses/1/grades?after=x")));
        add(
                "grades-none",
                "assignments/grades",
                coursePage(),
                new GradesView(
                        badge(Tone.NEUTRAL, "courses.status.DRAFT"),
                        sides,
                        List.of(),
                        List.of(),
                        "#",
                        "#",
                        Optional.empty(),
                        Optional.empty()));
    }

    private static GradesView.Cell cell(
            String id, String text, GradesView.Cell.Tone tone, boolean enters) {
        return new GradesView.Cell(
                id,
                text,
                tone,
                enters ? "/manage/submissions/1" : "",
                "",
                enters,
                "/manage/courses/1/grades",
                "1",
                "1",
                "1",
                3,
                "Grace Hopper: " + id);
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
                                check("LESSONS", "done"),
                                check("TEXTS", "blocks"),
                                check("PREVIEW", "advised")),
                new CourseHead.Schedule(
                        published ? Optional.empty() : Optional.of("1 Dec 2026, 09:00"),
                        "2026-12-01T09:00",
                        "2026-11-23T09:00",
                        "Central European Time",
                        false),
                "/courses/1",
                school.t("courses.size", "modules", 2, "lessons", 5),
                published ? Optional.of(ago(90_000)) : Optional.empty(),
                ago(12),
                List.of(
                        new Tab("#", school.t("course.tab.outline"), Optional.empty(), outline),
                        new Tab("#", school.t("course.tab.details"), Optional.empty(), !outline)));
    }

    private CourseHead.Check check(String item, String state) {
        return new CourseHead.Check(
                school.t("course.check." + item), state, school.t("course.check.is." + state), "#");
    }

    private Page coursePage() {
        return page("courses.title", Place.COURSES)
                .titled("German A1: first conversations")
                .under("/manage/courses", school.t("courses.title"));
    }

    private void course() {
        OutlineView.ModuleItem first =
                new OutlineView.ModuleItem(
                        "1",
                        "First words",
                        school.t("courses.lessons", "lessons", 3),
                        "/manage/courses/1/modules/1",
                        List.of(
                                lessonItem("Greetings and names", 8, true, 0),
                                lessonItem("Where are you from?", 12, false, 1),
                                lessonItem(
                                        "Numbers, prices and a title that is long enough to need"
                                                + " two lines on most screens people use",
                                        20,
                                        false,
                                        2)));
        OutlineView.ModuleItem second =
                new OutlineView.ModuleItem(
                        "2",
                        "Around town",
                        school.t("courses.lessons", "lessons", 0),
                        "/manage/courses/1/modules/2",
                        List.of());
        Form addModule = Form.at("/manage/courses/1/modules");
        add(
                "course-outline",
                "courses/outline",
                coursePage(),
                new OutlineView(
                        head(false, true),
                        "/manage/courses/1/outline",
                        "m",
                        List.of(Option.of("quiz/quiz", "Quiz")),
                        List.of(first, second),
                        addModule,
                        List.of(
                                new OutlineView.RemovedItem(
                                        "Numbers and prices",
                                        school.t("outline.removed.lesson"),
                                        ago(5),
                                        "/manage/courses/1/removed/1/restore")),
                        List.of(
                                new OutlineView.ChangeItem(
                                        school.t(
                                                "outline.change.LESSONS_MOVED.to",
                                                "title",
                                                "Greetings and names",
                                                "place",
                                                "First words",
                                                "more",
                                                2),
                                        Optional.of("Jonas Weber"),
                                        ago(4),
                                        false,
                                        Optional.of("/manage/courses/1/outline/changes/1/undo")),
                                new OutlineView.ChangeItem(
                                        school.t(
                                                "outline.change.MODULE_RENAMED",
                                                "title",
                                                "Around town"),
                                        Optional.empty(),
                                        ago(9),
                                        true,
                                        Optional.empty()))));
        add(
                "course-outline-empty",
                "courses/outline",
                coursePage(),
                new OutlineView(
                        head(true, true),
                        "/manage/courses/1/outline",
                        "m",
                        List.of(),
                        List.of(),
                        addModule,
                        List.of(),
                        List.of()));
        add(
                "course-outline-chosen",
                "courses/chosen",
                coursePage(),
                new ChosenView(
                        "/manage/courses/1/outline",
                        "/manage/courses/1",
                        "m",
                        List.of("Greetings and names", "Where are you from?"),
                        List.of("1", "2"),
                        Optional.empty(),
                        Optional.empty(),
                        "/manage/courses/1/outline/remove",
                        List.of(
                                new ChosenView.Places(
                                        "Around town",
                                        List.of(
                                                Option.of(
                                                        "2:0",
                                                        school.t("outline.place.first")))))));
        add(
                "course-module-chosen",
                "courses/chosen",
                coursePage(),
                new ChosenView(
                        "/manage/courses/1/outline",
                        "/manage/courses/1",
                        "m",
                        List.of("Around town"),
                        List.of(),
                        Optional.of("2"),
                        Optional.of("/manage/courses/1/modules/2/rename"),
                        "/manage/courses/1/modules/2/remove",
                        List.of(
                                new ChosenView.Places(
                                        "",
                                        List.of(
                                                Option.of(
                                                        "0", school.t("outline.place.first")))))));
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
                                                        TextDiff.of(
                                                                "40 dialogues for the first week",
                                                                "Order, ask, answer: 40 short"
                                                                        + " dialogues")))))));
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
                conflict,
                prices("/manage/courses/1/prices"));
    }

    private FixedPricesView prices(String action) {
        return new FixedPricesView(
                Form.at(action, Map.of("price-USD", "55.00")),
                List.of(
                        new FixedPricesView.Line(
                                "price-USD",
                                "US Dollar",
                                "USD",
                                school.t("prices.otherwise", "price", "$52.99")),
                        new FixedPricesView.Line(
                                "price-JPY",
                                "Japanese Yen",
                                "JPY",
                                school.t("prices.otherwise.none"))));
    }

    private OutlineView.LessonItem lessonItem(String title, int minutes, boolean preview, int at) {
        return new OutlineView.LessonItem(
                "lesson-" + at,
                title,
                school.t("outline.minutes", "minutes", minutes),
                preview,
                "/manage/courses/1/lessons/" + at,
                "/courses/1/lessons/" + at,
                at > 0
                        ? List.of()
                        : List.of(
                                new OutlineView.ActivityItem(
                                        "activity",
                                        "Say it yourself",
                                        "Quiz",
                                        "/manage/courses/1/lessons/0/activities/1",
                                        "/courses/1/lessons/0#activity-1",
                                        true)));
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
        versions();
    }

    private void versions() {
        String path = "/manage/courses/1/lessons/1/versions";
        List<LessonVersionsView.Row> rows =
                List.of(
                        new LessonVersionsView.Row(
                                path + "/3",
                                "Greetings and names",
                                "Teo Teacher",
                                ago(40),
                                school.t("versions.length", "count", 1204),
                                "+120",
                                true,
                                false),
                        new LessonVersionsView.Row(
                                path + "/2",
                                "Greetings",
                                "",
                                ago(4000),
                                school.t("versions.length", "count", 1084),
                                "",
                                false,
                                true));
        Page page =
                page("versions.title", Place.COURSES)
                        .under("/manage/courses/1/lessons/1", "Greetings and names");
        add(
                "lesson-versions",
                "courses/versions",
                page,
                new LessonVersionsView(path, rows, Optional.empty()));
        add(
                "lesson-version",
                "courses/versions",
                page,
                new LessonVersionsView(
                        path,
                        rows,
                        Optional.of(
                                new LessonVersionsView.Shown(
                                        path + "/2",
                                        "1 March 2026, 9:00",
                                        false,
                                        true,
                                        Optional.of(
                                                TextDiff.of("Greetings", "Greetings and names")),
                                        TextDiff.of(
                                                "One\ntwo\nthree\nfour\nfive\nsix\n\nIn Germany"
                                                        + " people bow.\n",
                                                "One\ntwo\nthree\nfour\nfive\nsix\n\nIn Germany"
                                                        + " people shake hands.\n\n- *Sie*\n"),
                                        3))));
    }

    private LessonView lesson(Form form, List<LessonView.FileItem> files, boolean previewing) {
        return new LessonView(
                "/manage/courses/1",
                "/manage/courses/1/lessons/1",
                "First words",
                form,
                "school/lesson/1",
                2,
                previewing ? Optional.of(ago(3)) : Optional.empty(),
                false,
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

    private void currencies() {
        List<Option> currencies =
                List.of(Option.of("EUR", "EUR · Euro"), Option.of("JPY", "JPY · Japanese Yen"));
        List<Option> roundings =
                List.of(
                        Option.of("EXACT", school.t("currencies.rounding.EXACT")),
                        Option.of("TENS", school.t("currencies.rounding.TENS")));
        List<CurrenciesView.Row> rows =
                List.of(
                        new CurrenciesView.Row(
                                "JPY",
                                "Japanese Yen",
                                roundings,
                                Optional.of("¥8,850"),
                                "180.57 · 24 Sept 2026 · built in"),
                        new CurrenciesView.Row(
                                "RUB",
                                "Russian Ruble",
                                roundings,
                                Optional.empty(),
                                school.t("currencies.rate.none")));
        Form choice =
                Form.at(
                        "/manage/currencies",
                        Map.of("base", "EUR", "rates", "FIXED", "show-JPY", "on"));
        for (boolean any : new boolean[] {true, false}) {
            add(
                    any ? "currencies" : "currencies-empty",
                    "currencies/show",
                    page("currencies.title", Place.CURRENCIES),
                    new CurrenciesView(
                            choice,
                            currencies,
                            List.of(
                                    new Option(
                                            "FIXED",
                                            school.t("currencies.rates.FIXED"),
                                            school.t("currencies.rates.FIXED.hint"))),
                            List.of(
                                    Option.of(
                                            "CONVERTED", school.t("currencies.pricing.CONVERTED"))),
                            any ? rows.subList(0, 1) : List.of(),
                            rows.subList(1, 2),
                            Form.at("/manage/currencies", Map.of("amount", "49.00")),
                            "€49",
                            any
                                    ? Form.at("/manage/currencies/imports")
                                    : Form.at("/manage/currencies/imports")
                                            .wrong("file", "Line 9: rate=abc"),
                            Form.at("/manage/currencies/rates"),
                            currencies,
                            ".xml",
                            "16 MB",
                            any
                                    ? List.of(
                                            new CurrenciesView.OwnRate(
                                                    "EUR → RUB",
                                                    "94.12",
                                                    "21 Nov 2026",
                                                    "/manage/currencies/rates/1/remove"))
                                    : List.of(),
                            any,
                            "/manage/currencies/rates/remove"));
        }
    }

    private void taxes() {
        List<Option> countries =
                List.of(
                        Option.of("", school.t("taxes.country.choose")),
                        Option.of("DE", "Germany"));
        List<TaxesView.Rate> rates =
                List.of(
                        new TaxesView.Rate(
                                "United States, CA",
                                "Sales tax",
                                "7.25%",
                                "from 1 Jan 2026",
                                "/manage/taxes/rates/1/remove"));
        for (boolean any : new boolean[] {true, false}) {
            add(
                    any ? "taxes" : "taxes-empty",
                    "taxes/show",
                    page("taxes.title", Place.TAXES),
                    new TaxesView(
                            Form.at("/manage/taxes", Map.of("mode", "TABLE")),
                            List.of(
                                    new Option(
                                            "TABLE",
                                            school.t("taxes.mode.TABLE"),
                                            school.t("taxes.mode.TABLE.hint"))),
                            List.of(Option.of("ADDED", school.t("taxes.prices.ADDED"))),
                            any,
                            any
                                    ? Form.at(
                                            "/manage/taxes/seller",
                                            Map.of("seller-legalName", "Brücke gGmbH"))
                                    : Form.at("/manage/taxes/seller")
                                            .wrong("seller-legalName", school.t("check.required")),
                            countries,
                            any
                                    ? List.of(
                                            new TaxesView.Registration(
                                                    "Germany",
                                                    school.t("taxes.scheme.EU_ONE_STOP"),
                                                    "DE136695976",
                                                    "1 Jan 2026",
                                                    "/manage/taxes/registrations/1/remove"))
                                    : List.of(),
                            Form.at("/manage/taxes/registrations"),
                            List.of(Option.of("LOCAL", school.t("taxes.scheme.LOCAL"))),
                            any ? rates : List.of(),
                            Form.at("/manage/taxes/rates"),
                            List.of(new TaxesView.Rate("Germany", "VAT", "19%", "from 2021", "")),
                            "22 Nov 2026",
                            Form.at("/manage/taxes", Map.of("amount", "49.00")),
                            any
                                    ? Optional.of(
                                            new TaxesView.Answer(
                                                    "€41.18", "€7.82", "€49", "VAT 19%"))
                                    : Optional.empty()));
        }
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
        add(
                "school-balances",
                "reconciliation/balances",
                Page.of(platform, "balances.title", Place.RECONCILIATION)
                        .under("/platform/reconciliation", school.t("reconciliation.title")),
                new BalancesView(
                        List.of(
                                new BalancesView.Row(
                                        "North Workshop",
                                        "/platform/schools/north",
                                        "EUR",
                                        "€ 1,960",
                                        "€ 98",
                                        "€ 1,862.20",
                                        "€ 98",
                                        "€ 400",
                                        "€ 1,364.20",
                                        false),
                                new BalancesView.Row(
                                        "South Workshop",
                                        "/platform/schools/south",
                                        "JPY",
                                        "¥ 0",
                                        "¥ 0",
                                        "¥ -320",
                                        "¥ 0",
                                        "¥ 0",
                                        "¥ -320",
                                        true)),
                        Optional.empty()));
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
                        Optional.of(
                                new OrderView.Pack(
                                        "ABCD23EFGH45",
                                        5,
                                        1,
                                        1,
                                        List.of(
                                                new OrderView.SeatRow(
                                                        "grace@school.example",
                                                        badge(Tone.NEUTRAL, "orders.seats.OPEN"),
                                                        Instant.parse("2026-11-20T10:00:00Z")),
                                                new OrderView.SeatRow(
                                                        "",
                                                        badge(Tone.POSITIVE, "orders.seats.TAKEN"),
                                                        Instant.parse("2026-11-20T10:00:00Z"))))),
                        true,
                        Optional.of("/manage/orders/1/receipt.pdf")));
    }

    private void sales() {
        add(
                "products",
                "sales/products",
                page("products.title", Place.PRODUCTS),
                new ProductsView(
                        List.of(
                                new ProductsView.Row(
                                        "/manage/products/1",
                                        "Membership",
                                        school.t("products.scope.SCHOOL"),
                                        school.t("products.offers.count", "count", 2),
                                        badge(Tone.POSITIVE, "products.sold"))),
                        false));
        add(
                "products-empty",
                "sales/products",
                page("products.title", Place.PRODUCTS),
                new ProductsView(List.of(), true));
        List<Option> scopes =
                List.of(
                        new Option(
                                "COURSES",
                                school.t("products.scope.COURSES"),
                                school.t("products.scope.COURSES.hint")),
                        new Option(
                                "SCHOOL",
                                school.t("products.scope.SCHOOL"),
                                school.t("products.scope.SCHOOL.hint")));
        List<ProductsView.Choice> courses =
                List.of(
                        new ProductsView.Choice("1", "Woodworking by hand", true),
                        new ProductsView.Choice("2", "Dovetails", false));
        Form product =
                Form.at("/manage/products/1", Map.of("title", "Membership", "scope", "COURSES"));
        add(
                "product-new",
                "sales/product",
                page("products.title", Place.PRODUCTS).titled(school.t("products.add")),
                new ProductsView.Edit(product, scopes, courses, Optional.empty()));
        add(
                "product",
                "sales/product",
                page("products.title", Place.PRODUCTS)
                        .titled("Membership")
                        .under("/manage/products", school.t("products.title")),
                new ProductsView.Edit(
                        product,
                        scopes,
                        courses,
                        Optional.of(
                                new ProductsView.There(
                                        "/manage/products/1",
                                        true,
                                        List.of(
                                                new ProductsView.OfferRow(
                                                        "/manage/products/1/offers/1",
                                                        "Student",
                                                        "€ 9.99",
                                                        school.t(
                                                                "offers.sold-of",
                                                                "sold",
                                                                3,
                                                                "places",
                                                                20),
                                                        badge(
                                                                Tone.POSITIVE,
                                                                "offers.status.ON_SALE"),
                                                        "https://school.example/offers/student"))))));
        add(
                "offer",
                "sales/offer",
                page("products.title", Place.PRODUCTS)
                        .titled("Student")
                        .under("/manage/products/1", "Membership"),
                new ProductsView.Offer(
                        Form.at(
                                "/manage/products/1/offers/1",
                                Map.of(
                                        "kind",
                                        "SUBSCRIPTION",
                                        "price",
                                        "9.99",
                                        "currency",
                                        "EUR",
                                        "period",
                                        "MONTH")),
                        "/manage/products/1",
                        List.of(
                                new Option(
                                        "SUBSCRIPTION",
                                        school.t("offers.kind.SUBSCRIPTION"),
                                        school.t("offers.kind.SUBSCRIPTION.hint"))),
                        List.of(Option.of("MONTH", school.t("offers.period.MONTH"))),
                        "/manage/products/1/offers/1",
                        "https://school.example/offers/student",
                        true,
                        prices("/manage/products/1/offers/1/prices")));
        Listing listing =
                new Listing(
                        "/manage/coupons",
                        "",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        "");
        add(
                "coupons",
                "sales/coupons",
                page("coupons.title", Place.COUPONS),
                new CouponsView(
                        listing,
                        List.of(
                                new CouponsView.Row(
                                        "/manage/coupons/1",
                                        "Spring sale",
                                        "SPRING",
                                        "−25 %",
                                        school.t("coupons.used-of", "used", 12, "uses", 100),
                                        badge(Tone.POSITIVE, "coupons.state.holds")))));
        add(
                "coupons-empty",
                "sales/coupons",
                page("coupons.title", Place.COUPONS),
                new CouponsView(listing, List.of()));
        add(
                "coupon",
                "sales/coupon",
                page("coupons.title", Place.COUPONS)
                        .titled("Spring sale")
                        .under("/manage/coupons", school.t("coupons.title")),
                new CouponsView.Edit(
                        Form.at(
                                "/manage/coupons/1",
                                Map.of("name", "Spring sale", "kind", "PERCENT", "percent", "25")),
                        List.of(
                                Option.of("PERCENT", school.t("coupons.kind.PERCENT")),
                                Option.of("AMOUNT", school.t("coupons.kind.AMOUNT"))),
                        List.of(Option.of("ONCE", school.t("coupons.duration.ONCE"))),
                        courses,
                        List.of(new ProductsView.Choice("3", "Student", false)),
                        "/manage/coupons/1",
                        false,
                        school.t("coupons.used", "used", 3)));
        add(
                "subscriptions",
                "sales/subscriptions",
                page("subscriptions.title", Place.SUBSCRIPTIONS),
                new SubscriptionsView(
                        listing,
                        List.of(
                                new SubscriptionsView.Row(
                                        "Student",
                                        "Berta Buyer",
                                        "/manage/people/1",
                                        "€ 9.99",
                                        badge(Tone.WARNING, "subscriptions.status.GRACE"),
                                        school.t("subscriptions.next", "day", "2 March"),
                                        "/manage/subscriptions/1/cancel",
                                        ""))));
    }

    private void plans() {
        List<PlansView.Cell> small =
                List.of(
                        new PlansView.Cell("Courses", "3"),
                        new PlansView.Cell("Learners", "100"),
                        new PlansView.Cell("Storage", "1.0 GB"),
                        new PlansView.Cell("Plugins", "2"),
                        new PlansView.Cell("API calls a month", "10,000"));
        List<PlansView.Cell> large =
                small.stream().map(cell -> new PlansView.Cell(cell.label(), "No limit")).toList();
        add(
                "plans",
                "plans/list",
                Page.of(platform, "plans.title", Place.PLANS),
                new PlansView(
                        List.of(
                                new PlansView.Row(
                                        "/platform/plans/1",
                                        "Free",
                                        List.of(),
                                        small,
                                        "Free of charge",
                                        "",
                                        "10 %",
                                        "12"),
                                new PlansView.Row(
                                        "/platform/plans/2",
                                        "Enterprise",
                                        List.of(badge(Tone.INFO, "plans.usual")),
                                        large,
                                        "€499",
                                        "€4,990",
                                        "As the installation says",
                                        "3")),
                        List.of(
                                new PlansView.Payer(
                                        "/platform/schools/oak/plan",
                                        "Oak School",
                                        "Enterprise",
                                        badge(Tone.POSITIVE, "plan.pay.ACTIVE"),
                                        "€499 a month",
                                        "22 December 2026"))));
        add(
                "plans-nobody-pays",
                "plans/list",
                Page.of(platform, "plans.title", Place.PLANS),
                new PlansView(
                        List.of(
                                new PlansView.Row(
                                        "/platform/plans/1",
                                        "Free",
                                        List.of(badge(Tone.NEUTRAL, "plans.request")),
                                        small,
                                        "Free of charge",
                                        "",
                                        "10 %",
                                        "12")),
                        List.of()));
        add(
                "plan-edit",
                "plans/edit",
                Page.of(platform, "plans.title", Place.PLANS)
                        .titled("Free")
                        .under("/platform/plans", school.t("plans.title")),
                new PlanView(
                        Form.at(
                                        "/platform/plans/1",
                                        Map.of(
                                                "name", "Free",
                                                "courses", "3",
                                                "storage", "1024",
                                                "price", "0.00",
                                                "currency", "EUR",
                                                "usual", "on",
                                                "version", "1"))
                                .refused(
                                        Map.of("learners", "many"),
                                        List.of(
                                                new Problem.FieldError(
                                                        "learners", school.t("check.limit"))),
                                        school.t("check.refused")),
                        "/platform/plans"));
        add(
                "school-plan",
                "plans/school",
                page("plan.title", Place.PLAN),
                new SchoolPlanView(
                        Form.at("/manage/plan"),
                        "Free",
                        List.of(
                                new SchoolPlanView.Bar("Courses", "3 of 3", 100),
                                new SchoolPlanView.Bar("Learners", "41 of 100", 41),
                                new SchoolPlanView.Bar("Storage", "212 MB, no limit", -1)),
                        List.of(
                                new SchoolPlanView.Offer(
                                        "1",
                                        "Free",
                                        small,
                                        "Free of charge",
                                        "",
                                        "10 %",
                                        List.of(),
                                        true,
                                        false,
                                        false),
                                new SchoolPlanView.Offer(
                                        "2", "Tiny", small, "€9", "€90", "8 %", List.of(), false,
                                        true, false),
                                new SchoolPlanView.Offer(
                                        "3",
                                        "Pro",
                                        large,
                                        "€49",
                                        "€490",
                                        "5 %",
                                        List.of(
                                                new SchoolPlanView.Way(
                                                        "MONTH", "By the month", "Choose Pro"),
                                                new SchoolPlanView.Way(
                                                        "YEAR", "By the year", "Choose Pro")),
                                        false,
                                        false,
                                        false),
                                new SchoolPlanView.Offer(
                                        "4",
                                        "Enterprise",
                                        large,
                                        "On request",
                                        "",
                                        "As the installation says",
                                        List.of(),
                                        false,
                                        false,
                                        true)),
                        true,
                        school.t("plan.note.pay"),
                        Optional.of(
                                paying(
                                        Tone.WARNING,
                                        "plan.pay.PENDING",
                                        "plan.pay.words.waits",
                                        true)),
                        List.of(),
                        true));
        for (boolean late : new boolean[] {true, false}) {
            add(
                    late ? "plan-late" : "plan-paid",
                    "plans/school",
                    page("plan.title", Place.PLAN),
                    new SchoolPlanView(
                            Form.at("/manage/plan"),
                            "Pro",
                            List.of(new SchoolPlanView.Bar("Courses", "3 of 3", 100)),
                            List.of(),
                            true,
                            school.t("plan.note.paying"),
                            Optional.of(
                                    paying(
                                            late ? Tone.WARNING : Tone.POSITIVE,
                                            late ? "plan.pay.GRACE" : "plan.pay.ACTIVE",
                                            late ? "plan.pay.words.late" : "plan.pay.words.leaves",
                                            late)),
                            List.of(
                                    new SchoolPlanView.Invoice(
                                            "/manage/plan/invoices/1",
                                            "LYC-0001",
                                            "Pro",
                                            "€49",
                                            "22 November 2026")),
                            false));
        }
    }

    private SchoolPlanView.Paying paying(Tone tone, String state, String words, boolean warning) {
        boolean waits = state.equals("plan.pay.PENDING");
        return new SchoolPlanView.Paying(
                badge(tone, state),
                "Pro",
                "€49 a month",
                waits
                        ? List.of()
                        : List.of(
                                new PlansView.Cell(school.t("plan.pay.ends"), "22 December 2026")),
                school.t(words, "plan", "Pro", "free", "Free"),
                warning,
                waits ? "https://checkout.example/pay" : "",
                warning && !waits,
                !warning,
                !waits,
                waits ? 4 : 0);
    }

    private void credits() {
        Form settings =
                Form.at(
                        "/manage/credits/settings",
                        Map.of("learnerMonthly", "50", "schoolMonthly", "500", "version", "0"));
        CreditsView.Totals totals = new CreditsView.Totals("1,204", "12", "340", "3");
        add(
                "credits",
                "credits/list",
                page("credits.title", Place.CREDITS),
                new CreditsView(
                        settings,
                        new Listing(
                                "/manage/credits",
                                "",
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                "2 people"),
                        List.of(
                                new CreditsView.Row(
                                        "/manage/credits/1",
                                        "Berta Buyer",
                                        "berta@example.org",
                                        "42",
                                        "22 of 50",
                                        "20"),
                                new CreditsView.Row(
                                        "/manage/credits/2",
                                        "",
                                        "carl@example.org",
                                        "Unlimited",
                                        "50 of 50",
                                        "0")),
                        totals,
                        "488",
                        "/manage/credits/school"));
        add(
                "credits-none",
                "credits/list",
                page("credits.title", Place.CREDITS),
                new CreditsView(
                        settings.refused(
                                Map.of("learnerMonthly", "many"),
                                List.of(),
                                school.t("check.refused")),
                        new Listing(
                                "/manage/credits",
                                "zz",
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                ""),
                        List.of(),
                        totals,
                        "488",
                        "/manage/credits/school"));
        add(
                "credit-account",
                "credits/show",
                page("credits.title", Place.CREDITS)
                        .titled("Berta Buyer")
                        .under("/manage/credits", school.t("credits.title")),
                new CreditAccountView(
                        Form.at("/manage/credits/1/grants", Map.of("key", "1")),
                        Form.at("/manage/credits/1/unlimited"),
                        "42",
                        "22 of 50",
                        "20",
                        "5",
                        Instant.parse("2026-12-01T00:00:00Z"),
                        Optional.of(Instant.parse("2027-02-01T00:00:00Z")),
                        Optional.of("/manage/people/1"),
                        List.of(
                                new CreditAccountView.Line(
                                        badge(Tone.NEUTRAL, "credits.line.COMMITTED"),
                                        "Tutor",
                                        "−3",
                                        Instant.parse("2026-11-22T09:00:00Z")),
                                new CreditAccountView.Line(
                                        badge(Tone.POSITIVE, "credits.line.GRANTED"),
                                        "For the essay",
                                        "+20",
                                        Instant.parse("2026-11-02T09:00:00Z")))));
    }

    private void payouts() {
        AccountView.There waiting =
                new AccountView.There(
                        badge(Tone.WARNING, "payouts.stage.INCOMPLETE"),
                        school.t("payouts.stage.INCOMPLETE.words"),
                        false,
                        List.of(
                                new AccountView.Demand(
                                        school.t("payouts.demand.TAX_NUMBER"),
                                        school.t("payouts.demand.TAX_NUMBER.do")),
                                new AccountView.Demand(
                                        school.t("payouts.demand.BANK"),
                                        school.t("payouts.demand.BANK.do"))),
                        List.of("individual.id_number: it does not match the name"),
                        Optional.of(Instant.parse("2026-12-01T00:00:00Z")),
                        badge(Tone.CRITICAL, "payouts.tax.WRONG"),
                        school.t("payouts.tax.WRONG.words"),
                        "",
                        "Stripe does not answer.");
        AccountView.There ready =
                new AccountView.There(
                        badge(Tone.POSITIVE, "payouts.stage.READY"),
                        school.t("payouts.stage.READY.words"),
                        true,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        badge(Tone.POSITIVE, "payouts.tax.COMPLETE"),
                        school.t("payouts.tax.COMPLETE.words"),
                        "6789",
                        "");
        MoneyView nothing = new MoneyView(true, List.of(), Optional.empty(), List.of(), List.of());
        MoneyView money =
                new MoneyView(
                        true,
                        List.of(new MoneyView.BalanceRow("€ 224.40", "€ 44.88")),
                        Optional.of(
                                new MoneyView.Pay(
                                        Form.at(
                                                "/manage/payouts/pay",
                                                Map.of("amount", "224.40", "currency", "EUR")),
                                        "1",
                                        List.of(Option.of("EUR", "€ 224.40")),
                                        List.of(
                                                Option.of(
                                                        "STANDARD",
                                                        school.t("payouts.method.STANDARD"))),
                                        school.t(
                                                "payouts.pay.fee",
                                                "amount",
                                                "€ 224.40",
                                                "fee",
                                                "€ 2.24"))),
                        List.of(
                                new MoneyView.PayoutRow(
                                        "€ 10",
                                        school.t("payouts.how.INSTANT"),
                                        badge(Tone.CRITICAL, "payouts.status.FAILED"),
                                        "account_closed",
                                        Instant.parse("2026-11-20T09:00:00Z"),
                                        Optional.of(Instant.parse("2026-11-22T09:00:00Z")))),
                        List.of(
                                new MoneyView.MoveRow(
                                        "€ 22.44",
                                        school.t("payouts.move.there"),
                                        badge(Tone.POSITIVE, "payouts.move.DONE"),
                                        "",
                                        Instant.parse("2026-11-20T09:00:00Z"))));
        List<PayoutsView.Figure> figures =
                List.of(
                        new PayoutsView.Figure(school.t("payouts.figure.earned"), "€ 44.88"),
                        new PayoutsView.Figure(school.t("payouts.figure.moved"), "€ 22.44"));
        List<Option> intervals = List.of(Option.of("DAILY", school.t("payouts.interval.DAILY")));
        Form schedule = Form.at("/manage/payouts/schedule", Map.of("interval", "DAILY"));
        add(
                "payouts-new",
                "payouts/show",
                page("payouts.title", Place.PAYOUTS),
                new PayoutsView(
                        true,
                        true,
                        account(Optional.empty()),
                        List.of(),
                        nothing,
                        schedule,
                        intervals));
        add(
                "payouts-waiting",
                "payouts/show",
                page("payouts.title", Place.PAYOUTS),
                new PayoutsView(
                        false,
                        true,
                        account(Optional.of(waiting)),
                        figures,
                        nothing,
                        schedule,
                        intervals));
        add(
                "payouts",
                "payouts/show",
                page("payouts.title", Place.PAYOUTS),
                new PayoutsView(
                        false,
                        true,
                        account(Optional.of(ready)),
                        figures,
                        money,
                        schedule,
                        intervals));
        add(
                "agreements",
                "payouts/agreements",
                page("agreements.title", Place.PAYOUTS)
                        .under("/manage/payouts", school.t("payouts.title")),
                new AgreementsView(
                        List.of(
                                new AgreementsView.CourseRow(
                                        "/manage/payouts/agreements/1",
                                        "Woodworking by hand",
                                        "Ada Ash 30 %, Ben Birch 20 %",
                                        terms()),
                                new AgreementsView.CourseRow(
                                        "/manage/payouts/agreements/2", "Sharpening", "", "")),
                        Optional.of("/manage/payouts/agreements?cursor=1"),
                        List.of(
                                new AgreementsView.TeacherRow(
                                        "/manage/people/1",
                                        "Ada Ash",
                                        badge(Tone.POSITIVE, "payouts.stage.READY"),
                                        "€ 13.46",
                                        "€ 13.46",
                                        "€ 0"))));
        add(
                "agreements-empty",
                "payouts/agreements",
                page("agreements.title", Place.PAYOUTS),
                new AgreementsView(List.of(), Optional.empty(), List.of()));
        add(
                "agreement",
                "payouts/agreement",
                page("agreements.title", Place.PAYOUTS)
                        .titled("Woodworking by hand")
                        .under("/manage/payouts/agreements", school.t("agreements.title")),
                new AgreementView(
                        Form.at(
                                        "/manage/payouts/agreements/1",
                                        Map.of("person0", "1", "percent0", "130", "holdDays", "14"))
                                .wrong("shares", school.t("check.shares.range")),
                        List.of(
                                Option.of("", school.t("agreements.nobody")),
                                Option.of("1", "Ada Ash")),
                        3,
                        "EUR",
                        List.of(
                                new AgreementView.Version(
                                        Instant.parse("2026-11-20T09:00:00Z"),
                                        "Ada Ash 30 %",
                                        terms(),
                                        school.t("agreements.accepted", "done", 1, "all", 1)))));
        add(
                "earnings-new",
                "payouts/earnings",
                page("earnings.title", Place.EARNINGS),
                new EarningsView(
                        false,
                        true,
                        List.of(
                                new Step(
                                        Step.State.CURRENT,
                                        school.t("earnings.step.agreement"),
                                        school.t("earnings.step.agreement.words"))),
                        List.of(
                                new EarningsView.Term(
                                        "Woodworking by hand", "30 %", terms(), false)),
                        true,
                        false,
                        account(Optional.empty()),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        nothing));
        add(
                "earnings",
                "payouts/earnings",
                page("earnings.title", Place.EARNINGS),
                new EarningsView(
                        false,
                        false,
                        List.of(),
                        List.of(
                                new EarningsView.Term(
                                        "Woodworking by hand", "30 %", terms(), true)),
                        false,
                        true,
                        account(Optional.of(ready)),
                        figures,
                        List.of(
                                new EarningsView.Line(
                                        "Woodworking by hand",
                                        school.t("orders.posting.SALE"),
                                        "€ 13.46",
                                        Instant.parse("2026-11-20T09:00:00Z"),
                                        Optional.of(Instant.parse("2026-12-04T09:00:00Z")))),
                        Optional.of("/manage/earnings?cursor=1"),
                        money));
        add(
                "earnings-empty",
                "payouts/earnings",
                page("earnings.title", Place.EARNINGS),
                new EarningsView(
                        true,
                        false,
                        List.of(),
                        List.of(),
                        false,
                        false,
                        account(Optional.empty()),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        nothing));
    }

    private String terms() {
        return school.t(
                "agreements.terms",
                "held",
                school.t("agreements.held", "days", 14),
                "minimum",
                "€ 20");
    }

    private AccountView account(Optional<AccountView.There> there) {
        return new AccountView(
                Form.at("/manage/payouts/connect", Map.of("country", "DE")),
                List.of(Option.of("DE", "Germany")),
                "/manage/payouts/onboard",
                "/manage/payouts/refresh",
                there);
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
        sales();
        credits();
        plans();
        currencies();
        taxes();
        payouts();
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
