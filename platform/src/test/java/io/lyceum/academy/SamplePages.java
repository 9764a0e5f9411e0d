package io.lyceum.academy;

import io.lyceum.catalog.CourseArt;
import io.lyceum.catalog.CourseCard;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.internal.text.Markdown;
import io.lyceum.catalog.web.CatalogueView;
import io.lyceum.catalog.web.CourseView;
import io.lyceum.catalog.web.CourseView.Standing;
import io.lyceum.catalog.web.HomeView;
import io.lyceum.catalog.web.SearchView;
import io.lyceum.commerce.SeatPack;
import io.lyceum.commerce.web.CheckoutView;
import io.lyceum.commerce.web.OrderView;
import io.lyceum.commerce.web.PricingView;
import io.lyceum.commerce.web.SubscriptionsView;
import io.lyceum.credentials.web.VerifyView;
import io.lyceum.credits.web.CreditsView;
import io.lyceum.identity.web.ProfileView;
import io.lyceum.learning.web.CompletedView;
import io.lyceum.learning.web.LearningView;
import io.lyceum.learning.web.LessonView;
import io.lyceum.notes.web.NotesView;
import io.lyceum.notifications.Channel;
import io.lyceum.notifications.Facts;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.NotificationTexts;
import io.lyceum.notifications.Topic;
import io.lyceum.notifications.web.NotificationSettingsView;
import io.lyceum.notifications.web.NotificationsView;
import io.lyceum.notifications.web.UnsubscribeView;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.ErrorView;
import io.lyceum.shared.web.NothingView;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageContext.Section;
import io.lyceum.shared.web.TextPageView;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every page of the academy with content that could be real. */
final class SamplePages {

    /** A page, ready to be rendered. */
    record Page(String template, PageContext context, Object view) {}

    /** A course, before it becomes a card. */
    record Sample(
            String slug,
            String title,
            String teacher,
            String level,
            int minutes,
            long price,
            String icon) {}

    private final SampleSchool school;
    private final Locale locale;
    private final Messages text;

    SamplePages(SampleSchool school, Locale locale) {
        this.school = school;
        this.locale = locale;
        this.text = Messages.of("academy", locale);
    }

    Map<String, Page> all() {
        Map<String, Page> pages = new LinkedHashMap<>();
        page(pages, "index", "catalog/home", false, Section.HOME, home(false));
        page(pages, "home-learner", "catalog/home", true, Section.HOME, home(true));
        page(pages, "home-empty", "catalog/home", false, Section.HOME, emptyHome());
        page(pages, "courses", "catalog/courses", false, Section.COURSES, catalogue(true));
        page(pages, "courses-empty", "catalog/courses", false, Section.COURSES, catalogue(false));
        page(pages, "search", "catalog/search", false, Section.COURSES, search(true));
        page(pages, "search-empty", "catalog/search", false, Section.COURSES, search(false));
        page(pages, "course", "catalog/course", false, Section.COURSES, course(Standing.VISITOR));
        page(
                pages,
                "course-member",
                "catalog/course",
                true,
                Section.COURSES,
                course(Standing.MAY_ENROL));
        page(
                pages,
                "course-closed",
                "catalog/course",
                true,
                Section.COURSES,
                course(Standing.CLOSED));
        page(
                pages,
                "course-enrolled",
                "catalog/course",
                true,
                Section.COURSES,
                course(Standing.ENROLLED));
        page(
                pages,
                "course-completed",
                "catalog/course",
                true,
                Section.COURSES,
                course(Standing.COMPLETED));
        page(pages, "lesson", "learning/lesson", true, Section.LEARNING, lesson(false, false));
        page(pages, "lesson-done", "learning/lesson", true, Section.LEARNING, lesson(true, false));
        page(
                pages,
                "lesson-preview",
                "learning/lesson",
                false,
                Section.COURSES,
                lesson(false, true));
        page(pages, "completed", "learning/completed", true, Section.LEARNING, completed(true));
        page(
                pages,
                "completed-waiting",
                "learning/completed",
                true,
                Section.LEARNING,
                completed(false));
        page(pages, "learning", "learning/courses", true, Section.LEARNING, learning(true));
        page(pages, "learning-empty", "learning/courses", true, Section.LEARNING, learning(false));
        page(pages, "notes", "notes/list", true, Section.LEARNING, notes(true, ""));
        page(pages, "notes-empty", "notes/list", true, Section.LEARNING, notes(false, ""));
        page(
                pages,
                "notes-not-found",
                "notes/list",
                true,
                Section.LEARNING,
                notes(false, "rebase"));
        page(pages, "profile", "identity/profile", true, Section.ACCOUNT, profile(false));
        page(pages, "profile-error", "identity/profile", true, Section.ACCOUNT, profile(true));
        page(pages, "notifications", "notifications/list", true, Section.ACCOUNT, notifications());
        page(
                pages,
                "notifications-empty",
                "notifications/list",
                true,
                Section.ACCOUNT,
                new NotificationsView(List.of(), false, ""));
        page(
                pages,
                "notification-settings",
                "notifications/settings",
                true,
                Section.ACCOUNT,
                notificationSettings());
        for (OrderView.State state : OrderView.State.values()) {
            page(
                    pages,
                    "order-" + state.name().toLowerCase(Locale.ROOT),
                    "commerce/order",
                    true,
                    Section.ACCOUNT,
                    order(state));
        }
        page(
                pages,
                "orders",
                "commerce/orders",
                true,
                Section.ACCOUNT,
                new OrderView.All(
                        List.of(
                                new OrderView.Line(
                                        "/orders/1",
                                        courses().get(0).title(),
                                        "€ 49",
                                        OrderView.State.PAID,
                                        "1001",
                                        "2 March 2026"))));
        page(
                pages,
                "orders-empty",
                "commerce/orders",
                true,
                Section.ACCOUNT,
                new OrderView.All(List.of()));
        sales(pages);
        page(
                pages,
                "credits",
                "credits/credits",
                true,
                Section.ACCOUNT,
                new CreditsView(
                        42,
                        "",
                        "22 of 50",
                        "20",
                        "5",
                        "1 December 2026",
                        List.of(
                                new CreditsView.Pack(
                                        "/offers/pack/checkout",
                                        "Credit pack",
                                        "500 AI credits",
                                        "€ 9")),
                        List.of(
                                new CreditsView.Line(
                                        "COMMITTED", "Tutor", "−3", "check", "22 November 2026"),
                                new CreditsView.Line(
                                        "GRANTED",
                                        "For the essay",
                                        "+20",
                                        "star",
                                        "2 November 2026"),
                                new CreditsView.Line(
                                        "MONTH", "", "+50", "star", "1 November 2026"))));
        page(
                pages,
                "credits-unlimited",
                "credits/credits",
                true,
                Section.ACCOUNT,
                new CreditsView(
                        50,
                        "31 January 2027",
                        "50 of 50",
                        "0",
                        "",
                        "1 December 2026",
                        List.of(),
                        List.of()));
        for (UnsubscribeView.State state : UnsubscribeView.State.values()) {
            page(
                    pages,
                    "unsubscribe-" + state.name().toLowerCase(Locale.ROOT),
                    "notifications/unsubscribe",
                    true,
                    Section.OTHER,
                    new UnsubscribeView(
                            state == UnsubscribeView.State.UNKNOWN ? "" : "REMINDERS",
                            "/unsubscribe/abc",
                            state));
        }
        page(
                pages,
                "verify-valid",
                "credentials/verify",
                false,
                Section.OTHER,
                verify(VerifyView.State.VALID));
        page(
                pages,
                "verify-revoked",
                "credentials/verify",
                false,
                Section.OTHER,
                verify(VerifyView.State.REVOKED));
        page(
                pages,
                "verify-unknown",
                "credentials/verify",
                false,
                Section.OTHER,
                VerifyView.unknown("7QK4-XXXX"));
        page(pages, "verify", "credentials/verify", false, Section.OTHER, VerifyView.unknown(""));
        for (int status : new int[] {401, 403, 404, 409, 429, 500}) {
            PageContext context = school.page(locale, false, Section.OTHER, "/somewhere");
            pages.put(
                    "error-" + status,
                    new Page(
                            "shared/error",
                            context,
                            ErrorView.of(
                                    context,
                                    status,
                                    "Your role does not allow this. Ask an owner or admin of the school.",
                                    "01jd7-4f2a9c")));
        }
        page(pages, "privacy", "shared/text", false, Section.OTHER, textPage());
        page(pages, "offline", "shared/offline", false, Section.OTHER, NothingView.INSTANCE);
        page(pages, "suspended", "shared/suspended", false, Section.OTHER, NothingView.INSTANCE);
        return pages;
    }

    /** The pictures that the pages point to, by path. */
    Map<String, String> art() {
        CourseArt art = CourseArt.of(school.palette);
        Map<String, String> files = new LinkedHashMap<>();
        for (Sample course : courses()) {
            files.put("art/" + course.slug() + ".svg", art.svg(course.slug(), course.icon()));
        }
        return files;
    }

    private void page(
            Map<String, Page> pages,
            String name,
            String template,
            boolean signedIn,
            Section section,
            Object view) {
        String path = name.equals("index") ? "/" : "/" + name;
        pages.put(name, new Page(template, school.page(locale, signedIn, section, path), view));
    }

    // ------------------------------------------------------------- catalogue

    List<Sample> courses() {
        return switch (school) {
            case PAROLETTA ->
                    List.of(
                            new Sample(
                                    "kitchen",
                                    "Italian at the kitchen table",
                                    "Chiara Montefosco",
                                    "BEGINNER",
                                    260,
                                    0,
                                    "coffee"),
                            new Sample(
                                    "letters",
                                    "Read your grandmother’s letters: Russian handwriting",
                                    "Yulia Brandt",
                                    "INTERMEDIATE",
                                    190,
                                    2900,
                                    "letters"),
                            new Sample(
                                    "tbilisi",
                                    "Georgian for three days in Tbilisi",
                                    "Nino Kvaratskhelia",
                                    "BEGINNER",
                                    95,
                                    0,
                                    "travel"),
                            new Sample(
                                    "sounds",
                                    "The sounds of Portuguese",
                                    "Duarte Salgueiro",
                                    "ALL",
                                    140,
                                    1900,
                                    "headphones"),
                            new Sample(
                                    "subjunctive",
                                    "Making peace with the subjunctive",
                                    "Chiara Montefosco",
                                    "ADVANCED",
                                    320,
                                    4900,
                                    "speech"),
                            new Sample(
                                    "phone",
                                    "On the phone in French",
                                    "Élodie Marchetti",
                                    "INTERMEDIATE",
                                    80,
                                    1900,
                                    "voice"));
            case NIGHTBUILD, HALBERD ->
                    List.of(
                            new Sample(
                                    "git",
                                    "Version control with Git",
                                    "Priya Raghunath",
                                    "BEGINNER",
                                    330,
                                    0,
                                    "branch"),
                            new Sample(
                                    "shell",
                                    "The Unix shell, from zero to pipelines",
                                    "Tomasz Wrona",
                                    "BEGINNER",
                                    270,
                                    0,
                                    "terminal"),
                            new Sample(
                                    "http",
                                    "HTTP by hand: write the server your framework hides",
                                    "Ruben Achterveld",
                                    "ADVANCED",
                                    540,
                                    12900,
                                    "globe"),
                            new Sample(
                                    "sql",
                                    "SQL you will not be ashamed of",
                                    "Priya Raghunath",
                                    "INTERMEDIATE",
                                    410,
                                    7900,
                                    "database"),
                            new Sample(
                                    "ship",
                                    "From laptop to production in one evening",
                                    "Ruben Achterveld",
                                    "INTERMEDIATE",
                                    150,
                                    4900,
                                    "rocket"),
                            new Sample(
                                    "python",
                                    "Python for people with spreadsheets",
                                    "Aiko Fernandes",
                                    "BEGINNER",
                                    480,
                                    5900,
                                    "code"));
            case LADOGA ->
                    List.of(
                            new Sample(
                                    "garmoniya",
                                    "Гармония: от трезвучия до модуляции",
                                    "Аркадий Вельский",
                                    "INTERMEDIATE",
                                    620,
                                    490000,
                                    "clef"),
                            new Sample(
                                    "sluh",
                                    "Слух и ритм за тридцать дней",
                                    "Нина Заозерская",
                                    "BEGINNER",
                                    300,
                                    0,
                                    "metronome"),
                            new Sample(
                                    "fortepiano",
                                    "Первые пьесы на фортепиано",
                                    "Марк Левандовский",
                                    "BEGINNER",
                                    450,
                                    290000,
                                    "piano"),
                            new Sample(
                                    "smychok",
                                    "Смычок: звук, штрихи, дыхание фразы",
                                    "Ольга Северцева",
                                    "ADVANCED",
                                    380,
                                    390000,
                                    "strings"),
                            new Sample(
                                    "golos",
                                    "Голос без зажимов",
                                    "Тамара Ильинская",
                                    "ALL",
                                    240,
                                    0,
                                    "voice"),
                            new Sample(
                                    "istoriya",
                                    "История русской музыки: от Глинки до Шостаковича",
                                    "Аркадий Вельский",
                                    "ALL",
                                    700,
                                    0,
                                    "headphones"));
        };
    }

    private CourseCard card(Sample course, int percent) {
        return new CourseCard(
                "/course",
                "/art/" + course.slug() + ".svg",
                course.title(),
                course.teacher(),
                CourseText.level(text, course.level()),
                CourseText.length(text, course.minutes()),
                CourseText.price(text, course.price(), school.isRussian() ? "RUB" : "EUR"),
                percent);
    }

    private List<CourseCard> cards() {
        return courses().stream().map(c -> card(c, -1)).toList();
    }

    private HomeView home(boolean learner) {
        List<CourseCard> cards = new ArrayList<>(cards());
        if (learner) {
            cards.set(0, card(courses().get(0), 36));
            cards.set(1, card(courses().get(1), 100));
        }
        Sample first = courses().get(0);
        return new HomeView(
                school.about,
                CourseArt.of(school.palette).hero(school.slug),
                learner
                        ? Optional.of(
                                new HomeView.Resume(
                                        first.title(),
                                        "/course-enrolled",
                                        "/art/" + first.slug() + ".svg",
                                        lessonTitle(),
                                        "/lesson",
                                        36,
                                        5,
                                        14))
                        : Optional.empty(),
                cards,
                categories(),
                teachers(),
                school.isRussian() ? 42 : 24,
                "https://school.lyceum.example/preview.png",
                "{\"@context\":\"https://schema.org\",\"@type\":\"EducationalOrganization\",\"name\":\""
                        + school.title
                        + "\"}");
    }

    private HomeView emptyHome() {
        return new HomeView(
                "",
                CourseArt.of(school.palette).hero(school.slug),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                0,
                "",
                "");
    }

    private List<HomeView.Category> categories() {
        String[][] shelves =
                switch (school) {
                    case PAROLETTA ->
                            new String[][] {
                                {"Italian", "coffee"},
                                {"Russian", "letters"},
                                {"Georgian", "travel"},
                                {"French", "speech"},
                                {"Pronunciation", "headphones"}
                            };
                    case NIGHTBUILD, HALBERD ->
                            new String[][] {
                                {"Tools", "terminal"},
                                {"Web", "globe"},
                                {"Data", "database"},
                                {"Operations", "cloud"},
                                {"Practice", "gear"}
                            };
                    case LADOGA ->
                            new String[][] {
                                {"Теория музыки", "clef"},
                                {"Фортепиано", "piano"},
                                {"Струнные", "strings"},
                                {"Вокал", "voice"},
                                {"История музыки", "book"}
                            };
                };
        List<HomeView.Category> categories = new ArrayList<>();
        for (int i = 0; i < shelves.length; i++) {
            categories.add(
                    new HomeView.Category(shelves[i][0], "/courses", shelves[i][1], 11 - i * 2));
        }
        return categories;
    }

    private List<HomeView.Teacher> teachers() {
        return courses().stream()
                .map(Sample::teacher)
                .distinct()
                .limit(3)
                .map(name -> new HomeView.Teacher(name, initials(name), "", 3))
                .toList();
    }

    private static String initials(String name) {
        StringBuilder letters = new StringBuilder();
        for (String word : name.split(" ")) {
            letters.append(word.charAt(0));
        }
        return letters.toString();
    }

    private CatalogueView catalogue(boolean full) {
        List<CatalogueView.Option> shelves = new ArrayList<>();
        shelves.add(new CatalogueView.Option("", text.get("catalogue.any"), 24, full));
        for (HomeView.Category c : categories()) {
            shelves.add(
                    new CatalogueView.Option(
                            c.icon(), c.name(), c.courses(), !full && shelves.size() == 1));
        }
        List<CatalogueView.Option> levels = new ArrayList<>();
        levels.add(new CatalogueView.Option("", text.get("catalogue.any"), -1, true));
        for (String level : List.of("BEGINNER", "INTERMEDIATE", "ADVANCED")) {
            levels.add(new CatalogueView.Option(level, CourseText.level(text, level), -1, false));
        }
        List<CatalogueView.Active> active =
                full
                        ? List.of()
                        : List.of(
                                new CatalogueView.Active(categories().get(0).name(), "/courses"),
                                new CatalogueView.Active(
                                        text.get("catalogue.price.paid"), "/courses"));
        return new CatalogueView(
                "",
                full ? 24 : 0,
                List.of(
                        new CatalogueView.Filter(
                                "category", text.get("catalogue.category"), shelves),
                        new CatalogueView.Filter("level", text.get("catalogue.level"), levels),
                        new CatalogueView.Filter(
                                "price",
                                text.get("catalogue.price"),
                                List.of(
                                        new CatalogueView.Option(
                                                "", text.get("catalogue.any"), -1, full),
                                        new CatalogueView.Option(
                                                "free",
                                                text.get("catalogue.price.free"),
                                                -1,
                                                false),
                                        new CatalogueView.Option(
                                                "paid",
                                                text.get("catalogue.price.paid"),
                                                -1,
                                                !full)))),
                active,
                "/courses",
                List.of(
                        new CatalogueView.Option(
                                "newest", text.get("catalogue.sort.newest"), -1, true),
                        new CatalogueView.Option(
                                "title", text.get("catalogue.sort.title"), -1, false)),
                full ? cards() : List.of(),
                Optional.empty(),
                full ? Optional.of("/courses?after=x") : Optional.empty(),
                "");
    }

    private SearchView search(boolean found) {
        if (!found) {
            return new SearchView(
                    "quantum basket weaving",
                    List.of(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    cards().subList(0, 3));
        }
        String query =
                school.isRussian() ? "муз" : school == SampleSchool.PAROLETTA ? "rus" : "ver";
        List<SearchView.Hit> hits =
                courses().stream()
                        .limit(4)
                        .map(
                                c ->
                                        new SearchView.Hit(
                                                card(c, -1),
                                                SearchView.highlight(c.title(), query),
                                                SearchView.highlight(description(), query)))
                        .toList();
        return new SearchView(
                query,
                hits,
                false,
                Optional.of(
                        new SearchView.Suggestion(
                                school.isRussian() ? "музыка" : "version", "/search")),
                Optional.of("/search?after=x"),
                List.of());
    }

    private String description() {
        return switch (school) {
            case PAROLETTA ->
                    "You will read old handwriting aloud, one letter at a time, with recordings by Russian and"
                            + " Italian speakers from three cities.";
            case NIGHTBUILD, HALBERD ->
                    "Keep every version of your work, undo mistakes, and work with others without"
                            + " overwriting each other. Very little theory, a lot of practice.";
            case LADOGA ->
                    "Музыкальный слух, чтение с листа и разбор партитур. Примеры записаны музыкантами"
                            + " консерватории.";
        };
    }

    // ------------------------------------------------------------- course

    private String lessonTitle() {
        return school.isRussian() ? "Обращения трезвучий" : "Tracking changes";
    }

    private CourseView course(Standing standing) {
        Sample first = courses().get(0);
        boolean in = standing == Standing.ENROLLED || standing == Standing.COMPLETED;
        List<CourseView.Module> modules = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<String>> module : syllabus().entrySet()) {
            List<CourseView.Lesson> lessons = new ArrayList<>();
            for (String title : module.getValue()) {
                boolean preview = number == 1;
                boolean done = standing == Standing.COMPLETED || in && number < 4;
                lessons.add(
                        new CourseView.Lesson(
                                title,
                                CourseText.length(text, 12 + number * 7 % 25),
                                in || preview ? "/lesson" : "",
                                preview,
                                done));
                number++;
            }
            modules.add(new CourseView.Module(module.getKey(), "", lessons));
        }
        return new CourseView(
                first.title(),
                description(),
                school.isRussian()
                        ? "<p>Гармония перестаёт быть арифметикой, когда её слышишь. В каждом уроке вы сначала поёте, потом играете и только потом записываете.</p><h2>Чему вы научитесь</h2><ul><li>строить и разрешать аккорды на слух</li><li>модулировать в тональности первой степени родства</li><li>анализировать романсы Глинки и Чайковского</li></ul>"
                        : "<p>Version control is a time machine and a safety net. By the end you will trust it with everything you write.</p><h2>What you will be able to do</h2><ul><li>record changes so that you can explain them a year later</li><li>go back without losing anything</li><li>work with others on the same files, and settle conflicts calmly</li></ul>",
                "/art/" + first.slug() + ".svg",
                categories().get(0).name(),
                "/courses",
                CourseText.level(text, first.level()),
                CourseText.language(text, school.isRussian() ? "ru" : "en"),
                CourseText.length(text, first.minutes()),
                number,
                school.isRussian() ? "14 ноября 2026 г." : "14 November 2026",
                CourseText.price(
                        text,
                        standing == Standing.CLOSED ? 4900 : first.price(),
                        school.isRussian() ? "RUB" : "EUR"),
                modules,
                new CourseView.Teacher(first.teacher(), initials(first.teacher()), ""),
                "CC BY 4.0",
                "",
                standing,
                "/lesson",
                "/courses/" + first.slug() + "/enrol",
                standing == Standing.COMPLETED ? 100 : standing == Standing.ENROLLED ? 36 : 0,
                standing == Standing.COMPLETED ? "/completed" : "",
                "https://school.lyceum.example/preview.png",
                "{\"@context\":\"https://schema.org\",\"@type\":\"Course\",\"name\":\"</script>\"}",
                List.of(
                        new CourseView.AlsoIn(
                                "Student", "/offers/student/checkout", "€ 9.99 a month")),
                List.of());
    }

    private Map<String, List<String>> syllabus() {
        Map<String, List<String>> modules = new LinkedHashMap<>();
        if (school.isRussian()) {
            modules.put(
                    "Основы",
                    List.of("Звук и обертоны", "Интервалы", "Трезвучие", "Обращения трезвучий"));
            modules.put(
                    "Функции",
                    List.of(
                            "Тоника, субдоминанта, доминанта",
                            "Кадансы",
                            "Доминантсептаккорд и его обращения",
                            "Отклонения"));
            modules.put(
                    "Модуляция",
                    List.of(
                            "Родство тональностей",
                            "Модуляция в первую степень родства",
                            "Разбор романса"));
        } else {
            modules.put(
                    "Getting started",
                    List.of(
                            "Automated version control",
                            "Setting up Git",
                            "Creating a repository",
                            "Tracking changes"));
            modules.put(
                    "Going back and forth",
                    List.of(
                            "Exploring history",
                            "Ignoring things",
                            "Remotes in GitHub",
                            "Collaborating"));
            modules.put(
                    "Working with others",
                    List.of(
                            "Conflicts",
                            "Open science",
                            "Licensing",
                            "Citation",
                            "Hosting",
                            "Using Git from RStudio"));
        }
        return modules;
    }

    // ------------------------------------------------------------- learning

    private LessonView lesson(boolean done, boolean visitor) {
        List<LessonView.Module> outline = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<String>> module : syllabus().entrySet()) {
            List<LessonView.Entry> lessons = new ArrayList<>();
            int finished = 0;
            for (String title : module.getValue()) {
                boolean ticked = !visitor && (number < 3 || number == 3 && done);
                finished += ticked ? 1 : 0;
                lessons.add(
                        new LessonView.Entry(
                                title,
                                "",
                                visitor && number != 3 ? "" : "/lesson",
                                ticked,
                                number == 3));
                number++;
            }
            outline.add(new LessonView.Module(module.getKey(), finished, lessons));
        }
        return new LessonView(
                courses().get(0).title(),
                "/course-enrolled",
                syllabus().keySet().iterator().next(),
                lessonTitle(),
                LESSON,
                4,
                number,
                visitor ? 0 : 36,
                CourseText.length(text, 20),
                outline,
                visitor ? Optional.empty() : Optional.of("/lesson-done"),
                visitor ? Optional.empty() : Optional.of("/lesson"),
                done,
                visitor,
                "/courses/git/lessons/changes/complete",
                visitor ? "" : "/courses/git/lessons/changes/position",
                0,
                "/course",
                List.of(),
                List.of(),
                false,
                visitor ? Optional.empty() : Optional.of(own()));
    }

    private LessonView.Own own() {
        boolean russian = school.isRussian();
        return new LessonView.Own(
                "3f0d8a52-6f0c-4f5e-9a53-0a4f6f3c1d20",
                "5b0f7f0a-4f0e-4c55-8f33-21d35a7e4a10",
                "8c7d5e8e-5f5d-4d3b-9d24-8f6f1f0f2b11",
                true,
                List.of(
                        new LessonView.Note(
                                "0d9c2a3e-5d1f-4a0b-8e77-6f1d2c3b4a55",
                                3,
                                russian ? "Спросить на занятии." : "Ask about this in class.",
                                russian ? "Как это устроено" : "How it works",
                                russian ? "то, что здесь сказано" : "what is said here",
                                "",
                                200,
                                russian ? "3 июн. 2026 г., 12:04" : "Jun 3, 2026, 12:04 PM")));
    }

    private NotesView notes(boolean full, String search) {
        boolean russian = school.isRussian();
        if (!full) {
            return new NotesView(search, List.of(), "", Optional.empty(), "");
        }
        LessonView.Note note = own().notes().get(0);
        NotesView.Item item =
                new NotesView.Item(
                        note.id(),
                        note.text(),
                        note.heading(),
                        note.quote(),
                        note.saved(),
                        "/learning/notes/" + note.id() + "/remove");
        NotesView.Item other =
                new NotesView.Item(
                        "7e2b1c54-90ad-4a6e-b1c8-0d1e2f3a4b5c",
                        note.text(),
                        "",
                        "",
                        note.saved(),
                        "/learning/notes/7e2b1c54-90ad-4a6e-b1c8-0d1e2f3a4b5c/remove");
        return new NotesView(
                search,
                List.of(
                        new NotesView.Course(
                                courses().get(0).title(),
                                "/course",
                                List.of(
                                        new NotesView.Bookmark(
                                                lessonTitle(),
                                                "/lesson",
                                                "/learning/notes/bookmark",
                                                own().course(),
                                                own().lesson())),
                                List.of(
                                        new NotesView.Lesson(
                                                lessonTitle(), "/lesson", List.of(item)),
                                        new NotesView.Lesson("", "", List.of(other))))),
                "/learning/notes?cursor=x",
                Optional.of(
                        new NotesView.Removed(
                                "/learning/notes/" + note.id() + "/restore", "/learning/notes")),
                "/learning/notes/notes.md");
    }

    private CompletedView completed(boolean certificate) {
        Sample first = courses().get(0);
        return new CompletedView(
                first.title(),
                "/course-completed",
                "/art/" + first.slug() + ".svg",
                school.isRussian() ? "Вера" : "Amara",
                school.isRussian() ? "21 ноября 2026 г." : "21 November 2026",
                14,
                CourseText.length(text, first.minutes()),
                certificate
                        ? Optional.of(
                                new CompletedView.Certificate(
                                        "7QK4-M2XH-9TPA",
                                        "/certificate.pdf",
                                        "/verify-valid",
                                        "https://school.lyceum.example/verify/7QK4-M2XH-9TPA"))
                        : Optional.empty(),
                cards().subList(1, 4));
    }

    private LearningView learning(boolean full) {
        if (!full) {
            return new LearningView(List.of(), List.of(), cards().subList(0, 3));
        }
        List<LearningView.Active> active = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Sample c = courses().get(i);
            active.add(
                    new LearningView.Active(
                            c.title(),
                            "/course-enrolled",
                            "/art/" + c.slug() + ".svg",
                            lessonTitle(),
                            "/lesson",
                            36 + i * 21,
                            5 + i,
                            14));
        }
        Sample done = courses().get(4);
        return new LearningView(
                active,
                List.of(
                        new LearningView.Completed(
                                done.title(),
                                "/course-completed",
                                "/art/" + done.slug() + ".svg",
                                school.isRussian() ? "2 октября 2026 г." : "2 October 2026",
                                "/completed")),
                List.of());
    }

    private ProfileView profile(boolean wrong) {
        return new ProfileView(
                wrong ? "" : school.isRussian() ? "Вера Тихомирова" : "Amara Lindqvist",
                wrong ? text.get("profile.name.empty") : "",
                "learner@" + school.slug + ".example",
                List.of(
                        new ProfileView.Language("en", "English", !school.isRussian()),
                        new ProfileView.Language("ru", "Русский", school.isRussian())),
                !wrong,
                "/profile",
                "/account");
    }

    private void sales(Map<String, Page> pages) {
        page(pages, "pricing", "commerce/pricing", true, Section.PRICING, pricing());
        page(
                pages,
                "pricing-empty",
                "commerce/pricing",
                false,
                Section.PRICING,
                new PricingView(List.of(), List.of(), List.of(), List.of()));
        page(pages, "checkout", "commerce/checkout", true, Section.COURSES, checkout(""));
        page(
                pages,
                "checkout-refused",
                "commerce/checkout",
                true,
                Section.COURSES,
                checkout("There is no coupon SPRING. Look at its letters once more."));
        page(
                pages,
                "subscriptions",
                "commerce/subscriptions",
                true,
                Section.ACCOUNT,
                subscriptions());
        page(
                pages,
                "subscriptions-empty",
                "commerce/subscriptions",
                true,
                Section.ACCOUNT,
                new SubscriptionsView(List.of(), "", "", true));
    }

    private PricingView pricing() {
        return new PricingView(
                List.of(
                        card("Student", "€ 9.99", "a month", "14 days free", false, false),
                        card("Pro", "€ 19.99", "a month", "", true, false)),
                List.of(card("Everything by hand", "€ 99", "", "3 places left", false, true)),
                List.of(card("Credit pack", "€ 9", "", "", false, false)),
                List.of(
                        new PricingView.Currency("EUR", "EUR · Euro", true),
                        new PricingView.Currency("USD", "USD · US Dollar", false)));
    }

    private PricingView.Card card(
            String title,
            String price,
            String per,
            String note,
            boolean featured,
            boolean soldOut) {
        return new PricingView.Card(
                "/offers/one/checkout",
                title,
                "For people who learn every week.",
                price,
                per,
                note,
                List.of("Three courses at a time", "Certificates"),
                List.of(new CheckoutView.Content(courses().get(0).title(), "/courses/one")),
                4,
                per.isEmpty(),
                "500 AI credits",
                featured,
                soldOut);
    }

    private CheckoutView checkout(String error) {
        return new CheckoutView(
                "/courses/one/checkout",
                "/courses/one",
                courses().get(0).title(),
                "From the first cut to a finished box.",
                error.isEmpty() ? "" : "€ 9.99 each month until you cancel.",
                List.of(
                        new CheckoutView.Content(courses().get(0).title(), "/courses/one"),
                        new CheckoutView.Content("500 AI credits", "")),
                new CheckoutView.Bill(
                        "€ 98",
                        List.of(new CheckoutView.Discount("Spring sale", "€ 9.80")),
                        error.isEmpty() ? "Forty more exercises" : "",
                        "€ 9",
                        "VAT 19 %",
                        "€ 14.08",
                        !error.isEmpty(),
                        error.isEmpty() ? "" : "Choose your country to see the tax.",
                        "€ 97.20"),
                "",
                new CheckoutView.Entered(
                        error.isEmpty() ? "" : "ada@",
                        "Ada",
                        error.isEmpty() ? "DE" : "US",
                        "",
                        error.isEmpty() ? "" : "Ada & Co",
                        "",
                        "EUR",
                        error.isEmpty() ? "" : "SPRING",
                        2,
                        !error.isEmpty()),
                new CheckoutView.Choices(
                        List.of(
                                new CheckoutView.Choice("DE", "Germany"),
                                new CheckoutView.Choice("US", "United States")),
                        List.of(
                                new CheckoutView.Choice("EUR", "EUR – Euro"),
                                new CheckoutView.Choice("USD", "USD – US Dollar")),
                        true),
                List.of(
                        new CheckoutView.Extra(
                                "4cb3fe0d-9ba9-4cc3-8c4f-ab28ec3a2a43",
                                "Forty more exercises",
                                "Practise until it sits.",
                                "€ 9",
                                error.isEmpty())),
                true,
                error,
                error.isEmpty() ? Map.of() : Map.of("email", "Write an e-mail address."),
                error.isEmpty() ? "" : "/sign-in?return=%2Fcourses%2Fone",
                false,
                true);
    }

    private SubscriptionsView subscriptions() {
        return new SubscriptionsView(
                List.of(
                        new SubscriptionsView.Line(
                                "/subscriptions/1",
                                "Student",
                                "€ 9.99 each month until you cancel.",
                                "ACTIVE",
                                true,
                                "The next payment is on 2 March 2026.",
                                true,
                                false,
                                true,
                                false,
                                true,
                                List.of(
                                        new SubscriptionsView.Change(
                                                "1", "Pro", "€ 19.99 each month"))),
                        new SubscriptionsView.Line(
                                "/subscriptions/2",
                                "Pro",
                                "€ 19.99 each month until you cancel.",
                                "ENDS",
                                false,
                                "It stays open until 2 March 2026, and nothing more is paid.",
                                false,
                                true,
                                false,
                                true,
                                true,
                                List.of())),
                "changed",
                "",
                true);
    }

    private OrderView order(OrderView.State state) {
        return new OrderView(
                state,
                courses().get(0).title(),
                state == OrderView.State.PAID ? "Forty more exercises" : "",
                "/courses/one",
                state == OrderView.State.PAID ? "1001" : "",
                "€ 49",
                "2 March 2026",
                state == OrderView.State.REFUNDED ? "€ 49" : "",
                state == OrderView.State.OPEN ? "https://checkout.stripe.com/pay" : "",
                state == OrderView.State.EXPIRED || state == OrderView.State.UNREACHABLE
                        ? "/courses/one/checkout"
                        : "",
                state == OrderView.State.PAID ? "/courses/one/continue" : "",
                state == OrderView.State.PARTLY_REFUNDED
                        ? Optional.of(
                                new OrderView.Gift(
                                        "https://school.example/courses/one/checkout?code=ABCD23EFGH45",
                                        new SeatPack(
                                                "ABCD23EFGH45",
                                                "/courses/one/checkout?code=ABCD23EFGH45",
                                                5,
                                                3,
                                                List.of()),
                                        "/orders/one/seats",
                                        List.of(
                                                new OrderView.Invited(
                                                        "1",
                                                        "grace@school.example",
                                                        "3 March 2026",
                                                        false),
                                                new OrderView.Invited(
                                                        "2", "", "2 March 2026", false),
                                                new OrderView.Invited(
                                                        "3",
                                                        "ada@school.example",
                                                        "2 March 2026",
                                                        true)),
                                        "grace@, alan@school.example",
                                        "This is no e-mail address: grace@",
                                        ""))
                        : Optional.empty(),
                state == OrderView.State.WAITING ? 4 : 0,
                true,
                state == OrderView.State.PAID ? "/orders/one/receipt.pdf" : "",
                state == OrderView.State.PARTLY_REFUNDED ? "ada@school.example" : "");
    }

    private NotificationsView notifications() {
        List<NotificationsView.Item> items = new ArrayList<>();
        int number = 0;
        for (NotificationKind kind : NotificationKind.values()) {
            NotificationTexts words =
                    NotificationTexts.of(
                            kind,
                            new Facts(courses().get(0).title(), "1.2", 2, 40, "/courses"),
                            locale);
            items.add(
                    new NotificationsView.Item(
                            "/notifications/" + number,
                            "book",
                            words.title(),
                            words.text(),
                            school.isRussian()
                                    ? "2 октября 2026 г., 9:12"
                                    : "2 October 2026, 09:12",
                            "2026-10-02T09:12:00Z",
                            number < 2));
            number++;
        }
        return new NotificationsView(items, true, "/notifications?cursor=x");
    }

    private NotificationSettingsView notificationSettings() {
        return new NotificationSettingsView(
                Arrays.stream(Topic.values())
                        .map(
                                topic ->
                                        new NotificationSettingsView.TopicRow(
                                                topic.name(),
                                                Arrays.stream(Channel.values())
                                                        .map(
                                                                channel ->
                                                                        new NotificationSettingsView
                                                                                .Box(
                                                                                channel.name(),
                                                                                topic + ":"
                                                                                        + channel,
                                                                                true,
                                                                                !topic.choosable(
                                                                                        channel)))
                                                        .toList()))
                        .toList(),
                Arrays.stream(DayOfWeek.values())
                        .map(
                                day ->
                                        new NotificationSettingsView.Day(
                                                day.name(),
                                                day.getDisplayName(
                                                        TextStyle.SHORT_STANDALONE, locale),
                                                day.getValue() < 4))
                        .toList(),
                "18:00",
                "Europe/Berlin",
                "Europe/Moscow",
                List.of("Asia/Tokyo", "Europe/Berlin"),
                true,
                "22:00",
                "08:00",
                1,
                List.of(
                        new NotificationSettingsView.DeviceRow(
                                "/notifications/devices/1/remove",
                                "Firefox, Android",
                                school.isRussian() ? "2 октября 2026 г." : "2 October 2026",
                                false)),
                "BK",
                "saved",
                "");
    }

    private VerifyView verify(VerifyView.State state) {
        Sample first = courses().get(0);
        return new VerifyView(
                state,
                "7QK4-M2XH-9TPA",
                school.isRussian() ? "Вера Тихомирова" : "Amara Lindqvist",
                first.title(),
                "/course",
                first.teacher(),
                school.isRussian() ? "21 ноября 2026 г." : "21 November 2026",
                state == VerifyView.State.REVOKED ? "22.11.2026" : "",
                "");
    }

    private TextPageView textPage() {
        return new TextPageView(
                school.isRussian() ? "Конфиденциальность" : "Privacy",
                "<p>We keep what a course needs: your name, your e-mail address and how far you are.</p><h2>What we never do</h2><p>We don’t sell it, and we don’t show it to others.</p>",
                "1 November 2026");
    }

    /** Everything that a lesson can hold, rendered as lessons are. */
    static final String LESSON =
            Markdown.render(
                            """
                            ::: objectives

                            - Go through the modify–add–commit cycle for one or more files.
                            - Explain where information is stored at each stage of that cycle.

                            :::

                            First let’s make sure we’re still in the right directory. You should be
                            in the `recipes` directory. Let’s create a file called `guacamole.md`
                            that contains the basic structure of our [recipe](01-basics.md).[^1]

                            ```bash
                            $ nano guacamole.md
                            $ git status
                            $ git add guacamole.md
                            $ git commit -m "Create a template for recipe"
                            ```

                            ```output
                            [main (root-commit) f22b25e] Create a template for recipe
                             1 file changed, 1 insertion(+)
                             create mode 100644 guacamole.md
                            ```

                            ## The staging area

                            If you think of Git as taking *snapshots* of changes over the life of a
                            project, `git add` specifies **what** will go in a snapshot, and
                            `git commit` then actually takes it.

                            ![From the working tree to the repository](/figure.svg){alt="A file moves from the working tree to the staging area and into the repository"}

                            ::: callout

                            ## Staging area

                            Like the set of a photograph: you choose who stands in it before you
                            press the button.

                            :::

                            | Command             | Compares                     | Shows                   |
                            | ------------------- | ---------------------------- | ----------------------- |
                            | `git diff`          | working tree, staging area   | what you have not staged |
                            | `git diff --staged` | staging area, last commit    | what will be committed  |

                            ### Writing a message

                            1. Say what the change does, in a line.
                            2. Say why, below.

                            > Programs must be written for people to read.

                            :::: challenge

                            ## Choosing a commit message

                            Which of these messages would be most useful for the last commit?

                            1. “Changes”
                            2. “Changed lime to lemon in the ingredients”

                            ::: solution

                            The second: it says what changed, and a reader finds it again.

                            :::

                            ::::

                            ::: prereq

                            Your name and e-mail address must be set.

                            :::

                            ::: keypoints

                            - `git status` shows the state of a repository.
                            - Write a message that explains why.

                            :::

                            [^1]: Any text will do; ours is about avocados.
                            """,
                            target -> Optional.of(target.startsWith("/") ? target : "/lesson"))
                    .html();
}
