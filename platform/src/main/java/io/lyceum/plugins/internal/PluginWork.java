package io.lyceum.plugins.internal;

import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.shared.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a school's plugins are told and when their jobs run, kept in step with what is installed.
 * One that is switched off is told nothing; for one in quarantine events wait.
 */
@ApplicationScoped
public class PluginWork {

    static final String LANE = "PLUGINS";

    private final Outbox outbox;
    private final Jobs jobs;

    protected PluginWork() {
        this(null, null);
    }

    @Inject
    PluginWork(Outbox outbox, Jobs jobs) {
        this.outbox = outbox;
        this.jobs = jobs;
    }

    /** Follows what has become of a plugin at the current school, in the caller's transaction. */
    public void follow(SchoolPlugin plugin) {
        Descriptor descriptor = plugin.version().descriptor();
        boolean on = plugin.state() != SchoolPlugin.State.DISABLED;
        Set<String> types =
                descriptor.subscribes().stream()
                        .filter(OpenEvents::has)
                        // What it says itself it knows already, and could answer for ever.
                        .filter(type -> !type.startsWith(OpenEvents.ofPlugin(plugin.id(), "")))
                        .collect(Collectors.toSet());
        Map<String, Set<String>> subscribers = new TreeMap<>();
        for (Descriptor.Provided provided : descriptor.provides()) {
            if (on && (provided.kind() == Kind.LISTENER || provided.kind() == Kind.CONNECTOR)) {
                subscribers.put(
                        new PluginAddress(plugin.id(), provided.kind(), provided.id()).name(),
                        types);
            }
        }
        String group = PluginAddress.group(plugin.id());
        outbox.subscribe(group, LANE, subscribers);
        jobs.keep(plugin.id(), descriptor);
        if (plugin.running()) {
            outbox.hurry(group, LANE);
            jobs.hurry(plugin.id());
        }
    }

    /** Forgets a plugin that the current school has removed. */
    public void forget(String plugin) {
        outbox.forget(PluginAddress.group(plugin));
        jobs.forget(plugin);
    }
}
