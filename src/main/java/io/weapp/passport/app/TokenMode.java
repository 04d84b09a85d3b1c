package io.weapp.passport.app;

/** Which of WeChat's two kinds of access token an app uses; neither disturbs the other. */
public enum TokenMode {
    /** {@code stable_token}: the same for everybody who asks, until it expires. */
    STABLE,
    /** {@code token}: every fetch retires the former one. */
    CLASSIC
}
