package io.weapp.passport.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns whatever goes wrong inside JAX-RS into a problem. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    @Context
    HttpServletRequest request;

    @Context
    SecurityContext security;

    @Override
    public Response toResponse(Throwable failure) {
        Response.ResponseBuilder response = answer(problemOf(failure), request);
        if (failure instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
            response.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        return response.build();
    }

    /** The one form of an error answer inside JAX-RS. */
    static Response.ResponseBuilder answer(Problem problem, HttpServletRequest request) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem.requestId(RequestId.of(request)));
        if (problem.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        if (problem.challenge() != null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
        }
        return response;
    }

    private Problem problemOf(Throwable failure) {
        ProblemException known = ProblemException.within(failure);
        if (known != null) {
            return known.problem();
        }
        // Both servers report JSON that cannot be read or bound this way; calls to WeChat have their own catch.
        if (failure instanceof ProcessingException) {
            return Problem.of(ProblemType.INVALID_REQUEST, "The body is not the JSON document that is expected here.");
        }
        if (failure instanceof WebApplicationException web) {
            return ofStatus(web);
        }
        return LostDatabase.behind(failure, RequestId.of(request)).orElseGet(() -> {
            LOG.log(Level.ERROR, "Request " + RequestId.of(request) + " failed", failure);
            return Problem.of(
                    ProblemType.INTERNAL_ERROR, "Something went wrong on our side; the request id leads to it.");
        });
    }

    private Problem ofStatus(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        // WildFly answers 403 where a token is missing altogether.
        if ((status == 401 || status == 403) && security.getUserPrincipal() == null) {
            return Problem.of(ProblemType.TOKEN_MISSING, "Send an access token: Authorization: Bearer …");
        }
        if (web instanceof NotSupportedException) {
            return Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send what the API description says, which is application/json nearly everywhere.");
        }
        ProblemType type = ProblemType.ofStatus(status);
        if (type == ProblemType.INTERNAL_ERROR) {
            LOG.log(Level.ERROR, "Request " + RequestId.of(request) + " failed", web);
        }
        // The messages of both frameworks differ and quote the URL, so none of them is passed on.
        return Problem.of(type, type.title() + ".");
    }
}
