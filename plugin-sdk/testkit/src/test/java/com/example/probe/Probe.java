package com.example.probe;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.Storage;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An activity type whose actions use what a test is about. */
public final class Probe implements ActivityType {

    /** Keys whose order in UTF-16 is not that of their code points. */
    public static final List<String> KEYS = List.of("a", "\uFF5E", "\uD83D\uDE00");

    @Override
    public View author(PluginContext context, AuthorRequest request) {
        return View.EMPTY;
    }

    @Override
    public Saved save(PluginContext context, SaveRequest request) {
        return Saved.content(Map.of());
    }

    @Override
    public View learner(PluginContext context, LearnerRequest request) {
        return View.EMPTY;
    }

    @Override
    public Submission submit(PluginContext context, SubmitRequest request) {
        return switch (request.action()) {
            case "time" -> {
                String before = context.clock().instant().toString();
                send(context, Map.of());
                yield told(before + " " + context.clock().instant());
            }
            case "keys" -> {
                Storage notes = context.storage("notes");
                KEYS.forEach(key -> notes.put(key, Map.of()));
                String all = keys(notes.list("", null, 200));
                yield told(all + " " + keys(notes.list("", KEYS.get(1), 200)));
            }
            default -> {
                send(context, Map.of("Authorization", "Bearer secret:key"));
                yield Submission.going();
            }
        };
    }

    private static void send(PluginContext context, Map<String, String> headers) {
        context.http().send(new Http.Request("GET", "https://api.example.com/", headers, null));
    }

    private static String keys(List<Storage.Entry> entries) {
        return entries.stream().map(Storage.Entry::key).collect(Collectors.joining());
    }

    private static Submission told(String text) {
        return Submission.complete(1, View.of(new Component.Text(text)));
    }

    @Override
    public View report(PluginContext context, ReportRequest request) {
        return View.EMPTY;
    }
}
