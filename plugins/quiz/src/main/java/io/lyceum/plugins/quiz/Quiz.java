package io.lyceum.plugins.quiz;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The quiz as the host knows it. */
public final class Quiz implements ActivityType {

    static final String ATTEMPTS = "attempts";
    static final String RESULTS = "results";
    static final String DRAFTS = "drafts";

    @Override
    public View author(PluginContext context, AuthorRequest request) {
        Words words = Words.in(context.locale());
        return new Authoring(content(request.activity(), words), words, drafts(context))
                .show(request.place());
    }

    @Override
    public Saved save(PluginContext context, SaveRequest request) {
        Words words = Words.in(context.locale());
        return new Authoring(content(request.activity(), words), words, drafts(context))
                .save(request.place(), request.action(), request.fields());
    }

    @Override
    public View learner(PluginContext context, LearnerRequest request) {
        return sitting(context, request.activity()).show(request.place());
    }

    @Override
    public Submission submit(PluginContext context, SubmitRequest request) {
        Sitting sitting = sitting(context, request.activity());
        return switch (request.action()) {
            case Sitting.START -> sitting.start(request.fields());
            case Sitting.AUTOSAVE -> sitting.autosave(request.fields());
            case Sitting.SUBMIT -> sitting.submit(request.fields());
            default -> Submission.going();
        };
    }

    @Override
    public View report(PluginContext context, ReportRequest request) {
        Words words = Words.in(context.locale());
        Content content = content(request.activity(), words);
        Statistics statistics = new Statistics(content.questions());
        boolean more = new Results(context.storage(RESULTS)).read(statistics, Results.MOST_READ);
        return new ReportPage(content, words).show(statistics, more);
    }

    @Override
    public Exported export(PluginContext context, ExportRequest request) {
        return new Exported(content(request.activity(), Words.in(context.locale())).write());
    }

    @Override
    public Imported read(PluginContext context, ImportRequest request) {
        Words words = Words.in(context.locale());
        List<String> notes = new ArrayList<>();
        Content before = content(request.activity(), words);
        return switch (request.format()) {
            case "lyceum" ->
                    new Imported(Content.read(request.content(), words, notes::add).write(), notes);
            case "gift" -> {
                Gift gift = Gift.read(request.text(), words);
                notes.addAll(gift.notes());
                yield new Imported(
                        before.adding(gift.questions(), words, notes::add).write(), notes);
            }
            default -> {
                notes.add(words.say("note.format", Written.brief(request.format(), 60)));
                yield new Imported(before.write(), notes);
            }
        };
    }

    private static Content content(Activity activity, Words words) {
        return Content.of(activity.content() == null ? Map.of() : activity.content(), words);
    }

    private static Authoring.Drafts drafts(PluginContext context) {
        return () -> context.storage(DRAFTS);
    }

    private static Sitting sitting(PluginContext context, Activity activity) {
        Words words = Words.in(context.locale());
        Content content = content(activity, words);
        return new Sitting(
                content,
                new Attempts(context.storage(ATTEMPTS)),
                new Results(context.storage(RESULTS)),
                new LearnerPages(content, words, context.zone()),
                words,
                context.clock().instant(),
                context.log());
    }
}
