package io.weapp.passport.push;

import io.weapp.passport.trace.TraceContext;
import io.weapp.passport.vault.MacPurpose;
import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message of WeChat on its way through; sealed, because it names people. */
@Entity
@Table(name = "push_event")
public class PushEvent {

    /** What becomes of it. */
    enum State {
        DUE,
        DONE,
        /** Given up. */
        DEAD
    }

    @Id
    private String id;

    @Column(name = "app_id")
    private String appId;

    @Column(name = "message_hash")
    private String messageHash;

    @Enumerated(EnumType.STRING)
    private PushLane lane;

    private String event;

    private String message;

    private String subject;

    @Enumerated(EnumType.STRING)
    private State state;

    private int tries;

    private String runner;

    @Column(name = "next_try_at")
    private Instant nextTryAt;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "trace_parent")
    private String traceParent;

    @Column(name = "trace_state")
    private String traceState;

    @Column(name = "finished_at")
    private Instant finishedAt;

    protected PushEvent() {}

    static PushEvent receive(
            String appId,
            String messageHash,
            PushLane lane,
            String event,
            String json,
            @Nullable String openId,
            @Nullable TraceContext trace,
            Vault vault,
            Instant now) {
        PushEvent received = new PushEvent();
        received.id = UUID.randomUUID().toString();
        received.appId = appId;
        received.messageHash = messageHash;
        received.lane = lane;
        received.event = event;
        received.message = vault.seal(json, received.place());
        received.subject = openId == null ? null : subject(appId, openId, vault);
        received.state = State.DUE;
        received.nextTryAt = now;
        received.receivedAt = now;
        if (trace != null) {
            received.traceParent = trace.parent();
            received.traceState = trace.state();
        }
        return received;
    }

    /** What a person's messages are found by; it leads back to nobody. */
    static String subject(String appId, String openId, Vault vault) {
        return vault.mac(appId + "\n" + openId, MacPurpose.PUSH_SUBJECT);
    }

    String id() {
        return id;
    }

    String appId() {
        return appId;
    }

    /** The name of the event if it looks like one, or {@code other}. */
    String event() {
        return event;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    /** The trace of the request that brought it. */
    @Nullable
    TraceContext trace() {
        return traceParent == null ? null : new TraceContext(traceParent, traceState);
    }

    /** How often it was begun, this time included. */
    int tries() {
        return tries;
    }

    PushMessage message(Vault vault) {
        return PushReader.read(vault.open(message, place()));
    }

    private String place() {
        return "push_event.message:" + id;
    }
}
