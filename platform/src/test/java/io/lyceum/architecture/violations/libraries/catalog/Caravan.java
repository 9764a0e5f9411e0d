package io.lyceum.architecture.violations.libraries.catalog;

import io.lyceum.architecture.violations.libraries.com.stripe.Stripe;
import io.lyceum.architecture.violations.libraries.org.apache.camel.ProducerTemplate;
import io.lyceum.architecture.violations.libraries.org.pf4j.PluginWrapper;

/** Takes along every library that has a place of its own. */
class Caravan {
    ProducerTemplate routes;
    PluginWrapper plugin;
    Stripe payments;
}
