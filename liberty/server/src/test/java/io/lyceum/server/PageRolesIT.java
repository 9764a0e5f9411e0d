package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Who may open which page and send which form. Each route of the WAR that is not the API's has a
 * line; one that is new and has none fails the test. The API's stand in {@link RoleMatrixIT}.
 * Routes are called with ids of nothing and an empty form, so whoever is let in changes nothing.
 */
@Isolated
class PageRolesIT {

    private static final List<String> SCHOOL_ROLES =
            List.of("LEARNER", "TEACHER", "ADMIN", "OWNER");

    /**
     * Columns: visitor, learner, teacher, admin, owner, the other school's owner with their
     * session; then the platform's admin at its host. {@code ask} is the way to the sign-in.
     */
    private static final String TABLE =
            """
            200 200 200 200 200 200 303  GET /
            303 303 303 303 303 303 303  GET /account
            200 200 200 200 200 200 200  GET /app-icon.{revision:[0-9]+}.{size:[0-9]+}.png
            302 302 302 302 302 302 302  GET /apple-touch-icon.png
            200 200 200 200 200 200 200  GET /art/{revision:[0-9]+}/{icon:[a-z-]{1,31}}/{seed:[a-z0-9-]{1,120}}.svg
            200 200 200 200 200 200 200  GET /brand.{revision:[0-9]+}.css
            ask 404 404 404 404 ask 403  GET /certificates/{id}/certificate.pdf
            200 200 200 200 200 200 200  GET /courses
            404 404 404 404 404 404 404  GET /courses/{course}
            404 404 404 404 404 404 404  GET /courses/{course}/checkout
            404 404 404 404 404 404 404  POST /courses/{course}/checkout
            ask 404 404 404 404 ask 403  GET /courses/{course}/completed
            ask 404 404 404 404 ask 403  GET /courses/{course}/continue
            ask 404 404 404 404 ask 403  POST /courses/{course}/enrol
            404 404 404 404 404 404 404  GET /courses/{course}/lessons/{lesson}
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/activities/{activity}
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/again
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/draft
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/files
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/left
            ask 404 404 404 404 ask 403  GET /courses/{course}/lessons/{lesson}/assignments/{activity}/submissions/{submission}/files/{file}
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/submit
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/take-back
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/uploads
            ask 404 404 404 404 ask 403  GET /courses/{course}/lessons/{lesson}/assignments/{activity}/uploads/{file}
            ask 404 404 404 404 ask 403  PATCH /courses/{course}/lessons/{lesson}/assignments/{activity}/uploads/{file}
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/uploads/{file}/remove
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/assignments/{activity}/uploads/{file}/restore
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/complete
            ask 404 404 404 404 ask 403  POST /courses/{course}/lessons/{lesson}/position
            ask 200 200 200 200 ask 403  GET /credits
            302 302 302 302 302 302 302  GET /favicon.ico
            404 404 404 404 404 404 404  GET /files/{id}/{name}
            303 303 303 303 303 303 303  GET /language
            ask 200 200 200 200 ask 403  GET /learning
            ask 200 200 200 200 ask 403  GET /learning/notes
            ask 422 422 422 422 ask 403  POST /learning/notes
            ask 422 422 422 422 ask 403  POST /learning/notes/bookmark
            ask 200 200 200 200 ask 403  GET /learning/notes/device
            ask 200 200 200 200 ask 403  GET /learning/notes/notes.md
            ask 404 404 404 404 ask 403  POST /learning/notes/{note}
            ask 404 404 404 404 ask 403  POST /learning/notes/{note}/remove
            ask 404 404 404 404 ask 403  POST /learning/notes/{note}/restore
            ask 403 200 200 200 ask 403  GET /manage
            ask 403 403 200 200 ask 403  GET /manage/brand
            ask 403 403 422 422 ask 403  POST /manage/brand
            ask 403 403 200 200 ask 403  GET /manage/brand/preview
            ask 403 403 200 200 ask 403  POST /manage/brand/preview
            ask 403 403 200 200 ask 403  GET /manage/brand/preview.css
            ask 403 403 303 303 ask 403  POST /manage/brand/remove-logo
            ask 403 403 200 200 ask 403  GET /manage/categories
            ask 403 403 422 422 ask 403  POST /manage/categories
            ask 403 403 303 303 ask 403  POST /manage/categories/{category}/remove
            ask 403 403 303 303 ask 403  POST /manage/categories/{category}/rename
            ask 403 403 200 200 ask 403  GET /manage/certificates
            ask 403 403 404 404 ask 403  GET /manage/certificates/{certificate}/revoke
            ask 403 403 404 404 ask 403  POST /manage/certificates/{certificate}/revoke
            ask 403 403 200 200 ask 403  GET /manage/coupons
            ask 403 403 422 422 ask 403  POST /manage/coupons
            ask 403 403 200 200 ask 403  GET /manage/coupons/new
            ask 403 403 404 404 ask 403  GET /manage/coupons/{coupon}
            ask 403 403 404 404 ask 403  POST /manage/coupons/{coupon}
            ask 403 403 404 404 ask 403  POST /manage/coupons/{coupon}/archive
            ask 403 403 404 404 ask 403  POST /manage/coupons/{coupon}/restore
            ask 403 200 200 200 ask 403  GET /manage/courses
            ask 403 303 303 303 ask 403  POST /manage/courses/bulk
            ask 403 200 200 200 ask 403  GET /manage/courses/new
            ask 403 422 422 422 ask 403  POST /manage/courses/new
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/archive
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/delete
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/details
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/details
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/duplicate
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/files
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/grades
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/grades
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/grades/csv
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/assignment
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/assignment
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/duplicate
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/move
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/package
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/package
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/package/confirm
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/package/discard
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/remove
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/rename
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/report
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/activities/{activity}/restore
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/down
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/draft
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/draft
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/draft/drop
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/draft/restore
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/preview
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/remove
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/rename
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/up
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/versions
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/versions/{number}
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/lessons/{lesson: [0-9a-f]+-[0-9a-f-]+}/versions/{number}/restore
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/modules
            ask 403 303 303 303 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/modules/{module}/down
            ask 403 303 303 303 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/modules/{module}/lessons
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/modules/{module}/remove
            ask 403 303 303 303 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/modules/{module}/rename
            ask 403 303 303 303 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/modules/{module}/up
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/outline/changes/{change}/undo
            ask 403 404 404 404 ask 403  GET /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/outline/chosen
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/outline/chosen
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/outline/duplicate
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/outline/move
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/outline/preview
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/outline/remove
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/prices
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/publish
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/removed/{removal}/restore
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/schedule
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/unpublish
            ask 403 404 404 404 ask 403  POST /manage/courses/{course: [0-9a-f]+-[0-9a-f-]+}/unschedule
            ask 403 403 200 200 ask 403  GET /manage/credits
            ask 403 403 422 422 ask 403  POST /manage/credits/settings
            ask 403 403 404 404 ask 403  GET /manage/credits/{account}
            ask 403 403 404 404 ask 403  POST /manage/credits/{account}/grants
            ask 403 403 404 404 ask 403  POST /manage/credits/{account}/unlimited
            ask 403 403 200 200 ask 403  GET /manage/crms
            ask 403 403 422 422 ask 403  POST /manage/crms
            ask 403 403 200 200 ask 403  GET /manage/crms/new
            ask 403 403 404 404 ask 403  GET /manage/crms/{crm}
            ask 403 403 404 404 ask 403  POST /manage/crms/{crm}
            ask 403 403 303 303 ask 403  POST /manage/crms/{crm}/backfill
            ask 403 403 404 404 ask 403  POST /manage/crms/{crm}/backfill/cancel
            ask 403 403 404 404 ask 403  POST /manage/crms/{crm}/pause
            ask 403 403 404 404 ask 403  POST /manage/crms/{crm}/preview
            ask 403 403 404 404 ask 403  POST /manage/crms/{crm}/remove
            ask 403 403 404 404 ask 403  POST /manage/crms/{crm}/resume
            ask 403 403 200 200 ask 403  GET /manage/currencies
            ask 403 403 422 422 ask 403  POST /manage/currencies
            ask 403 403 422 422 ask 403  POST /manage/currencies/imports
            ask 403 403 422 422 ask 403  POST /manage/currencies/rates
            ask 403 403 303 303 ask 403  POST /manage/currencies/rates/remove
            ask 403 403 404 404 ask 403  POST /manage/currencies/rates/{rate}/remove
            ask 403 403 200 200 ask 403  GET /manage/deliveries
            ask 403 403 200 200 ask 403  GET /manage/deliveries/deliveries.csv
            ask 403 403 303 303 ask 403  POST /manage/deliveries/retry
            ask 403 403 404 404 ask 403  GET /manage/deliveries/{delivery}
            ask 403 403 303 303 ask 403  POST /manage/deliveries/{delivery}/cancel
            ask 403 403 303 303 ask 403  POST /manage/deliveries/{delivery}/retry
            ask 403 403 200 200 ask 403  GET /manage/disputes
            ask 403 403 200 200 ask 403  GET /manage/domains
            ask 403 403 422 422 ask 403  POST /manage/domains
            ask 403 403 303 303 ask 403  POST /manage/domains/{host}/primary
            ask 403 403 303 303 ask 403  POST /manage/domains/{host}/redirect
            ask 403 403 303 303 ask 403  POST /manage/domains/{host}/remove
            ask 403 403 303 303 ask 403  POST /manage/domains/{host}/verify
            ask 403 200 200 200 ask 403  GET /manage/earnings
            ask 403 303 303 303 ask 403  POST /manage/earnings/accept
            ask 403 303 303 303 ask 403  POST /manage/earnings/connect
            ask 403 404 404 404 ask 403  GET /manage/earnings/onboard
            ask 403 404 404 404 ask 403  POST /manage/earnings/pay
            ask 403 303 303 303 ask 403  POST /manage/earnings/refresh
            ask 403 200 200 200 ask 403  GET /manage/earnings/statement.csv
            ask 403 200 200 200 ask 403  GET /manage/imports
            ask 403 200 200 200 ask 403  GET /manage/imports/new
            ask 403 422 422 422 ask 403  POST /manage/imports/new
            ask 403 404 404 404 ask 403  GET /manage/imports/{import: [0-9a-f]+-[0-9a-f-]+}
            ask 403 303 303 303 ask 403  POST /manage/imports/{import: [0-9a-f]+-[0-9a-f-]+}/cancel
            ask 403 303 303 303 ask 403  POST /manage/imports/{import: [0-9a-f]+-[0-9a-f-]+}/confirm
            ask 403 404 404 404 ask 403  GET /manage/imports/{import: [0-9a-f]+-[0-9a-f-]+}/mapping
            ask 403 404 404 404 ask 403  POST /manage/imports/{import: [0-9a-f]+-[0-9a-f-]+}/mapping
            ask 403 403 200 200 ask 403  GET /manage/inbound
            ask 403 403 422 422 ask 403  POST /manage/inbound
            ask 403 403 200 200 ask 403  GET /manage/inbound/new
            ask 403 403 404 404 ask 403  GET /manage/inbound/{inbound}
            ask 403 403 404 404 ask 403  POST /manage/inbound/{inbound}
            ask 403 403 404 404 ask 403  GET /manage/inbound/{inbound}/messages/{message}
            ask 403 403 404 404 ask 403  POST /manage/inbound/{inbound}/messages/{message}/replay
            ask 403 403 404 404 ask 403  POST /manage/inbound/{inbound}/pause
            ask 403 403 404 404 ask 403  POST /manage/inbound/{inbound}/remove
            ask 403 403 404 404 ask 403  POST /manage/inbound/{inbound}/resume
            ask 403 200 200 200 ask 403  GET /manage/jobs
            ask 403 200 200 200 ask 403  GET /manage/jobs/tray
            ask 403 403 200 200 ask 403  GET /manage/mail
            ask 403 403 422 422 ask 403  POST /manage/mail
            ask 403 403 200 200 ask 403  GET /manage/mail-suppressions
            ask 403 403 422 422 ask 403  POST /manage/mail-suppressions
            ask 403 403 404 404 ask 403  POST /manage/mail-suppressions/{suppression}/remove
            ask 403 403 200 200 ask 403  GET /manage/mail-texts
            ask 403 403 404 404 ask 403  GET /manage/mail-texts/{mail}/{language}
            ask 403 403 404 404 ask 403  POST /manage/mail-texts/{mail}/{language}
            ask 403 403 404 404 ask 403  GET /manage/mail-texts/{mail}/{language}/preview
            ask 403 403 404 404 ask 403  POST /manage/mail-texts/{mail}/{language}/reset
            ask 403 403 404 404 ask 403  POST /manage/mail-texts/{mail}/{language}/test
            ask 403 403 303 303 ask 403  POST /manage/mail/keys
            ask 403 403 303 303 ask 403  POST /manage/mail/pause
            ask 403 403 303 303 ask 403  POST /manage/mail/remove
            ask 403 403 303 303 ask 403  POST /manage/mail/resume
            ask 403 403 303 303 ask 403  POST /manage/mail/test
            ask 403 403 200 200 ask 403  GET /manage/orders
            ask 403 403 200 200 ask 403  GET /manage/orders.csv
            ask 403 403 404 404 ask 403  GET /manage/orders/{order}
            ask 403 403 404 404 ask 403  GET /manage/orders/{order}/receipt.pdf
            ask 403 403 404 404 ask 403  POST /manage/orders/{order}/refund
            ask 403 403 403 200 ask 403  GET /manage/payouts
            ask 403 403 403 200 ask 403  GET /manage/payouts/agreements
            ask 403 403 403 404 ask 403  GET /manage/payouts/agreements/{course}
            ask 403 403 403 404 ask 403  POST /manage/payouts/agreements/{course}
            ask 403 403 403 303 ask 403  POST /manage/payouts/connect
            ask 403 403 403 404 ask 403  GET /manage/payouts/onboard
            ask 403 403 403 404 ask 403  POST /manage/payouts/pay
            ask 403 403 403 303 ask 403  POST /manage/payouts/refresh
            ask 403 403 403 303 ask 403  POST /manage/payouts/schedule
            ask 403 403 403 200 ask 403  GET /manage/payouts/statement.csv
            ask 403 403 200 200 ask 403  GET /manage/people
            ask 403 403 200 200 ask 403  GET /manage/people/erasures
            ask 403 403 303 303 ask 403  POST /manage/people/invitations/{invitation}/resend
            ask 403 403 303 303 ask 403  POST /manage/people/invitations/{invitation}/withdraw
            ask 403 403 200 200 ask 403  GET /manage/people/invite
            ask 403 403 422 422 ask 403  POST /manage/people/invite
            ask 403 403 404 404 ask 403  GET /manage/people/{person}
            ask 403 403 303 303 ask 403  POST /manage/people/{person}/activate
            ask 403 403 404 404 ask 403  GET /manage/people/{person}/data
            ask 403 403 303 303 ask 403  POST /manage/people/{person}/deactivate
            ask 403 403 404 404 ask 403  POST /manage/people/{person}/erase
            ask 403 403 404 404 ask 403  POST /manage/people/{person}/role
            ask 403 403 200 200 ask 403  GET /manage/plan
            ask 403 403 403 404 ask 403  POST /manage/plan
            ask 403 403 403 404 ask 403  POST /manage/plan/cancel
            ask 403 403 403 404 ask 403  GET /manage/plan/card
            ask 403 403 403 404 ask 403  GET /manage/plan/invoices/{payment}
            ask 403 403 403 404 ask 403  POST /manage/plan/keep
            ask 403 403 200 200 ask 403  GET /manage/plugins
            ask 403 403 404 404 ask 403  GET /manage/plugins/{plugin}
            ask 403 403 303 303 ask 403  POST /manage/plugins/{plugin}/channel
            ask 403 403 404 404 ask 403  POST /manage/plugins/{plugin}/connections/{extension}/test
            ask 403 403 303 303 ask 403  POST /manage/plugins/{plugin}/disable
            ask 403 403 303 303 ask 403  POST /manage/plugins/{plugin}/enable
            ask 403 403 303 303 ask 403  POST /manage/plugins/{plugin}/install
            ask 403 403 404 404 ask 403  POST /manage/plugins/{plugin}/jobs/{job}/run
            ask 403 403 404 404 ask 403  GET /manage/plugins/{plugin}/pages/{extension}
            ask 403 403 404 404 ask 403  POST /manage/plugins/{plugin}/pages/{extension}
            ask 403 403 404 404 ask 403  POST /manage/plugins/{plugin}/rating
            ask 403 403 303 303 ask 403  POST /manage/plugins/{plugin}/rating/remove
            ask 403 403 303 303 ask 403  POST /manage/plugins/{plugin}/remove
            ask 403 403 404 404 ask 403  POST /manage/plugins/{plugin}/replay/{kind}/{extension}
            ask 403 403 303 303 ask 403  POST /manage/plugins/{plugin}/roll-back
            ask 403 403 404 404 ask 403  POST /manage/plugins/{plugin}/settings
            ask 403 403 404 404 ask 403  GET /manage/plugins/{plugin}/work
            ask 403 303 303 303 ask 403  POST /manage/preferences
            ask 403 403 200 200 ask 403  GET /manage/products
            ask 403 403 422 422 ask 403  POST /manage/products
            ask 403 403 200 200 ask 403  GET /manage/products/new
            ask 403 403 404 404 ask 403  GET /manage/products/{product}
            ask 403 403 404 404 ask 403  POST /manage/products/{product}
            ask 403 403 404 404 ask 403  POST /manage/products/{product}/archive
            ask 403 403 404 404 ask 403  POST /manage/products/{product}/offers
            ask 403 403 404 404 ask 403  GET /manage/products/{product}/offers/new
            ask 403 403 404 404 ask 403  GET /manage/products/{product}/offers/{offer}
            ask 403 403 404 404 ask 403  POST /manage/products/{product}/offers/{offer}
            ask 403 403 404 404 ask 403  POST /manage/products/{product}/offers/{offer}/archive
            ask 403 403 404 404 ask 403  POST /manage/products/{product}/offers/{offer}/prices
            ask 403 403 404 404 ask 403  POST /manage/products/{product}/offers/{offer}/publish
            ask 403 403 404 404 ask 403  POST /manage/products/{product}/restore
            ask 403 403 200 200 ask 403  GET /manage/revenue
            ask 403 403 200 200 ask 403  GET /manage/revenue/revenue.csv
            ask 403 200 200 200 ask 403  GET /manage/search
            ask 403 403 200 200 ask 403  GET /manage/sequences
            ask 403 403 404 404 ask 403  GET /manage/sequences/{step}
            ask 403 403 404 404 ask 403  POST /manage/sequences/{step}
            ask 403 403 200 200 ask 403  GET /manage/settings
            ask 403 403 422 422 ask 403  POST /manage/settings
            ask 403 200 200 200 ask 403  GET /manage/submissions
            ask 403 404 404 404 ask 403  GET /manage/submissions/{submission}
            ask 403 404 404 404 ask 403  POST /manage/submissions/{submission}
            ask 403 404 404 404 ask 403  GET /manage/submissions/{submission}/files/{file}
            ask 403 403 200 200 ask 403  GET /manage/subscriptions
            ask 403 403 404 404 ask 403  POST /manage/subscriptions/{subscription}/cancel
            ask 403 403 404 404 ask 403  POST /manage/subscriptions/{subscription}/keep
            ask 403 403 200 200 ask 403  GET /manage/taxes
            ask 403 403 422 422 ask 403  POST /manage/taxes
            ask 403 403 422 422 ask 403  POST /manage/taxes/rates
            ask 403 403 404 404 ask 403  POST /manage/taxes/rates/{taxRate}/remove
            ask 403 403 422 422 ask 403  POST /manage/taxes/registrations
            ask 403 403 404 404 ask 403  POST /manage/taxes/registrations/{registration}/remove
            ask 403 403 422 422 ask 403  POST /manage/taxes/seller
            ask 403 403 200 200 ask 403  GET /manage/webhooks
            ask 403 403 422 422 ask 403  POST /manage/webhooks
            ask 403 403 200 200 ask 403  GET /manage/webhooks/events
            ask 403 403 200 200 ask 403  GET /manage/webhooks/new
            ask 403 403 404 404 ask 403  GET /manage/webhooks/{webhook}
            ask 403 403 404 404 ask 403  POST /manage/webhooks/{webhook}
            ask 403 403 303 303 ask 403  POST /manage/webhooks/{webhook}/pause
            ask 403 403 404 404 ask 403  POST /manage/webhooks/{webhook}/remove
            ask 403 403 303 303 ask 403  POST /manage/webhooks/{webhook}/replay
            ask 403 403 303 303 ask 403  POST /manage/webhooks/{webhook}/resume
            ask 403 403 303 303 ask 403  POST /manage/webhooks/{webhook}/secrets
            ask 403 403 303 303 ask 403  POST /manage/webhooks/{webhook}/test
            200 200 200 200 200 200 200  GET /manifest.webmanifest
            ask 200 200 200 200 ask 403  GET /notifications
            ask 422 422 422 422 ask 403  POST /notifications/devices
            ask 303 303 303 303 ask 403  POST /notifications/devices/test
            ask 404 404 404 404 ask 403  POST /notifications/devices/{device}/remove
            ask 303 303 303 303 ask 403  POST /notifications/read
            ask 200 200 200 200 ask 403  GET /notifications/settings
            ask 422 422 422 422 ask 403  POST /notifications/settings
            ask 404 404 404 404 ask 403  GET /notifications/{notification}
            404 404 404 404 404 404 404  GET /offers/{offer}
            404 404 404 404 404 404 404  GET /offers/{offer}/checkout
            404 404 404 404 404 404 404  POST /offers/{offer}/checkout
            200 200 200 200 200 200 200  GET /offline
            400 400 400 400 400 400 400  GET /oidc/callback
            ask 200 200 200 200 ask 403  GET /orders
            ask 404 404 404 404 ask 404  GET /orders/{order}
            ask 404 404 404 404 ask 404  GET /orders/{order}/receipt.pdf
            ask 404 404 404 404 ask 404  POST /orders/{order}/seats
            ask 404 404 404 404 ask 404  POST /orders/{order}/seats/{seat}/send
            ask 404 404 404 404 ask 404  POST /orders/{order}/seats/{seat}/withdraw
            ask 403 403 403 403 ask 303  GET /platform
            ask 403 403 403 403 ask 200  GET /platform/deliveries
            ask 403 403 403 403 ask 200  GET /platform/deliveries/deliveries.csv
            ask 403 403 403 403 ask 303  POST /platform/deliveries/retry
            ask 403 403 403 403 ask 404  GET /platform/deliveries/{delivery}
            ask 403 403 403 403 ask 303  POST /platform/deliveries/{delivery}/cancel
            ask 403 403 403 403 ask 303  POST /platform/deliveries/{delivery}/retry
            ask 403 403 403 403 ask 200  GET /platform/jobs
            ask 403 403 403 403 ask 200  GET /platform/jobs/tray
            ask 403 403 403 403 ask 200  GET /platform/operations
            ask 403 403 403 403 ask 200  GET /platform/plans
            ask 403 403 403 403 ask 404  GET /platform/plans/{plan}
            ask 403 403 403 403 ask 404  POST /platform/plans/{plan}
            ask 403 403 403 403 ask 200  GET /platform/plugins
            ask 403 403 403 403 ask 303  POST /platform/plugins/files
            ask 403 403 403 403 ask 200  GET /platform/plugins/new
            ask 403 403 403 403 ask 200  GET /platform/plugins/publishers
            ask 403 403 403 403 ask 422  POST /platform/plugins/publishers/invite
            ask 403 403 403 403 ask 303  POST /platform/plugins/publishers/{publisher}/activate
            ask 403 403 403 403 ask 303  POST /platform/plugins/publishers/{publisher}/suspend
            ask 403 403 403 403 ask 200  GET /platform/plugins/ratings
            ask 403 403 403 403 ask 303  POST /platform/plugins/ratings/{rating}/hide
            ask 403 403 403 403 ask 303  POST /platform/plugins/ratings/{rating}/show
            ask 403 403 403 403 ask 404  GET /platform/plugins/{plugin}/{version}
            ask 403 403 403 403 ask 303  POST /platform/plugins/{plugin}/{version}/move
            ask 403 403 403 403 ask 303  POST /platform/preferences
            ask 404 404 404 404 ask 403  GET /platform/publishing
            ask 303 303 303 303 ask 403  POST /platform/publishing/preferences
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers
            ask 404 404 404 404 ask 403  GET /platform/publishing/publishers/{publisher}
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/details
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/files
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/keys
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/keys/{key}/revoke
            ask 404 404 404 404 ask 403  GET /platform/publishing/publishers/{publisher}/new
            ask 404 404 404 404 ask 403  GET /platform/publishing/publishers/{publisher}/plugins/{plugin}
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/plugins/{plugin}
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/plugins/{plugin}/files
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/plugins/{plugin}/pictures/{picture}/remove
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/ratings/{rating}/answer
            ask 404 404 404 404 ask 403  GET /platform/publishing/publishers/{publisher}/versions/{plugin}/{version}
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/versions/{plugin}/{version}/submit
            ask 404 404 404 404 ask 403  POST /platform/publishing/publishers/{publisher}/versions/{plugin}/{version}/yank
            ask 403 403 403 403 ask 200  GET /platform/reconciliation
            ask 403 403 403 403 ask 303  POST /platform/reconciliation
            ask 403 403 403 403 ask 200  GET /platform/reconciliation/balances
            ask 403 403 403 403 ask 404  GET /platform/reconciliation/{run}
            ask 403 403 403 403 ask 200  GET /platform/schools
            ask 403 403 403 403 ask 200  GET /platform/schools/new
            ask 403 403 403 403 ask 422  POST /platform/schools/new
            ask 403 403 403 403 ask 404  GET /platform/schools/{slug}
            ask 403 403 403 403 ask 404  POST /platform/schools/{slug}/delete
            ask 403 403 403 403 ask 404  POST /platform/schools/{slug}/erase
            ask 403 403 403 403 ask 404  GET /platform/schools/{slug}/plan
            ask 403 403 403 403 ask 404  POST /platform/schools/{slug}/plan
            ask 403 403 403 403 ask 303  POST /platform/schools/{slug}/reactivate
            ask 403 403 403 403 ask 303  POST /platform/schools/{slug}/suspend
            ask 403 403 403 403 ask 200  GET /platform/search
            404 404 404 404 404 404 404  GET /plugin-pictures/{id}
            404 404 404 404 404 404 404  GET /preview/{revision:[0-9]+}/{slug:[a-z0-9-]{1,120}}.png
            200 200 200 200 200 200 200  GET /pricing
            200 200 200 200 200 200 200  GET /privacy
            ask 200 200 200 200 ask 403  GET /profile
            ask 422 422 422 422 ask 403  POST /profile
            ask 200 200 200 200 ask 403  GET /profile/data
            303 303 303 303 303 303 303  GET /register
            200 200 200 200 200 200 200  GET /robots.txt
            200 200 200 200 200 200 200  GET /search
            303 303 303 303 303 303 303  GET /sign-in
            303 303 303 303 303 303 303  POST /sign-out
            200 200 200 200 200 200 404  GET /sitemap.xml
            ask 200 200 200 200 ask 403  GET /subscriptions
            ask 404 404 404 404 ask 403  POST /subscriptions/{subscription}/cancel
            ask 404 404 404 404 ask 403  POST /subscriptions/{subscription}/card
            ask 404 404 404 404 ask 403  POST /subscriptions/{subscription}/change
            ask 404 404 404 404 ask 403  POST /subscriptions/{subscription}/keep
            ask 404 404 404 404 ask 403  POST /subscriptions/{subscription}/pause
            ask 404 404 404 404 ask 403  POST /subscriptions/{subscription}/resume
            404 404 404 404 404 404 404  GET /unsubscribe/{token}
            404 404 404 404 404 404 404  POST /unsubscribe/{token}
            200 200 200 200 200 200 200  GET /verify
            404 404 404 404 404 404 404  GET /verify/{code}
            303 303 303 303 303 303 303  GET /welcome
            """;

    private final SampleSchool school = TwoSchools.ready().b;
    private final SampleSchool other = TwoSchools.ready().a;

    /**
     * Every route but the one that the realm calls from the inside, which {@code SignInIT} checks.
     */
    private static List<Routes.Route> pages() {
        return Routes.all().stream()
                .filter(route -> !route.isApi())
                .filter(route -> !route.path().startsWith("/oidc/backchannel-logout/"))
                .toList();
    }

    private static Map<String, String> nothing(Routes.Route route) {
        Map<String, String> nothing = new TreeMap<>();
        for (String name :
                List.of(
                        "activity",
                        "certificate",
                        "course",
                        "coupon",
                        "seat",
                        "offer",
                        "product",
                        "subscription",
                        "category",
                        "crm",
                        "delivery",
                        "inbound",
                        "message",
                        "suppression",
                        "rate",
                        "taxRate",
                        "registration",
                        "device",
                        "webhook",
                        "enrolment",
                        "file",
                        "account",
                        "change",
                        "id",
                        "import",
                        "invitation",
                        "lesson",
                        "module",
                        "note",
                        "notification",
                        "order",
                        "run",
                        "person",
                        "plan",
                        "payment",
                        "picture",
                        "rating",
                        "removal",
                        "submission")) {
            nothing.put(name, UUID.randomUUID().toString());
        }
        nothing.put("code", "ABCDEFGHJKMN");
        nothing.put("host", "nobody.example.org");
        nothing.put("icon", "book");
        nothing.put("key", "x");
        nothing.put("language", "en");
        nothing.put("mail", "nobody-writes-this");
        nothing.put("name", "logo");
        nothing.put("path", "logo");
        nothing.put("plugin", "nobody-has-this");
        nothing.put("publisher", "nobody-has-this");
        nothing.put("version", "9.9.9");
        nothing.put("kind", "connector");
        nothing.put("extension", "none");
        nothing.put("job", "none");
        nothing.put("revision", "1");
        nothing.put("number", "1");
        nothing.put("section", "general");
        nothing.put("seed", "wood");
        nothing.put("size", "192");
        nothing.put("step", "nobody-does-this");
        nothing.put("token", "nobody-gave-this");
        nothing.put("slug", "nobody-has-this");
        if (route.path().startsWith("/courses/")) {
            nothing.put("course", "nobody-has-this");
            nothing.put("lesson", "nobody-has-this");
        }
        return nothing;
    }

    private static String cell(String origin, Routes.Route route, Map<String, String> who) {
        Answer answer = send(origin, route, who, "application/x-www-form-urlencoded", "");
        if (answer.status() == 415) {
            // A form with a file in it.
            answer = send(origin, route, who, "multipart/form-data; boundary=b", "--b--\r\n");
        }
        if (answer.status() == 415) {
            answer = send(origin, route, who, "application/json", "{}");
        }
        if (answer.status() == 415) {
            answer = send(origin, route, who, "application/octet-stream", "a");
        }
        boolean asked =
                answer.header("Location").filter(to -> to.contains("/sign-in?")).isPresent();
        return asked ? "ask" : Integer.toString(answer.status());
    }

    private static Answer send(
            String origin, Routes.Route route, Map<String, String> who, String type, String body) {
        Map<String, String> headers = new HashMap<>(who);
        headers.put("Accept", "text/html,*/*;q=0.1");
        headers.put("Origin", origin);
        boolean form = !route.method().equals("GET");
        if (form) {
            headers.put("Content-Type", type);
        }
        return Stack.send(
                route.method(), origin + route.filled(nothing(route)), headers, form ? body : "");
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    @Test
    void everyPageAnswersEachRoleAsTheTableSays() {
        Map<String, String> stranger = session(other);
        List<String> lines = new ArrayList<>();
        for (Routes.Route route : pages()) {
            List<String> cells = new ArrayList<>();
            cells.add(cell(school.origin(), route, Map.of()));
            for (String role : SCHOOL_ROLES) {
                cells.add(cell(school.origin(), route, bearer(school.token(role))));
            }
            cells.add(cell(school.origin(), route, stranger));
            cells.add(cell(Stack.platformUrl(), route, bearer(Stack.platform().token().get())));
            lines.add(String.join(" ", cells) + "  " + route);
        }
        assertEquals(TABLE.strip(), String.join("\n", lines));
    }

    private static Map<String, String> session(SampleSchool of) {
        Browser owner = new Browser();
        owner.signIn(of.origin(), "/profile", of.email("OWNER"), SampleSchool.PASSWORD);
        String session =
                owner.cookie(of.slug + ".lyceum.localhost", "lyceum_session").orElseThrow();
        Map<String, String> cookie = Map.of("Cookie", "lyceum_session=" + session);
        // At home it is somebody, else its column would show nothing.
        assertEquals(200, Stack.get(of.origin() + "/manage", cookie).status());
        return cookie;
    }

    @Test
    void whoComesFromAnotherSchoolIsAVisitorInTheTable() {
        for (String line : TABLE.strip().split("\n")) {
            String[] cells = line.split(" +");
            assertEquals(cells[0], cells[5], line);
        }
    }

    @Test
    void nobodyGetsFurtherWithASmallerRole() {
        for (String line : TABLE.strip().split("\n")) {
            String[] cells = line.split(" +");
            boolean let = true;
            for (int role = 4; role >= 0; role--) {
                boolean refused = List.of("ask", "401", "403").contains(cells[role]);
                assertTrue(let || refused, line);
                let = !refused;
            }
        }
    }
}
