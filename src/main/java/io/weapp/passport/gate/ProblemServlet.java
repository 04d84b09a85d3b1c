package io.weapp.passport.gate;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.problem.RequestId;
import io.weapp.passport.token.TokenJudge;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the server itself refuses before JAX-RS sees it: web.xml sends every error here.
 *
 * <p>The server also refuses a bad token where none is needed. Mini programs send their old token along with a login, so such
 * a request is given a second chance without it.
 */
@WebServlet(ProblemServlet.PATH)
public class ProblemServlet extends HttpServlet {

    static final String PATH = "/problem";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ProblemServlet.class.getName());
    private static final String BEARER = "bearer ";

    /**
     * What needs no token, so that a bad one must not matter. It may be wide: without its token a request reaches nothing that
     * needs one.
     */
    private static final Pattern PUBLIC = Pattern.compile(String.join(
            "|",
            "/api/v1/login",
            "/api/v1/login/refresh",
            "/api/v1/admin/login",
            "/api/v1/avatars/[^/]+",
            "/api/v1/wechat/[^/]+/push",
            "/oauth/[^/]+",
            "/\\.well-known/[^/]+"));

    @Inject
    TokenJudge judge;

    private final transient Jsonb jsonb = JsonbBuilder.create();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            answer(request, response, Problem.of(ProblemType.NOT_FOUND, "Not found."));
            return;
        }
        int status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String path = pathOf(request);
        String token = bearerTokenOf(request);
        boolean tokenSent = request.getHeader("Authorization") != null;
        boolean tokenRefused = status == 401 || (status == 500 && tokenSent && request.getUserPrincipal() == null);
        if (!tokenRefused) {
            ProblemType type = ProblemType.ofStatus(status);
            answer(request, response, Problem.of(type, type.title() + "."));
        } else if (PUBLIC.matcher(path).matches()) {
            response.reset();
            response.setHeader(RequestId.HEADER, RequestId.of(request));
            request.getRequestDispatcher(path).forward(new TokenlessRequest(request), response);
        } else if (token != null) {
            answer(request, response, refusalOf(token, RequestId.of(request)));
        } else if (status == 401) {
            answer(
                    request,
                    response,
                    Problem.of(ProblemType.TOKEN_MISSING, "Send an access token: Authorization: Bearer …"));
        } else {
            answer(request, response, Problem.of(ProblemType.INTERNAL_ERROR, "Internal error."));
        }
    }

    private Problem refusalOf(String token, String requestId) {
        ProblemType reason = judge.reasonToRefuse(token);
        return switch (reason) {
            case TOKEN_EXPIRED -> Problem.of(reason, "The access token has expired: refresh it.");
            case TOKEN_INVALID -> Problem.of(reason, "The access token was not issued here or is not whole.");
            default -> {
                LOG.log(
                        Level.ERROR,
                        "Request {0}: the server refused a token that is good. Check passport.self (this node must reach"
                                + " its own /.well-known/jwks.json there) and passport.issuer",
                        requestId);
                yield Problem.of(ProblemType.INTERNAL_ERROR, "The server could not check the access token.");
            }
        };
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        if (problem.challenge() != null) {
            response.setHeader("WWW-Authenticate", problem.challenge());
        }
        String body = jsonb.toJson(problem.requestId(RequestId.of(request)));
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String pathOf(HttpServletRequest request) {
        String uri = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return uri == null ? "" : uri.substring(request.getContextPath().length());
    }

    private static @Nullable String bearerTokenOf(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
