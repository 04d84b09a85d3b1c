package io.weapp.passport.wechat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys of those apps whose calls are signed and encrypted; whoever has a token at hand hands the keys down, too. */
@ApplicationScoped
public class ApiKeyring {

    /** Which calls WeChat takes signed, of those that we may make, and where. */
    private static final Map<String, String> PATHS = Map.of(
            "getuserphonenumber", "/wxa/business/getuserphonenumber",
            "checkencryptedmsg", "/wxa/business/checkencryptedmsg",
            "getpluginopenpid", "/wxa/getpluginopenpid",
            "msg_sec_check", "/wxa/msg_sec_check",
            "media_check_async", "/wxa/media_check_async",
            "getuserriskrank", "/wxa/getuserriskrank");

    private final Map<String, ApiKeys> keysByApp = new ConcurrentHashMap<>();

    /** @param keys null if the app's calls go out plain */
    public void keep(String appId, @Nullable ApiKeys keys) {
        if (keys == null) {
            keysByApp.remove(appId);
        } else {
            keysByApp.put(appId, keys);
        }
    }

    /** How to sign a call; null if it goes out plain. */
    @Nullable
    ApiSignature signatureOf(String api, String appId) {
        String path = PATHS.get(api);
        ApiKeys keys = keysByApp.get(appId);
        return path == null || keys == null ? null : new ApiSignature(keys, path, appId);
    }
}
