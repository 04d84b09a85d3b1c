package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;

/**
 * Open data that was decrypted, and whether it is what it should be.
 *
 * @param text the JSON document, exactly as WeChat wrote it
 * @param sessionKey the key that opened it; secret
 */
public record OpenedData(String text, JsonObject json, String sessionKey) {

    /** WeChat's clock may be this far ahead of ours. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /**
     * Insists on the app in the watermark, and on the user where the data names one.
     *
     * @throws ProblemException {@code open_data_foreign}
     */
    public OpenedData requireOwner(String appId, String openId) {
        if (!appId.equals(json.getJsonObject("watermark").getString("appid", ""))) {
            throw new ProblemException(ProblemType.OPEN_DATA_FOREIGN, "The data was made for another mini program.");
        }
        boolean named = json.containsKey("openId");
        if (named && !(json.get("openId") instanceof JsonString name && openId.equals(name.getString()))) {
            throw new ProblemException(ProblemType.OPEN_DATA_FOREIGN, "The data belongs to another user.");
        }
        return this;
    }

    /**
     * Insists on the time in the watermark. It is compared as a number: not every number is a time.
     *
     * @throws ProblemException {@code open_data_expired}, also for data from the future
     */
    public OpenedData requireAge(Duration maxAge, Instant now) {
        long made = json.getJsonObject("watermark").getJsonNumber("timestamp").longValue();
        if (made < now.minus(maxAge).getEpochSecond()) {
            throw new ProblemException(ProblemType.OPEN_DATA_EXPIRED, "The data is older than " + maxAge + ".");
        }
        if (made > now.plus(CLOCK_SKEW).getEpochSecond()) {
            throw new ProblemException(ProblemType.OPEN_DATA_EXPIRED, "The data was made in the future.");
        }
        return this;
    }

    /**
     * Insists on WeChat's signature over raw data, made with the very key that opened this.
     *
     * @param rawData exactly as the client received it
     * @throws ProblemException {@code signature_mismatch}
     */
    public OpenedData requireSignature(String rawData, String signature) {
        KeySignature.verify(rawData, sessionKey, signature);
        return this;
    }

    /** What people let us know is theirs, and the key opens all of it, so nothing is printed. */
    @Override
    public String toString() {
        return "OpenedData";
    }
}
