package com.example.probe;

import io.lyceum.plugin.Http;
import io.lyceum.plugin.HttpFailed;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.event.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connector that keeps the contract, and one that does not. */
public final class Connectors {

    private static final String URL = "https://api.example.com/people";

    private Connectors() {}

    /** Sends each event once, and nothing in a dry run. */
    public static class Good implements Connector {

        @Override
        public Tested test(PluginContext context, TestRequest request) {
            boolean russian = context.locale().getLanguage().equals("ru");
            boolean works = context.secrets().get("key").isPresent() && answers(context);
            return new Tested(
                    works,
                    works
                            ? russian ? "Работает." : "It works."
                            : russian ? "Не работает." : "It does not work.");
        }

        private static boolean answers(PluginContext context) {
            try {
                Http.Response answer = context.http().send(Http.Request.get(URL));
                return answer.status() == 200 && answer.body().equals("{}");
            } catch (HttpFailed e) {
                return false;
            }
        }

        @Override
        public Pushed push(PluginContext context, PushRequest request) {
            List<Line> lines = new ArrayList<>();
            int pause = 0;
            for (DomainEvent event : request.events()) {
                Line line = push(context, event, request.dryRun());
                pause = line.outcome() == Outcome.LATER ? 7 : pause;
                lines.add(line);
            }
            return new Pushed(lines, pause);
        }

        Line push(PluginContext context, DomainEvent event, boolean dryRun) {
            if (!(event.payload().get("person") instanceof String person)
                    || context.storage("ledger").get(event.id()).isPresent()) {
                return new Line(event.id(), Outcome.UNCHANGED, List.of(), null);
            }
            Line sent =
                    new Line(
                            event.id(),
                            Outcome.SENT,
                            List.of(new Change("person " + person, "state", null, event.type())),
                            null);
            if (dryRun) {
                return sent;
            }
            if (context.secrets().get("key").isEmpty()) {
                return new Line(event.id(), Outcome.FAILED, List.of(), "There is no key.");
            }
            try {
                Http.Response answer =
                        context.http().send(new Http.Request("POST", URL, Map.of(), event.type()));
                if (answer.status() != 200 || !answer.body().equals("{}")) {
                    return new Line(event.id(), Outcome.LATER, List.of(), "It answered badly.");
                }
            } catch (HttpFailed e) {
                return new Line(event.id(), Outcome.LATER, List.of(), "It did not answer.");
            }
            context.storage("ledger").create(event.id(), Map.of("person", person));
            return sent;
        }
    }

    /** Takes a dry run for a real one, sends twice, and gives lines in the wrong order. */
    public static final class Bad implements Connector {

        @Override
        public Tested test(PluginContext context, TestRequest request) {
            context.http().send(new Http.Request("POST", URL, Map.of(), "test"));
            return new Tested(true, "It works.");
        }

        @Override
        public Pushed push(PluginContext context, PushRequest request) {
            List<Line> lines = new ArrayList<>();
            for (DomainEvent event : request.events()) {
                context.http().send(new Http.Request("POST", URL, Map.of(), event.type()));
                lines.add(
                        0,
                        new Line(
                                event.id(),
                                Outcome.SENT,
                                List.of(new Change("person", "state", null, event.type())),
                                null));
            }
            if (lines.size() == 1 || request.dryRun()) {
                java.util.Collections.reverse(lines);
            }
            return new Pushed(lines, 0);
        }
    }
}
