package io.weapp.passport.rights;

/** Fired in the transaction that erases what an app holds about a person, for whoever holds something that is not shown here. */
public record Erased(String appId, String openId) {

    /** The openid is gone in a moment, so it is not printed. */
    @Override
    public String toString() {
        return "Erased[appId=" + appId + "]";
    }
}
