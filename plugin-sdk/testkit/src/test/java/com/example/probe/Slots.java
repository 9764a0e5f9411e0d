package com.example.probe;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.page.SlotContent;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import java.util.Map;

/** Slot content that keeps the contract, and some that does not. */
public final class Slots {

    private Slots() {}

    /** Greets. */
    public static final class Good implements SlotContent {
        @Override
        public View fill(PluginContext context, FillRequest request) {
            return request.learner() == null
                    ? View.EMPTY
                    : View.of(new Component.Text("Welcome back."));
        }
    }

    /** Counts its readers, and thinks that everybody is signed in. */
    public static final class Bad implements SlotContent {
        @Override
        public View fill(PluginContext context, FillRequest request) {
            context.storage("ledger").put("reader-" + request.learner().length(), Map.of());
            return View.of(new Component.Text("Welcome back."));
        }
    }
}
