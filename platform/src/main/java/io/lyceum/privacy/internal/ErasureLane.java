package io.lyceum.privacy.internal;

import io.lyceum.identity.Accounts;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.plugins.PluginCalls.Attempt;
import io.lyceum.plugins.SchoolPlugin;
import io.lyceum.plugins.SchoolPlugins;
import io.lyceum.privacy.PersonErasure;
import io.lyceum.privacy.PersonErasure.Note;
import io.lyceum.privacy.PersonErasures;
import io.lyceum.shared.outbox.Lane;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Erases people, a step at a time. Each step may be repeated, so a crash costs one at most. */
@ApplicationScoped
class ErasureLane implements Lane {

    private static final Logger LOG = Logger.getLogger(ErasureLane.class.getName());
    private static final int SCHOOLS_AT_ONCE = 2;

    private final PersonErasures erasures;
    private final PluginPrivacy plugins;
    private final SchoolPlugins schoolPlugins;
    private final People people;
    private final Accounts accounts;
    private final Transactions transactions;

    protected ErasureLane() {
        this(null, null, null, null, null, null);
    }

    @Inject
    ErasureLane(
            PersonErasures erasures,
            PluginPrivacy plugins,
            SchoolPlugins schoolPlugins,
            People people,
            Accounts accounts,
            Transactions transactions) {
        this.erasures = erasures;
        this.plugins = plugins;
        this.schoolPlugins = schoolPlugins;
        this.people = people;
        this.accounts = accounts;
        this.transactions = transactions;
    }

    @Override
    public String lane() {
        return PersonErasures.LANE;
    }

    @Override
    public int schoolsAtOnce() {
        return SCHOOLS_AT_ONCE;
    }

    @Override
    public boolean portion(Turn turn) {
        Optional<PersonErasure> leased = transactions.call(erasures::lease);
        leased.ifPresent(this::step);
        return leased.isPresent();
    }

    private void step(PersonErasure erasure) {
        Optional<String> plugin = erasure.waiting().stream().findFirst();
        try {
            if (plugin.isPresent()) {
                ask(erasure, plugin.get());
            } else {
                close(erasure);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the erasure " + erasure.id() + " is tried again", e);
            String error = e instanceof Problem problem ? problem.detail() : e.toString();
            transactions.run(() -> erasures.failed(erasure, plugin, error));
        }
    }

    private void ask(PersonErasure erasure, String plugin) {
        Optional<SchoolPlugin> known = transactions.call(() -> schoolPlugins.find(plugin));
        if (known.isEmpty()) {
            // Removed since, with all that it kept here.
            done(erasure, plugin, List.of());
            return;
        }
        Attempt<List<String>> attempt = plugins.erase(known.get(), erasure.person());
        if (attempt instanceof Attempt.Answered<List<String>> answered) {
            done(
                    erasure,
                    plugin,
                    answered.answer().stream()
                            .map(text -> new Note(plugin, PersonErasure.Kind.KEPT, text))
                            .toList());
        } else if (attempt instanceof Attempt.Missing<List<String>>) {
            done(erasure, plugin, List.of(new Note(plugin, PersonErasure.Kind.OFF, "")));
        } else if (attempt instanceof Attempt.Failed<List<String>> failed) {
            transactions.run(() -> erasures.failed(erasure, Optional.of(plugin), failed.error()));
        } else {
            transactions.run(() -> erasures.postpone(erasure, plugins.rest()));
        }
    }

    private void done(PersonErasure erasure, String plugin, List<Note> left) {
        transactions.run(() -> erasures.erased(erasure, plugin, left));
    }

    private void close(PersonErasure erasure) {
        Person person = transactions.call(() -> people.byId(erasure.person()));
        accounts.remove(person.subject());
        transactions.run(() -> erasures.finish(erasure));
    }
}
