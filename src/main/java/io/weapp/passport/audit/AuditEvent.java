package io.weapp.passport.audit;

import io.weapp.passport.origin.ClientAddress;
import io.weapp.passport.origin.Origin;
import io.weapp.passport.store.Cursor;
import io.weapp.passport.vault.MacPurpose;
import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One record of the audit log: sealed when it is made, linked into the chain of its day a little later, never changed. */
@Entity
@Table(name = "audit_event")
public class AuditEvent {

    @Id
    private String id;

    @Column(name = "at")
    private Instant at;

    @Column(name = "event_type")
    private String type;

    @Column(name = "actor")
    private String actor;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "app_id")
    private String appId;

    @Column(name = "session_id")
    private String sessionId;

    @Column(name = "reason")
    private String reason;

    @Column(name = "wechat_rid")
    private String wechatRid;

    @Column(name = "request_id")
    private String requestId;

    @Column(name = "address")
    private String address;

    /** Makes the mark meaningless once it is gone; null, as the mark, for an event without address. */
    @Column(name = "address_salt")
    private String addressSalt;

    @Column(name = "address_mark")
    private String addressMark;

    @Column(name = "seal")
    private String seal;

    @Column(name = "chain_day")
    private String day;

    @Column(name = "place")
    private Integer place;

    @Column(name = "link")
    private String link;

    protected AuditEvent() {}

    static AuditEvent of(AuditEntry entry, Origin origin, Vault vault, Instant now) {
        AuditEvent event = new AuditEvent();
        event.id = UUID.randomUUID().toString();
        event.at = now;
        event.type = entry.type().word();
        event.actor = entry.actor();
        event.userId = entry.userId();
        event.appId = entry.appId();
        event.sessionId = entry.sessionId();
        event.reason = entry.reason();
        event.wechatRid = entry.wechatRid();
        event.requestId = origin.requestId();
        ClientAddress client = origin.client();
        if (client != null) {
            event.address = client.text();
            event.addressSalt = UUID.randomUUID().toString();
            event.addressMark = vault.mac(event.salted(), MacPurpose.AUDIT_ADDRESS);
        }
        event.seal = vault.mac(event.content(), MacPurpose.AUDIT);
        return event;
    }

    Cursor cursor() {
        return new Cursor(at, id);
    }

    String day() {
        return day;
    }

    int place() {
        return place;
    }

    String link() {
        return link;
    }

    /** Gives the event its place in a day, behind the event or the day that has the link {@code before}. */
    void linkTo(String before, String ofDay, int next, Vault vault) {
        day = ofDay;
        place = next;
        link = vault.mac(linked(before), MacPurpose.AUDIT);
    }

    /** True if the event says what it said when it was recorded; its address may be erased, but not changed. */
    boolean sealHolds(Vault vault) {
        boolean addressHolds =
                addressMark == null || address == null || vault.hasMac(salted(), MacPurpose.AUDIT_ADDRESS, addressMark);
        return addressHolds && vault.hasMac(content(), MacPurpose.AUDIT, seal);
    }

    /** True if the event stands where it was put, behind the one that has the link {@code before}. */
    boolean linkHolds(String before, Vault vault) {
        return vault.hasMac(linked(before), MacPurpose.AUDIT, link);
    }

    AuditEventView view() {
        return new AuditEventView(
                id, at, type, actor, userId, appId, sessionId, reason, wechatRid, requestId, address, day, place);
    }

    private String content() {
        return joined(
                "event",
                id,
                at.toEpochMilli(),
                type,
                actor,
                userId,
                appId,
                sessionId,
                reason,
                wechatRid,
                requestId,
                addressMark == null ? address : addressMark);
    }

    private String salted() {
        return joined(addressSalt, address);
    }

    private String linked(String before) {
        return joined("link", day, place, before, seal);
    }

    /** Every part with its length before it, so that no two lists of parts give the same text. */
    static String joined(@Nullable Object... parts) {
        return Arrays.stream(parts)
                .map(part -> part == null ? "-" : part.toString().length() + ":" + part)
                .collect(Collectors.joining(","));
    }
}
