package io.weapp.passport.gate;

import io.weapp.passport.origin.Origins;
import io.weapp.passport.problem.RequestId;
import io.weapp.passport.trace.NamedWork;
import io.weapp.passport.trace.TraceContext;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Puts the request id on every answer, also on those that never reach JAX-RS, and on every line of the log, and notes where the
 * request comes from.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class RequestIdFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    transient Origins origins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = RequestId.of(request);
        response.setHeader(RequestId.HEADER, id);
        TraceContext trace = origins.arrived(request);
        try (NamedWork ignored = NamedWork.request(id, trace)) {
            chain.doFilter(request, response);
        }
    }
}
