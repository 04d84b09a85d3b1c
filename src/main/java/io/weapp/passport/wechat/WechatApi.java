package io.weapp.passport.wechat;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

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

    /**
     * Asks whether a session key is still the user's.
     *
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_checksessionkey">checkSessionKey</a>
     */
    @GET
    @Path("wxa/checksession")
    byte[] checkSession(
            @QueryParam("access_token") String token,
            @QueryParam("openid") String openId,
            @QueryParam("signature") String signature,
            @QueryParam("sig_method") String method);

    /**
     * Replaces a user's session key.
     *
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_resetusersessionkey">resetUserSessionKey</a>
     */
    @GET
    @Path("wxa/resetusersessionkey")
    byte[] resetSessionKey(
            @QueryParam("access_token") String token,
            @QueryParam("openid") String openId,
            @QueryParam("signature") String signature,
            @QueryParam("sig_method") String method);

    /**
     * Exchanges the code of the phone button.
     *
     * @param body JSON with code and openid
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/phone-number/api_getphonenumber">getPhoneNumber</a>
     */
    @POST
    @Path("wxa/business/getuserphonenumber")
    @Consumes(MediaType.APPLICATION_JSON)
    byte[] phoneNumber(@QueryParam("access_token") String token, String body);

    /**
     * Tells the unionId of somebody who has just paid; either the transaction or the merchant and its order.
     *
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpaidunionid">getPaidUnionId</a>
     */
    @GET
    @Path("wxa/getpaidunionid")
    byte[] paidUnionId(
            @QueryParam("access_token") String token,
            @QueryParam("openid") String openId,
            @QueryParam("transaction_id") @Nullable String transactionId,
            @QueryParam("mch_id") @Nullable String merchantId,
            @QueryParam("out_trade_no") @Nullable String orderNumber);

    /**
     * Exchanges the code of {@code wx.pluginLogin}.
     *
     * @param body JSON with code
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpluginopenpid">getPluginOpenPId</a>
     */
    @POST
    @Path("wxa/getpluginopenpid")
    @Consumes(MediaType.APPLICATION_JSON)
    byte[] pluginOpenPid(@QueryParam("access_token") String token, String body);

    /**
     * Rates how likely a user is up to no good.
     *
     * @param body JSON with appid, openid, scene, client_ip and what else is known
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/safety-control-capability/api_getuserriskrank">getUserRiskRank</a>
     */
    @POST
    @Path("wxa/getuserriskrank")
    @Consumes(MediaType.APPLICATION_JSON)
    byte[] riskRank(@QueryParam("access_token") String token, String body);

    /**
     * Gives an opinion on a text.
     *
     * @param body JSON with version, scene, openid and content
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_msgseccheck">msgSecCheck</a>
     */
    @POST
    @Path("wxa/msg_sec_check")
    @Consumes(MediaType.APPLICATION_JSON)
    byte[] checkText(@QueryParam("access_token") String token, String body);

    /**
     * Takes a picture in for an opinion that comes as a push.
     *
     * @param body JSON with version, scene, openid, media_url and media_type
     * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync">mediaCheckAsync</a>
     */
    @POST
    @Path("wxa/media_check_async")
    @Consumes(MediaType.APPLICATION_JSON)
    byte[] checkMedia(@QueryParam("access_token") String token, String body);
}
