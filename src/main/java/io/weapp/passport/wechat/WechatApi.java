package io.weapp.passport.wechat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * WeChat's HTTP API. Answers are taken as bytes, because WeChat labels its JSON {@code text/plain}; paths are case-sensitive.
 */
@Path("/")
public interface WechatApi {

    /**
     * Exchanges the code of {@code wx.login}.
     *
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session">code2Session</a>
     */
    @GET
    @Path("sns/jscode2session")
    byte[] codeToSession(
            @QueryParam("appid") String appId,
            @QueryParam("secret") String secret,
            @QueryParam("js_code") String code,
            @QueryParam("grant_type") String grantType);

    /**
     * Gives the app's access token.
     *
     * @param body JSON with grant_type, appid and secret
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getstableaccesstoken">getStableAccessToken</a>
     */
    @POST
    @Path("cgi-bin/stable_token")
    @Consumes(MediaType.APPLICATION_JSON)
    byte[] stableToken(String body);

    /**
     * Gives the app a new access token and retires the one before.
     *
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getaccesstoken">getAccessToken</a>
     */
    @GET
    @Path("cgi-bin/token")
    byte[] token(
            @QueryParam("grant_type") String grantType,
            @QueryParam("appid") String appId,
            @QueryParam("secret") String secret);
}
