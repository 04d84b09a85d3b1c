package io.weapp.passport.jmx;

import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.wechat.Outages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells what this node has in memory of WeChat. */
@ApplicationScoped
public class Wechat implements WechatMXBean {

    @Inject
    Outages outages;

    @Inject
    WechatTokens tokens;

    @Inject
    Clock clock;

    @Override
    public List<WechatLine> getLines() {
        return outages.lines().stream().map(WechatLine::new).toList();
    }

    @Override
    public List<WechatTokenAge> getTokens() {
        Instant now = clock.instant();
        return tokens.held().stream()
                .map(token -> new WechatTokenAge(token, now))
                .toList();
    }
}
