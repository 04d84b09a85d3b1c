package io.weapp.passport.vault;

import io.weapp.passport.settings.FixedSettings;
import io.weapp.passport.settings.Settings;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A vault for unit tests, without a server to set it up. */
public final class OpenVault {

    private OpenVault() {}

    public static Vault withTestKey() {
        return with(new FixedSettings());
    }

    public static Vault withKey(byte[] masterKey) {
        return with(new FixedSettings() {
            @Override
            public Optional<String> masterKey() {
                return Optional.of(Base64.getEncoder().encodeToString(masterKey));
            }
        });
    }

    /** Seals with the first and opens with both. */
    static Vault withKeys(byte[] masterKey, byte[] previous) {
        return with(new FixedSettings() {
            @Override
            public Optional<String> masterKey() {
                return Optional.of(Base64.getEncoder().encodeToString(masterKey));
            }

            @Override
            public List<String> previousMasterKeys() {
                return List.of(Base64.getEncoder().encodeToString(previous));
            }
        });
    }

    static Vault with(Settings settings) {
        Vault vault = new Vault();
        vault.settings = settings;
        vault.unlock();
        MasterKey master = MasterKey.decoded(settings.masterKey().orElse(FixedSettings.MASTER_KEY), "the test key");
        vault.useMacKeys(Stream.of(MacPurpose.values())
                .collect(Collectors.toMap(
                        purpose -> purpose, purpose -> new OpenMacKey(master.id(), master.derived(purpose)))));
        return vault;
    }
}
