package io.lyceum.activities;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.LessonParts;
import io.lyceum.plugin.activity.ActivityType.Imported;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.shared.Ids;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Activities as parts of courses that leave and come in. Content packages stay behind: they are
 * files of others, and whoever has one uploads it again.
 */
@ApplicationScoped
class CarriedActivities implements LessonParts {

    private final Activities activities;
    private final ActivityDesk desk;
    private final Transactions transactions;
    private final Clock clock;

    protected CarriedActivities() {
        this(null, null, null, null);
    }

    @Inject
    CarriedActivities(
            Activities activities, ActivityDesk desk, Transactions transactions, Clock clock) {
        this.activities = activities;
        this.desk = desk;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Map<LessonId, List<Part>> of(CourseId course) {
        Map<LessonId, List<Part>> parts = new LinkedHashMap<>();
        for (Activity activity : transactions.call(() -> activities.of(course))) {
            if (!activity.isPackage()) {
                parts.computeIfAbsent(activity.lesson(), lesson -> new ArrayList<>())
                        .add(
                                new Part(
                                        activity.plugin(),
                                        activity.type(),
                                        activity.title(),
                                        exported(activity)));
            }
        }
        return parts;
    }

    /** What the plugin gives; while it does not answer, what the host keeps for it. */
    private Map<String, Object> exported(Activity activity) {
        try {
            return desk.export(activity);
        } catch (Problem problem) {
            return activity.content();
        }
    }

    @Override
    public boolean offers(Part part) {
        return transactions.call(activities::types).stream()
                .anyMatch(type -> !type.isPackage() && type.key().equals(key(part)));
    }

    private static String key(Part part) {
        return Activities.Type.key(part.plugin(), part.type());
    }

    /**
     * The plugin is asked about an activity that is not there yet, so that none stays half made.
     */
    @Override
    public Optional<Outcome> add(CourseId course, LessonId lesson, int place, Part part) {
        if (transactions.call(() -> activities.of(lesson)).stream()
                .anyMatch(activity -> activity.position() == place)) {
            return Optional.empty();
        }
        try {
            Activity wanted =
                    new Activity(
                            new ActivityId(Ids.at(clock.instant())),
                            course,
                            lesson,
                            part.plugin(),
                            Kind.ACTIVITY,
                            part.type(),
                            part.title(),
                            Map.of(),
                            place,
                            0);
            Imported read = desk.read(wanted, part.content());
            transactions.run(
                    () ->
                            activities.insert(
                                    course,
                                    lesson,
                                    key(part),
                                    part.title(),
                                    read.content(),
                                    place));
            return Optional.of(new Outcome.Added(part.title(), read.notes()));
        } catch (Problem problem) {
            return Optional.of(new Outcome.Left(part.title(), part.plugin()));
        }
    }
}
