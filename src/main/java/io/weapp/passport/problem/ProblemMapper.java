package io.weapp.passport.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
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
import java.util.List;

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
        Problem problem = problemOf(failure).requestId(RequestId.of(request));
        var response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
        if (problem.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        if (problem.challenge() != null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
        }
        if (failure instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
            response.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        return response.build();
    }

    private Problem problemOf(Throwable failure) {
        ProblemException known = ProblemException.within(failure);
        if (known != null) {
            return known.problem();
        }
        if (failure instanceof ConstraintViolationException broken) {
            return violations(broken);
        }
        // Both servers report JSON that cannot be read or bound this way; calls to WeChat have their own catch.
        if (failure instanceof ProcessingException) {
            return Problem.of(ProblemType.INVALID_REQUEST, "The body is not the JSON document that is expected here.");
        }
        if (failure instanceof WebApplicationException web) {
            return ofStatus(web);
        }
        LOG.log(Level.ERROR, "Request " + RequestId.of(request) + " failed", failure);
        return Problem.of(ProblemType.INTERNAL_ERROR, "Something went wrong on our side; the request id leads to it.");
    }

    private Problem ofStatus(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        // WildFly answers 403 where a token is missing altogether.
        if ((status == 401 || status == 403) && security.getUserPrincipal() == null) {
            return Problem.of(ProblemType.TOKEN_MISSING, "Send an access token: Authorization: Bearer …");
        }
        if (web instanceof NotSupportedException) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
        }
        ProblemType type = ProblemType.ofStatus(status);
        if (type == ProblemType.INTERNAL_ERROR) {
            LOG.log(Level.ERROR, "Request " + RequestId.of(request) + " failed", web);
        }
        // The messages of both frameworks differ and quote the URL, so none of them is passed on.
        return Problem.of(type, type.title() + ".");
    }

    private static Problem violations(ConstraintViolationException broken) {
        List<Problem.Violation> all = broken.getConstraintViolations().stream()
                .map(each -> new Problem.Violation(fieldOf(each), each.getMessage()))
                .sorted((one, other) -> one.field().compareTo(other.field()))
                .toList();
        return Problem.of(ProblemType.INVALID_REQUEST, "The request breaks " + all.size() + " rule(s).")
                .violations(all);
    }

    /** {@code login.request.appId} is {@code appId} to a client, {@code login.request} the body. */
    private static String fieldOf(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        int depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            if (depth++ >= 2) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return field.isEmpty() ? "body" : field.toString();
    }
}
