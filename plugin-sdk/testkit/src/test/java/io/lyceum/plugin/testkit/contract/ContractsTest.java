package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import io.lyceum.plugin.event.DomainEvent;
import io.lyceum.plugin.event.DomainEventListener;
import io.lyceum.plugin.testkit.FakeHttp;
import io.lyceum.plugin.testkit.TestHost;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/** Extensions that keep the contracts pass them, and those that break one fail at it. */
class ContractsTest {

    private static TestHost sample() {
        TestHost host = TestHost.ofClassPath();
        host.secret("key", "s3cret");
        host.person("ada", "Ada", "ada@example.org");
        host.http().answer(request -> FakeHttp.json(200, "{}"));
        return host;
    }

    private static List<DomainEvent> enrolments() {
        return List.of(enrolled(1, "person-one"), enrolled(2, "person-two"));
    }

    private static DomainEvent enrolled(int number, String person) {
        return new DomainEvent(
                "event-" + number,
                "enrolment.created",
                1,
                Instant.parse("2026-01-05T09:00:00Z").plusSeconds(number),
                1,
                Map.of("person", person));
    }

    static class Listener extends DomainEventListenerContract {
        private final String id;

        Listener(String id) {
            this.id = id;
        }

        @Override
        protected TestHost host() {
            return sample();
        }

        @Override
        protected String listenerId() {
            return id;
        }

        @Override
        protected List<DomainEvent> events() {
            return enrolments();
        }
    }

    static class Job extends ScheduledJobContract {
        private final String id;

        Job(String id) {
            this.id = id;
        }

        @Override
        protected TestHost host() {
            return sample();
        }

        @Override
        protected String jobId() {
            return id;
        }
    }

    static class Page extends AdminPageContract {
        private final String id;

        Page(String id) {
            this.id = id;
        }

        @Override
        protected TestHost host() {
            return sample();
        }

        @Override
        protected String pageId() {
            return id;
        }
    }

    static class Slot extends SlotContentContract {
        private final String id;

        Slot(String id) {
            this.id = id;
        }

        @Override
        protected TestHost host() {
            return sample();
        }

        @Override
        protected String slotContentId() {
            return id;
        }
    }

    static class Crm extends ConnectorContract {
        private final String id;

        Crm(String id) {
            this.id = id;
        }

        @Override
        protected TestHost host() {
            return sample();
        }

        @Override
        protected String connectorId() {
            return id;
        }

        @Override
        protected List<DomainEvent> events() {
            return enrolments();
        }
    }

    static class Privacy extends PrivacyProviderContract {
        private final String id;

        Privacy(String id) {
            this.id = id;
        }

        @Override
        protected TestHost host() {
            return sample();
        }

        @Override
        protected String providerId() {
            return id;
        }

        @Override
        protected String person() {
            return "person-one";
        }

        @Override
        protected String otherPerson() {
            return "person-two";
        }

        @Override
        protected void keepSomething() {
            DomainEventListener listener = host.extension(DomainEventListener.class, "good");
            enrolments().forEach(event -> listener.on(host.context(), event));
        }
    }

    static class Packages extends ContentPackageHandlerContract {
        private final String id;

        Packages(String id) {
            this.id = id;
        }

        @Override
        protected TestHost host() {
            return sample();
        }

        @Override
        protected String handlerId() {
            return id;
        }

        @Override
        protected Map<String, byte[]> files() {
            return Map.of(
                    "title.txt", "A title".getBytes(StandardCharsets.UTF_8),
                    "index.html", "<p>Hello".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        protected Map<String, String> completing() {
            return Map.of("done", "yes");
        }

        @Override
        protected Map<String, String> going() {
            return Map.of("page", "2");
        }
    }

    @Nested
    class AGoodListener extends Listener {
        AGoodListener() {
            super("good");
        }
    }

    @Nested
    class AGoodJob extends Job {
        AGoodJob() {
            super("good");
        }
    }

    @Nested
    class AGoodPage extends Page {
        AGoodPage() {
            super("good");
        }
    }

    @Nested
    class GoodSlotContent extends Slot {
        GoodSlotContent() {
            super("good");
        }
    }

    @Nested
    class AGoodConnector extends Crm {
        AGoodConnector() {
            super("good");
        }
    }

    @Nested
    class AGoodProvider extends Privacy {
        AGoodProvider() {
            super("good");
        }
    }

    @Nested
    class AGoodHandler extends Packages {
        AGoodHandler() {
            super("good");
        }
    }

    @TestFactory
    Stream<DynamicTest> a_bad_listener_fails() {
        return failing(
                () -> new Listener("bad"),
                "an_event_that_comes_twice_does_what_it_did_once",
                "all_events_again_leave_what_they_left");
    }

    @TestFactory
    Stream<DynamicTest> a_bad_job_fails() {
        return failing(
                () -> new Job("bad"),
                "a_run_that_is_cut_after_any_step_leaves_what_one_leaves_that_was_not");
    }

    @TestFactory
    Stream<DynamicTest> a_bad_page_fails() {
        return failing(
                () -> new Page("bad"),
                "showing_the_page_changes_nothing",
                "forms_that_are_filled_with_garbage_are_no_failure");
    }

    @TestFactory
    Stream<DynamicTest> bad_slot_content_fails() {
        return failing(
                () -> new Slot("bad"),
                "visitors_and_learners_see_something_or_nothing_and_never_a_failure",
                "drawing_a_page_changes_nothing");
    }

    @TestFactory
    Stream<DynamicTest> a_bad_connector_fails() {
        return failing(
                () -> new Crm("bad"),
                "settings_that_work_are_said_to_work_and_nothing_is_changed",
                "a_dry_run_writes_nothing_outside_and_keeps_nothing",
                "what_was_sent_is_not_sent_again",
                "nothing_is_lost_when_the_other_system_does_not_answer",
                "the_test_of_the_settings_speaks_the_schools_language");
    }

    @TestFactory
    Stream<DynamicTest> a_bad_provider_fails() {
        return failing(
                () -> new Privacy("bad"),
                "what_is_given_is_not_the_other_persons",
                "after_erasing_there_is_nothing_to_give_and_nothing_kept",
                "erasing_twice_is_no_error_and_finds_nothing",
                "of_somebody_unknown_nothing_is_kept");
    }

    @TestFactory
    Stream<DynamicTest> a_bad_handler_fails() {
        return failing(
                () -> new Packages("bad"),
                "an_archive_of_something_else_is_refused_with_a_reason",
                "a_commit_that_comes_late_changes_nothing");
    }

    @TestFactory
    Stream<DynamicTest> a_name_in_the_log_fails() {
        return Stream.of(
                DynamicTest.dynamicTest(
                        "a name in the log",
                        () -> {
                            Listener contract = new Listener("bad");
                            contract.makeHost();
                            contract.host.deliver("bad", enrolled(1, "person-one"));
                            requireFailure(contract, "no_line_of_the_log_names_a_person");
                        }));
    }

    private static Stream<DynamicTest> failing(
            java.util.function.Supplier<PluginContract> contract, String... tests) {
        return Stream.of(tests)
                .map(
                        test ->
                                DynamicTest.dynamicTest(
                                        test,
                                        () -> {
                                            PluginContract tried = contract.get();
                                            tried.makeHost();
                                            if (tried instanceof Packages packages) {
                                                packages.makeHandler();
                                            }
                                            requireFailure(tried, test);
                                        }));
    }

    private static void requireFailure(PluginContract contract, String test)
            throws ReflectiveOperationException {
        Method method = null;
        for (Class<?> type = contract.getClass();
                type != Object.class;
                type = type.getSuperclass()) {
            for (Method one : type.getDeclaredMethods()) {
                method = one.getName().equals(test) ? one : method;
            }
        }
        assertNotNull(method, "there is no test " + test);
        method.setAccessible(true);
        try {
            method.invoke(contract);
        } catch (InvocationTargetException expected) {
            return;
        }
        fail(test + " has passed");
    }
}
