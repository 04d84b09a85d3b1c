package io.weapp.passport.limit;

import io.weapp.passport.origin.ClientAddress;
import io.weapp.passport.origin.Origins;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Sends a client away who calls a limited method too often; the body is still unread then. */
@Provider
@Priority(Priorities.AUTHENTICATION - 1)
public class RateLimitFilter implements ContainerRequestFilter {

    @Inject
    RateLimits limits;

    @Inject
    Origins origins;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        RateLimited limited = resource.getResourceMethod().getAnnotation(RateLimited.class);
        if (limited != null) {
            ClientAddress client = origins.current().client();
            limits.count(limited.value(), client == null ? "unknown" : client.network());
        }
    }
}
