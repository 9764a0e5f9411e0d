package io.lyceum.plugin.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.Users;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.event.DomainEventListener;
import io.lyceum.plugin.job.ScheduledJob;
import io.lyceum.plugin.runtime.CallFacts;
import io.lyceum.plugin.runtime.CapabilityContext;
import io.lyceum.plugin.runtime.Codec;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.Operation;
import io.lyceum.plugin.runtime.PluginRuntime;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.descriptor.DescriptorReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A host in memory with one school. It reads {@code plugin.yaml} from the class path, makes the
 * plugin's extensions, and calls them as the real host does: by message, with what the descriptor
 * asks for granted, and nothing else.
 *
 * <pre>{@code
 * TestHost host = TestHost.ofClassPath();
 * ActivityType quiz = host.extension(ActivityType.class, "quiz");
 * View view = quiz.learner(host.context(), new LearnerRequest(host.activity("quiz", content), host.learner(), ""));
 * }</pre>
 */
public final class TestHost {

    private final Descriptor descriptor;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-05T09:00:00Z"));
    private final FakeHttp http = new FakeHttp();
    private final MemoryStore store = new MemoryStore();
    private final Map<String, Object> settings = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, Users.Profile> people = new ConcurrentHashMap<>();
    private final MemoryFiles files = new MemoryFiles();
    private final Jobs jobs;
    private final Deliveries deliveries = new Deliveries(clock);
    private final PluginRuntime runtime;
    private final List<Used> used = new CopyOnWriteArrayList<>();
    private volatile String locale = "en";

    private TestHost(Descriptor descriptor, Function<TestHost, PluginRuntime> runtime) {
        this.descriptor = descriptor;
        this.jobs = new Jobs(descriptor, clock);
        this.runtime = runtime.apply(this);
        descriptor
                .settings()
                .path("properties")
                .fields()
                .forEachRemaining(
                        property -> {
                            JsonNode value = property.getValue().path("default");
                            if (!value.isMissingNode()) {
                                settings.put(
                                        property.getKey(),
                                        Codec.object(Codec.tree(Map.of("value", value)))
                                                .get("value"));
                            }
                        });
    }

    /** Where the plugin runs while it is tested. */
    public enum Where {
        /** Its classes of the test's class path, in the test's thread. */
        MEMORY,
        /** Its jar, as the server runs it in its own process. */
        IN_PROCESS,
        /** Its jar, as the server runs it in a process of the plugin's own. */
        WORKER
    }

    /**
     * A host with the plugin whose {@code plugin.yaml} is at the top of the class path, in memory.
     * With the system properties {@code lyceum.testkit.runtime} ({@code in-process} or {@code
     * worker}) and {@code lyceum.testkit.archive} it is {@link #ofArchive} instead, so that a build
     * can run the same tests in the server's runtimes.
     *
     * @throws io.lyceum.plugin.runtime.descriptor.BadDescriptor if it breaks rules
     */
    public static TestHost ofClassPath() {
        String where = System.getProperty("lyceum.testkit.runtime", "memory");
        return switch (where) {
            case "memory" -> inMemory();
            case "in-process" -> ofArchive(builtArchive(), Where.IN_PROCESS);
            case "worker" -> ofArchive(builtArchive(), Where.WORKER);
            default ->
                    throw new IllegalArgumentException(
                            "lyceum.testkit.runtime is memory, in-process or worker, not " + where);
        };
    }

    private static TestHost inMemory() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream("plugin.yaml")) {
            if (in == null) {
                throw new IllegalStateException("there is no plugin.yaml on the class path");
            }
            Descriptor read =
                    DescriptorReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new TestHost(read, host -> new MemoryRuntime(read, loader, host.clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path builtArchive() {
        String path = System.getProperty("lyceum.testkit.archive", "");
        if (path.isEmpty()) {
            throw new IllegalStateException("lyceum.testkit.archive does not say which jar");
        }
        return Path.of(path);
    }

    /**
     * A host with a built plugin, in one of the runtimes that the server has. The clock stands
     * still during a call there, even when a test moves it. The jar is loaded once for all hosts of
     * this JVM.
     *
     * @param where not in memory
     * @throws io.lyceum.plugin.runtime.archive.ArchiveRefused if no host would take it
     * @throws io.lyceum.plugin.runtime.descriptor.BadDescriptor if its descriptor breaks rules
     */
    public static TestHost ofArchive(Path jar, Where where) {
        ArchiveRuntimes.Running running = ArchiveRuntimes.of(jar, where);
        return new TestHost(running.archive().descriptor(), host -> running.runtime());
    }

    /** What the plugin says of itself. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** The time; moved, it moves for a call that is running too. */
    public FakeClock clock() {
        return clock;
    }

    /** The outside. */
    public FakeHttp http() {
        return http;
    }

    /** Sets a setting of the school. */
    public TestHost setting(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    /** Sets a secret setting of the school. */
    public TestHost secret(String name, String value) {
        secrets.put(name, value);
        return this;
    }

    /** Sets the language that answers are to be in, as a tag. */
    public TestHost locale(String tag) {
        locale = tag;
        return this;
    }

    /** Adds a person to the school. */
    public TestHost person(String id, String name, String email) {
        people.put(id, new Users.Profile(id, name, email, null));
        return this;
    }

    /** Puts a text file into the content package of the calls that follow. */
    public TestHost file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a file into the content package of the calls that follow. */
    public TestHost file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Takes all files out of the content package. */
    public TestHost withoutFiles() {
        files.clear();
        return this;
    }

    /** Takes all secrets back, as at a school that has not set any yet. */
    public TestHost withoutSecrets() {
        secrets.clear();
        return this;
    }

    /** What the plugin has used, oldest first: logs, published events, scheduled runs. */
    public List<Used> used() {
        return List.copyOf(used);
    }

    /**
     * All that the plugin keeps: values by {@code storage/activity/learner/key}, where activity and
     * learner are empty for storages that belong to none.
     */
    public SortedMap<String, Map<String, Object>> stored() {
        return store.all();
    }

    /** The people of the school. */
    public List<Users.Profile> knownPeople() {
        return List.copyOf(people.values());
    }

    /**
     * Brings events to a listener, each as often as it takes: after a failure the clock passes a
     * pause that doubles, and after the eighth try the event is set aside.
     *
     * @return what became of each, in their order
     */
    public List<Delivery> deliver(String listener, DomainEvent... events) {
        return deliveries.deliver(
                extension(DomainEventListener.class, listener), this::context, List.of(events));
    }

    /** Events that were set aside and have not succeeded since, oldest first. */
    public List<DomainEvent> setAside() {
        return deliveries.setAside();
    }

    /**
     * What became of an event.
     *
     * @param attempts from 1
     * @param note the listener's, or what it threw last
     */
    public record Delivery(DomainEvent event, int attempts, boolean setAside, String note) {}

    /**
     * Moves the clock to the next run of a job, one of its own time or one that the plugin has
     * asked for, and runs it to its end.
     *
     * @return nothing when the plugin has no job
     */
    public Optional<JobRun> nextRun() {
        return jobs.next(id -> extension(ScheduledJob.class, id), this::context);
    }

    /** Runs a job now, to its end. */
    public JobRun run(String job) {
        return jobs.run(
                job, clock.instant(), Map.of(), extension(ScheduledJob.class, job), this::context);
    }

    /** A run of a job that has ended. */
    public record JobRun(String job, Instant due, int steps) {}

    /**
     * A use of a capability.
     *
     * @param name for example {@code events.publish}
     */
    public record Used(String name, JsonNode arguments) {}

    /** An activity of this plugin in some lesson. */
    public ActivityType.Activity activity(String type, Map<String, Object> content) {
        return activity("activity-1", type, content);
    }

    /** An activity of this plugin with an id of its own. */
    public ActivityType.Activity activity(String id, String type, Map<String, Object> content) {
        return new ActivityType.Activity(id, type, "Practice", "course-1", "lesson-1", content);
    }

    /** Some learner. */
    public ActivityType.Learner learner() {
        return learner("learner-1");
    }

    /** A learner; their name is known if the plugin asks for it. */
    public ActivityType.Learner learner(String id) {
        return new ActivityType.Learner(
                id, descriptor.asksFor("users.name") ? "Ada Lovelace" : null);
    }

    /** Stands where a context is due: the host binds another one to each call. */
    public PluginContext context() {
        return new CapabilityContext(
                facts(),
                (name, arguments) -> {
                    throw new IllegalStateException("no call is running");
                },
                clock);
    }

    /**
     * Gives an extension of the plugin. Its methods may be called from many threads.
     *
     * @throws IllegalArgumentException if the descriptor does not provide it
     */
    public <E extends ExtensionPoint> E extension(Class<E> type, String id) {
        Kind kind = Kind.of(type);
        if (descriptor.provided(kind, id).isEmpty()) {
            throw new IllegalArgumentException("plugin.yaml provides no " + kind.word() + " " + id);
        }
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> call(kind, id, method, arguments)));
    }

    private @Nullable Object call(
            Kind kind, String id, Method method, Object @Nullable [] arguments) {
        Operation operation = kind.operations().get(method.getName());
        if (operation == null || arguments == null) {
            throw new UnsupportedOperationException(method.getName());
        }
        JsonNode request = Codec.tree(arguments[1]);
        Subject subject = Subject.of(request);
        MemoryCapabilities capabilities =
                new MemoryCapabilities(this, subject, store, http, clock, used);
        JsonNode response =
                runtime.call(
                        new PluginRuntime.Call(kind, id, operation, facts(), request),
                        capabilities);
        return Codec.read(response, operation.response());
    }

    private CallFacts facts() {
        return new CallFacts(
                descriptor.id(),
                descriptor.version(),
                locale,
                "Europe/Berlin",
                Map.copyOf(settings),
                clock.instant());
    }

    Map<String, String> secrets() {
        return secrets;
    }

    Map<String, Users.Profile> people() {
        return people;
    }

    MemoryFiles files() {
        return files;
    }

    Jobs jobs() {
        return jobs;
    }

    /**
     * What a call is about; read from its request, as the real host knows it.
     *
     * @param activity null for calls outside activities
     * @param learner null for calls without a learner
     */
    record Subject(@Nullable String activity, @Nullable String learner) {

        static Subject of(JsonNode request) {
            JsonNode activity = request.path("activity").path("id");
            JsonNode learner = request.path("learner").path("id");
            return new Subject(
                    activity.isMissingNode() ? null : activity.asText(),
                    learner.isMissingNode() ? null : learner.asText());
        }
    }
}
