package io.weapp.passport.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.HandClock;
import io.weapp.passport.st.LoginSystem;
import io.weapp.passport.vault.OpenVault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WechatTokensTest {

    private static final String APP = "wx0000000000000001";

    private final HandClock clock = new HandClock();
    private final MiniApp app = MiniApp.register(APP, "app", "secret", OpenVault.withTestKey(), clock.instant());
    private final TokenSource wechat = new TokenSource(clock);
    private final TokensInMemory table = new TokensInMemory();
    private final TokenNode node = new TokenNode(app, clock, wechat, table);
    private final TokenNode peer = new TokenNode(app, clock, wechat, table);

    @Test
    @DisplayName("R3.11 two nodes share one token")
    void nodesShareOneToken() {
        assertThat(node.call(APP)).isEqualTo("done with token-1");
        assertThat(peer.call(APP)).isEqualTo("done with token-1");

        assertThat(wechat.fetches()).isEqualTo(1);
    }

    @Test
    @DisplayName("R3.11 threads share one fetch")
    void threadsShareOneFetch() {
        List<String> done = LoginSystem.atOnce(10, () -> node.call(APP));

        assertThat(done).hasSize(10).containsOnly("done with token-1");
        assertThat(wechat.fetches()).isEqualTo(1);
    }

    @Test
    @DisplayName("R3.14 a token that died is replaced once, and the call repeated")
    void deadTokenIsReplaced() {
        node.call(APP);
        peer.call(APP);
        clock.pass(Duration.ofSeconds(15));
        wechat.replaceToken("token-2");

        assertThat(node.call(APP)).isEqualTo("done with token-2");
        assertThat(peer.call(APP)).isEqualTo("done with token-2");
        assertThat(wechat.fetches()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "R3.14 if WeChat refuses its token and has no other, the refusal is passed on, and WeChat is not asked again"
                    + " and again")
    void sameTokenAgainIsPassedOn() {
        node.call(APP);
        clock.pass(Duration.ofSeconds(15));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> node.tokens.call(APP, token -> wechat.use("not " + token)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().code()).isEqualTo("wechat_misconfigured"));
        }
        assertThat(wechat.fetches()).isEqualTo(2);
    }

    @Test
    @DisplayName("R3.14 any other refusal has nothing to do with the token")
    void otherRefusalKeepsTheToken() {
        assertThatThrownBy(() -> node.tokens.call(APP, token -> {
                    throw new ProblemException(ProblemType.CONTENT_REJECTED, "no");
                }))
                .isInstanceOf(ProblemException.class);

        node.call(APP);
        assertThat(wechat.fetches()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "R3.13 a token that was fetched before the app was changed does not count, once a node's copy has run out")
    void changeOfTheAppEndsTheToken() {
        node.call(APP);
        clock.pass(Duration.ofSeconds(31));
        app.replaceSecret("new", OpenVault.withTestKey(), clock.instant());

        node.call(APP);

        assertThat(wechat.fetches()).isEqualTo(2);
    }

    @Test
    @DisplayName("R3.15 a token in use is renewed in its last five minutes; one that nobody uses is left alone")
    void tokenInUseIsRenewed() {
        node.call(APP);
        clock.pass(Duration.ofMinutes(114));
        node.renewal.work();
        assertThat(wechat.fetches()).isEqualTo(1);

        clock.pass(Duration.ofMinutes(2));
        wechat.replaceToken("token-2");
        node.renewal.work();
        assertThat(wechat.fetches()).isEqualTo(2);
        assertThat(node.call(APP)).isEqualTo("done with token-2");

        clock.pass(Duration.ofMinutes(121));
        node.renewal.work();
        assertThat(wechat.fetches()).isEqualTo(2);
    }

    @Test
    @DisplayName("R3.15 while WeChat is away the old token is used on")
    void failedRenewalHurtsNobody() {
        node.call(APP);
        clock.pass(Duration.ofMinutes(116));
        wechat.goAway();

        assertThat(node.renewal.work()).isFalse();

        assertThat(node.call(APP)).isEqualTo("done with token-1");
        assertThat(wechat.fetches()).isEqualTo(2);
    }

    @Test
    @DisplayName("R3.12 after a fetch that failed a node waits for a moment, and then tries again")
    void failedFetchIsNotRepeatedAtOnce() {
        wechat.goAway();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> node.call(APP)).isInstanceOf(ProblemException.class);
        }
        assertThat(wechat.fetches()).isEqualTo(1);

        wechat.comeBack();
        clock.pass(Duration.ofSeconds(3));
        assertThat(node.call(APP)).isEqualTo("done with token-1");
    }

    @Test
    @DisplayName("R3.12 of two who think they have the lease only the later one may write or give it back")
    void lateFetcherIsIgnored() {
        StoredTokens.Lease slow = lease("slow").orElseThrow();
        assertThat(lease("early")).isEmpty();
        clock.pass(Duration.ofSeconds(7));
        StoredTokens.Lease next = lease("next").orElseThrow();

        assertThat(table.renew(slow, wechat.stableToken(APP, ""))).isEmpty();
        table.release(slow);
        assertThat(lease("third")).isEmpty();
        assertThat(table.renew(next, wechat.stableToken(APP, ""))).isPresent();
    }

    private Optional<StoredTokens.Lease> lease(String owner) {
        return table.lease(APP, owner, Duration.ofMinutes(1), Duration.ofSeconds(6));
    }
}
