package io.weapp.passport.push;

import org.jspecify.annotations.Nullable;

/**
 * A push that was answered; an event for whoever counts.
 *
 * @param appId null if no app of this AppID takes pushes here
 * @param outcome {@code new}, {@code repeated}, or the code of the problem
 */
public record PushAnswered(@Nullable String appId, String outcome) {}
