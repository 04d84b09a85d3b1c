package io.weapp.passport.vault;

/** A node has started that seals with another master key than the one before; {@code keyId} names it and tells nothing about it. */
public record MasterKeyChanged(String keyId) {}
