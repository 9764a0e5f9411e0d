package io.lyceum.activities;

import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.LessonParts;
import io.lyceum.plugin.activity.ActivityType.Imported;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Activities as parts of courses that leave and come in. Content packages stay behind: they are
 * files of others, and whoever has one uploads it again.
 */
@ApplicationScoped
class CarriedActivities implements LessonParts {

    private final Activities activities;
    private final ActivityDesk desk;
    private final Transactions transactions;

    protected CarriedActivities() {
        this(null, null, null);
    }

    @Inject
    CarriedActivities(Activities activities, ActivityDesk desk, Transactions transactions) {
        this.activities = activities;
        this.desk = desk;
        this.transactions = transactions;
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
        return part.plugin() + "/" + part.type();
    }

    @Override
    public List<Outcome> add(CourseId course, LessonId lesson, List<Part> parts) {
        List<Outcome> outcomes = new ArrayList<>();
        if (!transactions.call(() -> activities.of(lesson)).isEmpty()) {
            return outcomes;
        }
        for (Part part : parts) {
            outcomes.add(add(course, lesson, part));
        }
        return outcomes;
    }

    private Outcome add(CourseId course, LessonId lesson, Part part) {
        Activity added;
        try {
            added =
                    transactions.call(
                            () -> activities.add(course, lesson, key(part), part.title()));
        } catch (Problem problem) {
            return new Outcome.Left(part.title(), part.plugin());
        }
        try {
            Imported read = desk.read(added, part.content());
            transactions.call(() -> activities.keep(added, read.content(), added.version()));
            return new Outcome.Added(part.title(), read.notes());
        } catch (Problem problem) {
            transactions.run(() -> activities.remove(lesson, added.id()));
            return new Outcome.Left(part.title(), part.plugin());
        }
    }
}
