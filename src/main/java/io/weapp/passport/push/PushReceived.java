package io.weapp.passport.push;

import java.time.Instant;

/**
 * A message of WeChat that this application does not act on itself; observers (also asynchronous ones) may.
 *
 * @param id the same if it comes again, which it may
 */
public record PushReceived(String id, String appId, Instant receivedAt, PushMessage message) {}
