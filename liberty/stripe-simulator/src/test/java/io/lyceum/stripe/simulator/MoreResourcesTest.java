package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.model.SetupIntent;
import com.stripe.model.TaxId;
import com.stripe.model.TaxRate;
import com.stripe.model.billingportal.Configuration;
import com.stripe.model.tax.Calculation;
import com.stripe.model.tax.Transaction;
import com.stripe.param.ChargeUpdateParams;
import com.stripe.param.CustomerTaxIdCreateParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.ProductUpdateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundUpdateParams;
import com.stripe.param.SetupIntentConfirmParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.param.SetupIntentUpdateParams;
import com.stripe.param.TaxRateCreateParams;
import com.stripe.param.TaxRateUpdateParams;
import com.stripe.param.billingportal.ConfigurationCreateParams;
import com.stripe.param.tax.CalculationCreateParams;
import com.stripe.param.tax.TransactionCreateFromCalculationParams;
import com.stripe.param.tax.TransactionCreateReversalParams;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoreResourcesTest extends SimulatorTest {

    private Charge charged(String card) throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                PaymentIntentCreateParams.builder()
                                        .setAmount(5_000L)
                                        .setCurrency("eur")
                                        .setPaymentMethod(card)
                                        .setConfirm(true)
                                        .build());
        return stripe.charges().retrieve(intent.getLatestCharge());
    }

    @Test
    void products_and_prices_are_made_changed_and_listed() throws Exception {
        Product product =
                stripe.products()
                        .create(
                                ProductCreateParams.builder()
                                        .setId("course-1")
                                        .setName("Course")
                                        .setDefaultPriceData(
                                                ProductCreateParams.DefaultPriceData.builder()
                                                        .setCurrency("eur")
                                                        .setUnitAmount(1_000L)
                                                        .build())
                                        .build());
        assertNotNull(product.getDefaultPrice());
        stripe.products()
                .update("course-1", ProductUpdateParams.builder().setName("Better").build());
        assertEquals("Better", stripe.products().retrieve("course-1").getName());
        assertEquals(1, stripe.products().list().getData().size());
        Price price =
                stripe.prices()
                        .create(
                                PriceCreateParams.builder()
                                        .setCurrency("eur")
                                        .setUnitAmount(2_000L)
                                        .setProduct("course-1")
                                        .setLookupKey("basic")
                                        .setTaxBehavior(PriceCreateParams.TaxBehavior.INCLUSIVE)
                                        .putCurrencyOption(
                                                "usd",
                                                PriceCreateParams.CurrencyOption.builder()
                                                        .setUnitAmount(2_200L)
                                                        .build())
                                        .build());
        assertEquals(
                2_200,
                stripe.prices()
                        .retrieve(
                                price.getId(),
                                PriceRetrieveParams.builder()
                                        .addExpand("currency_options")
                                        .addExpand("product.default_price")
                                        .build())
                        .getCurrencyOptions()
                        .get("usd")
                        .getUnitAmount());
        stripe.prices().update(price.getId(), PriceUpdateParams.builder().setActive(false).build());
        assertEquals(
                1,
                stripe.prices()
                        .list(
                                PriceListParams.builder()
                                        .setActive(false)
                                        .addLookupKey("basic")
                                        .build())
                        .getData()
                        .size());
        assertThrows(InvalidRequestException.class, () -> open(price));
        assertThrows(InvalidRequestException.class, () -> stripe.products().delete("course-1"));
        Product empty =
                stripe.products().create(ProductCreateParams.builder().setName("Empty").build());
        assertTrue(stripe.products().delete(empty.getId()).getDeleted());
    }

    @Test
    void payment_methods_are_attached_listed_and_detached() throws Exception {
        Customer customer = customer();
        PaymentMethod method =
                stripe.paymentMethods()
                        .create(
                                PaymentMethodCreateParams.builder()
                                        .setType(PaymentMethodCreateParams.Type.CARD)
                                        .setCard(
                                                PaymentMethodCreateParams.Token.builder()
                                                        .setToken("tok_visa")
                                                        .build())
                                        .build());
        stripe.paymentMethods()
                .attach(
                        method.getId(),
                        PaymentMethodAttachParams.builder().setCustomer(customer.getId()).build());
        stripe.paymentMethods()
                .update(
                        method.getId(),
                        PaymentMethodUpdateParams.builder().putMetadata("a", "b").build());
        assertEquals(
                1, stripe.customers().paymentMethods().list(customer.getId()).getData().size());
        assertEquals(1, stripe.paymentMethods().list().getData().size());
        assertEquals(null, stripe.paymentMethods().detach(method.getId()).getCustomer());
        assertEquals("4242", stripe.paymentMethods().retrieve(method.getId()).getCard().getLast4());
    }

    @Test
    void setup_intents_save_cards() throws Exception {
        SetupIntent intent =
                stripe.setupIntents()
                        .create(
                                SetupIntentCreateParams.builder()
                                        .setCustomer(customer().getId())
                                        .build());
        stripe.setupIntents()
                .update(
                        intent.getId(),
                        SetupIntentUpdateParams.builder().putMetadata("a", "b").build());
        assertEquals(
                "succeeded",
                stripe.setupIntents()
                        .confirm(
                                intent.getId(),
                                SetupIntentConfirmParams.builder()
                                        .setPaymentMethod("pm_card_visa")
                                        .build())
                        .getStatus());
        SetupIntent other = stripe.setupIntents().create(SetupIntentCreateParams.builder().build());
        assertEquals("canceled", stripe.setupIntents().cancel(other.getId()).getStatus());
        assertEquals(2, stripe.setupIntents().list().getData().size());
        assertEquals("b", stripe.setupIntents().retrieve(intent.getId()).getMetadata().get("a"));
    }

    @Test
    void intents_charges_and_refunds_are_changed() throws Exception {
        PaymentIntent intent =
                stripe.paymentIntents()
                        .create(
                                PaymentIntentCreateParams.builder()
                                        .setAmount(500L)
                                        .setCurrency("eur")
                                        .build());
        assertEquals(
                700,
                stripe.paymentIntents()
                        .update(
                                intent.getId(),
                                PaymentIntentUpdateParams.builder().setAmount(700L).build())
                        .getAmount());
        assertEquals("canceled", stripe.paymentIntents().cancel(intent.getId()).getStatus());
        Charge charge = charged("pm_card_visa");
        assertEquals(
                "b",
                stripe.charges()
                        .update(
                                charge.getId(),
                                ChargeUpdateParams.builder().putMetadata("a", "b").build())
                        .getMetadata()
                        .get("a"));
        assertTrue(get(charge.getReceiptUrl()).body().contains("EUR 50.00"));
        String refund =
                stripe.refunds()
                        .create(RefundCreateParams.builder().setCharge(charge.getId()).build())
                        .getId();
        stripe.refunds().update(refund, RefundUpdateParams.builder().putMetadata("a", "b").build());
    }

    @Test
    void disputes_take_the_money_and_a_fee_and_are_won_or_lost() throws Exception {
        Charge charge = charged("pm_card_createDispute");
        assertTrue(charge.getDisputed());
        Dispute dispute = stripe.disputes().list().getData().get(0);
        assertEquals("needs_response", dispute.getStatus());
        assertEquals(-6_500, dispute.getBalanceTransactions().get(0).getNet());
        stripe.disputes()
                .update(
                        dispute.getId(),
                        DisputeUpdateParams.builder()
                                .setEvidence(
                                        DisputeUpdateParams.Evidence.builder()
                                                .setUncategorizedText("winning_evidence")
                                                .build())
                                .build());
        assertEquals("won", stripe.disputes().retrieve(dispute.getId()).getStatus());
        Charge other = charged("pm_card_visa");
        String second =
                control("POST", "disputes", "charge", other.getId(), "reason", "duplicate")
                        .path("id")
                        .asText();
        assertEquals("lost", stripe.disputes().close(second).getStatus());
        Charge third = charged("pm_card_visa");
        control("POST", "disputes", "charge", third.getId());
        advance(10 * DAY);
        assertTrue(
                events().containsAll(
                                java.util.List.of(
                                        "charge.dispute.created",
                                        "charge.dispute.funds_withdrawn",
                                        "charge.dispute.funds_reinstated",
                                        "charge.dispute.closed")));
        assertBalanced();
    }

    @Test
    void taxes_are_calculated_written_down_and_reversed() throws Exception {
        Calculation calculation =
                stripe.tax()
                        .calculations()
                        .create(
                                CalculationCreateParams.builder()
                                        .setCurrency("eur")
                                        .addLineItem(
                                                CalculationCreateParams.LineItem.builder()
                                                        .setAmount(10_000L)
                                                        .setReference("course")
                                                        .build())
                                        .setCustomerDetails(
                                                CalculationCreateParams.CustomerDetails.builder()
                                                        .setAddressSource(
                                                                CalculationCreateParams
                                                                        .CustomerDetails
                                                                        .AddressSource.BILLING)
                                                        .setAddress(
                                                                CalculationCreateParams
                                                                        .CustomerDetails.Address
                                                                        .builder()
                                                                        .setCountry("DE")
                                                                        .build())
                                                        .build())
                                        .setTaxDate(1_600_000_000L)
                                        .addExpand("line_items")
                                        .build());
        assertEquals(1_600, calculation.getTaxAmountExclusive());
        assertEquals(11_600, calculation.getAmountTotal());
        Transaction transaction =
                stripe.tax()
                        .transactions()
                        .createFromCalculation(
                                TransactionCreateFromCalculationParams.builder()
                                        .setCalculation(calculation.getId())
                                        .setReference("order-1")
                                        .build());
        Transaction reversal =
                stripe.tax()
                        .transactions()
                        .createReversal(
                                TransactionCreateReversalParams.builder()
                                        .setMode(TransactionCreateReversalParams.Mode.FULL)
                                        .setOriginalTransaction(transaction.getId())
                                        .setReference("order-1-back")
                                        .addExpand("line_items")
                                        .build());
        assertEquals(-1_600, reversal.getLineItems().getData().get(0).getAmountTax());
        stripe.tax().calculations().lineItems().list(calculation.getId());
        stripe.tax().transactions().lineItems().list(transaction.getId());
        assertEquals(
                "transaction", stripe.tax().transactions().retrieve(transaction.getId()).getType());
    }

    @Test
    void tax_rates_and_tax_ids_are_kept() throws Exception {
        TaxRate rate =
                stripe.taxRates()
                        .create(
                                TaxRateCreateParams.builder()
                                        .setDisplayName("VAT")
                                        .setInclusive(false)
                                        .setPercentage(new BigDecimal("19.5"))
                                        .build());
        stripe.taxRates()
                .update(rate.getId(), TaxRateUpdateParams.builder().setActive(false).build());
        assertEquals(1, stripe.taxRates().list().getData().size());
        assertEquals(false, stripe.taxRates().retrieve(rate.getId()).getActive());
        Customer customer = customer();
        CustomerTaxIdCreateParams.Builder params =
                CustomerTaxIdCreateParams.builder()
                        .setType(CustomerTaxIdCreateParams.Type.EU_VAT)
                        .setValue("DE123456789");
        TaxId good = stripe.customers().taxIds().create(customer.getId(), params.build());
        TaxId bad =
                stripe.customers()
                        .taxIds()
                        .create(customer.getId(), params.setValue("DE111111111").build());
        assertEquals("pending", good.getVerification().getStatus());
        advance(60);
        assertEquals(
                "verified", stripe.taxIds().retrieve(good.getId()).getVerification().getStatus());
        assertEquals(
                "unverified",
                stripe.customers()
                        .taxIds()
                        .retrieve(customer.getId(), bad.getId())
                        .getVerification()
                        .getStatus());
        assertEquals(2, stripe.customers().taxIds().list(customer.getId()).getData().size());
        stripe.customers().taxIds().delete(customer.getId(), bad.getId());
    }

    @Test
    void portal_configurations_are_kept() throws Exception {
        Configuration configuration =
                stripe.billingPortal()
                        .configurations()
                        .create(
                                ConfigurationCreateParams.builder()
                                        .setFeatures(
                                                ConfigurationCreateParams.Features.builder()
                                                        .setInvoiceHistory(
                                                                ConfigurationCreateParams.Features
                                                                        .InvoiceHistory.builder()
                                                                        .setEnabled(true)
                                                                        .build())
                                                        .build())
                                        .build());
        assertTrue(configuration.getIsDefault());
        assertEquals(
                configuration.getId(),
                stripe.billingPortal().configurations().list().getData().get(0).getId());
    }
}
