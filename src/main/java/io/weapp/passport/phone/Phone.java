package io.weapp.passport.phone;

import io.weapp.passport.vault.MacPurpose;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.PhoneNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The phone number that WeChat vouches for, of one identity; sealed, and found by what only we can compute. */
@Entity
@Table(name = "phone")
public class Phone {

    @Id
    @Column(name = "identity_id")
    private String identityId;

    @Column(name = "country_code")
    private String countryCode;

    @Column(name = "phone_number")
    private String phoneNumber;

    @Column(name = "number_index")
    private String numberIndex;

    @Column(name = "full_index")
    private String fullIndex;

    @Column(name = "source_mark")
    private String sourceMark;

    @Column(name = "verified_at")
    private Instant verifiedAt;

    protected Phone() {}

    static Phone of(String identityId) {
        Phone phone = new Phone();
        phone.identityId = identityId;
        return phone;
    }

    /** What a number is stored for finding it; {@code digits} with or without the country code. */
    static String index(String digits, Vault vault) {
        return vault.mac(digits, MacPurpose.PHONE);
    }

    /** Takes over a number. */
    void verify(PhoneNumber told, String source, Vault vault, Instant now) {
        countryCode = told.countryCode();
        phoneNumber = vault.seal(told.number(), place());
        numberIndex = index(told.number(), vault);
        fullIndex = index(told.full(), vault);
        sourceMark = source;
        verifiedAt = now;
    }

    boolean verifiedAfter(Instant time) {
        return verifiedAt.isAfter(time);
    }

    /** Whether this very request brought the number. */
    boolean broughtBy(String source) {
        return source.equals(sourceMark);
    }

    String identityId() {
        return identityId;
    }

    PhoneView view(Vault vault) {
        return new PhoneView(countryCode, vault.open(phoneNumber, place()), verifiedAt);
    }

    private String place() {
        return "phone.phone_number:" + identityId;
    }
}
