package io.weapp.passport.vault;

import io.weapp.passport.settings.FixedSettings;
import io.weapp.passport.settings.Settings;

/** A vault for unit tests, without a server to set it up. */
public final class OpenVault {

    private OpenVault() {}

    public static Vault withTestKey() {
        return with(new FixedSettings());
    }

    static Vault with(Settings settings) {
        Vault vault = new Vault();
        vault.settings = settings;
        vault.unlock();
        return vault;
    }
}
