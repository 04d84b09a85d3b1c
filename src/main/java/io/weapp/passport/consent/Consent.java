package io.weapp.passport.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A user's agreement to one version of a document, inside one app. */
@Entity
@Table(name = "consent")
public class Consent {

    @Id
    private String id;

    @Column(name = "identity_id")
    private String identityId;

    private String document;

    private String version;

    @Column(name = "accepted_at")
    private Instant acceptedAt;

    protected Consent() {}

    static Consent given(String identityId, String document, String version, Instant now) {
        Consent consent = new Consent();
        consent.id = UUID.randomUUID().toString();
        consent.identityId = identityId;
        consent.document = document;
        consent.version = version;
        consent.acceptedAt = now;
        return consent;
    }

    boolean isTo(String otherVersion) {
        return version.equals(otherVersion);
    }

    String document() {
        return document;
    }

    ConsentView view() {
        return new ConsentView(document, version, acceptedAt);
    }
}
