package io.lyceum.devstack;

/**
 * A moment at which a node dies that is selling something. It is held there by what it needs next:
 * a table that somebody else has locked, or an answer of Stripe's that is slow.
 */
enum CrashStep {
    ORDER_WRITTEN("an order is written", Act.BEGIN, "sales_order"),
    PLACE_TAKEN("a place is taken", Act.BEGIN, "offer"),
    COUPON_USED("a coupon is used", Act.BEGIN, "coupon_use"),
    CHECKOUT_ASKED("Stripe is asked for a checkout", Act.BEGIN, "", "POST /v1/checkout/sessions"),
    CHECKOUT_NOTED("the checkout is noted", Act.BEGIN, "sales_order", "POST /v1/checkout/sessions"),
    MESSAGE_KEPT("a message is kept", Act.TELL, "payment_event"),
    MESSAGE_TOLD("its order becomes due", Act.TELL, "sales_order"),
    LANE_ASKS("a lane asks how orders stand", Act.TELL, "", "GET /v1/checkout/sessions"),
    RETURN_ASKS("Stripe is asked how an order stands", Act.COME, "", "GET /v1/checkout/sessions"),
    ORDER_LOCKED("the order is locked", Act.COME, "sales_order"),
    NUMBER_TAKEN("the receipt gets its number", Act.TELL, "sales_counter"),
    PAYMENT_FOUND("the payment is noted", Act.TELL, "payment_school"),
    ACCESS_GIVEN("access is given", Act.TELL, "entitlement"),
    COURSE_BEGUN("the course is begun", Act.TELL, "enrolment"),
    SUBSCRIPTION_BEGUN("a subscription is begun", Act.TELL, "subscription"),
    EVENT_PUBLISHED("the event is published", Act.TELL, "outbox_event"),
    DELIVERY_PLANNED("its deliveries are planned", Act.COME, "outbox_delivery"),
    POSTED("the sale is posted", Act.TELL, "ledger_posting"),
    DIVIDED("the sale is divided", Act.TELL, "earning"),
    LINES_POSTED("its lines are posted", Act.TELL, "ledger_line"),
    COMMITTED("it is committed and nobody told", Act.COMMIT, "ledger_line"),
    MAIL_SENT("the mail is sent and not noted", Act.TELL, "delivery_attempt"),
    REFUND_WANTED("a refund is noted", Act.REFUND, "sales_refund"),
    REFUND_ASKED("Stripe is asked for a refund", Act.REFUND, "", "POST /v1/refunds"),
    REFUND_MADE("the refund is made and not noted", Act.REFUND, "sales_refund", "POST /v1/refunds"),
    REFUND_POSTED("the refund is posted", Act.REFUND, "ledger_posting"),
    DISPUTE_KEPT("a dispute is kept", Act.DISPUTE, "sales_dispute"),
    DISPUTE_POSTED("the dispute is posted", Act.DISPUTE, "ledger_posting"),
    RUSH("many want few places", Act.RUSH, "");

    /** What people do meanwhile. */
    enum Act {
        /** Somebody presses the button. */
        BEGIN,
        /** Somebody pays, and Stripe tells of it. */
        TELL,
        /** Somebody pays and comes back before Stripe has told anything. */
        COME,
        /** The same, and the node dies when its transaction is done and it does not know yet. */
        COMMIT,
        /** Money goes back. */
        REFUND,
        /** A bank takes money back. */
        DISPUTE,
        /** More people press than there are places. */
        RUSH
    }

    final String words;
    final Act act;

    /** Locked; empty for none. */
    final String table;

    /** Requests to Stripe that are slow, as a pattern; empty for none. */
    final String slow;

    CrashStep(String words, Act act, String table) {
        this(words, act, table, "");
    }

    CrashStep(String words, Act act, String table, String slow) {
        this.words = words;
        this.act = act;
        this.table = table;
        this.slow = slow;
    }
}
