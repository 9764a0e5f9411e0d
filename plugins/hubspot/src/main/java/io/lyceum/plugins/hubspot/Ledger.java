package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.Storage;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The learners of the school that the plugin knows, and whose enrolment is which. */
final class Ledger {

    private static final int TRIES = 3;

    private final Storage storage;

    Ledger(PluginContext context) {
        storage = context.storage("learners");
    }

    /** Finds what is known of a person. */
    Optional<LearnerFacts> facts(String person) {
        if (learner(person).length() > Storage.LONGEST_KEY) {
            return Optional.empty();
        }
        return storage.get(learner(person)).map(entry -> LearnerFacts.of(entry.value()));
    }

    /** Finds the person that an enrolment is of. */
    Optional<String> owner(String enrolment) {
        return storage.get(enrolment(enrolment))
                .map(entry -> entry.value().get("person"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** Notes whose enrolment it is. */
    void own(String enrolment, String person) {
        storage.create(enrolment(enrolment), Map.of("person", person));
    }

    /**
     * Adds to what is known of a person.
     *
     * @return false if others kept on changing it
     */
    boolean learn(String person, UnaryOperator<LearnerFacts> change) {
        return change(person, true, change);
    }

    /**
     * Changes what is known of a person, unless they have been forgotten meanwhile.
     *
     * @return false if others kept on changing it
     */
    boolean amend(String person, UnaryOperator<LearnerFacts> change) {
        return change(person, false, change);
    }

    private boolean change(String person, boolean create, UnaryOperator<LearnerFacts> change) {
        String key = learner(person);
        for (int i = 0; i < TRIES; i++) {
            Optional<Storage.Entry> before = storage.get(key);
            if (before.isEmpty() && !create) {
                return true;
            }
            LearnerFacts facts =
                    before.map(entry -> LearnerFacts.of(entry.value())).orElse(LearnerFacts.NONE);
            LearnerFacts changed = change.apply(facts);
            if (before.isPresent() && changed.equals(facts)) {
                return true;
            }
            Optional<Storage.Entry> after =
                    before.isPresent()
                            ? storage.replace(key, changed.entry(), before.get().version())
                            : storage.create(key, changed.entry());
            if (after.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Forgets a person.
     *
     * @return how many entries there were
     */
    int forget(String person) {
        Optional<LearnerFacts> facts = facts(person);
        if (facts.isEmpty()) {
            return 0;
        }
        int entries = 0;
        for (String id : facts.get().enrolments().keySet()) {
            entries += storage.delete(enrolment(id)) ? 1 : 0;
        }
        return entries + (storage.delete(learner(person)) ? 1 : 0);
    }

    private static String learner(String person) {
        return "person/" + person;
    }

    private static String enrolment(String id) {
        return "enrolment/" + id;
    }
}
