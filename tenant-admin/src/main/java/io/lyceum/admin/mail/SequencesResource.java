package io.lyceum.admin.mail;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.messaging.MailTexts;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.Sequences;
import io.lyceum.notifications.Sequences.Count;
import io.lyceum.notifications.Step;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people of the school are told by itself. */
@RequestScoped
@Path("/manage/sequences")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class SequencesResource {

    private static final String PATH = "/manage/sequences";
    private static final String EDIT = "mail/sequence";
    private static final Duration COUNTED = Duration.ofDays(30);
    private static final Count NOTHING = new Count(0, 0, 0);

    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES);

    /** The steps that belong together, in the order of the page. */
    private enum Group {
        WELCOME(NotificationKind.FIRST_COURSE, NotificationKind.FIRST_COURSE_AGAIN),
        UNFINISHED(NotificationKind.UNFINISHED, NotificationKind.UNFINISHED_AGAIN),
        CHECKOUT(NotificationKind.CHECKOUT_LEFT),
        PLAN(NotificationKind.LESSON_REMINDER),
        COMEBACK(NotificationKind.COMEBACK),
        NEW(NotificationKind.NEW_LESSONS, NotificationKind.NEW_COURSES);

        private final List<NotificationKind> kinds;

        Group(NotificationKind... kinds) {
            this.kinds = List.of(kinds);
        }
    }

    @Inject Desk desk;
    @Inject Sequences sequences;
    @Inject Clock clock;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        Map<NotificationKind, Count> counts = counts();
        return desk.show(
                "mail/sequences",
                desk.page("sequences.title", Place.MAIL)
                        .under("/manage/mail", desk.t("mail.title")),
                new SequencesView(
                        Arrays.stream(Group.values())
                                .map(
                                        group ->
                                                new SequencesView.Group(
                                                        desk.t("sequences.group." + group),
                                                        desk.t(
                                                                "sequences.group."
                                                                        + group
                                                                        + ".text"),
                                                        group.kinds.stream()
                                                                .map(sequences::of)
                                                                .map(step -> row(step, counts))
                                                                .toList()))
                                .toList()));
    }

    private Map<NotificationKind, Count> counts() {
        Instant since = clock.instant().minus(COUNTED);
        return sequences.counts(since);
    }

    private SequencesView.Row row(Step step, Map<NotificationKind, Count> counts) {
        Count count = counts.getOrDefault(step.kind(), NOTHING);
        return new SequencesView.Row(
                path(step),
                title(step),
                when(step),
                step.enabled()
                        ? new Badge(Tone.POSITIVE, desk.t("sequences.on"))
                        : new Badge(Tone.NEUTRAL, desk.t("sequences.off")),
                desk.words().number(count.told()),
                desk.words().number(count.mailed()),
                desk.words().number(count.read()));
    }

    private static String path(Step step) {
        return PATH + "/" + step.kind().name().toLowerCase(Locale.ROOT);
    }

    private String title(Step step) {
        return desk.t("mailtexts.kind." + step.kind().mail().orElseThrow());
    }

    private String when(Step step) {
        String after = desk.t("sequences.after." + step.kind());
        return step.kind().delayed()
                ? desk.t(
                        "sequences.when",
                        "delay",
                        desk.t(
                                "sequences.unit.count." + unit(step.delay()),
                                "count",
                                amount(step.delay())),
                        "after",
                        after)
                : after;
    }

    /** The largest unit that says it whole. */
    private static ChronoUnit unit(Duration delay) {
        return UNITS.stream()
                .filter(unit -> delay.toMinutes() % unit.getDuration().toMinutes() == 0)
                .findFirst()
                .orElseThrow();
    }

    private static long amount(Duration delay) {
        return delay.toMinutes() / unit(delay).getDuration().toMinutes();
    }

    @GET
    @Path("{step}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("step") String name) {
        Step step = sequences.named(name);
        return desk.show(EDIT, page(step), view(step, form(step)));
    }

    private Page page(Step step) {
        return desk.page("sequences.title", Place.MAIL)
                .titled(title(step))
                .under(PATH, desk.t("sequences.title"));
    }

    private static Form form(Step step) {
        return Form.at(
                path(step),
                Map.of(
                        "enabled",
                        Boolean.toString(step.enabled()),
                        "delay",
                        Long.toString(amount(step.delay())),
                        "unit",
                        unit(step.delay()).name(),
                        "version",
                        Integer.toString(step.version())));
    }

    private SequencesView.Edit view(Step step, Form form) {
        Count count = counts().getOrDefault(step.kind(), NOTHING);
        String mail = step.kind().mail().orElseThrow().name().toLowerCase(Locale.ROOT);
        return new SequencesView.Edit(
                form,
                step.kind().delayed(),
                desk.t("sequences.after." + step.kind()),
                UNITS.stream()
                        .map(
                                unit ->
                                        Option.of(
                                                unit.name(),
                                                desk.t("sequences.unit." + unit.name())))
                        .toList(),
                desk.words().number(count.told()),
                desk.words().number(count.mailed()),
                desk.words().number(count.read()),
                MailTexts.LANGUAGES.stream()
                        .map(
                                language -> {
                                    String path =
                                            MailTextsResource.PATH
                                                    + "/"
                                                    + mail
                                                    + "/"
                                                    + language.getLanguage();
                                    return new SequencesView.Words(
                                            Desk.ownName(language.toLanguageTag()),
                                            path,
                                            path + "/preview");
                                })
                        .toList());
    }

    @POST
    @Path("{step}")
    @Operation(hidden = true)
    public Response save(@PathParam("step") String name, MultivaluedMap<String, String> form) {
        Step step = sequences.named(name);
        try {
            sequences.save(
                    new Step(
                            step.kind(),
                            form.containsKey("enabled"),
                            delay(form),
                            Forms.number(form, "version")));
            return desk.done(path(step), "sequences.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    EDIT,
                    page(step),
                    view(
                            step,
                            desk.refused(form(step), form, problem)
                                    .with(
                                            "enabled",
                                            Boolean.toString(form.containsKey("enabled")))));
        }
    }

    /** What is no number is no time that anybody could wait. */
    private static Duration delay(MultivaluedMap<String, String> form) {
        String amount = Desk.value(form, "delay").strip();
        return UNITS.stream()
                .filter(unit -> unit.name().equals(Desk.value(form, "unit")))
                .findFirst()
                .filter(unit -> amount.matches("\\d{1,6}"))
                .map(unit -> unit.getDuration().multipliedBy(Long.parseLong(amount)))
                .orElse(Duration.ZERO);
    }
}
