package io.weapp.passport.push;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do.
 *
 * @param open messages that are not worked off yet
 * @param oldestReceivedAt when the oldest of them came; null if there is none
 * @param dead messages that were given up
 */
public record PushBacklog(long open, @Nullable Instant oldestReceivedAt, long dead) {}
