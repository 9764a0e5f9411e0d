package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Coupon;
import com.stripe.model.Price;
import com.stripe.model.PromotionCode;
import com.stripe.model.checkout.Session;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CouponUpdateParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.PromotionCodeListParams;
import com.stripe.param.PromotionCodeUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CouponsTest extends SimulatorTest {

    private Session discounted(Price price, String coupon) throws Exception {
        return stripe.checkout()
                .sessions()
                .create(
                        session(price, SessionCreateParams.Mode.PAYMENT)
                                .addDiscount(
                                        SessionCreateParams.Discount.builder()
                                                .setCoupon(coupon)
                                                .build())
                                .build());
    }

    @Test
    void a_coupon_takes_a_share_or_an_amount_off() throws Exception {
        Coupon share =
                stripe.coupons()
                        .create(
                                CouponCreateParams.builder()
                                        .setId("QUARTER")
                                        .setPercentOff(new BigDecimal("25.5"))
                                        .setDuration(CouponCreateParams.Duration.ONCE)
                                        .build());
        assertEquals(2_980 - 760, discounted(price(2_980, "eur"), "QUARTER").getAmountTotal());
        Coupon amount =
                stripe.coupons()
                        .create(
                                CouponCreateParams.builder()
                                        .setAmountOff(5_000L)
                                        .setCurrency("eur")
                                        .build());
        Session free = discounted(price(2_980, "eur"), amount.getId());
        assertEquals(0, free.getAmountTotal());
        assertFalse(get(free.getUrl()).body().contains("Card number"));
        assertEquals(303, submit(free.getUrl(), "email", "b@example.com").statusCode());
        assertNotNull(stripe.checkout().sessions().retrieve(free.getId()).getCustomer());
        assertEquals(
                "no_payment_required",
                stripe.checkout().sessions().retrieve(free.getId()).getPaymentStatus());
        assertEquals(1, stripe.coupons().retrieve(amount.getId()).getTimesRedeemed());
        stripe.coupons()
                .update("QUARTER", CouponUpdateParams.builder().setName("A quarter").build());
        assertEquals(2, stripe.coupons().list().getData().size());
        assertTrue(stripe.coupons().delete(share.getId()).getDeleted());
        assertThrows(
                InvalidRequestException.class,
                () -> discounted(price(2_980, "usd"), amount.getId()));
    }

    @Test
    void a_buyer_types_a_promotion_code() throws Exception {
        Coupon coupon =
                stripe.coupons()
                        .create(CouponCreateParams.builder().setPercentOff(BigDecimal.TEN).build());
        PromotionCode code =
                stripe.promotionCodes()
                        .create(
                                PromotionCodeCreateParams.builder()
                                        .setCode("SPRING")
                                        .setMaxRedemptions(1L)
                                        .setPromotion(
                                                PromotionCodeCreateParams.Promotion.builder()
                                                        .setType(
                                                                PromotionCodeCreateParams.Promotion
                                                                        .Type.COUPON)
                                                        .setCoupon(coupon.getId())
                                                        .build())
                                        .build());
        Session session =
                stripe.checkout()
                        .sessions()
                        .create(
                                session(price(1_000, "eur"), SessionCreateParams.Mode.PAYMENT)
                                        .setAllowPromotionCodes(true)
                                        .build());
        assertTrue(
                submit(session.getUrl(), "action", "code", "promotion_code", "winter")
                        .body()
                        .contains("This code is invalid."));
        assertTrue(
                submit(session.getUrl(), "action", "code", "promotion_code", "spring")
                        .body()
                        .contains("EUR 9.00"));
        payBy("4242424242424242", session.getUrl());
        assertEquals(900, stripe.checkout().sessions().retrieve(session.getId()).getAmountTotal());
        assertFalse(stripe.promotionCodes().retrieve(code.getId()).getActive());
        stripe.promotionCodes()
                .update(
                        code.getId(),
                        PromotionCodeUpdateParams.builder().putMetadata("a", "b").build());
        assertEquals(
                1,
                stripe.promotionCodes()
                        .list(PromotionCodeListParams.builder().setCode("SPRING").build())
                        .getData()
                        .size());
    }

    @Test
    void a_coupon_ends_on_its_day() throws Exception {
        Price price = price(1_000, "eur");
        long now = control("GET", "clock").path("now").asLong();
        Coupon coupon =
                stripe.coupons()
                        .create(
                                CouponCreateParams.builder()
                                        .setPercentOff(BigDecimal.TEN)
                                        .setRedeemBy(now + DAY)
                                        .build());
        assertNotNull(discounted(price, coupon.getId()));
        advance(DAY + 1);
        assertFalse(stripe.coupons().retrieve(coupon.getId()).getValid());
        assertEquals(
                "coupon_expired",
                assertThrows(InvalidRequestException.class, () -> discounted(price, coupon.getId()))
                        .getCode());
    }

    @Test
    void five_hundred_buyers_redeem_a_hundred_coupons() throws Exception {
        Price price = price(1_000, "eur");
        stripe.coupons()
                .create(
                        CouponCreateParams.builder()
                                .setId("HUNDRED")
                                .setPercentOff(BigDecimal.TEN)
                                .setMaxRedemptions(100L)
                                .build());
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sessions.add(discounted(price, "HUNDRED"));
        }
        ExecutorService buyers = Executors.newFixedThreadPool(20);
        List<Future<Integer>> answers = new ArrayList<>();
        for (Session session : sessions) {
            answers.add(
                    buyers.submit(() -> payBy("4242424242424242", session.getUrl()).statusCode()));
        }
        int paid = 0;
        for (Future<Integer> answer : answers) {
            paid += answer.get() == 303 ? 1 : 0;
        }
        buyers.shutdown();
        assertEquals(100, paid);
        assertEquals(100, stripe.coupons().retrieve("HUNDRED").getTimesRedeemed());
        assertEquals(100, control("GET", "counts").path("charge").asInt());
        assertBalanced();
    }
}
