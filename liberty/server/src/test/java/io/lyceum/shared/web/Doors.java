package io.lyceum.shared.web;

import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Domains;
import io.lyceum.tenancy.Hosts;
import io.lyceum.tenancy.SchoolHosts;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Makes the real {@link SchoolFilter} outside the container. */
public final class Doors {

    private Doors() {}

    /** The filter over these schools; without limits, and with problems as bare statuses. */
    public static Filter over(SchoolHosts schools) {
        return new SchoolFilter(
                schools,
                new Domains() {},
                new CurrentSchool(),
                new Hosts() {},
                new RateLimits() {
                    @Override
                    public void count(Kind kind, String who) {}
                },
                new ProblemResponses() {
                    @Override
                    void write(
                            HttpServletRequest request,
                            HttpServletResponse response,
                            Problem problem) {
                        response.setStatus(problem.code().status());
                    }
                },
                new AnswerCounts() {
                    @Override
                    void count(int status) {}
                },
                Optional.empty(),
                "https://checkout.stripe.com");
    }
}
