package io.weapp.passport.push;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Where WeChat calls us; its signature is its ticket. */
@Path("wechat/{appId}/push")
@ApplicationScoped
public class PushResource {

    private static final String PLAIN_TEXT = "text/plain;charset=utf-8";

    @Inject
    Mailroom mailroom;

    @GET
    @PermitAll
    @Produces(PLAIN_TEXT)
    public Response check(
            @PathParam("appId") String appId,
            @QueryParam("timestamp") @Nullable String timestamp,
            @QueryParam("nonce") @Nullable String nonce,
            @QueryParam("signature") @Nullable String signature,
            @QueryParam("echostr") @Nullable String echostr) {
        return answer(mailroom.echo(appId, new PushStamp(timestamp, nonce, signature, null), echostr));
    }

    /** Takes any content type: WeChat's differ, and some proxies drop them. */
    @POST
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    @Produces(PLAIN_TEXT)
    public Response receive(
            @PathParam("appId") String appId,
            @QueryParam("timestamp") @Nullable String timestamp,
            @QueryParam("nonce") @Nullable String nonce,
            @QueryParam("signature") @Nullable String signature,
            @QueryParam("msg_signature") @Nullable String messageSignature,
            byte @Nullable [] body) {
        PushStamp stamp = new PushStamp(timestamp, nonce, signature, messageSignature);
        mailroom.take(appId, stamp, body == null ? new byte[0] : body);
        return answer("success");
    }

    private static Response answer(String text) {
        return Response.ok(text)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
