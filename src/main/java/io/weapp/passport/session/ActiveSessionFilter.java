package io.weapp.passport.session;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.token.TokenReader;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses the access token of a session that has ended, or that was revoked, and notes the use of any other; knows memory only. */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class ActiveSessionFilter implements ContainerRequestFilter {

    @Inject
    EndedSessions ended;

    @Inject
    SeenSessions seen;

    @Inject
    TokenReader tokens;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
            return;
        }
        if (request.getSecurityContext().getUserPrincipal() instanceof JsonWebToken token) {
            if (!tokens.formedHere(token)) {
                throw new ProblemException(ProblemType.TOKEN_INVALID, "The access token was not issued here.");
            }
            if (ended.contains(token.getTokenID()) || ended.contains(token.getSubject())) {
                throw new ProblemException(ProblemType.TOKEN_INVALID, "The access token was revoked.");
            }
            if (token.getClaim("sid") instanceof String sessionId) {
                if (ended.contains(sessionId)) {
                    throw new ProblemException(ProblemType.SESSION_ENDED, "This session has ended: log in again.");
                }
                seen.note(sessionId);
            }
        }
    }
}
