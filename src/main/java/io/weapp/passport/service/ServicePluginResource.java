package io.weapp.passport.service;

import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.client.Scope;
import io.weapp.passport.wechat.WechatUsers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** The logins of plugins, for the backend of a plugin. */
@Path("apps/{appId}/plugin-openpid")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServicePluginResource {

    @Inject
    WechatTokens tokens;

    @Inject
    WechatUsers wechat;

    @POST
    @RolesAllowed("service")
    @Consumes(MediaType.APPLICATION_JSON)
    public OpenPidView exchange(
            @PathParam("appId") String appId,
            @NotNull @Valid PluginCodeRequest request,
            @Context SecurityContext security) {
        Scope.WECHAT_USER_READ.demandOf(security.getUserPrincipal());
        return new OpenPidView(tokens.call(appId, token -> wechat.pluginOpenPid(appId, token, request.code())));
    }
}
