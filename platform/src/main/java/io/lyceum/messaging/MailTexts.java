package io.lyceum.messaging;

import io.lyceum.messaging.internal.MailComposer;
import io.lyceum.shared.Ids;
import io.lyceum.shared.UseCase;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of the current school's mails. */
@UseCase
public class MailTexts {

    /** Those that there are usual words in. */
    public static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("ru"));

    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_TEXT = 4000;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}\\s]*\\}");
    private static final String AUDITED = "mail_text";

    private final Sql sql;
    private final Clock clock;
    private final Audit audit;
    private final MailComposer composer;

    protected MailTexts() {
        this(null, null, null, null);
    }

    @Inject
    MailTexts(Sql sql, Clock clock, Audit audit, MailComposer composer) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.composer = composer;
    }

    /** Lists all, by kind and language. */
    public List<MailText> list() {
        List<MailText> texts = new ArrayList<>();
        for (MailKind kind : MailKind.values()) {
            LANGUAGES.forEach(language -> texts.add(of(kind, language)));
        }
        return texts;
    }

    /** Reads one: the school's own words, or the usual ones. */
    public MailText of(MailKind kind, Locale language) {
        return own(kind, language)
                .orElseGet(
                        () ->
                                new MailText(
                                        kind, language, composer.usual(kind, language), false, 0));
    }

    private Optional<MailText> own(MailKind kind, Locale language) {
        return sql.query(
                        """
                        select subject, body, version
                        from mail_text
                        where tenant_id = :tenant and kind = :kind and language = :language
                        """)
                .set("kind", kind)
                .set("language", language.getLanguage())
                .first(
                        row ->
                                new MailText(
                                        kind,
                                        language,
                                        new Wording(row.text("subject"), row.text("body")),
                                        true,
                                        row.integer("version")));
    }

    /**
     * Reads one by the names of its mail and language, in lower case.
     *
     * @throws Problem NOT_FOUND
     */
    public MailText named(String mail, String language) {
        for (MailKind kind : MailKind.values()) {
            for (Locale one : LANGUAGES) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(mail)
                        && one.getLanguage().equals(language)) {
                    return of(kind, one);
                }
            }
        }
        throw new Problem(CommonProblem.NOT_FOUND);
    }

    /** Finds the school's own words for a reader, in English if there are none in that language. */
    public Optional<Wording> wording(MailKind kind, Locale reader) {
        Locale language =
                LANGUAGES.stream()
                        .filter(one -> one.getLanguage().equals(reader.getLanguage()))
                        .findFirst()
                        .orElse(Locale.ENGLISH);
        return own(kind, language).map(MailText::wording);
    }

    /**
     * Has a mail say something else from now on.
     *
     * @param version the version that was read
     * @throws Problem INVALID_INPUT, STALE_VERSION
     */
    public MailText save(MailKind kind, Locale language, int version, Wording wording) {
        check(kind, wording);
        Instant now = clock.instant();
        if (own(kind, language).map(MailText::version).orElse(0) != version) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        int changed =
                sql.update(
                                """
                                insert into mail_text (tenant_id, id, kind, language, subject, body, updated_at)
                                values (:tenant, :id, :kind, :language, :subject, :body, :now)
                                on conflict (tenant_id, kind, language) do update
                                set subject = excluded.subject, body = excluded.body,
                                    version = mail_text.version + 1, updated_at = excluded.updated_at
                                where mail_text.version = :version
                                """)
                        .set("id", Ids.at(now))
                        .set("kind", kind)
                        .set("language", language.getLanguage())
                        .set("subject", wording.subject().strip())
                        .set("body", wording.text().strip())
                        .set("now", now)
                        .set("version", version)
                        .run();
        if (changed == 0) {
            throw new Problem(CommonProblem.STALE_VERSION);
        }
        audit.record("mail_text.changed", AUDITED, Ids.at(now), facts(kind, language));
        return of(kind, language);
    }

    /** Has a mail say the usual words again. */
    public void reset(MailKind kind, Locale language) {
        sql.update(
                        """
                        delete from mail_text
                        where tenant_id = :tenant and kind = :kind and language = :language
                        """)
                .set("kind", kind)
                .set("language", language.getLanguage())
                .run();
        audit.record("mail_text.reset", AUDITED, Ids.at(clock.instant()), facts(kind, language));
    }

    private static Map<String, Object> facts(MailKind kind, Locale language) {
        return Map.of("kind", kind.name(), "language", language.getLanguage());
    }

    /** What stands for something in a mail. */
    public static Set<String> placeholders(MailKind kind) {
        return kind.isOfCourse()
                ? Set.of("{name}", "{school}", "{course}")
                : Set.of("{name}", "{school}");
    }

    private static void check(MailKind kind, Wording wording) {
        Set<String> known = placeholders(kind);
        new Checks()
                .text(wording.subject(), "subject", LONGEST_SUBJECT)
                .that(
                        !wording.subject().strip().contains("\n"),
                        "subject",
                        "Remove the invisible control characters.")
                .that(
                        known.containsAll(named(wording.subject())),
                        "subject",
                        "There is a name in braces that stands for nothing here.")
                .that(!wording.text().isBlank(), "text", "Fill this in.")
                .that(
                        wording.text().length() <= LONGEST_TEXT,
                        "text",
                        "Use at most " + LONGEST_TEXT + " characters.")
                .that(
                        known.containsAll(named(wording.text())),
                        "text",
                        "There is a name in braces that stands for nothing here.")
                .done();
    }

    private static Set<String> named(String text) {
        return Set.copyOf(
                PLACEHOLDER.matcher(text).results().map(MatchResult::group).distinct().toList());
    }
}
