package io.weapp.passport.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Open data that has had its use; kept as a mark that does not tell what it was. */
@Entity
@Table(name = "used_ciphertext")
public class UsedCiphertext {

    @Id
    private String mark;

    @Column(name = "identity_id")
    private String identityId;

    @Column(name = "used_at")
    private Instant usedAt;

    protected UsedCiphertext() {}

    static UsedCiphertext of(String mark, String identityId, Instant now) {
        UsedCiphertext used = new UsedCiphertext();
        used.mark = mark;
        used.identityId = identityId;
        used.usedAt = now;
        return used;
    }
}
