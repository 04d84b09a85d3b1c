package io.weapp.passport.gate;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** Takes an empty body for none, on both servers; Payara alone would call it malformed, also where a body is optional. */
@Provider
public class EmptyBodyInterceptor implements ReaderInterceptor {

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        PushbackInputStream body = new PushbackInputStream(context.getInputStream());
        int first = body.read();
        if (first < 0) {
            return null;
        }
        body.unread(first);
        context.setInputStream(body);
        return context.proceed();
    }
}
