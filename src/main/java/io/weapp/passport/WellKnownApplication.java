package io.weapp.passport;

import io.weapp.passport.oauth.MetadataResource;
import io.weapp.passport.problem.ProblemMapper;
import io.weapp.passport.token.JwksResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Metadata under {@code /.well-known/} (RFC 8615), outside of the versioned API. */
@ApplicationPath(".well-known")
public class WellKnownApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(JwksResource.class, MetadataResource.class, ProblemMapper.class);
    }
}
