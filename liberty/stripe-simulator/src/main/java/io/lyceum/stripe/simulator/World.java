package io.lyceum.stripe.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** All parts of one simulator, put together. */
final class World implements AutoCloseable {

    private static final String PLATFORM = "acct_platform0000001";

    private final SimulatorConfig config;
    private final Store store;
    private final Times times;
    private final Shapes shapes = new Shapes(Schema.read("shapes.txt"));
    private final Parameters parameters = new Parameters(Schema.read("parameters.txt"));
    private final Routes routes = new Routes();
    private final Renderer renderer = new Renderer(shapes);
    private final Faults faults = new Faults();
    private final Timers timers = new Timers(this);
    private final Webhooks webhooks;
    private final Events events;
    private final Pages pages = new Pages(this);

    private final Customers customers = new Customers(routes, renderer);
    private final Catalog catalog = new Catalog(routes, renderer);
    private final PaymentMethods paymentMethods = new PaymentMethods(routes);
    private final PaymentIntents paymentIntents = new PaymentIntents(routes, timers);
    private final SetupIntents setupIntents = new SetupIntents(routes);
    private final Charges charges = new Charges(routes, renderer);
    private final Refunds refunds = new Refunds(routes, timers);
    private final Disputes disputes = new Disputes(routes, timers);
    private final Balances balances = new Balances(routes, timers);
    private final Coupons coupons = new Coupons(routes, renderer, timers);
    private final Taxes taxes = new Taxes(routes, renderer);
    private final TaxIds taxIds = new TaxIds(routes, renderer, timers);
    private final Sessions sessions = new Sessions(routes, renderer, timers);
    private final Invoices invoices = new Invoices(routes, renderer, timers, pages);
    private final Subscriptions subscriptions = new Subscriptions(routes, timers);
    private final Transfers transfers = new Transfers(routes, renderer);
    private final Payouts payouts = new Payouts(routes, timers);
    private String address = "";

    World(SimulatorConfig config) {
        this.config = config;
        store = new Store(new Journal(config.data()));
        times = new Times(config.clock());
        times.restore(store);
        webhooks = new Webhooks(config.webhookPause());
        events = new Events(webhooks);
        new WebhookEndpoints(routes);
        new InvoiceItems(routes);
        new SubscriptionItems(routes, renderer);
        new TestClocks(routes);
        new Accounts(routes, pages);
        new Portal(routes, pages);
        new CheckoutPage(pages);
    }

    /** Makes what is always there, and begins to deliver events. */
    void start(String ownAddress) {
        address = ownAddress;
        furnish();
        webhooks.start(store);
    }

    /** Makes the platform's account and the endpoint that the configuration names. */
    void furnish() {
        store.change(
                unit -> {
                    Scope scope = new Scope(this, unit, PLATFORM, Events.NO_CAUSE, "", null);
                    if (scope.find("account", PLATFORM).isEmpty()) {
                        scope.save(Accounts.platform(scope));
                    }
                    config.webhookUrl().ifPresent(url -> configured(scope, url));
                    return unit;
                });
    }

    private void configured(Scope scope, String url) {
        String id = "we_configured";
        ObjectNode endpoint =
                scope.find("webhook_endpoint", id)
                        .orElseGet(
                                () ->
                                        WebhookEndpoints.make(
                                                scope, url, config.webhookSecret(), "both"));
        scope.remove(endpoint);
        endpoint.put("id", id).put("url", url).put("_secret", config.webhookSecret());
        scope.save(endpoint);
    }

    /** Forgets everything but how it was started. */
    void reset() {
        webhooks.forget();
        faults.clear();
        store.clear();
        times.restore(store);
        furnish();
    }

    SimulatorConfig config() {
        return config;
    }

    String platform() {
        return PLATFORM;
    }

    String address() {
        return address;
    }

    Store store() {
        return store;
    }

    Times times() {
        return times;
    }

    Timers timers() {
        return timers;
    }

    Shapes shapes() {
        return shapes;
    }

    Parameters parameters() {
        return parameters;
    }

    Routes routes() {
        return routes;
    }

    Renderer renderer() {
        return renderer;
    }

    Faults faults() {
        return faults;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    Events events() {
        return events;
    }

    Pages pages() {
        return pages;
    }

    Customers customers() {
        return customers;
    }

    Catalog catalog() {
        return catalog;
    }

    PaymentMethods paymentMethods() {
        return paymentMethods;
    }

    PaymentIntents paymentIntents() {
        return paymentIntents;
    }

    SetupIntents setupIntents() {
        return setupIntents;
    }

    Charges charges() {
        return charges;
    }

    Refunds refunds() {
        return refunds;
    }

    Disputes disputes() {
        return disputes;
    }

    Balances balances() {
        return balances;
    }

    Coupons coupons() {
        return coupons;
    }

    Taxes taxes() {
        return taxes;
    }

    TaxIds taxIds() {
        return taxIds;
    }

    Sessions sessions() {
        return sessions;
    }

    Invoices invoices() {
        return invoices;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Transfers transfers() {
        return transfers;
    }

    Payouts payouts() {
        return payouts;
    }

    @Override
    public void close() {
        webhooks.close();
        store.close();
    }
}
