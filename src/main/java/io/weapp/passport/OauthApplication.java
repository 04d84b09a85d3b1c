package io.weapp.passport;

import io.weapp.passport.gate.BodyLimitFilter;
import io.weapp.passport.oauth.OauthErrorMapper;
import io.weapp.passport.oauth.OauthResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The OAuth endpoints: apart from the API, because their errors have the form of their RFCs. */
@ApplicationPath("oauth")
public class OauthApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(OauthResource.class, BodyLimitFilter.class, OauthErrorMapper.class);
    }
}
