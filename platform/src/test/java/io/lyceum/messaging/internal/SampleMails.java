package io.lyceum.messaging.internal;

import io.lyceum.messaging.Letterhead;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.MailKind;
import io.lyceum.messaging.Recipient;
import io.lyceum.tenancy.Brand;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

final class SampleMails {

    static final UUID EVENT = UUID.fromString("01930000-0000-7000-8000-000000000001");

    private SampleMails() {}

    static Letterhead paroletta() {
        return letterhead(
                "Paroletta",
                "Languages, spoken",
                "#c2482b",
                Brand.Typeface.HUMANIST,
                Brand.Radius.ROUND,
                "paroletta");
    }

    static Letterhead nightbuild() {
        return letterhead(
                "Nightbuild",
                "Ship something real by Friday",
                "#18d68a",
                Brand.Typeface.GROTESQUE,
                Brand.Radius.SHARP,
                "nightbuild");
    }

    static Letterhead ladoga() {
        return letterhead(
                "Ладожская консерватория",
                "Музыка, которую слышно до последней ноты",
                "#1c2b5a",
                Brand.Typeface.CLASSIC,
                Brand.Radius.SOFT,
                "ladoga");
    }

    private static Letterhead letterhead(
            String name,
            String tagline,
            String primary,
            Brand.Typeface typeface,
            Brand.Radius radius,
            String slug) {
        return new Letterhead(
                new Brand(name, tagline, primary, "#f2b544", typeface, radius, Optional.empty(), 1),
                "https://" + slug + ".lyceum.localhost",
                Optional.empty(),
                Optional.of("hello@" + slug + ".example"));
    }

    static Recipient english() {
        return new Recipient("mara@example.org", "Mara Quill", Locale.ENGLISH);
    }

    static Recipient russian() {
        return new Recipient("maria@example.org", "Мария Кедрова", Locale.forLanguageTag("ru"));
    }

    /** One of each kind, by name. */
    static Map<String, MailContent> contents(String course, String home) {
        Map<String, MailContent> all = new LinkedHashMap<>();
        all.put("welcome", new MailContent.Welcome(home + "/courses"));
        all.put(
                "enrolment",
                new MailContent.EnrolmentConfirmed(
                        course, Optional.of("Ilse Vandermeer"), 22, home + "/learn/harmony"));
        all.put(
                "completed",
                new MailContent.CourseCompleted(
                        course,
                        LocalDate.of(2026, 11, 21),
                        home + "/learn/harmony",
                        Optional.of(
                                new MailContent.CertificateLink(
                                        "7K2M-9QXA-4TVB-1HZC-P",
                                        home + "/certificates/7K2M9QXA4TVB1HZCP.pdf",
                                        home + "/verify/7K2M9QXA4TVB1HZCP"))));
        all.put(
                "completed-plain",
                new MailContent.CourseCompleted(
                        course,
                        LocalDate.of(2026, 11, 21),
                        home + "/learn/harmony",
                        Optional.empty()));
        all.put(
                "invitation",
                new MailContent.Invitation(
                        "Ruben Achterveld",
                        MailContent.InvitedAs.TEACHER,
                        home + "/accept?key=abc&x=1",
                        3));
        all.put("ready", new MailContent.SchoolReady(home, home + "/accept?key=abc&x=1", 7));
        all.put(
                "deactivated",
                new MailContent.AccountDeactivated(Optional.of("office@school.example")));
        for (MailContent.Decision decision : MailContent.Decision.values()) {
            all.put(
                    "plugin-" + decision,
                    new MailContent.PluginDecided(
                            "Word count",
                            "1.2.0",
                            decision,
                            "It opens files.\nSay why.",
                            home + "/platform/publishing/example/word-count/1.2.0"));
        }
        for (MailContent.Trouble trouble : MailContent.Trouble.values()) {
            all.put(
                    "webhook-" + trouble,
                    new MailContent.WebhookTrouble(
                            "Sales",
                            trouble,
                            trouble == MailContent.Trouble.FAILING
                                    ? Optional.of(LocalDate.of(2026, 3, 6))
                                    : Optional.empty(),
                            home + "/manage/webhooks/1"));
        }
        for (MailKind kind : EnumSet.range(MailKind.FIRST_COURSE, MailKind.NEW_COURSES)) {
            for (int count : List.of(1, 3)) {
                all.put(
                        "nudge-" + kind + "-" + count,
                        new MailContent.Nudge(
                                kind,
                                kind.isOfCourse() ? course : "",
                                count == 1 ? "" : "Thirds and sixths",
                                count,
                                count == 1 ? 0 : 40,
                                home + "/learning"));
            }
        }
        all.put(
                "disputed",
                new MailContent.Disputed(
                        "Woodworking by hand",
                        "1001",
                        "€ 49",
                        Optional.of(LocalDate.of(2026, 12, 1)),
                        "https://north.example/manage/orders/1"));
        all.put(
                "seat",
                new MailContent.Seat(
                        "Ada Lovelace",
                        "Wood finishing from start to end",
                        "https://north.example/courses/wood/checkout?code=ABCD23EFGH45"));
        all.put(
                "plan-due",
                new MailContent.PlanDue(
                        "Pro",
                        "€ 49",
                        Optional.of(LocalDate.of(2026, 12, 1)),
                        "https://north.example/manage/plan"));
        all.put(
                "plan-over",
                new MailContent.PlanDue(
                        "Pro", "€ 49", Optional.empty(), "https://north.example/manage/plan"));
        all.put("trial", new MailContent.Trial("smtp.school.example"));
        all.put(
                "notice",
                new MailContent.Notice(
                        "Live lesson moved to Thursday",
                        List.of("The lesson starts at 18:00.", "Bring your own questions."),
                        Optional.of(new MailContent.Action("See the date", home + "/calendar"))));
        return all;
    }
}
