package io.weapp.passport.service;

import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.client.Scope;
import io.weapp.passport.user.Identities;
import io.weapp.passport.user.Keyholder;
import io.weapp.passport.user.WechatKeyView;
import io.weapp.passport.user.WechatKeys;
import io.weapp.passport.wechat.RiskQuestion;
import io.weapp.passport.wechat.WechatUsers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;

/** What WeChat says of a user of an app, for other backends, which hold neither openid nor session key. */
@Path("users/{id}/apps/{appId}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServiceWechatResource {

    private static final String APP_ID = "[0-9A-Za-z]{1,32}";

    @Inject
    Identities identities;

    @Inject
    WechatKeys keys;

    @Inject
    PaidUnionId paidUnionId;

    @Inject
    WechatTokens tokens;

    @Inject
    WechatUsers wechat;

    @GET
    @Path("wechat-key")
    @RolesAllowed("service")
    public WechatKeyView keyState(
            @PathParam("id") UUID id,
            @PathParam("appId") @Pattern(regexp = APP_ID) String appId,
            @Context SecurityContext security) {
        Scope.WECHAT_USER_READ.demandOf(security.getUserPrincipal());
        return keys.state(identities.ofUser(id.toString(), appId));
    }

    @POST
    @Path("wechat-key/reset")
    @RolesAllowed("service")
    public void resetKey(
            @PathParam("id") UUID id,
            @PathParam("appId") @Pattern(regexp = APP_ID) String appId,
            @Context SecurityContext security) {
        Scope.WECHAT_USER_WRITE.demandOf(security.getUserPrincipal());
        keys.reset(
                id.toString(), appId, "service:" + security.getUserPrincipal().getName());
    }

    @POST
    @Path("paid-union-id")
    @RolesAllowed("service")
    @Consumes(MediaType.APPLICATION_JSON)
    public UnionIdView paidUnionId(
            @PathParam("id") UUID id,
            @PathParam("appId") @Pattern(regexp = APP_ID) String appId,
            @NotNull @Valid PaidUnionIdRequest request,
            @Context SecurityContext security) {
        Scope.WECHAT_USER_WRITE.demandOf(security.getUserPrincipal());
        return paidUnionId.of(id.toString(), appId, request.payment());
    }

    @POST
    @Path("risk-rank")
    @RolesAllowed("service")
    @Consumes(MediaType.APPLICATION_JSON)
    public RiskRankView riskRank(
            @PathParam("id") UUID id,
            @PathParam("appId") @Pattern(regexp = APP_ID) String appId,
            @NotNull @Valid RiskRankRequest request,
            @Context SecurityContext security) {
        Scope.WECHAT_USER_READ.demandOf(security.getUserPrincipal());
        RiskQuestion question = request.question();
        Keyholder user = identities.ofUser(id.toString(), appId);
        return new RiskRankView(tokens.call(appId, token -> wechat.riskRank(appId, token, user.openId(), question)));
    }
}
