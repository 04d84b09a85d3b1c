package io.weapp.passport.operator;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses the token of an operator who has been deleted or has another password by now. Operators are few and their calls
 * read the database anyway, so this one is asked too: the refusal holds on every node at once. It comes after {@code
 * ActiveSessionFilter}, which has refused whatever is not a whole token of ours.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 2)
public class ActiveOperatorFilter implements ContainerRequestFilter {

    @Inject
    Operators operators;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
            return;
        }
        OperatorCaller caller = OperatorCaller.of(request.getSecurityContext().getUserPrincipal());
        if (caller != null && !active(caller)) {
            throw new ProblemException(ProblemType.SESSION_ENDED, "This operator's token has ended: log in again.");
        }
    }

    private boolean active(OperatorCaller caller) {
        return operators
                .named(caller.name())
                .filter(operator -> operator.tokenGeneration().equals(caller.tokenGeneration()))
                .isPresent();
    }
}
