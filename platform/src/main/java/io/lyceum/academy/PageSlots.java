package io.lyceum.academy;

import io.lyceum.activities.PluginHtml;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.identity.Person;
import io.lyceum.plugin.page.SlotContent.FillRequest;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import io.lyceum.plugins.PluginAssets;
import io.lyceum.plugins.PluginCalls;
import io.lyceum.plugins.PluginCalls.Attempt;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.Subjects;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.PluginSlot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places in the academy's pages that plugins fill. Nothing but showing happens in them, and a
 * plugin that fails or is slow leaves its place empty. Never call it inside a transaction.
 */
@ApplicationScoped
public class PageSlots {

    /** Beside a course's description. */
    static final String COURSE_SIDEBAR = "course.sidebar.v1";

    /** Below a lesson's text and activities. */
    static final String LESSON_END = "lesson.end.v1";

    private static final int MOST_IN_A_SLOT = 4;

    /** A page does not wait longer for all its plugins; the last call may take its deadline. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final SharedFacts shared;
    private final PluginCalls calls;
    private final Subjects subjects;
    private final PluginAssets assets;
    private final Clock clock;

    protected PageSlots() {
        this(null, null, null, null, null);
    }

    @Inject
    PageSlots(
            SharedFacts shared,
            PluginCalls calls,
            Subjects subjects,
            PluginAssets assets,
            Clock clock) {
        this.shared = shared;
        this.calls = calls;
        this.subjects = subjects;
        this.assets = assets;
        this.clock = clock;
    }

    /** Who fills which slot. */
    record Filler(String plugin, String extension, String slot, Descriptor.Words name) {

        static List<Filler> of(SchoolPlugin plugin) {
            return plugin.version().descriptor().provides().stream()
                    .filter(provided -> provided.kind() == Kind.SLOT && provided.slot() != null)
                    .map(
                            provided ->
                                    new Filler(
                                            plugin.id(),
                                            provided.id(),
                                            provided.slot(),
                                            provided.name()))
                    .toList();
        }
    }

    /** Asks the school's plugins for what they show in the sidebar of a course. */
    List<PluginSlot> ofCourse(CourseId course, Optional<Person> reader) {
        return filled(new FillRequest(COURSE_SIDEBAR, course.toString(), null, id(reader)), reader);
    }

    /** Asks the school's plugins for what they show at the end of a lesson. */
    List<PluginSlot> ofLesson(CourseId course, LessonId lesson, Optional<Person> reader) {
        return filled(
                new FillRequest(LESSON_END, course.toString(), lesson.toString(), id(reader)),
                reader);
    }

    private static String id(Optional<Person> reader) {
        return reader.map(person -> person.id().toString()).orElse(null);
    }

    private List<PluginSlot> filled(FillRequest request, Optional<Person> reader) {
        List<PluginSlot> filled = new ArrayList<>();
        Instant end = clock.instant().plus(PATIENCE);
        for (Filler filler : shared.fillers()) {
            if (filler.slot().equals(request.slot())
                    && filled.size() < MOST_IN_A_SLOT
                    && clock.instant().isBefore(end)) {
                fill(filler, request, reader).ifPresent(filled::add);
            }
        }
        return filled;
    }

    private Optional<PluginSlot> fill(Filler filler, FillRequest request, Optional<Person> reader) {
        CurrentRequest.Facts facts = CurrentRequest.require();
        Attempt<View> attempt =
                calls.attempt(
                        filler.plugin(),
                        Kind.SLOT,
                        filler.extension(),
                        "fill",
                        request,
                        View.class,
                        subjects.of(null, reader.map(person -> person.id().value()).orElse(null)));
        if (!(attempt instanceof Attempt.Answered<View> answered)) {
            return Optional.empty();
        }
        List<Component> shown =
                answered.answer().components().stream().filter(PageSlots::onlyShows).toList();
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PluginSlot(
                                filler.name().in(facts.locale()),
                                PluginHtml.of(new View(shown), frame(filler, facts))));
    }

    /** A slot has nowhere to send a form to, and no places to go to. */
    private static boolean onlyShows(Component component) {
        return component instanceof Component.Heading
                || component instanceof Component.Text
                || component instanceof Component.Notice
                || component instanceof Component.Facts
                || component instanceof Component.Table
                || component instanceof Component.Image
                || component instanceof Component.Progress
                || component instanceof Component.Frame;
    }

    private PluginHtml.Frame frame(Filler filler, CurrentRequest.Facts facts) {
        return new PluginHtml.Frame(
                "slot-" + filler.plugin() + "-" + filler.extension(),
                assets.address(filler.plugin()),
                "",
                false,
                "",
                Map.of(),
                "",
                facts.locale(),
                facts.zone(),
                List.of());
    }
}
