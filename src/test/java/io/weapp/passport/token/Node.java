package io.weapp.passport.token;

import io.weapp.passport.settings.FixedSettings;
import io.weapp.passport.vault.OpenVault;
import java.time.Clock;
import java.time.Duration;

/** What one server holds of the signing keys. */
final class Node {

    final SigningKeys keys = new SigningKeys();
    final KeyRotation rotation = new KeyRotation();
    final TokenIssuer issuer = new TokenIssuer();
    final TokenReader reader = new TokenReader();
    final TokenJudge judge = new TokenJudge();
    String algorithm = "RS256";
    Duration tokenTtl = Duration.ofMinutes(30);

    Node(StoredKeys stored, Clock clock) {
        FixedSettings settings = new FixedSettings() {
            @Override
            public String signingAlgorithm() {
                return algorithm;
            }

            @Override
            public Duration accessTokenTtl() {
                return tokenTtl;
            }
        };
        keys.stored = stored;
        keys.vault = OpenVault.withTestKey();
        keys.settings = settings;
        keys.clock = clock;
        rotation.keys = keys;
        rotation.settings = settings;
        rotation.clock = clock;
        issuer.keys = keys;
        issuer.settings = settings;
        issuer.clock = clock;
        reader.keys = keys;
        reader.settings = settings;
        reader.clock = clock;
        judge.keys = keys;
        judge.reader = reader;
        judge.settings = settings;
        judge.clock = clock;
    }

    String token() {
        return issuer.forUser("user-1", "session-1", "wx1", tokenTtl).value();
    }
}
