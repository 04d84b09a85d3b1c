package io.weapp.passport.push;

/** Who works a message off; a webhook that hangs must not hold up what users are owed. */
enum PushLane {
    /** Something we must do ourselves. */
    OBEY,
    /** For observers and the webhook. */
    HAND_ON
}
