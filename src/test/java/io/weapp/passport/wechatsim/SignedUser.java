package io.weapp.passport.wechatsim;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom a call with openid, signature and sig_method speaks of, and whether it knows the live session key. */
record SignedUser(
        App app, String openId, String signature, @Nullable KeyRing keys) {

    static SignedUser of(World world, ApiCall call) {
        App app = world.appWithToken(call);
        String openId = call.required("openid", Errcode.INVALID_ARGS);
        String signature = call.required("signature", Errcode.INVALID_ARGS);
        if (!"hmac_sha256".equals(call.param("sig_method"))) {
            throw new Refusal(Errcode.INVALID_SIG_METHOD);
        }
        KeyRing keys = world.sessionKeys.find(openId);
        // An openid nobody heard of is let through: after a restart of the simulator it is only its key that is lost.
        boolean elsewhere = keys != null && !keys.appId().equals(app.appId());
        if (elsewhere || !openId.matches("o[\\w-]{27}")) {
            throw new Refusal(Errcode.INVALID_OPENID);
        }
        return new SignedUser(app, openId, signature, keys);
    }

    void requireSession(World world, Errcode gone) {
        if (!world.sessionKeys.alive(keys)) {
            throw new Refusal(gone);
        }
    }

    void requireSignature(World world) {
        boolean lowerOnly =
                world.switches.position(Switch.CHECKSESSION_SIGNATURE_CASE).equals("lower");
        String presented = lowerOnly ? signature : signature.toLowerCase(Locale.ROOT);
        if (keys == null || !keys.current().hmacOf("").equals(presented)) {
            throw new Refusal(Errcode.INVALID_SIGNATURE);
        }
    }
}
