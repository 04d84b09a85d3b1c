package io.weapp.passport.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a unit test: the defaults, and a master key that exists nowhere else. */
public class FixedSettings extends Settings {

    /** 32 bytes of 0x07. */
    public static final String MASTER_KEY = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

    @Override
    public String issuer() {
        return "https://login.example.com";
    }

    @Override
    public boolean demo() {
        return false;
    }

    @Override
    public Optional<String> masterKey() {
        return Optional.of(MASTER_KEY);
    }

    @Override
    public List<String> previousMasterKeys() {
        return List.of();
    }

    @Override
    public String signingAlgorithm() {
        return "RS256";
    }

    @Override
    public Duration signingRotation() {
        return Duration.ofDays(90);
    }

    @Override
    public Duration accessTokenTtl() {
        return Duration.ofMinutes(30);
    }
}
