package io.weapp.passport.profile;

import io.weapp.passport.session.Caller;
import io.weapp.passport.store.Collision;
import io.weapp.passport.user.Identities;
import io.weapp.passport.user.Keyholder;
import io.weapp.passport.user.UsedCiphertexts;
import io.weapp.passport.user.WechatKeyView;
import io.weapp.passport.user.WechatKeys;
import io.weapp.passport.wechat.KeySignature;
import io.weapp.passport.wechat.OpenData;
import io.weapp.passport.wechat.OpenedData;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** What the server does for a mini program with the session key of its user. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OpenDataResource {

    @Inject
    Identities identities;

    @Inject
    UsedCiphertexts ciphertexts;

    @Inject
    Decryption decryption;

    @Inject
    WechatKeys keys;

    @POST
    @Path("open-data")
    @RolesAllowed("user")
    @Consumes(MediaType.APPLICATION_JSON)
    public String open(@NotNull @Valid OpenDataRequest request, @Context SecurityContext security) {
        Keyholder owner = holder(security);
        OpenData data = OpenData.of(request.encryptedData(), request.iv());
        OpenedData opened = decryption.of(owner, data);
        Collision.survived(() -> ciphertexts.use(owner.identityId(), data.ciphertext()));
        return opened.text();
    }

    @POST
    @Path("signature")
    @RolesAllowed("user")
    @Consumes(MediaType.APPLICATION_JSON)
    public SignatureView sign(@NotNull @Valid SignatureRequest request, @Context SecurityContext security) {
        return new SignatureView(
                KeySignature.of(request.data(), holder(security).newestKey()));
    }

    @GET
    @Path("wechat-key")
    @RolesAllowed("user")
    public WechatKeyView keyState(@Context SecurityContext security) {
        return keys.state(holder(security));
    }

    private Keyholder holder(SecurityContext security) {
        return identities.ofSession(Caller.of(security.getUserPrincipal()).sessionId());
    }
}
