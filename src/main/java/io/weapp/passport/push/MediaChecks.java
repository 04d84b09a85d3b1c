package io.weapp.passport.push;

import io.weapp.passport.content.ContentChecks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Hands WeChat's opinions on avatars to those who wait for them. */
@ApplicationScoped
public class MediaChecks {

    private static final String EVENT = "wxa_media_check";

    @Inject
    ContentChecks checks;

    void on(@Observes PushReceived push) {
        String trace = push.message().get("trace_id");
        if (EVENT.equals(push.message().event()) && trace != null) {
            String errcode = push.message().get("errcode");
            boolean valid = errcode == null || errcode.equals("0");
            checks.result(push.appId(), trace, push.message().get("result.suggest"), valid ? 0 : 1);
        }
    }
}
