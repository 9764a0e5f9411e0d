package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.Users;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which property of contacts takes what, as the school has set it. */
final class Mapping {

    private static final String FIRST_NAME = "firstNameProperty";
    private static final String LAST_NAME = "lastNameProperty";

    private final Map<String, Object> settings;
    private final ZoneId zone;
    private final String firstName;
    private final String lastName;
    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);

    Mapping(PluginContext context) {
        settings = context.settings();
        zone = context.zone();
        firstName = usable(FIRST_NAME);
        lastName = usable(LAST_NAME);
        for (Fact fact : Fact.values()) {
            String name = usable(fact.setting());
            if (!name.isEmpty()) {
                facts.put(fact, name);
            }
        }
    }

    private String written(String setting) {
        return settings.get(setting) instanceof String text ? text.strip() : "";
    }

    /** A name that is none is as good as empty here; {@link #wrong} tells of it. */
    private String usable(String setting) {
        String name = written(setting);
        return isName(name) ? name : "";
    }

    private static boolean isName(String name) {
        // The address is what contacts are told apart by, and is sent in any case.
        return name.matches("[a-z][a-z0-9_]{0,99}") && !name.equals("email");
    }

    /** Says what is wrong with the settings by themselves; empty when nothing is. */
    List<String> wrong(Locale locale) {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> names = new ArrayList<>(List.of(written(FIRST_NAME), written(LAST_NAME)));
        for (Fact fact : Fact.values()) {
            names.add(written(fact.setting()));
        }
        for (String name : names) {
            if (!name.isEmpty() && !isName(name)) {
                wrong.add(Words.BAD_NAME.in(locale, name));
            } else if (!name.isEmpty() && !seen.add(name)) {
                wrong.add(Words.NAME_TWICE.in(locale, name));
            }
        }
        return wrong;
    }

    /** The mapped properties with the types at HubSpot that take what is sent. */
    Map<String, List<String>> types() {
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (String name : List.of(firstName, lastName)) {
            if (!name.isEmpty()) {
                types.put(name, List.of("string"));
            }
        }
        facts.forEach((fact, name) -> types.put(name, fact.types()));
        return types;
    }

    /** The properties to read for a comparison. */
    Set<String> toRead() {
        Set<String> names = new TreeSet<>(types().keySet());
        names.add("email");
        names.add("hs_additional_emails");
        return names;
    }

    /** Tells whether a property takes a part of the name, which others may have corrected. */
    boolean isOfPerson(String property) {
        return property.equals(firstName) || property.equals(lastName);
    }

    /** What HubSpot is to know, without the address. */
    Map<String, String> properties(LearnerFacts learner, Users.Profile profile) {
        Map<String, String> properties = new TreeMap<>();
        String name = Optional.ofNullable(profile.name()).orElse("").strip();
        int space = name.lastIndexOf(' ');
        boolean parted = space > 0 && !lastName.isEmpty();
        put(properties, firstName, parted ? name.substring(0, space).strip() : name);
        put(properties, lastName, parted ? name.substring(space + 1) : "");
        facts.forEach(
                (fact, property) ->
                        fact.value(learner, zone)
                                .ifPresent(value -> put(properties, property, value)));
        return properties;
    }

    private static void put(Map<String, String> properties, String name, String value) {
        if (!name.isEmpty() && !value.isEmpty()) {
            properties.put(name, value);
        }
    }
}
