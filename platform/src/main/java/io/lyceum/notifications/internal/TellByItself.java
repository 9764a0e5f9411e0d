package io.lyceum.notifications.internal;

import io.lyceum.catalog.Additions;
import io.lyceum.commerce.LeftCheckouts;
import io.lyceum.identity.Audience;
import io.lyceum.identity.PersonId;
import io.lyceum.learning.Attendance;
import io.lyceum.learning.Enrolments;
import io.lyceum.notifications.AnnouncementDue;
import io.lyceum.notifications.Facts;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.Notifications;
import io.lyceum.notifications.Sequences;
import io.lyceum.notifications.Sequences.Reached;
import io.lyceum.notifications.Sequences.Taken;
import io.lyceum.shared.housekeeping.Chore;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Goes through what happened since the last time and has waited long enough, and tells those whom
 * it concerns. Each portion is one transaction with the note how far it went: a node that stops
 * tells nobody twice and forgets nobody.
 */
@ApplicationScoped
class TellByItself implements Chore {

    private static final int PORTION = 200;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final UUID LAST_OF_A_MOMENT = new UUID(-1, -1);

    private final Sequences sequences;
    private final Notifications notifications;
    private final Attendance attendance;
    private final Enrolments enrolments;
    private final Audience audience;
    private final Additions additions;
    private final LeftCheckouts checkouts;
    private final Outbox outbox;
    private final Transactions transactions;
    private final CurrentSchool school;
    private final Schools schools;
    private final Clock clock;

    protected TellByItself() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Inject
    TellByItself(
            Sequences sequences,
            Notifications notifications,
            Attendance attendance,
            Enrolments enrolments,
            Audience audience,
            Additions additions,
            LeftCheckouts checkouts,
            Outbox outbox,
            Transactions transactions,
            CurrentSchool school,
            Schools schools,
            Clock clock) {
        this.schools = schools;
        this.sequences = sequences;
        this.notifications = notifications;
        this.attendance = attendance;
        this.enrolments = enrolments;
        this.audience = audience;
        this.additions = additions;
        this.checkouts = checkouts;
        this.outbox = outbox;
        this.transactions = transactions;
        this.school = school;
        this.clock = clock;
    }

    /** Tells one portion, up to a moment. */
    private interface Portion {

        /** Answers how far it went, or nothing if that was all. */
        Optional<Reached> tell(Reached from, Instant upto);
    }

    @Override
    public void forSchool(Instant now) {
        boolean open =
                transactions.call(
                        () ->
                                schools.byId(school.id())
                                        .filter(s -> !s.isPlatform())
                                        .filter(s -> s.status() == School.Status.ACTIVE)
                                        .isPresent());
        if (!open) {
            return;
        }
        tell(NotificationKind.NEW_LESSONS, this::newLessons);
        tell(NotificationKind.NEW_COURSES, this::newCourses);
        for (NotificationKind kind :
                List.of(NotificationKind.FIRST_COURSE, NotificationKind.FIRST_COURSE_AGAIN)) {
            tell(kind, (from, upto) -> withoutCourse(kind, from, upto));
        }
        for (NotificationKind kind :
                List.of(NotificationKind.UNFINISHED, NotificationKind.UNFINISHED_AGAIN)) {
            tell(kind, (from, upto) -> unfinished(kind, from, upto));
        }
        tell(NotificationKind.CHECKOUT_LEFT, this::unpaid);
        tell(NotificationKind.COMEBACK, this::away);
    }

    private void tell(NotificationKind kind, Portion portion) {
        Instant end = clock.instant().plus(LONGEST);
        while (transactions.call(() -> next(kind, portion)) && clock.instant().isBefore(end)) {
            // The next portion is a transaction of its own; other schools have chores as well.
        }
    }

    private boolean next(NotificationKind kind, Portion portion) {
        Optional<Taken> taken = sequences.takeOn(kind);
        if (taken.isEmpty()) {
            return false;
        }
        Reached from = taken.get().from();
        Instant upto = clock.instant().minus(taken.get().delay());
        if (!upto.isAfter(from.at())) {
            return false;
        }
        Optional<Reached> more = portion.tell(from, upto);
        sequences.reached(kind, more.orElse(new Reached(upto, LAST_OF_A_MOMENT)));
        return more.isPresent();
    }

    private Optional<Reached> newLessons(Reached from, Instant upto) {
        for (Additions.Lessons one : additions.lessons(from.at(), upto)) {
            outbox.publish(
                    new AnnouncementDue(
                            NotificationKind.NEW_LESSONS,
                            one.course() + "/" + upto,
                            Optional.of(one.course().value()),
                            new Facts(
                                    one.title(),
                                    one.first(),
                                    one.count(),
                                    0,
                                    "/courses/" + one.slug()),
                            Optional.empty()));
        }
        return Optional.empty();
    }

    private Optional<Reached> newCourses(Reached from, Instant upto) {
        List<Additions.Published> courses = additions.courses(from.at(), upto);
        if (!courses.isEmpty()) {
            Additions.Published newest = courses.get(0);
            outbox.publish(
                    new AnnouncementDue(
                            NotificationKind.NEW_COURSES,
                            upto.toString(),
                            Optional.empty(),
                            new Facts(
                                    newest.title(),
                                    "",
                                    courses.size(),
                                    0,
                                    courses.size() == 1 ? "/courses/" + newest.slug() : "/courses"),
                            Optional.empty()));
        }
        return Optional.empty();
    }

    private Optional<Reached> withoutCourse(NotificationKind kind, Reached from, Instant upto) {
        List<Audience.Member> members = audience.joined(from.at(), from.id(), upto, PORTION);
        members.stream()
                .map(Audience.Member::person)
                .filter(person -> enrolments.of(person).isEmpty())
                .forEach(person -> notifications.tell(person, kind, "", Facts.at("/courses")));
        return rest(members, m -> new Reached(m.at(), m.person().value()));
    }

    private Optional<Reached> unfinished(NotificationKind kind, Reached from, Instant upto) {
        List<Attendance.Idle> idle = attendance.idle(from.at(), from.id(), upto, PORTION);
        for (Attendance.Idle one : idle) {
            notifications.tell(
                    one.person(),
                    kind,
                    one.enrolment().toString(),
                    new Facts(
                            one.courseTitle(),
                            one.lesson(),
                            0,
                            one.percent(),
                            "/courses/" + one.courseSlug() + "/continue"));
        }
        return rest(idle, one -> new Reached(one.since(), one.enrolment().value()));
    }

    private Optional<Reached> unpaid(Reached from, Instant upto) {
        List<LeftCheckouts.Left> left = checkouts.between(from.at(), from.id(), upto, PORTION);
        for (LeftCheckouts.Left one : left) {
            notifications.tell(
                    one.person(),
                    NotificationKind.CHECKOUT_LEFT,
                    one.order().toString(),
                    new Facts(one.title(), "", 0, 0, one.path()));
        }
        return rest(left, one -> new Reached(one.at(), one.order()));
    }

    private Optional<Reached> away(Reached from, Instant upto) {
        List<Audience.Member> members = audience.lastSeen(from.at(), from.id(), upto, PORTION);
        for (Audience.Member member : members) {
            PersonId person = member.person();
            // Once for each time that somebody stays away.
            notifications.tell(
                    person,
                    NotificationKind.COMEBACK,
                    member.at().toString(),
                    Facts.at("/learning"));
        }
        return rest(members, m -> new Reached(m.at(), m.person().value()));
    }

    private static <T> Optional<Reached> rest(List<T> portion, Function<T, Reached> reached) {
        return portion.size() < PORTION
                ? Optional.empty()
                : Optional.of(reached.apply(portion.get(portion.size() - 1)));
    }
}
