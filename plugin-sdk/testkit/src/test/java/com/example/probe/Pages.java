package com.example.probe;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.page.AdminPage;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import java.util.List;

/** A page that keeps the contract, and one that does not. */
public final class Pages {

    private Pages() {}

    private static View form(PluginContext context) {
        String say = context.locale().getLanguage().equals("ru") ? "Число" : "Number";
        return View.of(
                new Component.Form(
                        "set",
                        say,
                        List.of(new Component.NumberField("number", say, "", null, null, null))));
    }

    /** Takes what it is sent for what it is. */
    public static final class Good implements AdminPage {
        @Override
        public View show(PluginContext context, ShowRequest request) {
            return form(context);
        }

        @Override
        public Acted act(PluginContext context, ActRequest request) {
            return new Acted(List.of(), null, null, "");
        }
    }

    /** Believes it. */
    public static final class Bad implements AdminPage {
        @Override
        public View show(PluginContext context, ShowRequest request) {
            context.storage("ledger").put("seen", java.util.Map.of("place", request.place()));
            return form(context);
        }

        @Override
        public Acted act(PluginContext context, ActRequest request) {
            Integer.parseInt(request.fields().first("number").orElseThrow());
            return new Acted(List.of(), null, null, "");
        }
    }
}
