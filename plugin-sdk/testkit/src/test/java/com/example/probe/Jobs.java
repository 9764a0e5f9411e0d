package com.example.probe;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.job.ScheduledJob;
import java.util.Map;

/** A job that keeps the contract, and one that does not. */
public final class Jobs {

    private static final int LETTERS = 5;

    private Jobs() {}

    private static int next(ScheduledJob.RunRequest request) {
        return request.checkpoint().get("next") instanceof Number next ? next.intValue() : 0;
    }

    private static ScheduledJob.Ran after(int number) {
        return number + 1 >= LETTERS
                ? ScheduledJob.Ran.done()
                : ScheduledJob.Ran.more(Map.of("next", number + 1));
    }

    /** A step that is done twice is done once. */
    public static final class Good implements ScheduledJob {
        @Override
        public Ran run(PluginContext context, RunRequest request) {
            int number = next(request);
            context.storage("ledger").create("letter-" + number, Map.of());
            return after(number);
        }
    }

    /** A step that is done twice counts twice. */
    public static final class Bad implements ScheduledJob {
        @Override
        public Ran run(PluginContext context, RunRequest request) {
            long before =
                    context.storage("ledger").get("count").map(entry -> entry.version()).orElse(0L);
            context.storage("ledger").put("count", Map.of("steps", before + 1));
            return after(next(request));
        }
    }
}
