package io.weapp.passport.vault;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The key of the codes of one purpose, sealed. It is never replaced, or nothing that was marked would be found again. */
@Entity
@Table(name = "mac_key")
public class MacKey {

    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    private String purpose;

    @Column(name = "key_id")
    private String keyId;

    private String secret;

    protected MacKey() {}

    static MacKey drawn(MacPurpose purpose, Vault vault) {
        byte[] bytes = new byte[BYTES];
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        RANDOM.nextBytes(id);
        return of(purpose, HexFormat.of().formatHex(id), bytes, vault);
    }

    /** The key with which codes were made when it was derived from a master key each time. */
    static MacKey derivedFrom(MasterKey master, MacPurpose purpose, Vault vault) {
        return of(purpose, master.id(), master.derived(purpose), vault);
    }

    private static MacKey of(MacPurpose purpose, String keyId, byte[] bytes, Vault vault) {
        MacKey key = new MacKey();
        key.purpose = purpose.name();
        key.keyId = keyId;
        key.secret = vault.seal(Base64.getEncoder().encodeToString(bytes), key.place());
        return key;
    }

    MacPurpose purpose() {
        return MacPurpose.valueOf(purpose);
    }

    OpenMacKey open(Vault vault) {
        return new OpenMacKey(keyId, Base64.getDecoder().decode(vault.open(secret, place())));
    }

    /** The id of the master key that has sealed this one. */
    String sealedBy() {
        return Vault.keyOf(secret);
    }

    void sealAgain(Vault vault) {
        secret = vault.seal(vault.open(secret, place()), place());
    }

    private String place() {
        return SealedColumn.MAC_KEY_SECRET.placeOf(purpose);
    }
}
