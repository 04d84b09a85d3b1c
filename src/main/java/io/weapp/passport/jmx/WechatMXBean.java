package io.weapp.passport.jmx;

import java.util.List;

/** {@code io.weapp.passport:type=Wechat}: how this node gets on with WeChat. */
public interface WechatMXBean {

    /** The line to WeChat for each app and family of the API that was used since the start. */
    List<WechatLine> getLines();

    /** The WeChat tokens that this node holds; not their values. */
    List<WechatTokenAge> getTokens();
}
