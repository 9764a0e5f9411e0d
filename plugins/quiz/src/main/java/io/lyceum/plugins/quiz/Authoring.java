package io.lyceum.plugins.quiz;

import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.Fields;
import io.lyceum.plugin.QuotaExceeded;
import io.lyceum.plugin.Storage;
import io.lyceum.plugin.activity.ActivityType.Saved;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.Component.Fact;
import io.lyceum.plugin.view.Component.Tone;
import io.lyceum.plugin.view.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The teacher's pages: the list of questions, a page for each question, settings, and GIFT. A
 * pasted text waits in a storage until its preview is accepted, so that learners never see it.
 */
final class Authoring {

    static final String SAVE_QUESTION = "save-question";
    static final String SAVE_SETTINGS = "save-settings";
    static final String READ_GIFT = "gift-read";
    static final String ADD_GIFT = "gift-add";
    static final String DROP_GIFT = "gift-drop";
    static final String DELETE = "delete";
    static final String DUPLICATE = "duplicate";
    static final String UP = "up";
    static final String DOWN = "down";

    static final String QUESTION = "question/";
    static final String NEW = "new/";
    static final String PAGE = "page/";
    static final String SETTINGS = "settings";
    static final String IMPORT = "import";
    static final String PREVIEW = "import/preview";

    private static final String DELETION = "/delete";
    private static final String DRAFT = "gift";
    private static final int LONGEST_DRAFT = 60_000;
    private static final int ON_PAGE = 25;
    private static final int BRIEF = 100;

    private final Content content;
    private final Words words;
    private final Drafts drafts;

    Authoring(Content content, Words words, Drafts drafts) {
        this.content = content;
        this.words = words;
        this.drafts = drafts;
    }

    /** Opens the storage of drafts; most pages don't need it. */
    interface Drafts {
        Storage open();
    }

    View show(String place) {
        if (place.equals(SETTINGS)) {
            return settings(SettingsForm.of(content, words));
        }
        if (place.equals(IMPORT)) {
            return paste("", null);
        }
        if (place.equals(PREVIEW)) {
            return preview();
        }
        if (place.startsWith(NEW)) {
            Optional<Kind> kind = Kind.of(place.substring(NEW.length()));
            if (kind.isPresent()) {
                return question("", QuestionForm.blank(kind.get(), words), kind.get());
            }
        }
        if (place.startsWith(QUESTION)) {
            boolean deletion = place.endsWith(DELETION);
            String id =
                    place.substring(
                            QUESTION.length(),
                            Math.max(
                                    QUESTION.length(),
                                    place.length() - (deletion ? DELETION.length() : 0)));
            return content.find(id)
                    .map(
                            q ->
                                    deletion
                                            ? deletion(q)
                                            : question(
                                                    id, QuestionForm.of(q, words), q.task().kind()))
                    .orElseGet(this::gone);
        }
        int page =
                place.matches(PAGE + "\\d{1,4}")
                        ? Integer.parseInt(place.substring(PAGE.length()))
                        : 1;
        return list(page);
    }

    Saved save(String place, String action, Fields fields) {
        return switch (action) {
            case SAVE_QUESTION -> saveQuestion(place, fields);
            case SAVE_SETTINGS -> saveSettings(fields);
            case READ_GIFT -> readGift(fields);
            case ADD_GIFT -> addGift(fields);
            case DROP_GIFT -> {
                drafts.open().delete(DRAFT);
                yield new Saved(null, List.of(), null, "");
            }
            case DELETE, DUPLICATE, UP, DOWN -> arrange(action, fields.first("id").orElse(""));
            default -> new Saved(null, List.of(), null, place);
        };
    }

    // The list.

    private View list(int wanted) {
        int pages = Math.max(1, (content.questions().size() + ON_PAGE - 1) / ON_PAGE);
        int page = Math.max(1, Math.min(pages, wanted));
        List<Component> shown = new ArrayList<>();
        shown.add(new Component.Heading(words.say("list.title")));
        if (content.questions().isEmpty()) {
            shown.add(new Component.Notice(Tone.INFO, words.say("list.empty")));
        } else {
            shown.add(
                    new Component.Facts(
                            List.of(
                                    fact("list.count", words.number(content.questions().size())),
                                    fact("list.asked", words.number(content.asked())))));
        }
        if (content.asked() == Content.MOST_ASKED
                && content.questions().size() > Content.MOST_ASKED) {
            shown.add(
                    new Component.Notice(Tone.WARNING, words.say("list.many", Content.MOST_ASKED)));
        }
        shown.add(new Component.Link(words.say("list.settings"), SETTINGS));
        shown.add(new Component.Link(words.say("list.import"), IMPORT));
        for (Kind kind : Kind.values()) {
            shown.add(
                    new Component.Link(words.say("list.add", kind.name(words)), NEW + kind.word()));
        }
        int end = Math.min(content.questions().size(), page * ON_PAGE);
        for (int i = (page - 1) * ON_PAGE; i < end; i++) {
            entry(i, shown);
        }
        for (int other = 1; other <= pages && pages > 1; other++) {
            if (other != page) {
                shown.add(new Component.Link(words.say("list.page", other), PAGE + other));
            }
        }
        return new View(shown);
    }

    private void entry(int place, List<Component> into) {
        Question question = content.questions().get(place);
        int number = place + 1;
        Map<String, String> values = Map.of("id", question.id());
        into.add(new Component.Heading(words.say("list.question", number, question.brief(BRIEF))));
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("form.kind", question.task().kind().name(words)));
        facts.add(fact("form.points", words.number(question.points())));
        if (!question.bank().isEmpty()) {
            facts.add(fact("form.bank", question.bank()));
        }
        into.add(new Component.Facts(facts));
        into.add(new Component.Link(words.say("list.edit", number), QUESTION + question.id()));
        if (place > 0) {
            into.add(new Component.Button(UP, words.say("list.up", number), values, false));
        }
        if (number < content.questions().size()) {
            into.add(new Component.Button(DOWN, words.say("list.down", number), values, false));
        }
        into.add(
                new Component.Button(
                        DUPLICATE, words.say("list.duplicate", number), values, false));
        into.add(
                new Component.Link(
                        words.say("list.delete", number), QUESTION + question.id() + DELETION));
    }

    private static String listAt(int place) {
        return place < ON_PAGE ? "" : PAGE + (place / ON_PAGE + 1);
    }

    private Saved arrange(String action, String id) {
        int place = content.place(id);
        if (place < 0) {
            // Pressed twice, or deleted in another window.
            return new Saved(null, List.of(), null, "");
        }
        List<Question> all = new ArrayList<>(content.questions());
        int then = place;
        switch (action) {
            case DELETE -> all.remove(place);
            case UP -> {
                then = Math.max(0, place - 1);
                Collections.swap(all, place, then);
            }
            case DOWN -> {
                then = Math.min(all.size() - 1, place + 1);
                Collections.swap(all, place, then);
            }
            default -> {
                Question copy = all.get(place).withId(Ids.fresh());
                if (full(copy.length())) {
                    return Saved.wrong(
                            List.of(new FieldError("id", tooMuch())),
                            View.of(
                                    new Component.Notice(Tone.WARNING, tooMuch()),
                                    new Component.Link(words.say("form.back"), "")));
                }
                then = place + 1;
                all.add(then, copy);
            }
        }
        return keep(content.with(all), listAt(then));
    }

    private boolean full(int more) {
        return content.questions().size() >= Content.MOST_QUESTIONS
                || content.length() + more > Content.LONGEST;
    }

    private String tooMuch() {
        return words.say("error.full", Content.MOST_QUESTIONS, Content.LONGEST);
    }

    private static Saved keep(Content changed, String place) {
        return new Saved(changed.write(), List.of(), null, place);
    }

    // One question.

    private View question(String id, QuestionForm form, Kind kind) {
        List<Component> shown = new ArrayList<>();
        shown.add(
                new Component.Heading(
                        id.isEmpty()
                                ? words.say("form.new", kind.name(words))
                                : words.say(
                                        "form.title", content.place(id) + 1, kind.name(words))));
        shown.add(form.form());
        if (!id.isEmpty()) {
            shown.add(new Component.Link(words.say("form.delete"), QUESTION + id + DELETION));
        }
        shown.add(new Component.Link(words.say("form.back"), ""));
        return new View(shown);
    }

    private View deletion(Question question) {
        int number = content.place(question.id()) + 1;
        return View.of(
                new Component.Heading(words.say("delete.title", number)),
                new Component.Text(question.text()),
                new Component.Notice(Tone.WARNING, words.say("delete.notice")),
                new Component.Button(
                        DELETE, words.say("delete.yes"), Map.of("id", question.id()), true),
                new Component.Link(words.say("form.back"), ""));
    }

    private View gone() {
        return View.of(
                new Component.Notice(Tone.INFO, words.say("form.gone")),
                new Component.Link(words.say("form.back"), ""));
    }

    private Saved saveQuestion(String place, Fields fields) {
        boolean isNew = !place.startsWith(QUESTION);
        String id = isNew ? "" : place.substring(QUESTION.length());
        Optional<Question> before = content.find(id);
        if (!isNew && before.isEmpty()) {
            return Saved.wrong(List.of(new FieldError("text", words.say("form.gone"))), gone());
        }
        Optional<Kind> kind =
                before.isPresent()
                        ? before.map(q -> q.task().kind())
                        : Kind.of(fields.first("kind").orElse(""));
        if (kind.isEmpty()) {
            return new Saved(null, List.of(), null, "");
        }
        QuestionForm form = QuestionForm.sent(kind.get(), words, fields);
        Optional<Question> read = form.question(isNew ? Ids.fresh() : id);
        int grows = read.map(Question::length).orElse(0);
        boolean tooLong =
                before.isPresent()
                        ? content.length() - before.get().length() + grows > Content.LONGEST
                        : full(grows);
        if (tooLong) {
            form.wrong("text", tooMuch());
        }
        if (read.isEmpty() || tooLong) {
            return Saved.wrong(errors(form.errors()), question(id, form, kind.get()));
        }
        List<Question> all = new ArrayList<>(content.questions());
        if (before.isPresent()) {
            all.set(content.place(id), read.get().after(before.get()));
        } else {
            all.add(read.get());
        }
        return keep(content.with(all), listAt(isNew ? all.size() - 1 : content.place(id)));
    }

    private static List<FieldError> errors(Map<String, String> errors) {
        return errors.entrySet().stream()
                .map(error -> new FieldError(error.getKey(), error.getValue()))
                .toList();
    }

    // Settings.

    private View settings(SettingsForm form) {
        return View.of(
                new Component.Heading(words.say("settings.title")),
                form.form(),
                new Component.Link(words.say("form.back"), ""));
    }

    private Saved saveSettings(Fields fields) {
        SettingsForm form = SettingsForm.sent(content, words, fields);
        return form.settings()
                .map(settings -> keep(content.with(settings), ""))
                .orElseGet(() -> Saved.wrong(errors(form.errors()), settings(form)));
    }

    // GIFT.

    private View paste(String text, @Nullable String error) {
        return View.of(
                new Component.Heading(words.say("import.title")),
                new Component.Text(words.say("import.help")),
                new Component.Form(
                        READ_GIFT,
                        words.say("import.read"),
                        List.of(
                                new Component.TextField(
                                        "gift",
                                        words.say("import.text"),
                                        text,
                                        16,
                                        LONGEST_DRAFT,
                                        words.say("import.limit", LONGEST_DRAFT),
                                        error))),
                new Component.Link(words.say("form.back"), ""));
    }

    private Saved readGift(Fields fields) {
        String raw = fields.first("gift").orElse("");
        String text = Written.text(raw, LONGEST_DRAFT);
        if (raw.length() > LONGEST_DRAFT) {
            return refused(text, words.say("import.long", LONGEST_DRAFT));
        }
        if (text.isEmpty()) {
            return refused(text, words.say("import.empty"));
        }
        try {
            drafts.open().put(DRAFT, Map.of("text", text));
        } catch (QuotaExceeded e) {
            return refused(text, words.say("import.long", LONGEST_DRAFT));
        }
        return new Saved(null, List.of(), null, PREVIEW);
    }

    private Saved refused(String text, String why) {
        return Saved.wrong(List.of(new FieldError("gift", why)), paste(text, why));
    }

    private View preview() {
        Optional<Storage.Entry> draft = drafts.open().get(DRAFT);
        if (draft.isEmpty()) {
            return paste("", null);
        }
        Gift gift = Gift.read(Given.of(draft.get().value()).text("text", LONGEST_DRAFT), words);
        List<Component> shown = new ArrayList<>();
        shown.add(new Component.Heading(words.say("preview.title")));
        shown.add(
                new Component.Facts(
                        List.of(
                                fact("preview.read", words.number(gift.questions().size())),
                                fact("preview.notes", words.number(gift.notes().size())))));
        gift.notes().forEach(n -> shown.add(new Component.Notice(Tone.WARNING, n)));
        if (!gift.questions().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            for (Question question : gift.questions()) {
                rows.add(
                        List.of(
                                words.number(rows.size() + 1),
                                question.task().kind().name(words),
                                question.brief(BRIEF),
                                Written.brief(question.task().solution(), BRIEF),
                                question.bank().isEmpty() ? "–" : question.bank()));
            }
            shown.add(
                    new Component.Table(
                            words.say("preview.caption"),
                            List.of(
                                    words.say("report.number"),
                                    words.say("form.kind"),
                                    words.say("report.question"),
                                    words.say("review.solution"),
                                    words.say("form.bank")),
                            rows));
            shown.add(
                    new Component.Button(
                            ADD_GIFT,
                            words.say("preview.add"),
                            Map.of("draft", String.valueOf(draft.get().version())),
                            true));
        }
        shown.add(new Component.Button(DROP_GIFT, words.say("preview.drop"), Map.of(), false));
        return new View(shown);
    }

    private Saved addGift(Fields fields) {
        Storage storage = drafts.open();
        Optional<Storage.Entry> draft = storage.get(DRAFT);
        if (draft.isEmpty()) {
            return new Saved(null, List.of(), null, "");
        }
        // What is added must be what was looked at, not what a colleague has pasted since.
        if (!fields.first("draft").orElse("").equals(String.valueOf(draft.get().version()))) {
            return new Saved(null, List.of(), null, PREVIEW);
        }
        Gift gift = Gift.read(Given.of(draft.get().value()).text("text", LONGEST_DRAFT), words);
        List<String> notes = new ArrayList<>();
        Content more = content.adding(gift.questions(), words, notes::add);
        if (!notes.isEmpty()) {
            return Saved.wrong(
                    List.of(new FieldError("gift", notes.get(0))),
                    View.of(
                            new Component.Notice(Tone.WARNING, notes.get(0)),
                            new Component.Link(words.say("form.back"), "")));
        }
        // Of two presses, one finds the draft: questions are not added twice.
        if (!storage.delete(DRAFT)) {
            return new Saved(null, List.of(), null, "");
        }
        return keep(more, listAt(content.questions().size()));
    }

    private Fact fact(String key, String value) {
        return new Fact(words.say(key), value);
    }
}
