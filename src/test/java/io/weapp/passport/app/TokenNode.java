package io.weapp.passport.app;

import io.weapp.passport.settings.FixedSettings;
import io.weapp.passport.vault.OpenVault;
import io.weapp.passport.wechat.ApiKeyring;
import java.time.Clock;
import java.time.Duration;

/** What one node has of the WeChat tokens, on a table that it shares with others. */
final class TokenNode {

    final WechatTokens tokens = new WechatTokens();
    final TokenRenewal renewal = new TokenRenewal();
    private final TokenSource wechat;

    TokenNode(MiniApp app, Clock clock, TokenSource wechat, TokensInMemory table) {
        this.wechat = wechat;
        MiniApps apps = new MiniApps() {
            @Override
            public MiniApp enabled(String appId) {
                return app;
            }
        };
        table.apps = apps;
        table.vault = OpenVault.withTestKey();
        table.clock = clock;
        TokenFetch fetch = new TokenFetch();
        fetch.stored = table;
        fetch.wechat = wechat;
        fetch.vault = table.vault;
        fetch.settings = new Limits();
        fetch.clock = clock;
        fetch.open();
        tokens.apps = apps;
        tokens.stored = table;
        tokens.fetch = fetch;
        tokens.keyring = new ApiKeyring();
        tokens.clock = clock;
        renewal.tokens = tokens;
        renewal.clock = clock;
    }

    String call(String appId) {
        return tokens.call(appId, wechat::use);
    }

    private static final class Limits extends FixedSettings {
        @Override
        public Duration wechatConnectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration wechatReadTimeout() {
            return Duration.ofSeconds(3);
        }

        @Override
        public int wechatMaxWaiting() {
            return 10;
        }
    }
}
