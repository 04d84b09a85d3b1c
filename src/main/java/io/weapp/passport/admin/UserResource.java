package io.weapp.passport.admin;

import io.weapp.passport.phone.Phones;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.rights.Erasure;
import io.weapp.passport.rights.Export;
import io.weapp.passport.session.SessionPages;
import io.weapp.passport.session.SessionSearch;
import io.weapp.passport.store.Collision;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import io.weapp.passport.user.UserAliases;
import io.weapp.passport.user.UserPages;
import io.weapp.passport.user.UserRecordView;
import io.weapp.passport.user.UserSearch;
import io.weapp.passport.user.WechatKeys;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The users, for operators. */
@Path("admin/users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    /** How many sessions are shown along with their user. */
    private static final String SESSIONS_SHOWN = "50";

    @Inject
    UserPages pages;

    @Inject
    SessionPages sessions;

    @Inject
    UserAliases aliases;

    @Inject
    UserOrders orders;

    @Inject
    Export export;

    @Inject
    Erasure erasure;

    @Inject
    Phones phones;

    @Inject
    WechatKeys wechatKeys;

    @GET
    @RolesAllowed("operator")
    public Page<UserRecordView> search(
            @QueryParam("appId") @Nullable @Size(max = 32) @PlainText String appId,
            @QueryParam("nickname") @Nullable @Size(max = 100) @PlainText String nickname,
            @QueryParam("phone") @Nullable @Size(max = 32) @PlainText String phone,
            @QueryParam("openId") @Nullable @Size(max = 64) @PlainText String openId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        String phoneIndex = phone == null || phone.isEmpty() ? null : phones.index(phone);
        UserSearch search = new UserSearch(appId, nickname, phoneIndex, openId);
        return pages.page(search, PageRequest.of(limit, cursor));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("operator")
    public UserDetailView one(@PathParam("id") UUID id) {
        UserRecordView user = pages.one(id.toString())
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no user of this id."));
        return UserDetailView.of(
                user,
                aliases.of(user.id()),
                sessions.page(new SessionSearch(user.id(), null), PageRequest.of(SESSIONS_SHOWN, null))
                        .items());
    }

    @POST
    @Path("{id}/disable")
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    public void disable(
            @PathParam("id") UUID id, @Nullable @Valid DisableRequest request, @Context SecurityContext security) {
        String reason = request == null ? null : request.reason();
        orders.disable(id.toString(), reason, security.getUserPrincipal().getName());
    }

    @POST
    @Path("{id}/enable")
    @RolesAllowed("operator")
    public void enable(@PathParam("id") UUID id, @Context SecurityContext security) {
        orders.enable(id.toString(), security.getUserPrincipal().getName());
    }

    @GET
    @Path("{id}/export")
    @RolesAllowed("operator")
    public Response export(@PathParam("id") UUID id, @Context SecurityContext security) {
        Consumer<OutputStream> document =
                export.whole(id.toString(), security.getUserPrincipal().getName());
        return Response.ok((StreamingOutput) document::accept)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("operator")
    public void erase(@PathParam("id") UUID id, @Context SecurityContext security) {
        String actor = security.getUserPrincipal().getName();
        // Whatever the user does at this moment may get in the way once.
        Collision.survived(() -> erasure.whole(id.toString(), actor));
    }

    @DELETE
    @Path("{id}/sessions")
    @RolesAllowed("operator")
    public void endSessions(@PathParam("id") UUID id, @Context SecurityContext security) {
        orders.endSessions(id.toString(), security.getUserPrincipal().getName());
    }

    @POST
    @Path("{id}/identities/{appId}/wechat-key/reset")
    @RolesAllowed("operator")
    public void resetWechatKey(
            @PathParam("id") UUID id,
            @PathParam("appId") @Size(max = 32) @PlainText String appId,
            @Context SecurityContext security) {
        wechatKeys.reset(id.toString(), appId, security.getUserPrincipal().getName());
    }
}
