package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Who may call what. Each documented operation has a line; one that is new and has none fails the
 * test. Operations are called with ids of nothing and an empty body, so whoever is let in gets as
 * far as 404, 422 or 428 and changes nothing.
 */
@Isolated
class RoleMatrixIT {

    private static final List<String> SCHOOL_ROLES =
            List.of("LEARNER", "TEACHER", "ADMIN", "OWNER");

    /** Columns: visitor, learner, teacher, admin, owner; then the platform's admin at its host. */
    private static final String TABLE =
            """
            401 200 200 200 200 403  GET /api/v1/bookmarks
            401 404 404 404 404 403  DELETE /api/v1/bookmarks/{course}/{lesson}
            401 403 403 403 403 403  PUT /api/v1/bookmarks/{course}/{lesson}
            200 200 200 200 200 200  GET /api/v1/brand
            401 403 403 428 428 403  PUT /api/v1/brand
            401 403 403 422 422 403  PUT /api/v1/brand/logo
            200 200 200 200 200 200  GET /api/v1/catalogue
            401 200 200 200 200 403  GET /api/v1/certificates
            404 404 404 404 404 404  GET /api/v1/certificates/{code}
            401 403 403 422 422 403  POST /api/v1/certificates/{id}/revoke
            401 403 403 200 200 403  GET /api/v1/coupons
            401 403 403 422 422 403  POST /api/v1/coupons
            401 403 403 404 404 403  GET /api/v1/coupons/{coupon}
            401 403 403 422 422 403  PUT /api/v1/coupons/{coupon}
            401 403 403 404 404 403  POST /api/v1/coupons/{coupon}/archive
            401 403 403 404 404 403  POST /api/v1/coupons/{coupon}/restore
            401 403 200 200 200 403  GET /api/v1/courses
            401 403 422 422 422 403  POST /api/v1/courses
            200 200 200 200 200 200  GET /api/v1/courses/categories
            401 403 422 422 422 403  POST /api/v1/courses/categories
            401 403 404 404 404 403  DELETE /api/v1/courses/{course}
            401 403 404 404 404 403  GET /api/v1/courses/{course}
            401 403 422 422 422 403  PUT /api/v1/courses/{course}
            401 403 404 404 404 403  GET /api/v1/courses/{course}/changes
            401 403 404 404 404 403  POST /api/v1/courses/{course}/changes/{change}/undo
            401 403 404 404 404 403  GET /api/v1/courses/{course}/export
            401 403 404 404 404 403  DELETE /api/v1/courses/{course}/lessons/{lesson}
            401 403 404 404 404 403  GET /api/v1/courses/{course}/lessons/{lesson}
            401 403 422 422 422 403  PUT /api/v1/courses/{course}/lessons/{lesson}
            401 403 404 404 404 403  POST /api/v1/courses/{course}/lessons/{lesson}/duplicate
            401 403 400 400 400 403  PUT /api/v1/courses/{course}/lessons/{lesson}/place
            401 403 404 404 404 403  GET /api/v1/courses/{course}/lessons/{lesson}/versions
            401 403 404 404 404 403  GET /api/v1/courses/{course}/lessons/{lesson}/versions/{number}
            401 403 428 428 428 403  POST /api/v1/courses/{course}/lessons/{lesson}/versions/{number}/restore
            401 403 404 404 404 403  GET /api/v1/courses/{course}/modules
            401 403 422 422 422 403  POST /api/v1/courses/{course}/modules
            401 403 422 422 422 403  PUT /api/v1/courses/{course}/modules/order
            401 403 404 404 404 403  DELETE /api/v1/courses/{course}/modules/{module}
            401 403 422 422 422 403  PUT /api/v1/courses/{course}/modules/{module}
            401 403 404 404 404 403  POST /api/v1/courses/{course}/modules/{module}/duplicate
            401 403 422 422 422 403  POST /api/v1/courses/{course}/modules/{module}/lessons
            401 403 404 404 404 403  GET /api/v1/courses/{course}/prices
            401 403 404 404 404 403  PUT /api/v1/courses/{course}/prices
            401 403 404 404 404 403  POST /api/v1/courses/{course}/publish
            401 403 404 404 404 403  GET /api/v1/courses/{course}/removed
            401 403 404 404 404 403  POST /api/v1/courses/{course}/removed/{removal}/restore
            401 403 404 404 404 403  DELETE /api/v1/courses/{course}/schedule
            401 403 422 422 422 403  POST /api/v1/courses/{course}/schedule
            401 403 404 404 404 403  POST /api/v1/courses/{course}/unpublish
            401 403 403 200 200 403  GET /api/v1/credits
            401 403 403 422 422 403  POST /api/v1/credits/grants
            401 200 200 200 200 403  GET /api/v1/credits/me
            401 403 403 404 404 403  GET /api/v1/credits/people/{person}
            401 403 403 422 422 403  POST /api/v1/credits/reservations
            401 403 403 404 404 403  GET /api/v1/credits/reservations/{reservation}
            401 403 403 404 404 403  POST /api/v1/credits/reservations/{reservation}/commit
            401 403 403 404 404 403  POST /api/v1/credits/reservations/{reservation}/release
            401 403 403 200 200 403  GET /api/v1/credits/settings
            401 403 403 428 428 403  PUT /api/v1/credits/settings
            401 403 403 200 200 403  GET /api/v1/crms
            401 403 403 422 422 403  POST /api/v1/crms
            401 403 403 404 404 403  DELETE /api/v1/crms/{crm}
            401 403 403 404 404 403  GET /api/v1/crms/{crm}
            401 403 403 422 422 403  PUT /api/v1/crms/{crm}
            401 403 403 404 404 403  DELETE /api/v1/crms/{crm}/backfill
            401 403 403 404 404 403  GET /api/v1/crms/{crm}/backfill
            401 403 403 404 404 403  POST /api/v1/crms/{crm}/backfill
            401 403 403 404 404 403  POST /api/v1/crms/{crm}/pause
            401 403 403 404 404 403  POST /api/v1/crms/{crm}/preview
            401 403 403 404 404 403  POST /api/v1/crms/{crm}/resume
            401 403 403 200 200 403  GET /api/v1/currencies
            401 403 403 200 200 403  GET /api/v1/currencies/choice
            401 403 403 428 428 403  PUT /api/v1/currencies/choice
            401 403 403 200 200 403  GET /api/v1/deliveries
            401 403 403 422 422 403  POST /api/v1/deliveries/resend
            401 403 403 404 404 403  GET /api/v1/deliveries/{delivery}
            401 403 403 404 404 403  GET /api/v1/deliveries/{delivery}/attempts
            401 403 403 404 404 403  POST /api/v1/deliveries/{delivery}/cancel
            401 403 403 404 404 403  POST /api/v1/deliveries/{delivery}/resend
            401 422 422 422 422 403  PUT /api/v1/device-actions/{action}
            401 403 403 200 200 403  GET /api/v1/disputes
            401 200 200 200 200 403  GET /api/v1/enrolments
            401 422 422 422 422 403  POST /api/v1/enrolments
            401 404 404 404 404 403  GET /api/v1/enrolments/{enrolment}
            401 404 404 404 404 403  POST /api/v1/enrolments/{enrolment}/lessons/{lesson}/complete
            401 404 404 404 404 403  POST /api/v1/enrolments/{enrolment}/lessons/{lesson}/reopen
            401 404 404 404 404 403  GET /api/v1/enrolments/{enrolment}/progress
            401 403 403 200 200 403  GET /api/v1/exchange-rates
            401 403 403 422 422 403  GET /api/v1/exchange-rates/conversion
            401 403 403 422 422 403  POST /api/v1/exchange-rates/imports
            401 403 403 200 200 403  GET /api/v1/exchange-rates/own
            401 403 403 422 422 403  POST /api/v1/exchange-rates/own
            401 403 403 404 404 403  DELETE /api/v1/exchange-rates/own/{rate}
            401 403 200 200 200 403  GET /api/v1/imports
            401 403 422 422 422 403  POST /api/v1/imports
            401 403 404 404 404 403  GET /api/v1/imports/{import}
            401 403 404 404 404 403  POST /api/v1/imports/{import}/cancel
            401 403 404 404 404 403  POST /api/v1/imports/{import}/confirm
            401 403 404 404 404 403  GET /api/v1/imports/{import}/courses
            401 403 404 404 404 403  GET /api/v1/imports/{import}/lines
            401 403 422 422 422 403  PUT /api/v1/imports/{import}/mapping
            401 403 404 404 404 403  GET /api/v1/imports/{import}/table
            401 403 403 200 200 403  GET /api/v1/inbound-webhooks
            401 403 403 422 422 403  POST /api/v1/inbound-webhooks
            401 403 403 404 404 403  DELETE /api/v1/inbound-webhooks/{inbound}
            401 403 403 404 404 403  GET /api/v1/inbound-webhooks/{inbound}
            401 403 403 422 422 403  PUT /api/v1/inbound-webhooks/{inbound}
            401 403 403 404 404 403  GET /api/v1/inbound-webhooks/{inbound}/messages
            401 403 403 404 404 403  GET /api/v1/inbound-webhooks/{inbound}/messages/{message}
            401 403 403 404 404 403  POST /api/v1/inbound-webhooks/{inbound}/messages/{message}/replay
            401 403 403 404 404 403  POST /api/v1/inbound-webhooks/{inbound}/pause
            401 403 403 404 404 403  POST /api/v1/inbound-webhooks/{inbound}/resume
            401 403 403 404 404 403  GET /api/v1/inbound-webhooks/{inbound}/secrets
            404 404 404 404 404 404  POST /api/v1/inbound/{inbound}
            401 403 403 404 404 403  DELETE /api/v1/mail-server
            401 403 403 404 404 403  GET /api/v1/mail-server
            401 403 403 428 428 403  PUT /api/v1/mail-server
            401 403 403 404 404 403  POST /api/v1/mail-server/keys
            401 403 403 404 404 403  POST /api/v1/mail-server/pause
            401 403 403 404 404 403  POST /api/v1/mail-server/resume
            401 403 403 404 404 403  POST /api/v1/mail-server/test
            401 403 403 200 200 403  GET /api/v1/mail-suppressions
            401 403 403 422 422 403  POST /api/v1/mail-suppressions
            401 403 403 404 404 403  DELETE /api/v1/mail-suppressions/{suppression}
            401 403 403 200 200 403  GET /api/v1/mail-texts
            401 403 403 404 404 403  DELETE /api/v1/mail-texts/{mail}/{language}
            401 403 403 404 404 403  GET /api/v1/mail-texts/{mail}/{language}
            401 403 403 428 428 403  PUT /api/v1/mail-texts/{mail}/{language}
            401 200 200 200 200 403  GET /api/v1/notes
            401 422 422 422 422 403  POST /api/v1/notes
            401 404 404 404 404 403  DELETE /api/v1/notes/{note}
            401 404 404 404 404 403  GET /api/v1/notes/{note}
            401 428 428 428 428 403  PUT /api/v1/notes/{note}
            401 404 404 404 404 403  POST /api/v1/notes/{note}/restore
            401 200 200 200 200 403  GET /api/v1/notification-preferences
            401 428 428 428 428 403  PUT /api/v1/notification-preferences
            401 200 200 200 200 403  GET /api/v1/notifications
            401 204 204 204 204 403  POST /api/v1/notifications/read
            401 404 404 404 404 403  POST /api/v1/notifications/{notification}/read
            401 403 403 404 404 403  GET /api/v1/offers/{offer}
            401 403 403 422 422 403  PUT /api/v1/offers/{offer}
            401 403 403 404 404 403  POST /api/v1/offers/{offer}/archive
            401 403 403 404 404 403  GET /api/v1/offers/{offer}/prices
            401 403 403 404 404 403  PUT /api/v1/offers/{offer}/prices
            401 403 403 404 404 403  POST /api/v1/offers/{offer}/publish
            401 403 403 200 200 403  GET /api/v1/orders
            401 403 403 404 404 403  GET /api/v1/orders/{order}
            401 403 403 404 404 403  GET /api/v1/orders/{order}/postings
            401 403 403 404 404 403  GET /api/v1/orders/{order}/receipt
            401 403 403 404 404 403  GET /api/v1/orders/{order}/refunds
            401 403 403 404 404 403  POST /api/v1/orders/{order}/refunds
            401 403 403 404 404 403  GET /api/v1/orders/{order}/seats
            401 403 403 404 404 403  POST /api/v1/orders/{order}/seats
            401 403 403 404 404 403  DELETE /api/v1/orders/{order}/seats/{seat}
            401 403 403 404 404 403  POST /api/v1/orders/{order}/seats/{seat}/send
            401 403 403 403 200 403  GET /api/v1/payouts
            401 403 403 403 422 403  POST /api/v1/payouts
            401 403 403 403 404 403  GET /api/v1/payouts/account
            401 403 403 403 422 403  POST /api/v1/payouts/account
            401 403 403 403 404 403  GET /api/v1/payouts/account/balances
            401 403 403 403 404 403  POST /api/v1/payouts/account/link
            401 403 403 403 422 403  PUT /api/v1/payouts/account/schedule
            401 403 403 403 200 403  GET /api/v1/payouts/agreements
            401 403 403 403 404 403  GET /api/v1/payouts/agreements/{course}
            401 403 403 403 422 403  POST /api/v1/payouts/agreements/{course}
            401 403 403 403 200 403  GET /api/v1/payouts/balance
            401 403 200 200 200 403  GET /api/v1/payouts/mine
            401 403 204 204 204 403  POST /api/v1/payouts/mine/acceptance
            401 403 422 422 422 403  POST /api/v1/payouts/mine/account
            401 403 404 404 404 403  POST /api/v1/payouts/mine/account/link
            401 403 200 200 200 403  GET /api/v1/payouts/mine/payouts
            401 403 422 422 422 403  POST /api/v1/payouts/mine/payouts
            401 403 200 200 200 403  GET /api/v1/payouts/mine/statement
            401 403 200 200 200 403  GET /api/v1/payouts/mine/transfers
            401 403 403 403 200 403  GET /api/v1/payouts/statement
            401 403 403 403 200 403  GET /api/v1/payouts/teachers
            401 403 403 403 200 403  GET /api/v1/payouts/transfers
            401 403 403 200 200 403  GET /api/v1/people
            401 403 403 200 200 403  GET /api/v1/people/erasures
            401 403 403 404 404 403  GET /api/v1/people/erasures/{id}
            401 403 403 200 200 403  GET /api/v1/people/invitations
            401 403 403 422 422 403  POST /api/v1/people/invitations
            401 403 403 404 404 403  DELETE /api/v1/people/invitations/{id}
            401 200 200 200 200 403  GET /api/v1/people/me
            401 200 200 200 200 403  GET /api/v1/people/me/data
            401 403 403 404 404 403  GET /api/v1/people/{id}
            401 403 403 404 404 403  POST /api/v1/people/{id}/activate
            401 403 403 404 404 403  GET /api/v1/people/{id}/data
            401 403 403 404 404 403  POST /api/v1/people/{id}/deactivate
            401 403 403 404 404 403  POST /api/v1/people/{id}/erasure
            401 403 403 422 422 403  PUT /api/v1/people/{id}/role
            401 403 403 200 200 403  GET /api/v1/plan
            401 403 403 403 422 403  PUT /api/v1/plan
            401 403 403 403 404 403  POST /api/v1/plan/cancel
            401 403 403 403 422 403  POST /api/v1/plan/checkout
            401 403 403 403 404 403  POST /api/v1/plan/keep
            401 403 403 403 200 403  GET /api/v1/plan/payments
            401 403 403 403 403 404  PUT /api/v1/platform/development/plugins/files
            401 403 403 403 403 404  POST /api/v1/platform/development/plugins/{plugin}/{version}/schools/{slug}
            401 403 403 403 403 422  POST /api/v1/platform/exchange-rates/imports
            401 403 403 403 403 200  GET /api/v1/platform/plans
            401 403 403 403 403 404  GET /api/v1/platform/plans/{plan}
            401 403 403 403 403 404  PUT /api/v1/platform/plans/{plan}
            401 403 403 403 403 200  GET /api/v1/platform/plugin-ratings
            401 403 403 403 403 404  POST /api/v1/platform/plugin-ratings/{id}/hide
            401 403 403 403 403 404  POST /api/v1/platform/plugin-ratings/{id}/show
            401 403 403 403 403 200  GET /api/v1/platform/plugins
            401 403 403 403 403 422  POST /api/v1/platform/plugins/files
            401 403 403 403 403 404  GET /api/v1/platform/plugins/{plugin}/{version}
            401 403 403 403 403 422  POST /api/v1/platform/plugins/{plugin}/{version}/state
            401 403 403 403 403 200  GET /api/v1/platform/publishers
            401 403 403 403 403 404  POST /api/v1/platform/publishers/{publisher}/activate
            401 403 403 403 403 404  POST /api/v1/platform/publishers/{publisher}/suspend
            401 403 403 403 403 200  GET /api/v1/platform/reconciliations
            401 403 403 403 403 202  POST /api/v1/platform/reconciliations
            401 403 403 403 403 404  GET /api/v1/platform/reconciliations/{run}
            401 403 403 403 403 200  GET /api/v1/platform/schools
            401 403 403 403 403 422  POST /api/v1/platform/schools
            401 403 403 403 403 404  DELETE /api/v1/platform/schools/{slug}
            401 403 403 403 403 404  GET /api/v1/platform/schools/{slug}
            401 403 403 403 403 404  POST /api/v1/platform/schools/{slug}/erase
            401 403 403 403 403 404  GET /api/v1/platform/schools/{slug}/plan
            401 403 403 403 403 404  PUT /api/v1/platform/schools/{slug}/plan
            401 403 403 403 403 404  POST /api/v1/platform/schools/{slug}/reactivate
            401 403 403 403 403 404  POST /api/v1/platform/schools/{slug}/suspend
            401 403 403 200 200 403  GET /api/v1/plugin-directory
            401 403 403 404 404 403  GET /api/v1/plugin-directory/{plugin}
            401 403 403 200 200 403  GET /api/v1/plugins
            401 403 403 422 422 403  POST /api/v1/plugins
            401 403 403 404 404 403  DELETE /api/v1/plugins/{plugin}
            401 403 403 404 404 403  GET /api/v1/plugins/{plugin}
            401 403 403 422 422 403  PUT /api/v1/plugins/{plugin}/channel
            401 403 403 404 404 403  POST /api/v1/plugins/{plugin}/disable
            401 403 403 404 404 403  POST /api/v1/plugins/{plugin}/enable
            401 403 403 404 404 403  DELETE /api/v1/plugins/{plugin}/rating
            401 403 403 400 400 403  PUT /api/v1/plugins/{plugin}/rating
            401 403 403 404 404 403  POST /api/v1/plugins/{plugin}/roll-back
            401 403 403 404 404 403  PUT /api/v1/plugins/{plugin}/settings
            401 403 403 200 200 403  GET /api/v1/products
            401 403 403 422 422 403  POST /api/v1/products
            401 403 403 404 404 403  GET /api/v1/products/{product}
            401 403 403 422 422 403  PUT /api/v1/products/{product}
            401 403 403 404 404 403  POST /api/v1/products/{product}/archive
            401 403 403 404 404 403  GET /api/v1/products/{product}/offers
            401 403 403 404 404 403  POST /api/v1/products/{product}/offers
            401 403 403 404 404 403  POST /api/v1/products/{product}/restore
            401 404 404 404 404 403  GET /api/v1/publishing/publishers
            401 404 404 404 404 403  POST /api/v1/publishing/publishers
            401 404 404 404 404 403  GET /api/v1/publishing/publishers/{publisher}
            401 404 404 404 404 403  PUT /api/v1/publishing/publishers/{publisher}
            401 404 404 404 404 403  GET /api/v1/publishing/publishers/{publisher}/keys
            401 404 404 404 404 403  POST /api/v1/publishing/publishers/{publisher}/keys
            401 404 404 404 404 403  DELETE /api/v1/publishing/publishers/{publisher}/keys/{key}
            401 404 404 404 404 403  GET /api/v1/publishing/publishers/{publisher}/plugins/{plugin}/listing
            401 404 404 404 404 403  PUT /api/v1/publishing/publishers/{publisher}/plugins/{plugin}/listing
            401 404 404 404 404 403  POST /api/v1/publishing/publishers/{publisher}/plugins/{plugin}/pictures/files
            401 404 404 404 404 403  DELETE /api/v1/publishing/publishers/{publisher}/plugins/{plugin}/pictures/{id}
            401 404 404 404 404 403  POST /api/v1/publishing/publishers/{publisher}/ratings/{id}/answer
            401 404 404 404 404 403  GET /api/v1/publishing/publishers/{publisher}/versions
            401 404 404 404 404 403  POST /api/v1/publishing/publishers/{publisher}/versions/files
            401 404 404 404 404 403  GET /api/v1/publishing/publishers/{publisher}/versions/{plugin}/{version}
            401 404 404 404 404 403  POST /api/v1/publishing/publishers/{publisher}/versions/{plugin}/{version}/submit
            401 404 404 404 404 403  POST /api/v1/publishing/publishers/{publisher}/versions/{plugin}/{version}/yank
            401 403 403 200 200 403  GET /api/v1/revenue
            401 403 403 200 200 403  GET /api/v1/sequences
            401 403 403 404 404 403  GET /api/v1/sequences/{step}
            401 403 403 428 428 403  PUT /api/v1/sequences/{step}
            401 401 401 401 401 401  POST /api/v1/stripe/events
            401 403 403 200 200 403  GET /api/v1/subscriptions
            401 403 403 404 404 403  GET /api/v1/subscriptions/{subscription}
            401 403 403 404 404 403  POST /api/v1/subscriptions/{subscription}/cancel
            401 403 403 404 404 403  POST /api/v1/subscriptions/{subscription}/keep
            401 403 403 200 200 403  GET /api/v1/taxes
            401 403 403 428 428 403  PUT /api/v1/taxes
            401 403 403 422 422 403  GET /api/v1/taxes/quote
            401 403 403 200 200 403  GET /api/v1/taxes/rates
            401 403 403 422 422 403  POST /api/v1/taxes/rates
            401 403 403 200 200 403  GET /api/v1/taxes/rates/standard
            401 403 403 404 404 403  DELETE /api/v1/taxes/rates/{taxRate}
            401 403 403 200 200 403  GET /api/v1/taxes/registrations
            401 403 403 422 422 403  POST /api/v1/taxes/registrations
            401 403 403 404 404 403  DELETE /api/v1/taxes/registrations/{registration}
            401 403 403 200 200 403  GET /api/v1/taxes/seller
            401 403 403 428 428 403  PUT /api/v1/taxes/seller
            401 403 403 200 200 403  GET /api/v1/taxes/vat-ids/{vatId}
            401 403 403 200 200 403  GET /api/v1/webhooks
            401 403 403 422 422 403  POST /api/v1/webhooks
            401 403 403 200 200 403  GET /api/v1/webhooks/event-types
            401 403 403 404 404 403  DELETE /api/v1/webhooks/{webhook}
            401 403 403 404 404 403  GET /api/v1/webhooks/{webhook}
            401 403 403 428 428 403  PUT /api/v1/webhooks/{webhook}
            401 403 403 404 404 403  POST /api/v1/webhooks/{webhook}/pause
            401 403 403 422 422 403  POST /api/v1/webhooks/{webhook}/replay
            401 403 403 404 404 403  POST /api/v1/webhooks/{webhook}/resume
            401 403 403 404 404 403  GET /api/v1/webhooks/{webhook}/secrets
            401 403 403 404 404 403  POST /api/v1/webhooks/{webhook}/secrets
            401 403 403 404 404 403  POST /api/v1/webhooks/{webhook}/test
            """;

    private final SampleSchool school = TwoSchools.ready().b;

    private static String bodyOf(Routes.Route route) {
        return route.method().equals("GET") || route.method().equals("DELETE") ? "" : "{}";
    }

    private static int status(Api api, Routes.Route route) {
        Map<String, String> nothing = new TreeMap<>();
        for (String name :
                List.of(
                        "course",
                        "coupon",
                        "seat",
                        "offer",
                        "product",
                        "subscription",
                        "module",
                        "lesson",
                        "enrolment",
                        "id",
                        "import",
                        "key",
                        "change",
                        "removal",
                        "crm",
                        "delivery",
                        "inbound",
                        "message",
                        "suppression",
                        "rate",
                        "taxRate",
                        "registration",
                        "action",
                        "note",
                        "notification",
                        "order",
                        "person",
                        "plan",
                        "reservation",
                        "run",
                        "webhook")) {
            nothing.put(name, UUID.randomUUID().toString());
        }
        nothing.put("code", "ABCDEFGHJKMN");
        nothing.put("mail", "nobody-writes-this");
        nothing.put("vatId", "nobody-has-this");
        nothing.put("language", "en");
        nothing.put("step", "nobody-does-this");
        for (String name : List.of("plugin", "publisher", "slug")) {
            nothing.put(name, "nobody-has-this");
        }
        nothing.put("version", "9.9.9");
        nothing.put("number", "1");
        boolean picture = route.path().endsWith("/logo");
        boolean jar = route.path().endsWith("/files");
        boolean file = picture || jar || route.path().endsWith("/imports");
        return api.send(
                        route.method(),
                        route.filled(nothing).substring("/api/v1".length()),
                        Map.of(
                                "Content-Type",
                                picture
                                        ? "image/png"
                                        : jar ? "application/octet-stream" : "application/json"),
                        file ? "" : bodyOf(route))
                .status();
    }

    @Test
    void everyOperationAnswersEachRoleAsTheTableSays() {
        List<String> lines = new ArrayList<>();
        for (Routes.Route route : Routes.documented()) {
            StringBuilder line = new StringBuilder();
            line.append(status(school.asVisitor(), route));
            for (String role : SCHOOL_ROLES) {
                line.append(' ').append(status(school.as(role), route));
            }
            line.append(' ').append(status(Stack.platform(), route));
            lines.add(line + "  " + route.method() + " " + route.path());
        }
        assertEquals(TABLE.strip(), String.join("\n", lines));
    }

    @Test
    void thePlatformsAdminIsNobodyAtASchool() {
        for (Routes.Route route : Routes.documented()) {
            Api stranger = new Api(school.origin(), Stack.platform().token());
            assertEquals(401, status(stranger, route), route.toString());
        }
    }
}
