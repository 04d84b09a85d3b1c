package io.weapp.passport.app;

/** What becomes of WeChat's opinion on a nickname or an avatar. */
public enum ContentCheck {
    /** WeChat is not asked. */
    OFF,
    /** WeChat is asked and its answer recorded, but the content is shown all the same. */
    REPORT,
    /** What WeChat does not pass is not shown. */
    ENFORCE
}
