package io.lyceum.admin.shell;

import org.jspecify.annotations.Nullable;

/** A page's place in the rail: one of at most eight tasks, or a page under one of them. */
public enum Place {
    HOME("home", "", null),
    COURSES("courses", "/courses", null),
    SUBMISSIONS("submissions", "/submissions", COURSES),
    CATEGORIES("categories", "/categories", COURSES),
    IMPORTS("imports", "/imports", COURSES),
    PEOPLE("people", "/people", null),
    CERTIFICATES("certificates", "/certificates", PEOPLE),
    CREDITS("credits", "/credits", PEOPLE),
    ORDERS("orders", "/orders", null),
    PRODUCTS("products", "/products", ORDERS),
    COUPONS("coupons", "/coupons", ORDERS),
    SUBSCRIPTIONS("subscriptions", "/subscriptions", ORDERS),
    CURRENCIES("currencies", "/currencies", ORDERS),
    TAXES("taxes", "/taxes", ORDERS),
    PAYOUTS("payouts", "/payouts", ORDERS),
    EARNINGS("earnings", "/earnings", null),
    DISPUTES("disputes", "/disputes", ORDERS),
    REVENUE("revenue", "/revenue", ORDERS),
    BRAND("brand", "/brand", null),
    PLUGINS("plugins", "/plugins", null),
    SETTINGS("settings", "/settings", null),
    PLAN("plan", "/plan", SETTINGS),
    DOMAINS("domains", "/domains", SETTINGS),
    MAIL("mail", "/mail", SETTINGS),
    WEBHOOKS("webhooks", "/webhooks", SETTINGS),
    DELIVERIES("deliveries", "/deliveries", SETTINGS),

    SCHOOLS("schools", "/schools", null),
    PLANS("plans", "/plans", null),
    PLATFORM_PLUGINS("plugins", "/plugins", null),
    PLATFORM_DELIVERIES("deliveries", "/deliveries", null),
    RECONCILIATION("reconciliation", "/reconciliation", null),
    OPERATIONS("operations", "/operations", null),

    /** The desk of people who make plugins; its root is a place of its own. */
    PUBLISHING("plugins", "", null),

    /** Pages that no rail item leads to, such as search results and background jobs. */
    ELSEWHERE("elsewhere", "", null);

    private final String icon;
    private final String path;
    private final @Nullable Place parent;

    Place(String icon, String path, @Nullable Place parent) {
        this.icon = icon;
        this.path = path;
        this.parent = parent;
    }

    /** Name of the icon; also the last part of the label's message key. */
    public String icon() {
        return icon;
    }

    public String path() {
        return path;
    }

    /** The rail item that this place is shown under; itself for an item of the first level. */
    public Place top() {
        return parent == null ? this : parent;
    }
}
