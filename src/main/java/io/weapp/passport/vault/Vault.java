package io.weapp.passport.vault;

import io.weapp.passport.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets before they are stored and opens them again; knows the master keys and shows them to nobody. It seals with one
 * and opens with any.
 */
@ApplicationScoped
public class Vault {

    private static final String KEY = "passport.master-key";

    @Inject
    Settings settings;

    private @Nullable MasterKey current;
    private final Map<String, MasterKey> byId = new LinkedHashMap<>();
    private volatile Map<MacPurpose, OpenMacKey> macKeys = Map.of();

    /** @throws IllegalStateException if the master key is missing or malformed; the text never contains it */
    @PostConstruct
    void unlock() {
        MasterKey key = settings.masterKey()
                .map(text -> MasterKey.decoded(text, KEY))
                .or(() -> settings.demo() ? Optional.of(MasterKey.DEMO) : Optional.empty())
                .orElseThrow(() -> new IllegalStateException(
                        "passport.master-key is not set. Make one with: openssl rand -base64 32"));
        current = key;
        byId.put(key.id(), key);
        settings.previousMasterKeys().stream()
                .map(text -> MasterKey.decoded(text, "Each of " + KEY + ".previous"))
                .forEach(previous -> byId.putIfAbsent(previous.id(), previous));
    }

    /**
     * Refuses a master key that is no secret; one that was in use already can be changed like any other.
     *
     * @throws IllegalStateException if the master key is missing, malformed, or was never drawn at random
     */
    public void check() {
        if (current().isSample() && !settings.demo()) {
            throw new IllegalStateException(
                    "passport.master-key is a sample that others know or can guess. Make one with:"
                            + " openssl rand -base64 32 (and name this one in passport.master-key.previous if it has sealed data)");
        }
    }

    /**
     * Encrypts {@code secret}.
     *
     * @param place where the value is stored, for example {@code mini_app.secret:wx123}; it opens there and nowhere else
     * @return {@code v1.KEYID.BASE64URL}, about 1.4 times as long as the secret plus 60 characters
     */
    public String seal(String secret, String place) {
        return SealedColumn.startOf(current().id()) + current().seal(secret, place);
    }

    /**
     * Decrypts what {@link #seal} made, here or on a node with another master key that is known here.
     *
     * @throws IllegalStateException if the value was sealed under an unknown key or for another place, or was altered
     */
    public String open(String sealed, String place) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("v1")) {
            throw new IllegalStateException("Not a sealed value: " + place);
        }
        MasterKey key = byId.get(parts[1]);
        if (key == null) {
            throw unknown(parts[1], place);
        }
        return key.open(parts[2], place);
    }

    /**
     * A message authentication code (HMAC-SHA256): nobody can make it for another text who has the database alone. A change of
     * the master key does not change it.
     *
     * @return {@code KEYID.BASE64URL}, 52 characters
     */
    public String mac(String text, MacPurpose purpose) {
        return Objects.requireNonNull(macKeys.get(purpose), "the vault is not open yet")
                .mac(text);
    }

    /** True if {@link #mac} makes this code for this text; false also for a code of another key. */
    public boolean hasMac(String text, MacPurpose purpose, String mac) {
        return MessageDigest.isEqual(
                mac(text, purpose).getBytes(StandardCharsets.UTF_8), mac.getBytes(StandardCharsets.UTF_8));
    }

    /** The id of the key that has sealed a value. */
    static String keyOf(String sealed) {
        return sealed.split("\\.", -1)[1];
    }

    /** The id of the key that seals. */
    String keyId() {
        return current().id();
    }

    boolean sealsWith(String id) {
        return id.equals(keyId());
    }

    /** The ids of the keys that open. */
    Set<String> keyIds() {
        return byId.keySet();
    }

    Optional<MasterKey> known(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    void useMacKeys(Map<MacPurpose, OpenMacKey> keys) {
        macKeys = Map.copyOf(keys);
    }

    IllegalStateException unknown(String id, String place) {
        return new IllegalStateException("passport.master-key is not the key that sealed the stored data: " + place
                + " needs key " + id + ", configured with passport.master-key.previous: "
                + String.join(", ", byId.keySet()));
    }

    private MasterKey current() {
        return Objects.requireNonNull(current);
    }
}
