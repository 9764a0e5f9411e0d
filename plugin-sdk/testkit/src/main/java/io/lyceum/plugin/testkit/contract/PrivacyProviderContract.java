package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.lyceum.plugin.privacy.PrivacyProvider;
import io.lyceum.plugin.privacy.PrivacyProvider.Erased;
import io.lyceum.plugin.privacy.PrivacyProvider.PersonData;
import io.lyceum.plugin.privacy.PrivacyProvider.PersonRequest;
import io.lyceum.plugin.runtime.descriptor.Descriptor.StorageScope;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link PrivacyProvider} keeps to. */
public abstract class PrivacyProviderContract extends PluginContract {

    /** The provider's id in the descriptor. */
    protected abstract String providerId();

    /** Somebody whom the plugin comes to know. */
    protected abstract String person();

    /** Somebody else whom it comes to know. */
    protected abstract String otherPerson();

    /** Uses the plugin so that it keeps something of both of them, as in real life. */
    protected abstract void keepSomething();

    private PrivacyProvider provider() {
        return host.extension(PrivacyProvider.class, providerId());
    }

    private PersonData export(String person) {
        return provider().export(host.context(), new PersonRequest(person));
    }

    private Erased erase(String person) {
        return provider().erase(host.context(), new PersonRequest(person));
    }

    /** What is kept but for storages of learners and people, which the host erases by itself. */
    private SortedMap<String, Map<String, Object>> keptByThePlugin() {
        SortedMap<String, Map<String, Object>> kept = new TreeMap<>();
        host.stored()
                .forEach(
                        (key, value) -> {
                            String storage = key.substring(0, key.indexOf('/'));
                            StorageScope scope =
                                    host.descriptor().storage(storage).orElseThrow().scope();
                            if (scope != StorageScope.USER_STATE
                                    && scope != StorageScope.PREFERENCES) {
                                kept.put(key, value);
                            }
                        });
        return kept;
    }

    @Test
    void what_is_kept_of_a_person_is_given_to_them() {
        keepSomething();
        boolean known = keptByThePlugin().toString().contains(person());
        assertEquals(known, !reading(() -> export(person())).entries().isEmpty());
    }

    @Test
    void what_is_given_is_not_the_other_persons() {
        keepSomething();
        assertFalse(export(person()).toString().contains(otherPerson()));
    }

    @Test
    void after_erasing_there_is_nothing_to_give_and_nothing_kept() {
        keepSomething();
        erase(person());
        assertEquals(List.of(), export(person()).entries());
        assertFalse(
                keptByThePlugin().toString().contains(person()),
                "their id is still in " + keptByThePlugin());
    }

    @Test
    void erasing_one_person_leaves_the_other() {
        keepSomething();
        PersonData before = export(otherPerson());
        erase(person());
        assertEquals(before, export(otherPerson()));
    }

    @Test
    void erasing_twice_is_no_error_and_finds_nothing() {
        keepSomething();
        erase(person());
        assertEquals(0, erase(person()).entries());
    }

    @Test
    void of_somebody_unknown_nothing_is_kept() {
        keepSomething();
        for (String nobody : ODD_TEXTS) {
            assertEquals(List.of(), export(nobody).entries());
            assertEquals(0, erase(nobody).entries());
        }
    }

    @Test
    void each_language_that_the_plugin_speaks_is_no_failure() {
        keepSomething();
        for (String language : otherLanguages()) {
            host.locale(language);
            assertNotNull(export(person()));
            erase(person()).kept().forEach(why -> assertFalse(why.isBlank()));
        }
    }
}
