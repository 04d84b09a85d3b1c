package io.weapp.passport.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.settings.FixedSettings;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final String PLACE = "mini_app.secret:wx1";

    private final Vault vault = OpenVault.withTestKey();

    @Test
    @DisplayName("R2.1 a sealed secret opens again and does not show")
    void sealedSecretOpensAgain() {
        String sealed = vault.seal("s3cret ü 微", PLACE);

        assertThat(sealed).doesNotContain("s3cret");
        assertThat(vault.open(sealed, PLACE)).isEqualTo("s3cret ü 微");
    }

    @Test
    void sealingTwiceGivesDifferentTexts() {
        assertThat(vault.seal("same", PLACE)).isNotEqualTo(vault.seal("same", PLACE));
    }

    @Test
    @DisplayName("R2.3 a sealed value that was copied elsewhere does not open")
    void copiedValueDoesNotOpen() {
        String sealed = vault.seal("s3cret", PLACE);

        assertThatThrownBy(() -> vault.open(sealed, "mini_app.secret:wx2")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void alteredValueDoesNotOpen() {
        String sealed = vault.seal("s3cret", PLACE);
        char last = sealed.charAt(sealed.length() - 3);
        String altered = sealed.substring(0, sealed.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 2);

        assertThatThrownBy(() -> vault.open(altered, PLACE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    @DisplayName("R2.2 a value sealed under another master key says so, without showing either key")
    void otherMasterKeyIsNamed() {
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        Vault otherVault = OpenVault.with(new FixedSettings() {
            @Override
            public Optional<String> masterKey() {
                return Optional.of(other);
            }
        });
        String sealed = otherVault.seal("s3cret", PLACE);

        assertThatThrownBy(() -> vault.open(sealed, PLACE))
                .hasMessageContaining("passport.master-key is not the key")
                .hasMessageNotContaining(other)
                .hasMessageNotContaining(FixedSettings.MASTER_KEY);
    }

    @Test
    @DisplayName("R2.5 a code fits its text, purpose and master key, and no other")
    void codeFitsItsTextOnly() {
        String mac = vault.mac("text", MacPurpose.AUDIT);

        assertThat(vault.hasMac("text", MacPurpose.AUDIT, mac)).isTrue();
        assertThat(vault.hasMac("text.", MacPurpose.AUDIT, mac)).isFalse();
        assertThat(vault.hasMac("text", MacPurpose.PHONE, mac)).isFalse();
        assertThat(OpenVault.withKey(new byte[32]).hasMac("text", MacPurpose.AUDIT, mac))
                .isFalse();
    }

    @Test
    @DisplayName("R2.4 without a master key nothing starts")
    void noMasterKeyNoStart() {
        assertThatThrownBy(() -> OpenVault.with(withMasterKey(null, false)))
                .hasMessageContaining("passport.master-key is not set");
    }

    @Test
    @DisplayName("R2.4 a demo needs no master key and can read its data after a restart")
    void demoNeedsNoMasterKey() {
        String sealed = OpenVault.with(withMasterKey(null, true)).seal("s3cret", PLACE);

        assertThat(OpenVault.with(withMasterKey(null, true)).open(sealed, PLACE))
                .isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "AAAA", "not base64 at all !", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBw=="})
    void malformedMasterKeyIsRefusedWithoutQuotingIt(String malformed) {
        assertThatThrownBy(() -> OpenVault.with(withMasterKey(malformed, true)))
                .hasMessage("passport.master-key must be base64 of exactly 32 bytes");
    }

    @ParameterizedTest
    @DisplayName("R2.9 a master key that was not drawn at random is refused, and no demo")
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", // zeros
                FixedSettings.MASTER_KEY,
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", // 0, 1, 2, …
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", // 0123456789abcdef0123456789abcdef
                "Y2hhbmdlbWVjaGFuZ2VtZWNoYW5nZW1lY2hhbmdlbWU=", // changemechangeme…
                "G9sHVInLKxDx2vgx1WACMkhjwihpBeGz3DQZjWl3z/I=" // the demo's
            })
    void sampleIsRefused(String sample) {
        assertThatThrownBy(OpenVault.with(withMasterKey(sample, false))::check)
                .hasMessageContaining("passport.master-key is a sample")
                .hasMessageNotContaining(sample);
        assertThatCode(OpenVault.with(withMasterKey(sample, true))::check).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("R2.9 a key drawn at random is none")
    void drawnKeyIsAccepted() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 1000; i++) {
            byte[] key = new byte[32];
            random.nextBytes(key);
            assertThatCode(OpenVault.withKey(key)::check).doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("R2.6 a node seals with its master key and opens what the previous one has sealed")
    void previousKeyOpens() {
        byte[] oldKey = bytes(1);
        byte[] newKey = bytes(2);
        String sealed = OpenVault.withKey(oldKey).seal("s3cret", PLACE);

        Vault both = OpenVault.withKeys(newKey, oldKey);

        assertThat(both.open(sealed, PLACE)).isEqualTo("s3cret");
        assertThat(OpenVault.withKey(newKey).open(both.seal("s3cret", PLACE), PLACE))
                .isEqualTo("s3cret");
    }

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static FixedSettings withMasterKey(@Nullable String key, boolean demo) {
        return new FixedSettings() {
            @Override
            public Optional<String> masterKey() {
                return Optional.ofNullable(key);
            }

            @Override
            public boolean demo() {
                return demo;
            }
        };
    }
}
