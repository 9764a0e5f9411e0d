package io.lyceum.academy;

import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.Courses;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Order;
import io.lyceum.commerce.Orders;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.Quote;
import io.lyceum.commerce.SaleItem;
import io.lyceum.commerce.Wish;
import io.lyceum.commerce.web.CheckoutView;
import io.lyceum.commerce.web.OrderView;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Person;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Html;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The page before the payment, and the way to it, for courses and offers alike. */
@RequestScoped
class Buying {

    /** After these the buyer looks at what they typed in once more. */
    private static final Set<PaymentProblem> SHOWN =
            Set.of(
                    PaymentProblem.COUPON_UNKNOWN,
                    PaymentProblem.COUPON_OVER,
                    PaymentProblem.COUPON_NOT_FOR_THIS,
                    PaymentProblem.COUPON_USED_UP,
                    PaymentProblem.COUPON_FIRST_ONLY,
                    PaymentProblem.NOT_ON_SALE,
                    PaymentProblem.SOLD_OUT);

    private static final int MOST_SEATS = 1000;

    @Inject Checkout checkout;
    @Inject Orders orders;
    @Inject Courses courses;
    @Inject CurrentPerson currentPerson;
    @Inject Pages pages;

    static Wish wish(MultivaluedMap<String, String> given) {
        boolean others = given.containsKey("others");
        return new Wish(
                Optional.ofNullable(given.getFirst("code")).orElse(""),
                others ? quantity(given.getFirst("quantity")) : 1,
                others);
    }

    private static int quantity(String text) {
        try {
            return Math.min(MOST_SEATS, Math.max(1, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** Shows what somebody is about to buy. */
    Response page(SaleItem item, Optional<Product> product, Wish wish) {
        return page(200, item, product, wish, "");
    }

    private Response page(
            int status, SaleItem item, Optional<Product> product, Wish wish, String refused) {
        String error = refused;
        Quote quote;
        try {
            quote = quote(item, wish);
        } catch (Problem problem) {
            if (!SHOWN.contains(problem.code())) {
                throw problem;
            }
            error = words(problem);
            quote =
                    new Quote(
                            item,
                            wish,
                            item.priceMinor() * wish.quantity(),
                            List.of(),
                            item.dueMinor() * wish.quantity());
        }
        return pages.html(
                status,
                "commerce/checkout",
                view(quote, product, error),
                PageContext.Section.COURSES);
    }

    private static String words(Problem problem) {
        Object[] details = problem.details();
        return Cards.words()
                .get(
                        "checkout.error." + problem.code().name(),
                        "code",
                        details.length == 0 ? "" : details[0]);
    }

    private Quote quote(SaleItem item, Wish wish) {
        return orders.quote(currentPerson.person().map(Person::id), item, wish);
    }

    private CheckoutView view(Quote quote, Optional<Product> product, String error) {
        SaleItem item = quote.item();
        Messages words = Cards.words();
        boolean visitor = currentPerson.person().isEmpty();
        String path = item.path() + "/checkout";
        return new CheckoutView(
                path,
                item.path(),
                item.title(),
                item.description(),
                SaleTexts.terms(words, item),
                product.map(this::contents).orElse(List.of()),
                CourseText.price(words, quote.listMinor(), item.currency()),
                quote.discounts().stream()
                        .map(
                                discount ->
                                        new CheckoutView.Discount(
                                                discount.coupon().name(),
                                                CourseText.price(
                                                        words, discount.minor(), item.currency())))
                        .toList(),
                CourseText.price(words, quote.dueMinor(), item.currency()),
                SaleTexts.later(words, quote),
                quote.wish().code(),
                quote.wish().quantity(),
                quote.wish().forOthers(),
                item.billing().isEmpty(),
                error,
                visitor ? "/sign-in?return=" + Html.urlParameter(here(path, quote.wish())) : "",
                !checkout.ready(),
                checkout.test());
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

    /** Leads to where it is paid, or to the order where nothing is to be paid. */
    Response start(SaleItem item, Optional<Product> product, Wish wish) {
        Person person = currentPerson.require();
        try {
            Order order = checkout.start(person, item, wish, CurrentRequest.require().locale());
            return Response.seeOther(
                            URI.create(order.checkoutUrl().orElse("/orders/" + order.id())))
                    .build();
        } catch (Problem problem) {
            if (problem.code() == PaymentProblem.COURSE_IS_YOURS) {
                return Response.seeOther(URI.create(item.path())).build();
            }
            if (SHOWN.contains(problem.code())) {
                return page(problem.code().status(), item, product, wish, words(problem));
            }
            if (problem.code() != PaymentProblem.PAYMENT_UNREACHABLE) {
                throw problem;
            }
            return unreachable(person, item);
        }
    }

    private Response unreachable(Person person, SaleItem item) {
        Optional<Order> begun =
                orders.open(person.id(), item).filter(order -> order.session().isPresent());
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
