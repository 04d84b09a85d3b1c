package io.weapp.passport.oauth;

import io.weapp.passport.problem.LostDatabase;
import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.RequestId;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Turns whatever goes wrong at the OAuth endpoints into an error of RFC 6749, section 5.2. */
@Provider
public class OauthErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(OauthErrorMapper.class.getName());

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof OauthException known) {
            return answer(known.status(), known.error(), known.description(), null);
        }
        ProblemException problem = ProblemException.within(failure);
        if (problem != null) {
            return answer(
                    problem.problem().status(),
                    "invalid_request",
                    problem.problem().title(),
                    null);
        }
        if (failure instanceof NotSupportedException) {
            return answer(400, "invalid_request", "Send application/x-www-form-urlencoded.", null);
        }
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            Response refused = web.getResponse();
            return answer(
                    refused.getStatus(), "invalid_request", "No such endpoint.", refused.getHeaderString("Allow"));
        }
        Problem lost = LostDatabase.behind(failure, RequestId.of(request)).orElse(null);
        if (lost != null) {
            Response busy = answer(lost.status(), "temporarily_unavailable", lost.detail(), null);
            busy.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, lost.retryAfter());
            return busy;
        }
        LOG.log(Level.ERROR, "Request " + RequestId.of(request) + " failed", failure);
        return answer(500, "server_error", "Something went wrong; request " + RequestId.of(request), null);
    }

    private static Response answer(int status, String error, String description, @Nullable String allow) {
        Response.ResponseBuilder answer = Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.createObjectBuilder()
                        .add("error", error)
                        .add("error_description", description)
                        .build());
        if (status == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"weapp-passport\", charset=\"UTF-8\"");
        }
        if (allow != null) {
            answer.header(HttpHeaders.ALLOW, allow);
        }
        return OauthResource.uncached(answer);
    }
}
