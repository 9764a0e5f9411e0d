package io.lyceum.admin;

import io.lyceum.admin.courses.CourseListView;
import io.lyceum.admin.courses.CourseListView.CourseRow;
import io.lyceum.admin.home.HomeView;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Notice;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Shell;
import io.lyceum.admin.shell.Shell.Theme;
import io.lyceum.admin.shell.Tab;
import io.lyceum.admin.shell.Tone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        return List.copyOf(screens.samples);
    }

    private void add(String file, String template, Page page, Record view) {
        samples.add(new Sample(file, template, page, view));
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
        Page page = Page.of(school, "home.title", Place.HOME);
        add("home", "home/home", page, new HomeView("", tasks, Optional.of(tasks.get(1)), figures));
    }

    private void courses() {
        List<CourseRow> rows =
                List.of(
                        course("The Unix Shell", Tone.POSITIVE, 9, "Free", 2),
                        course("German A1: first conversations", Tone.POSITIVE, 42, "€ 149.00", 30),
                        course(
                                "A course with a title so long that it would push everything else off"
                                        + " the row if nobody had thought of it: letters, names,"
                                        + " places and all the rest of it",
                                Tone.NEUTRAL,
                                1,
                                "€ 1,249.00",
                                300),
                        course("Деловой немецкий", Tone.NEUTRAL, 0, "Free", 9000));
        Listing listing =
                new Listing(
                        "/manage/courses",
                        "",
                        List.of(),
                        List.of(
                                new Tab("#", school.t("courses.tab.all"), Optional.of("14"), true),
                                new Tab(
                                        "#",
                                        school.t("courses.tab.published"),
                                        Optional.of("12"),
                                        false),
                                new Tab(
                                        "#",
                                        school.t("courses.tab.draft"),
                                        Optional.of("2"),
                                        false)),
                        Optional.empty(),
                        Optional.of("?after=x"),
                        school.t("courses.count", "shown", 4));
        List<Option> categories =
                List.of(
                        Option.of("", school.t("courses.category.all")),
                        Option.of("languages", "Languages"));
        Page page = Page.of(school, "courses.title", Place.COURSES);
        add(
                "courses",
                "courses/list",
                page.saying(
                        Optional.of(Notice.undoable("“Old grammar” was deleted.", "/manage/undo"))),
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
    }

    private CourseRow course(String title, Tone tone, int lessons, String price, int minutesAgo) {
        return new CourseRow(
                title,
                "/manage/courses/1",
                title,
                new Badge(
                        tone,
                        school.t(
                                "courses.status."
                                        + (tone == Tone.POSITIVE ? "PUBLISHED" : "DRAFT"))),
                school.t("courses.lessons", "lessons", lessons),
                "Languages",
                price,
                SampleShell.NOW.minus(Duration.ofMinutes(minutesAgo)),
                "/courses/1",
                tone == Tone.POSITIVE);
    }
}
