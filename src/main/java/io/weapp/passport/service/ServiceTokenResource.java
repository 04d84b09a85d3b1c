package io.weapp.passport.service;

import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.client.Scope;
import io.weapp.passport.wechat.WechatToken;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Clock;

/** WeChat tokens for other backends, so that one place in the company fetches them. */
@Path("apps/{appId}/wechat-token")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServiceTokenResource {

    @Inject
    WechatTokens tokens;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    @GET
    @RolesAllowed("service")
    public Response current(@PathParam("appId") String appId, @Context SecurityContext security) {
        Principal service = security.getUserPrincipal();
        Scope.WECHAT_TOKEN_READ.demandOf(service);
        WechatToken token = tokens.token(appId);
        audit.record(AuditEntry.of(AuditType.WECHAT_TOKEN_READ)
                .by("service:" + service.getName())
                .app(appId));
        return Response.ok(WechatTokenView.of(token, clock.instant()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
