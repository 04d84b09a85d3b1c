package io.weapp.passport.wechat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

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
}
