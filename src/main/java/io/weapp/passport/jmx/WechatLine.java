package io.weapp.passport.jmx;

import io.weapp.passport.wechat.LineView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link LineView} as JMX can carry it: MXBeans know getters, not records. */
public final class WechatLine {

    private final LineView line;

    WechatLine(LineView line) {
        this.line = line;
    }

    public String getAppId() {
        return line.appId();
    }

    public String getFamily() {
        return line.family();
    }

    /** {@code closed}, {@code half_open} or {@code open}. */
    public String getState() {
        return line.state();
    }

    /** Null if there was none since the start. */
    public @Nullable Integer getLastErrcode() {
        return line.lastErrcode();
    }

    /** In UTC; empty if there was none since the start. */
    public String getLastErrcodeAt() {
        return Objects.toString(line.lastErrcodeAt(), "");
    }
}
