package io.weapp.passport.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A request without its {@code Authorization} header, for resources that need none. */
class TokenlessRequest extends HttpServletRequestWrapper {

    private static final String HIDDEN = "Authorization";

    TokenlessRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return HIDDEN.equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return HIDDEN.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !HIDDEN.equalsIgnoreCase(name))
                .toList());
    }

    /** Payara's role check would authenticate with the original header and turn the answer into a 401 again. */
    @Override
    public boolean authenticate(HttpServletResponse response) {
        return false;
    }
}
