package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.privacy.PrivacyProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gives and forgets what the plugin keeps of a person, and what it has sent to HubSpot. */
public final class HubSpotPrivacy implements PrivacyProvider {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    @Override
    public PersonData export(PluginContext context, PersonRequest request) {
        Optional<LearnerFacts> facts = new Ledger(context).facts(request.person());
        if (facts.isEmpty()) {
            return new PersonData(List.of());
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("kept", "plugin");
        kept.putAll(facts.get().entry());
        entries.add(kept);
        String contact = facts.get().contact();
        if (contact != null) {
            entries.add(atHubSpot(context, contact));
        }
        return new PersonData(List.copyOf(entries));
    }

    private static Map<String, Object> atHubSpot(PluginContext context, String contact) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kept", "hubspot");
        entry.put("contact", contact);
        try {
            new HubSpot(context, LONGEST)
                    .contact(contact, new Mapping(context).toRead())
                    .ifPresent(
                            found ->
                                    entry.put(
                                            "properties", new LinkedHashMap<>(found.properties())));
        } catch (HubSpotProblem problem) {
            entry.put("note", Words.NOT_READ.in(context.locale(), problem.words(context.locale())));
        } catch (CapabilityDenied e) {
            entry.put("note", Words.NOT_READ.in(context.locale(), e.getMessage()));
        }
        return entry;
    }

    @Override
    public Erased erase(PluginContext context, PersonRequest request) {
        Locale locale = context.locale();
        Ledger ledger = new Ledger(context);
        String contact = ledger.facts(request.person()).map(LearnerFacts::contact).orElse(null);
        List<String> stays = new ArrayList<>();
        if (contact != null && !Boolean.TRUE.equals(context.settings().get("deleteContacts"))) {
            stays.add(Words.CONTACT_STAYS.in(locale, contact));
        } else if (contact != null) {
            try {
                new HubSpot(context, LONGEST).forget(contact);
            } catch (HubSpotProblem problem) {
                return new Erased(
                        0,
                        List.of(
                                Words.CONTACT_NOT_DELETED.in(
                                        locale, contact, problem.words(locale))));
            } catch (CapabilityDenied e) {
                return new Erased(
                        0,
                        List.of(
                                Words.CONTACT_NOT_DELETED.in(
                                        locale,
                                        contact,
                                        Words.NOT_GRANTED.in(locale, e.getMessage()))));
            }
        }
        return new Erased(ledger.forget(request.person()), stays);
    }
}
