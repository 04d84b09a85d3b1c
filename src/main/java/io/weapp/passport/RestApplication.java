package io.weapp.passport;

import io.weapp.passport.admin.AppResource;
import io.weapp.passport.admin.ClientResource;
import io.weapp.passport.admin.ConflictResource;
import io.weapp.passport.admin.ErrcodeResource;
import io.weapp.passport.admin.KeyResource;
import io.weapp.passport.admin.LoginSessionResource;
import io.weapp.passport.admin.OperatorLoginResource;
import io.weapp.passport.admin.OperatorResource;
import io.weapp.passport.admin.UserResource;
import io.weapp.passport.audit.AuditResource;
import io.weapp.passport.gate.BodyLimitFilter;
import io.weapp.passport.gate.EmptyBodyInterceptor;
import io.weapp.passport.limit.RateLimitFilter;
import io.weapp.passport.login.LoginResource;
import io.weapp.passport.metrics.MetricsResource;
import io.weapp.passport.operator.ActiveOperatorFilter;
import io.weapp.passport.problem.ProblemMapper;
import io.weapp.passport.problem.RollbackMapper;
import io.weapp.passport.problem.ViolationMapper;
import io.weapp.passport.profile.AvatarResource;
import io.weapp.passport.profile.ConsentResource;
import io.weapp.passport.profile.NicknameResource;
import io.weapp.passport.profile.OpenDataResource;
import io.weapp.passport.profile.OwnAvatarResource;
import io.weapp.passport.profile.PhoneResource;
import io.weapp.passport.profile.ProfileResource;
import io.weapp.passport.profile.RightsResource;
import io.weapp.passport.push.PushResource;
import io.weapp.passport.service.ServicePluginResource;
import io.weapp.passport.service.ServiceTokenResource;
import io.weapp.passport.service.ServiceUsersResource;
import io.weapp.passport.service.ServiceWechatResource;
import io.weapp.passport.session.ActiveSessionFilter;
import io.weapp.passport.session.SessionResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/** The API for mini programs and services. Payara sees {@code @LoginConfig} only on a CDI bean, hence the scope. */
@ApplicationScoped
@ApplicationPath("api/v1")
@LoginConfig(authMethod = "MP-JWT")
public class RestApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                LoginResource.class,
                SessionResource.class,
                ProfileResource.class,
                ConsentResource.class,
                RightsResource.class,
                NicknameResource.class,
                OwnAvatarResource.class,
                AvatarResource.class,
                OpenDataResource.class,
                PhoneResource.class,
                OperatorLoginResource.class,
                OperatorResource.class,
                AppResource.class,
                ConflictResource.class,
                UserResource.class,
                LoginSessionResource.class,
                ClientResource.class,
                KeyResource.class,
                ErrcodeResource.class,
                ServiceUsersResource.class,
                ServiceWechatResource.class,
                ServicePluginResource.class,
                PushResource.class,
                ServiceTokenResource.class,
                ActiveSessionFilter.class,
                ActiveOperatorFilter.class,
                AuditResource.class,
                MetricsResource.class,
                RateLimitFilter.class,
                BodyLimitFilter.class,
                EmptyBodyInterceptor.class,
                ProblemMapper.class,
                RollbackMapper.class,
                ViolationMapper.class);
    }
}
