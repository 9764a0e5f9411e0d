package io.lyceum.plugins;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.page.AdminPage;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.view.View;
import io.lyceum.plugins.internal.EventLane;
import io.lyceum.plugins.internal.Jobs;
import io.lyceum.plugins.internal.PluginAddress;
import io.lyceum.shared.audit.Audit;
import io.lyceum.shared.outbox.Delivery;
import io.lyceum.shared.outbox.LeasedDelivery;
import io.lyceum.shared.outbox.Outbox;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a school's people do with the plugins that work on their own: try a connection, see what it
 * would send, have events sent again, run a job now. No transaction is open around these methods.
 */
@ApplicationScoped
public class PluginDesk {

    /** How many events a preview looks at. */
    public static final int PREVIEWED = 20;

    private final SchoolPlugins plugins;
    private final PluginCalls calls;
    private final Outbox outbox;
    private final Jobs jobs;
    private final Subjects subjects;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    protected PluginDesk() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    PluginDesk(
            SchoolPlugins plugins,
            PluginCalls calls,
            Outbox outbox,
            Jobs jobs,
            Subjects subjects,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.plugins = plugins;
        this.calls = calls;
        this.outbox = outbox;
        this.jobs = jobs;
        this.subjects = subjects;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A listener or connector and how its deliveries stand.
     *
     * @param address the name that its deliveries bear
     */
    public record Channel(
            Kind kind,
            String id,
            Descriptor.Words name,
            String address,
            long waiting,
            long delivered,
            long parked) {}

    /**
     * A job and when it runs.
     *
     * @param under whether a run is under way
     */
    public record Job(
            String id,
            Descriptor.Words name,
            Instant next,
            boolean under,
            Optional<Instant> last,
            String lastError) {}

    /** An event, and what sending it would change. */
    public record Preview(String type, Instant occurredAt, Connector.Line line) {}

    /** Lists the listeners and connectors of an installed plugin. */
    public List<Channel> channels(SchoolPlugin plugin) {
        List<Channel> channels = new ArrayList<>();
        for (Descriptor.Provided provided : plugin.version().descriptor().provides()) {
            if (provided.kind() == Kind.LISTENER || provided.kind() == Kind.CONNECTOR) {
                String address = address(plugin.id(), provided);
                Map<Delivery.Status, Long> standing = outbox.standing(address);
                channels.add(
                        new Channel(
                                provided.kind(),
                                provided.id(),
                                provided.name(),
                                address,
                                standing.getOrDefault(Delivery.Status.PENDING, 0L),
                                standing.getOrDefault(Delivery.Status.DONE, 0L),
                                standing.getOrDefault(Delivery.Status.PARKED, 0L)));
            }
        }
        return channels;
    }

    private static String address(String plugin, Descriptor.Provided provided) {
        return new PluginAddress(plugin, provided.kind(), provided.id()).name();
    }

    /** Lists the jobs of an installed plugin. */
    public List<Job> jobs(SchoolPlugin plugin) {
        return transactions.call(
                () -> jobs.of(plugin.id()).stream().map(job -> job(plugin, job)).toList());
    }

    private static Job job(SchoolPlugin plugin, Jobs.Job job) {
        Descriptor.Words name =
                plugin.version()
                        .descriptor()
                        .provided(Kind.JOB, job.job())
                        .map(Descriptor.Provided::name)
                        .orElse(new Descriptor.Words(Map.of("en", job.job())));
        return new Job(
                job.job(), name, job.due(), job.runDue() != null, job.lastRun(), job.lastError());
    }

    /**
     * Tries a connector's settings against the other system; nothing is changed there.
     *
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_NOT_INSTALLED, PLUGIN_UNAVAILABLE
     */
    public Connector.Tested test(String plugin, String connector, Locale locale) {
        provided(plugin, Kind.CONNECTOR, connector);
        return calls.call(
                plugin,
                Kind.CONNECTOR,
                connector,
                "test",
                new Connector.TestRequest(locale.toLanguageTag()),
                Connector.Tested.class,
                reader(locale));
    }

    /**
     * Says what sending the newest events would change in the other system.
     *
     * @return oldest first; empty when nothing has happened yet
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_NOT_INSTALLED, PLUGIN_UNAVAILABLE
     */
    public List<Preview> preview(String plugin, String connector, Locale locale) {
        Descriptor.Provided provided = provided(plugin, Kind.CONNECTOR, connector);
        List<LeasedDelivery> events = outbox.latest(address(plugin, provided), PREVIEWED);
        if (events.isEmpty()) {
            return List.of();
        }
        Connector.Pushed pushed =
                calls.call(
                        plugin,
                        Kind.CONNECTOR,
                        connector,
                        "push",
                        new Connector.PushRequest(
                                events.stream().map(EventLane::message).toList(), true),
                        Connector.Pushed.class,
                        reader(locale));
        Map<String, Connector.Line> lines = new HashMap<>();
        pushed.lines().forEach(line -> lines.put(line.event(), line));
        return events.stream()
                .filter(event -> lines.containsKey(event.event().toString()))
                .map(
                        event ->
                                new Preview(
                                        event.type(),
                                        event.occurredAt(),
                                        lines.get(event.event().toString())))
                .toList();
    }

    /**
     * Tells a listener or connector once more of what has happened since a moment, and of what it
     * was never told.
     *
     * @return how many events
     * @throws Problem NO_SUCH_PLUGIN
     */
    public int replay(String plugin, Kind kind, String extension, Instant since) {
        Descriptor.Provided provided = provided(plugin, kind, extension);
        String address = address(plugin, provided);
        return transactions.call(
                () -> {
                    int events = outbox.replay(address, since);
                    audit.record(
                            "plugin.replayed",
                            "plugin",
                            plugin,
                            Map.of("to", address, "since", since.toString(), "events", events));
                    return events;
                });
    }

    /** Lists the back-office pages of an installed plugin. */
    public List<Descriptor.Provided> pages(SchoolPlugin plugin) {
        return plugin.version().descriptor().provides().stream()
                .filter(provided -> provided.kind() == Kind.PAGE)
                .toList();
    }

    /**
     * Shows a plugin's page in the back office.
     *
     * @param place within the page; empty for its first
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_NOT_INSTALLED, PLUGIN_UNAVAILABLE
     */
    public View show(String plugin, String page, String place, Locale locale) {
        provided(plugin, Kind.PAGE, page);
        return calls.call(
                plugin,
                Kind.PAGE,
                page,
                "show",
                new AdminPage.ShowRequest(place),
                View.class,
                reader(locale));
    }

    /**
     * Gives a plugin a form of its page.
     *
     * @throws Problem NO_SUCH_PLUGIN, PLUGIN_NOT_INSTALLED, PLUGIN_UNAVAILABLE
     */
    public AdminPage.Acted act(
            String plugin, String page, AdminPage.ActRequest request, Locale locale) {
        provided(plugin, Kind.PAGE, page);
        return calls.call(
                plugin, Kind.PAGE, page, "act", request, AdminPage.Acted.class, reader(locale));
    }

    private PluginCalls.Subject reader(Locale locale) {
        return new PluginCalls.Subject(null, null, locale, subjects.ofSchool().zone());
    }

    /**
     * Runs a job now.
     *
     * @throws Problem NO_SUCH_PLUGIN
     */
    public void run(String plugin, String job) {
        provided(plugin, Kind.JOB, job);
        transactions.run(
                () ->
                        jobs.runAt(
                                plugin,
                                job,
                                clock.instant(),
                                JsonNodeFactory.instance.objectNode()));
    }

    private Descriptor.Provided provided(String plugin, Kind kind, String extension) {
        return transactions
                .call(() -> plugins.require(plugin))
                .version()
                .descriptor()
                .provided(kind, extension)
                .orElseThrow(() -> new Problem(PluginProblem.NO_SUCH_PLUGIN));
    }
}
