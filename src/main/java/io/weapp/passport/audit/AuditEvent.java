package io.weapp.passport.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One record of the audit log. */
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

    protected AuditEvent() {}

    static AuditEvent of(AuditEntry entry, Instant now) {
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
        return event;
    }
}
