package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Asks WeChat what it thinks of the things that users show one another. */
@ApplicationScoped
public class ContentSecurity {

    private static final int VERSION = 2;
    private static final int PROFILE = 1;
    private static final int IMAGE = 2;

    @Inject
    WechatLine line;

    /**
     * Asks about a text.
     *
     * @param openId whose text it is; WeChat answers 61010 unless they have been in the mini program within two hours
     * @throws ProblemException with what WeChat said, or {@code wechat_unavailable} if it said nothing sensible in time
     */
    public Opinion on(String text, String appId, String token, String openId) {
        String body = question(openId).add("content", text).build().toString();
        return line.askRepeatable(
                "msg_sec_check", appId, api -> api.checkText(token, body), ContentSecurity::opinionIn);
    }

    /**
     * Asks WeChat to look at a picture; its opinion comes as a push.
     *
     * @param url where WeChat can fetch the picture
     * @return the {@code trace_id} that the push will name
     * @throws ProblemException with what WeChat said, or {@code wechat_unavailable} if it said nothing sensible in time
     */
    public String submit(String url, String appId, String token, String openId) {
        String body = question(openId)
                .add("media_url", url)
                .add("media_type", IMAGE)
                .build()
                .toString();
        return line.ask("media_check_async", appId, api -> api.checkMedia(token, body), ContentSecurity::traceIn);
    }

    private static JsonObjectBuilder question(String openId) {
        return Json.createObjectBuilder()
                .add("version", VERSION)
                .add("scene", PROFILE)
                .add("openid", openId);
    }

    private static Opinion opinionIn(JsonObject answer) {
        String suggest = answer.get("result") instanceof JsonObject result ? WechatLine.text(result, "suggest") : null;
        return Opinion.of(suggest)
                .orElseThrow(() -> WechatLine.unavailable("msg_sec_check", "an answer without an opinion"));
    }

    private static String traceIn(JsonObject answer) {
        String trace = WechatLine.text(answer, "trace_id");
        if (trace == null || trace.length() > 64) {
            throw WechatLine.unavailable("media_check_async", "an answer without trace_id");
        }
        return trace;
    }
}
