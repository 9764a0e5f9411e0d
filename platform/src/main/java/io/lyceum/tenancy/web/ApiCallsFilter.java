package io.lyceum.tenancy.web;

import io.lyceum.tenancy.internal.ApiCalls;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Counts calls of the API that carry a token, once they are let in. Pages of the school and the
 * school's plan do not count, so that nobody is locked out of their own school.
 */
@Provider
@Priority(Priorities.HEADER_DECORATOR)
public class ApiCallsFilter implements ContainerRequestFilter {

    private static final String API = "/api/v1/";
    private static final String PLAN = "/api/v1/plan";

    @Inject ApiCalls calls;

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.startsWith(API)
                && !path.equals(PLAN)
                && request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            calls.count();
        }
    }
}
