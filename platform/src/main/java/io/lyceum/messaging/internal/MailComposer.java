package io.lyceum.messaging.internal;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.lyceum.assignments.SubmissionTexts;
import io.lyceum.messaging.Letterhead;
import io.lyceum.messaging.Mail;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.MailKind;
import io.lyceum.messaging.Recipient;
import io.lyceum.messaging.Subscription;
import io.lyceum.messaging.Wording;
import io.lyceum.shared.colour.Colour;
import io.lyceum.shared.text.Messages;
import io.lyceum.tenancy.Brand;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a mail's content into the reader's language and the school's look. */
@ApplicationScoped
public class MailComposer {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(name|school|course)\\}");
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur", "yi");

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    MailComposer.class.getClassLoader(),
                    "io.lyceum.templates");

    /**
     * Composes one mail; the same arguments always give the same mail.
     *
     * @param own the school's own words for it, if it has some
     * @param subscription what the reader may refuse
     */
    public Mail compose(
            UUID eventId,
            Letterhead from,
            Recipient to,
            MailContent content,
            Optional<Wording> own,
            Optional<Subscription> subscription) {
        Messages messages = Messages.of("mail", to.locale());
        Draft draft = new Draft(messages, from.brand().name(), to.name());
        draft.write(content);
        own.ifPresent(wording -> draft.say(wording, content.course()));
        MailView view = view(draft, from, to, subscription);
        return new Mail(
                to.address(),
                to.name(),
                draft.subject,
                html(view),
                text(view),
                from.brand().name(),
                from.replyTo(),
                messageId(eventId, to, from),
                headers(from, to, subscription));
    }

    private static Map<String, String> headers(
            Letterhead from, Recipient to, Optional<Subscription> subscription) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Language", to.locale().toLanguageTag());
        subscription.ifPresent(
                list -> {
                    headers.put("List-Unsubscribe", "<" + list.unsubscribeUrl() + ">");
                    headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
                    headers.put("List-Id", "<" + list.topic() + "." + host(from) + ">");
                    headers.put("Precedence", "bulk");
                });
        return headers;
    }

    /** Tells what a mail says unless the school has words of its own. */
    public Wording usual(MailKind kind, Locale language) {
        Draft draft = new Draft(Messages.of("mail", language), "{school}", "{name}");
        draft.write(sample(kind, "{course}", ""));
        return new Wording(draft.subject, String.join("\n\n", draft.paragraphs));
    }

    /** What a mail of a kind could be about. */
    public static MailContent sample(MailKind kind, String course, String home) {
        return switch (kind) {
            case WELCOME -> new MailContent.Welcome(home + "/courses");
            case ENROLMENT ->
                    new MailContent.EnrolmentConfirmed(
                            course, Optional.empty(), 12, home + "/courses");
            case RECEIPT ->
                    new MailContent.Receipt(
                            course, "1001", "€ 49", LocalDate.of(2026, 3, 2), home + "/orders");
            case PAYMENT_DUE ->
                    new MailContent.PaymentDue(
                            course,
                            "€ 9.99",
                            Optional.of(LocalDate.of(2026, 3, 9)),
                            home + "/subscriptions");
            case SEAT -> new MailContent.Seat("Ada Lovelace", course, home + "/courses");
            case RETURNED ->
                    new MailContent.Returned(course, "“…”", 17, 20, false, home + "/learning");
            case COMPLETION ->
                    new MailContent.CourseCompleted(
                            course,
                            LocalDate.of(2026, 3, 2),
                            home + "/courses",
                            Optional.of(
                                    new MailContent.CertificateLink(
                                            "ABCD-EFGH-JKMN",
                                            home + "/account",
                                            home + "/verify")));
            case FIRST_COURSE, FIRST_COURSE_AGAIN, COMEBACK ->
                    new MailContent.Nudge(kind, "", "", 0, 0, home + "/courses");
            case UNFINISHED, UNFINISHED_AGAIN, LESSON_REMINDER ->
                    new MailContent.Nudge(kind, course, "", 0, 40, home + "/learning");
            case CHECKOUT_LEFT -> new MailContent.Nudge(kind, course, "", 0, 0, home + "/courses");
            case NEW_LESSONS, NEW_COURSES ->
                    new MailContent.Nudge(kind, course, "", 1, 0, home + "/courses");
        };
    }

    private String html(MailView view) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render("mail/message.jte", view, output);
        return new String(output.toByteArray(), StandardCharsets.UTF_8);
    }

    /** The words of the mail; mutable only while it is written. */
    private static final class Draft {

        private final Messages messages;
        private final String school;
        private final String name;
        private final List<String> paragraphs = new ArrayList<>();
        private final List<MailView.Fact> facts = new ArrayList<>();
        private final List<String> after = new ArrayList<>();
        private String subject = "";
        private String preheader = "";
        private String kicker = "";
        private String heading = "";
        private Optional<MailView.Button> button = Optional.empty();
        private Optional<MailView.Button> second = Optional.empty();
        private String reason = "";

        Draft(Messages messages, String school, String name) {
            this.messages = messages;
            this.school = school;
            this.name = name.strip();
        }

        void write(MailContent content) {
            reason = messages.get("reason.account", "school", school);
            if (content instanceof MailContent.Welcome welcome) {
                write(welcome);
            } else if (content instanceof MailContent.EnrolmentConfirmed enrolment) {
                write(enrolment);
            } else if (content instanceof MailContent.Receipt receipt) {
                write(receipt);
            } else if (content instanceof MailContent.PaymentDue due) {
                write(due);
            } else if (content instanceof MailContent.Seat seat) {
                write(seat);
            } else if (content instanceof MailContent.Returned returned) {
                write(returned);
            } else if (content instanceof MailContent.CourseCompleted completed) {
                write(completed);
            } else if (content instanceof MailContent.Nudge nudge) {
                write(nudge);
            } else if (content instanceof MailContent.Invitation invitation) {
                write(invitation);
            } else if (content instanceof MailContent.SchoolReady ready) {
                write(ready);
            } else if (content instanceof MailContent.AccountDeactivated deactivated) {
                write(deactivated);
            } else if (content instanceof MailContent.PluginDecided decided) {
                write(decided);
            } else if (content instanceof MailContent.WebhookTrouble trouble) {
                write(trouble);
            } else if (content instanceof MailContent.Disputed disputed) {
                write(disputed);
            } else if (content instanceof MailContent.PlanDue due) {
                write(due);
            } else if (content instanceof MailContent.Trial trial) {
                write(trial);
            } else if (content instanceof MailContent.Notice notice) {
                write(notice);
            }
        }

        /** Says it in the school's own words; address, facts and buttons stay. */
        void say(Wording wording, String course) {
            subject = filledIn(wording.subject(), course);
            paragraphs.clear();
            wording.paragraphs().forEach(one -> paragraphs.add(filledIn(one, course)));
            preheader = "";
        }

        /** Whoever has told no name is greeted without one: "Hello {name}," becomes "Hello,". */
        private String filledIn(String text, String course) {
            String named = name.isEmpty() ? text.replaceAll(",? ?\\{name\\}", "") : text;
            return PLACEHOLDER
                    .matcher(named)
                    .replaceAll(
                            found ->
                                    Matcher.quoteReplacement(
                                            switch (found.group()) {
                                                case "{name}" -> name;
                                                case "{school}" -> school;
                                                default -> course;
                                            }));
        }

        private void write(MailContent.Welcome content) {
            subject = messages.get("welcome.subject", "school", school);
            preheader = messages.get("welcome.preheader");
            heading = greeting("welcome.heading", "welcome.heading.nameless");
            paragraphs.add(messages.get("welcome.intro", "school", school));
            paragraphs.add(messages.get("welcome.next"));
            button = button("welcome.button", content.catalogueUrl());
        }

        private void write(MailContent.EnrolmentConfirmed content) {
            subject = messages.get("enrolment.subject", "course", content.courseTitle());
            preheader = messages.get("enrolment.preheader", "lessons", content.lessons());
            kicker = messages.get("enrolment.kicker");
            heading = content.courseTitle();
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("enrolment.intro", "school", school));
            fact("fact.length", messages.get("fact.lessons", "lessons", content.lessons()));
            content.teacher().ifPresent(teacher -> fact("fact.teacher", teacher));
            button = button("enrolment.button", content.courseUrl());
            after.add(messages.get("enrolment.pace"));
        }

        private void write(MailContent.Receipt content) {
            subject = messages.get("receipt.subject", "course", content.courseTitle());
            preheader = messages.get("receipt.preheader", "price", content.price());
            kicker = messages.get("receipt.kicker");
            heading = content.courseTitle();
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("receipt.intro", "school", school));
            fact("receipt.number", content.number());
            fact("receipt.price", content.price());
            fact("receipt.date", inWords(content.paidOn()));
            button = button("receipt.button", content.orderUrl());
            second = button("receipt.button.pdf", content.orderUrl() + "/receipt.pdf");
        }

        private void write(MailContent.PaymentDue content) {
            subject = messages.get("due.subject", "course", content.title());
            preheader = messages.get("due.preheader", "price", content.price());
            kicker = messages.get("due.kicker");
            heading = content.title();
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("due.intro", "price", content.price()));
            paragraphs.add(
                    content.openUntil()
                            .map(day -> messages.get("due.until", "day", inWords(day)))
                            .orElseGet(() -> messages.get("due.closed")));
            button = button("due.button", content.url());
        }

        private void write(MailContent.Seat content) {
            subject =
                    messages.get(
                            "seat.subject", "buyer", content.buyer(), "course", content.title());
            preheader = messages.get("seat.preheader");
            kicker = messages.get("seat.kicker");
            heading = content.title();
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("seat.intro", "buyer", content.buyer(), "school", school));
            paragraphs.add(messages.get("seat.how"));
            button = button("seat.button", content.url());
            reason = messages.get("reason.invited", "inviter", content.buyer());
        }

        private void write(MailContent.Returned content) {
            String points =
                    SubmissionTexts.points(messages.locale(), content.points())
                            + " / "
                            + SubmissionTexts.points(messages.locale(), content.most());
            subject = messages.get("returned.subject", "assignment", content.assignment());
            preheader = messages.get("returned.preheader", "points", points);
            kicker = content.courseTitle();
            heading = content.assignment();
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("returned.intro", "course", content.courseTitle()));
            paragraphs.add(messages.get(content.again() ? "returned.again" : "returned.read"));
            fact("fact.points", points);
            button = button("returned.button", content.url());
        }

        private void write(MailContent.CourseCompleted content) {
            boolean certified = content.certificate().isPresent();
            subject = messages.get("completed.subject", "course", content.courseTitle());
            preheader =
                    messages.get(
                            certified ? "completed.preheader.certificate" : "completed.preheader");
            kicker = messages.get("completed.kicker");
            heading = greeting("completed.heading", "completed.heading.nameless");
            paragraphs.add(
                    messages.get(
                            certified ? "completed.intro.certificate" : "completed.intro",
                            "course",
                            content.courseTitle()));
            fact("fact.course", content.courseTitle());
            fact("fact.completed", inWords(content.completed()));
            if (certified) {
                MailContent.CertificateLink certificate = content.certificate().get();
                fact("fact.code", certificate.code());
                button = button("completed.button.certificate", certificate.downloadUrl());
                second = button("completed.button.verify", certificate.verifyUrl());
                after.add(messages.get("completed.verify"));
            } else {
                button = button("completed.button", content.courseUrl());
            }
        }

        private void write(MailContent.Nudge content) {
            Object[] facts = {
                "school", school,
                "course", content.courseTitle(),
                "lesson", content.lesson(),
                "count", content.count()
            };
            String key = "nudge." + content.nudge();
            subject = messages.get(key + ".subject", facts);
            preheader = messages.get(key + ".preheader", facts);
            kicker = messages.get(key + ".kicker", facts);
            heading = messages.get(key + ".heading", facts);
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get(key + ".intro", facts));
            if (content.percent() > 0) {
                fact("fact.progress", messages.get("fact.percent", "percent", content.percent()));
            }
            if (!content.lesson().isEmpty()) {
                fact(
                        content.nudge() == MailKind.NEW_LESSONS ? "fact.new" : "fact.next",
                        content.lesson());
            }
            button = button(key + ".button", content.url());
        }

        private void write(MailContent.Invitation content) {
            String role = content.role().name().toLowerCase(Locale.ROOT);
            subject = messages.get("invitation.subject", "school", school);
            preheader = messages.get("invitation.preheader", "inviter", content.inviter());
            heading = messages.get("invitation.heading", "school", school);
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(
                    messages.get(
                            "invitation.intro",
                            "inviter",
                            content.inviter(),
                            "school",
                            school,
                            "role",
                            role));
            paragraphs.add(messages.get("invitation.next"));
            button = button("invitation.button", content.acceptUrl());
            after.add(messages.get("link.valid", "days", content.validDays()));
            reason = messages.get("reason.invited", "inviter", content.inviter());
        }

        private void write(MailContent.SchoolReady content) {
            subject = messages.get("ready.subject", "school", school);
            preheader = messages.get("ready.preheader");
            kicker = messages.get("ready.kicker");
            heading = messages.get("ready.heading", "school", school);
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("ready.intro"));
            paragraphs.add(messages.get("ready.next"));
            fact("fact.address", content.schoolUrl());
            button = button("ready.button", content.setPasswordUrl());
            after.add(messages.get("link.valid", "days", content.validDays()));
            reason = messages.get("reason.owner", "school", school);
        }

        private void write(MailContent.AccountDeactivated content) {
            subject = messages.get("deactivated.subject", "school", school);
            preheader = messages.get("deactivated.preheader");
            heading = messages.get("deactivated.heading");
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("deactivated.intro", "school", school));
            paragraphs.add(messages.get("deactivated.kept"));
            paragraphs.add(
                    content.contact()
                            .map(contact -> messages.get("deactivated.contact", "contact", contact))
                            .orElseGet(() -> messages.get("deactivated.ask")));
            reason = messages.get("reason.had", "school", school);
        }

        private void write(MailContent.PluginDecided content) {
            String key = "plugin." + content.decision();
            subject =
                    messages.get(
                            key + ".subject",
                            "plugin",
                            content.plugin(),
                            "version",
                            content.version());
            preheader = messages.get(key + ".intro");
            heading = subject;
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get(key + ".intro"));
            if (!content.reason().isBlank()) {
                paragraphs.add(messages.get("plugin.reason"));
                paragraphs.addAll(
                        content.reason().strip().lines().filter(l -> !l.isBlank()).toList());
            }
            button = button("plugin.button", content.url());
            reason = messages.get("reason.publisher", "school", school);
        }

        private void write(MailContent.WebhookTrouble content) {
            String key = "webhook." + content.trouble();
            subject = messages.get(key + ".subject", "webhook", content.webhook());
            preheader = messages.get(key + ".preheader");
            heading = subject;
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get(key + ".intro"));
            content.until().ifPresent(day -> fact("webhook.until", inWords(day)));
            paragraphs.add(messages.get("webhook.kept"));
            button = button("webhook.button", content.url());
            reason = messages.get("reason.admin", "school", school);
        }

        private void write(MailContent.Disputed content) {
            subject = messages.get("disputed.subject", "course", content.courseTitle());
            preheader = messages.get("disputed.preheader", "amount", content.amount());
            heading = subject;
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("disputed.intro", "amount", content.amount()));
            if (!content.number().isEmpty()) {
                fact("receipt.number", content.number());
            }
            fact("disputed.amount", content.amount());
            content.due().ifPresent(day -> fact("disputed.due", inWords(day)));
            paragraphs.add(messages.get("disputed.meanwhile"));
            button = button("disputed.button", content.orderUrl());
            reason = messages.get("reason.admin", "school", school);
        }

        private void write(MailContent.PlanDue content) {
            subject = messages.get("plandue.subject", "plan", content.plan());
            preheader = messages.get("due.preheader", "price", content.price());
            kicker = messages.get("due.kicker");
            heading = subject;
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            content.until()
                    .ifPresentOrElse(
                            day -> {
                                paragraphs.add(messages.get("due.intro", "price", content.price()));
                                paragraphs.add(
                                        messages.get(
                                                "plandue.until",
                                                "plan",
                                                content.plan(),
                                                "day",
                                                inWords(day)));
                            },
                            () ->
                                    paragraphs.add(
                                            messages.get(
                                                    "plandue.over", "price", content.price())));
            button = button("due.button", content.planUrl());
            reason = messages.get("reason.admin", "school", school);
        }

        private void write(MailContent.Trial content) {
            subject = messages.get("trial.subject", "school", school);
            preheader = messages.get("trial.intro", "host", content.host());
            heading = messages.get("trial.heading");
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.add(messages.get("trial.intro", "host", content.host()));
            reason = messages.get("reason.admin", "school", school);
        }

        private void write(MailContent.Notice content) {
            subject = content.subject();
            preheader = content.paragraphs().isEmpty() ? "" : content.paragraphs().get(0);
            heading = content.subject();
            paragraphs.add(greeting("greeting", "greeting.nameless"));
            paragraphs.addAll(content.paragraphs());
            button =
                    content.action()
                            .map(
                                    action ->
                                            new MailView.Button(
                                                    action.label(), action.url(), fallback()));
        }

        private String greeting(String named, String nameless) {
            return name.isEmpty() ? messages.get(nameless) : messages.get(named, "name", name);
        }

        private String inWords(LocalDate day) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(messages.locale())
                    .format(day);
        }

        private void fact(String label, String value) {
            facts.add(new MailView.Fact(messages.get(label), value));
        }

        private Optional<MailView.Button> button(String label, String url) {
            return Optional.of(new MailView.Button(messages.get(label), url, fallback()));
        }

        private String fallback() {
            return messages.get("button.fallback");
        }
    }

    private static MailView view(
            Draft draft, Letterhead from, Recipient to, Optional<Subscription> subscription) {
        String language = to.locale().getLanguage();
        return new MailView(
                to.locale().toLanguageTag(),
                RIGHT_TO_LEFT.contains(language) ? "rtl" : "ltr",
                draft.subject,
                draft.preheader,
                draft.kicker,
                draft.heading,
                List.copyOf(draft.paragraphs),
                List.copyOf(draft.facts),
                draft.button,
                draft.second,
                List.copyOf(draft.after),
                new MailView.Sender(
                        from.brand().name(),
                        from.brand().tagline(),
                        from.homeUrl(),
                        from.logoUrl(),
                        draft.reason,
                        subscription.map(
                                list ->
                                        new MailView.Leaving(
                                                draft.messages.get("leave"),
                                                list.unsubscribeUrl(),
                                                draft.messages.get("leave.settings"),
                                                list.settingsUrl()))),
                look(from.brand()));
    }

    private static MailView.Look look(Brand brand) {
        Colour accent = Colour.parse(brand.primary());
        String sans = "'Helvetica Neue', Helvetica, Arial, sans-serif";
        String serif = "Georgia, 'Times New Roman', serif";
        String display =
                switch (brand.typeface()) {
                    case HUMANIST, GROTESQUE -> sans;
                    case SLAB, CLASSIC -> serif;
                };
        return new MailView.Look(
                accent.hex(),
                accent.foreground().hex(),
                accent.readableOn(Colour.WHITE, Colour.TEXT_CONTRAST).hex(),
                accent.mix(Colour.WHITE, 0.93).hex(),
                accent.mix(new Colour(120, 124, 132), 0.6).mix(Colour.WHITE, 0.72).hex(),
                accent.mix(new Colour(244, 244, 242), 0.94).hex(),
                switch (brand.radius()) {
                    case SHARP -> "0";
                    case SOFT -> "8px";
                    case ROUND -> "20px";
                },
                switch (brand.radius()) {
                    case SHARP -> "0";
                    case SOFT -> "6px";
                    case ROUND -> "24px";
                },
                display,
                sans);
    }

    private static String text(MailView view) {
        List<String> blocks = new ArrayList<>();
        blocks.add(
                view.kicker().isEmpty() ? view.heading() : view.kicker() + "\n" + view.heading());
        blocks.addAll(view.paragraphs());
        if (!view.facts().isEmpty()) {
            blocks.add(
                    String.join(
                            "\n",
                            view.facts().stream()
                                    .map(fact -> fact.label() + ": " + fact.value())
                                    .toList()));
        }
        view.button().ifPresent(button -> blocks.add(button.label() + ":\n" + button.url()));
        view.second().ifPresent(button -> blocks.add(button.label() + ":\n" + button.url()));
        blocks.addAll(view.after());
        blocks.add(
                "-- \n"
                        + view.sender().name()
                        + "\n"
                        + view.sender().homeUrl()
                        + "\n"
                        + view.sender().reason()
                        + view.sender()
                                .leaving()
                                .map(
                                        leaving ->
                                                "\n"
                                                        + leaving.label()
                                                        + ": "
                                                        + leaving.url()
                                                        + "\n"
                                                        + leaving.settingsLabel()
                                                        + ": "
                                                        + leaving.settingsUrl())
                                .orElse(""));
        return String.join("\n\n", blocks) + "\n";
    }

    /** One mail per event and recipient, whenever and however often it is tried. */
    private static String messageId(UUID eventId, Recipient to, Letterhead from) {
        UUID recipient = UUID.nameUUIDFromBytes(to.address().getBytes(StandardCharsets.UTF_8));
        return eventId + "." + recipient.toString().substring(0, 8) + "@" + host(from);
    }

    private static String host(Letterhead from) {
        String host = from.homeUrl().replaceFirst("^[a-z]+://", "").replaceFirst("[:/].*$", "");
        return host.matches("[A-Za-z0-9.-]+") ? host : "lyceum.localhost";
    }
}
