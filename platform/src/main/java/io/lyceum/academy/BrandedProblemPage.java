package io.lyceum.academy;

import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.ErrorView;
import io.lyceum.shared.web.NothingView;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import io.lyceum.shared.web.ProblemResponses;
import io.lyceum.tenancy.TenancyProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

/** Shows a problem in the school's look: what happened, what is safe, what to do. */
@ApplicationScoped
class BrandedProblemPage implements ProblemResponses.ProblemPage {

    @Inject Pages pages;

    @Override
    public Response render(Problem problem) {
        int status = problem.code().status();
        if (problem.code() == TenancyProblem.SCHOOL_SUSPENDED) {
            return pages.html(
                    status, "shared/suspended", NothingView.INSTANCE, PageContext.Section.OTHER);
        }
        PageContext page = pages.context("academy", PageContext.Section.OTHER);
        return pages.html(
                status,
                "shared/error",
                ErrorView.of(
                        page, status, problem.detail(), CurrentRequest.require().correlationId()),
                PageContext.Section.OTHER);
    }
}
