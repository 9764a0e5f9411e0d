package io.lyceum.academy;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Basket;
import io.lyceum.commerce.Buyer;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Guest;
import io.lyceum.commerce.OfferId;
import io.lyceum.commerce.Offers;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.Payer;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.Quote;
import io.lyceum.commerce.SaleItem;
import io.lyceum.commerce.Wish;
import io.lyceum.commerce.web.CheckoutView;
import io.lyceum.commerce.web.OrderView;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Person;
import io.lyceum.identity.PersonId;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.problem.ProblemCode;
import io.lyceum.shared.security.Tokens;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Html;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import io.lyceum.shared.web.RateLimits;
import io.lyceum.tax.Countries;
import io.lyceum.tax.TaxMode;
import io.lyceum.tax.TaxProblem;
import io.lyceum.tax.TaxQuote;
import io.lyceum.tax.Taxes;
import io.lyceum.tax.VatIds;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.text.Collator;
import java.text.NumberFormat;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The page before the payment, and the way to it, for courses and offers alike. */
@RequestScoped
class Buying {

    /** After these the buyer looks at what they typed in once more. */
    private static final Set<ProblemCode> SHOWN =
            Set.of(
                    PaymentProblem.COUPON_UNKNOWN,
                    PaymentProblem.COUPON_OVER,
                    PaymentProblem.COUPON_NOT_FOR_THIS,
                    PaymentProblem.COUPON_USED_UP,
                    PaymentProblem.COUPON_FIRST_ONLY,
                    PaymentProblem.NOT_ON_SALE,
                    PaymentProblem.SOLD_OUT,
                    PaymentProblem.COURSE_IS_YOURS,
                    PaymentProblem.OFFER_IS_YOURS,
                    PaymentProblem.ACCOUNT_EXISTS,
                    TaxProblem.NO_TAX_RATE,
                    CommonProblem.INVALID_INPUT);

    private static final int MOST_SEATS = 1000;
    private static final int MOST_LETTERS = 200;

    @Inject Checkout checkout;
    @Inject Orders orders;
    @Inject Courses courses;
    @Inject Taxes taxes;
    @Inject VatIds vatIds;
    @Inject CurrentPerson currentPerson;
    @Inject Pages pages;
    @Inject RateLimits limits;

    /**
     * What a buyer has filled in.
     *
     * @param email of a guest
     * @param name of a guest
     */
    private record Filled(Wish wish, String email, String name, String vatId) {}

    private Filled filled(MultivaluedMap<String, String> given) {
        boolean others = given.containsKey("others");
        String vatId = text(given, "vatId");
        Buyer buyer =
                new Buyer(
                        given.containsKey("country") ? text(given, "country") : lastCountry(),
                        text(given, "region"),
                        text(given, "company"),
                        vatId.isEmpty() ? Optional.empty() : Optional.of(vatIds.check(vatId)));
        return new Filled(
                new Wish(
                        text(given, "code"),
                        others ? quantity(text(given, "quantity")) : 1,
                        others,
                        text(given, "currency"),
                        buyer,
                        offer(text(given, "extra"))),
                text(given, "email"),
                text(given, "name"),
                vatId);
    }

    private static String text(MultivaluedMap<String, String> given, String name) {
        String text = Optional.ofNullable(given.getFirst(name)).orElse("").strip();
        return text.substring(0, Math.min(MOST_LETTERS, text.length()));
    }

    private static int quantity(String text) {
        try {
            return Math.min(MOST_SEATS, Math.max(1, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static Optional<OfferId> offer(String id) {
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(new OfferId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String lastCountry() {
        return currentPerson.person().map(Person::id).map(orders::lastCountry).orElse("");
    }

    /** Says that somebody has it, who was invited to a seat. */
    Response owned(SaleItem item, MultivaluedMap<String, String> given) {
        return page(
                PaymentProblem.COURSE_IS_YOURS.status(),
                item,
                Optional.empty(),
                filled(given),
                Optional.of(new Problem(PaymentProblem.COURSE_IS_YOURS)));
    }

    /** Shows what somebody is about to buy. */
    Response page(SaleItem item, Optional<Product> product, MultivaluedMap<String, String> given) {
        return page(200, item, product, filled(given), Optional.empty());
    }

    private Response page(
            int status,
            SaleItem item,
            Optional<Product> product,
            Filled filled,
            Optional<Problem> refused) {
        Optional<Problem> problem = refused;
        Quote quote;
        try {
            quote = orders.quote(person(), item, filled.wish());
        } catch (Problem found) {
            if (!SHOWN.contains(found.code())) {
                throw found;
            }
            if (found.code() == PaymentProblem.COUPON_UNKNOWN) {
                // Codes are not to be found by trying.
                limits.count(RateLimits.Kind.SIGN_IN, CurrentRequest.require().address());
            }
            problem = problem.or(() -> Optional.of(found));
            TaxQuote none = TaxQuote.none(item.priceMinor(), item.currency(), false);
            Basket basket = new Basket(item, Optional.empty(), none);
            quote =
                    new Quote(
                            basket,
                            filled.wish(),
                            basket.listMinor(filled.wish()),
                            List.of(),
                            item.dueMinor() * filled.wish().quantity());
        }
        return pages.html(
                status,
                "commerce/checkout",
                view(quote, item, product, filled, problem),
                PageContext.Section.COURSES);
    }

    private Optional<PersonId> person() {
        return currentPerson.person().map(Person::id);
    }

    private static String words(Problem problem) {
        if (problem.code() == CommonProblem.INVALID_INPUT) {
            return Cards.words().get("checkout.error.INVALID_INPUT");
        }
        Object[] details = problem.details();
        return Cards.words()
                .get(
                        "checkout.error." + problem.code().name(),
                        "code",
                        details.length == 0 ? "" : details[0]);
    }

    private CheckoutView view(
            Quote quote,
            SaleItem wanted,
            Optional<Product> product,
            Filled filled,
            Optional<Problem> problem) {
        SaleItem item = quote.item();
        Messages words = Cards.words();
        boolean visitor = currentPerson.person().isEmpty();
        String path = item.path() + "/checkout";
        Map<String, String> wrong = new LinkedHashMap<>();
        problem.ifPresent(
                p ->
                        p.fields()
                                .forEach(
                                        field ->
                                                wrong.putIfAbsent(
                                                        field.field(),
                                                        words.get(
                                                                "checkout.wrong."
                                                                        + field.field()))));
        if (problem.filter(p -> p.code() == PaymentProblem.ACCOUNT_EXISTS).isPresent()) {
            wrong.put("email", words.get("checkout.error.ACCOUNT_EXISTS"));
        }
        boolean once = wanted.billing().isEmpty();
        return new CheckoutView(
                path,
                item.path(),
                item.title(),
                item.description(),
                SaleTexts.terms(words, item),
                product.map(p -> CreditTexts.with(contents(p), words, p, item)).orElse(List.of()),
                bill(words, quote),
                SaleTexts.later(words, quote),
                new CheckoutView.Entered(
                        filled.email(),
                        filled.name(),
                        filled.wish().buyer().country(),
                        filled.wish().buyer().region(),
                        filled.wish().buyer().company(),
                        filled.vatId(),
                        item.currency(),
                        filled.wish().code(),
                        filled.wish().quantity(),
                        filled.wish().forOthers()),
                choices(wanted),
                filled.wish().forOthers() ? List.of() : extras(words, wanted, filled.wish(), item),
                once,
                problem.map(Buying::words).orElse(""),
                wrong,
                visitor ? "/sign-in?return=" + Html.urlParameter(here(path, quote.wish())) : "",
                !checkout.ready(),
                checkout.test());
    }

    private CheckoutView.Bill bill(Messages words, Quote quote) {
        String currency = quote.item().currency();
        TaxQuote tax = quote.basket().tax();
        boolean unknown = orders.asksForCountry() && quote.wish().buyer().country().isEmpty();
        String note = "";
        if (unknown) {
            note = words.get("checkout.tax.unknown");
        } else if (tax.reverseCharge()) {
            note = words.get("checkout.tax.reverse");
        } else if (taxes.mode() == TaxMode.STRIPE_TAX) {
            note = words.get("checkout.tax.later");
        }
        return new CheckoutView.Bill(
                CourseText.price(words, quote.listMinor(), currency),
                quote.discounts().stream()
                        .map(
                                discount ->
                                        new CheckoutView.Discount(
                                                discount.coupon().name(),
                                                CourseText.price(
                                                        words, discount.minor(), currency)))
                        .toList(),
                quote.extra().map(SaleItem::title).orElse(""),
                quote.extra()
                        .map(e -> CourseText.price(words, e.priceMinor(), currency))
                        .orElse(""),
                tax.thousandths() == 0 ? "" : tax.name() + " " + percent(words, tax.thousandths()),
                CourseText.price(words, quote.taxMinor(), currency),
                !tax.included(),
                note,
                quote.dueMinor() == 0 ? "" : CourseText.price(words, quote.dueMinor(), currency));
    }

    private static String percent(Messages words, int thousandths) {
        NumberFormat format = NumberFormat.getPercentInstance(words.locale());
        format.setMaximumFractionDigits(3);
        return format.format(BigDecimal.valueOf(thousandths, 5));
    }

    private CheckoutView.Choices choices(SaleItem item) {
        Locale locale = CurrentRequest.require().locale();
        List<CheckoutView.Choice> countries =
                orders.asksForCountry()
                        ? Countries.all().stream()
                                .map(
                                        code ->
                                                new CheckoutView.Choice(
                                                        code,
                                                        new Locale.Builder()
                                                                .setRegion(code)
                                                                .build()
                                                                .getDisplayCountry(locale)))
                                .sorted(
                                        Comparator.comparing(
                                                CheckoutView.Choice::label,
                                                Collator.getInstance(locale)))
                                .toList()
                        : List.of();
        return new CheckoutView.Choices(
                countries,
                orders.currencies(item).stream()
                        .map(
                                code ->
                                        new CheckoutView.Choice(
                                                code,
                                                code
                                                        + " \u2013 "
                                                        + Currency.getInstance(code)
                                                                .getDisplayName(locale)))
                        .toList(),
                taxes.mode() != TaxMode.STRIPE_TAX);
    }

    private List<CheckoutView.Extra> extras(
            Messages words, SaleItem wanted, Wish wish, SaleItem shown) {
        Wish plain = new Wish("", 1, false, shown.currency(), wish.buyer(), Optional.empty());
        return orders.extras(wanted, person()).stream()
                .map(listed -> extra(words, listed, plain, wish))
                .toList();
    }

    private CheckoutView.Extra extra(Messages words, Offers.Listed listed, Wish plain, Wish wish) {
        SaleItem item = listed.item();
        try {
            item = orders.basket(item, plain).item();
        } catch (Problem problem) {
            // Without a rate for the place it is shown at its own price.
            if (problem.code() != TaxProblem.NO_TAX_RATE) {
                throw problem;
            }
        }
        return new CheckoutView.Extra(
                listed.offer().id().value().toString(),
                item.title(),
                listed.offer().extraText(),
                CourseText.price(words, item.priceMinor(), item.currency()),
                wish.extra().equals(Optional.of(listed.offer().id())));
    }

    private static String here(String path, Wish wish) {
        return wish.code().isEmpty() ? path : path + "?code=" + Html.urlParameter(wish.code());
    }

    List<CheckoutView.Content> contents(Product product) {
        return product.courses().stream()
                .map(courses::byId)
                .filter(Course::published)
                .map(c -> new CheckoutView.Content(c.title(), "/courses/" + c.slug()))
                .toList();
    }

    /**
     * Leads to where it is paid, or to the order where nothing is to be paid; or shows what it
     * comes to, if only that is asked for.
     */
    Response start(
            SaleItem item,
            Optional<Product> product,
            MultivaluedMap<String, String> form,
            HttpHeaders headers) {
        Filled filled = filled(form);
        if (text(form, "action").equals("recount")) {
            return page(200, item, product, filled, Optional.empty());
        }
        Optional<Person> person = currentPerson.person();
        String token = GuestCookie.read(headers).orElseGet(Tokens::random);
        Payer payer =
                person.map(Payer::of)
                        .orElseGet(() -> Payer.of(new Guest(filled.email(), filled.name(), token)));
        try {
            Order order =
                    checkout.start(payer, item, filled.wish(), CurrentRequest.require().locale());
            Response.ResponseBuilder answer =
                    Response.seeOther(
                            URI.create(order.checkoutUrl().orElse("/orders/" + order.id())));
            if (person.isEmpty()) {
                answer.cookie(GuestCookie.make(token));
            }
            return answer.build();
        } catch (Problem problem) {
            if (problem.code() == PaymentProblem.COURSE_IS_YOURS) {
                return Response.seeOther(URI.create(item.path())).build();
            }
            if (SHOWN.contains(problem.code())) {
                return page(problem.code().status(), item, product, filled, Optional.of(problem));
            }
            if (problem.code() != PaymentProblem.PAYMENT_UNREACHABLE) {
                throw problem;
            }
            return unreachable(payer, item);
        }
    }

    private Response unreachable(Payer payer, SaleItem item) {
        Optional<Order> begun =
                orders.open(payer, item).filter(order -> order.session().isPresent());
        if (begun.isPresent()) {
            // It may be paid already: its page says what is known.
            return Response.seeOther(URI.create("/orders/" + begun.get().id())).build();
        }
        return pages.html(
                PaymentProblem.PAYMENT_UNREACHABLE.status(),
                "commerce/order",
                OrderView.unreachable(
                        item.title(),
                        item.path(),
                        CourseText.price(Cards.words(), item.priceMinor(), item.currency()),
                        checkout.test()),
                PageContext.Section.COURSES);
    }
}
