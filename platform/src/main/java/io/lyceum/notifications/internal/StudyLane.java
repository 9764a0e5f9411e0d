package io.lyceum.notifications.internal;

import io.lyceum.learning.Enrolments;
import io.lyceum.notifications.Facts;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.NotificationPreferences;
import io.lyceum.notifications.NotificationPreferences.Due;
import io.lyceum.notifications.Notifications;
import io.lyceum.notifications.Sequences;
import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Reminds learners at the hours of their plans, each in their own time zone. */
@ApplicationScoped
class StudyLane implements Lane {

    private static final int PORTION = 100;
    private static final int SCHOOLS_AT_ONCE = 2;

    private final NotificationPreferences preferences;
    private final Notifications notifications;
    private final Enrolments enrolments;
    private final Sequences sequences;
    private final Transactions transactions;
    private final Clock clock;

    protected StudyLane() {
        this(null, null, null, null, null, null);
    }

    @Inject
    StudyLane(
            NotificationPreferences preferences,
            Notifications notifications,
            Enrolments enrolments,
            Sequences sequences,
            Transactions transactions,
            Clock clock) {
        this.preferences = preferences;
        this.notifications = notifications;
        this.enrolments = enrolments;
        this.sequences = sequences;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String lane() {
        return NotificationPreferences.STUDY_LANE;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        return transactions.call(
                () -> {
                    boolean enabled = sequences.of(NotificationKind.LESSON_REMINDER).enabled();
                    List<Due> due = preferences.takeDue(PORTION);
                    if (enabled) {
                        due.forEach(this::remind);
                    }
                    if (due.size() < PORTION) {
                        preferences.signalNext();
                        return false;
                    }
                    return true;
                });
    }

    /** Whoever has learned on that day already, or has nothing to go on with, needs no reminder. */
    private void remind(Due due) {
        Instant now = clock.instant();
        if (due.at().isBefore(now.minus(Goals.TOO_LATE))) {
            return;
        }
        ZoneId zone = preferences.zone(due.preference());
        LocalDate today = LocalDate.ofInstant(due.at(), zone);
        List<Enrolments.Line> lines = enrolments.of(due.person());
        boolean learned =
                lines.stream()
                        .anyMatch(
                                line ->
                                        line.enrolment()
                                                .lastActivityAt()
                                                .isAfter(today.atStartOfDay(zone).toInstant()));
        if (learned) {
            return;
        }
        lines.stream()
                .filter(line -> !line.enrolment().completed())
                .findFirst()
                .ifPresent(
                        line ->
                                notifications.tell(
                                        due.person(),
                                        NotificationKind.LESSON_REMINDER,
                                        today.toString(),
                                        new Facts(
                                                line.courseTitle(),
                                                line.lessonTitle().orElse(""),
                                                0,
                                                line.enrolment().percent(),
                                                "/courses/" + line.courseSlug() + "/continue")));
    }
}
