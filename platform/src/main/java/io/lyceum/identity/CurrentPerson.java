package io.lyceum.identity;

import io.lyceum.shared.audit.Actor;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who makes the running request; bound by the sign-in filter and never inherited by threads. */
@ApplicationScoped
public class CurrentPerson {

    private static final ThreadLocal<SignedIn> BOUND = new ThreadLocal<>();

    /** The signed-in person, if there is one. */
    public Optional<Person> person() {
        return session().map(SignedIn::person);
    }

    /** The session behind the request; a bearer token has none but still a person. */
    public Optional<SignedIn> session() {
        return Optional.ofNullable(BOUND.get());
    }

    /**
     * The signed-in person.
     *
     * @throws Problem SIGN_IN_REQUIRED
     */
    public Person require() {
        return person().orElseThrow(() -> new Problem(CommonProblem.SIGN_IN_REQUIRED));
    }

    /** Binds the person to this thread for one request. */
    public static void bind(SignedIn signedIn) {
        BOUND.set(signedIn);
        Actor.bind(signedIn.person().id().value());
    }

    /** Forgets the person; every request ends with it. */
    public static void clear() {
        BOUND.remove();
        Actor.clear();
    }

    /**
     * A person and how they proved who they are.
     *
     * @param csrfToken what forms of this session carry; empty for a bearer token
     */
    public record SignedIn(Person person, Optional<String> csrfToken) {}
}
