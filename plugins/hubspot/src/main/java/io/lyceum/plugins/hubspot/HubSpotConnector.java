package io.lyceum.plugins.hubspot;

import io.lyceum.plugin.CapabilityDenied;
import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugins.hubspot.HubSpot.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Keeps HubSpot's contacts up to date with the learners of the school. */
public final class HubSpotConnector implements Connector {

    private static final Duration LONGEST_TEST = Duration.ofSeconds(7);

    @Override
    public Tested test(PluginContext context, TestRequest request) {
        Locale locale = context.locale();
        if (context.secrets().get("accessToken").isEmpty()) {
            return new Tested(false, Words.TOKEN_MISSING.in(locale));
        }
        Mapping mapping = new Mapping(context);
        List<String> wrong = new ArrayList<>(mapping.wrong(locale));
        HubSpot hubSpot = new HubSpot(context, LONGEST_TEST);
        try {
            hubSpot.knock();
            mapping.types()
                    .forEach(
                            (name, types) ->
                                    wrong(hubSpot.property(name), name, types, locale)
                                            .ifPresent(wrong::add));
        } catch (HubSpotProblem problem) {
            return new Tested(false, problem.words(locale));
        } catch (CapabilityDenied e) {
            return new Tested(false, Words.NOT_GRANTED.in(locale, e.getMessage()));
        }
        return wrong.isEmpty()
                ? new Tested(true, Words.WORKS.in(locale, listed(mapping.types(), locale)))
                : new Tested(false, String.join("\n", wrong));
    }

    private static Optional<String> wrong(
            Optional<Property> property, String name, List<String> types, Locale locale) {
        if (property.isEmpty()) {
            return Optional.of(Words.PROPERTY_MISSING.in(locale, name));
        }
        if (property.get().readOnly()) {
            return Optional.of(Words.PROPERTY_READ_ONLY.in(locale, name));
        }
        String type = property.get().type();
        return types.contains(type)
                ? Optional.empty()
                : Optional.of(Words.PROPERTY_TYPE.in(locale, name, type, types.get(0)));
    }

    private static String listed(Map<String, List<String>> types, Locale locale) {
        return types.isEmpty()
                ? Words.NOTHING_MAPPED.in(locale)
                : String.join(", ", types.keySet());
    }

    @Override
    public Pushed push(PluginContext context, PushRequest request) {
        return new Delivery(context, request).run();
    }
}
