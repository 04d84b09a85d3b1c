package io.weapp.passport.rights;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditEventView;
import io.weapp.passport.audit.AuditEvents;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.avatar.Avatars;
import io.weapp.passport.consent.Consents;
import io.weapp.passport.content.OpenChecks;
import io.weapp.passport.phone.PhoneExchanges;
import io.weapp.passport.phone.Phones;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.Caller;
import io.weapp.passport.session.SessionPages;
import io.weapp.passport.session.SessionRecordView;
import io.weapp.passport.session.SessionSearch;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.IdentityView;
import io.weapp.passport.user.UsedCiphertexts;
import io.weapp.passport.user.Users;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A copy of people's data, written piece by piece, because a log may be long. Whoever adds a table with user data adds it here; a
 * test walks the schema.
 */
@ApplicationScoped
public class Export {

    private static final String PAGE = "200";

    @Inject
    Users users;

    @Inject
    Consents consents;

    @Inject
    Avatars avatars;

    @Inject
    Phones phones;

    @Inject
    PhoneExchanges phoneExchanges;

    @Inject
    UsedCiphertexts ciphertexts;

    @Inject
    OpenChecks checks;

    @Inject
    SessionPages sessions;

    @Inject
    AuditEvents auditEvents;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /**
     * What the caller's app holds about the caller.
     *
     * @throws ProblemException {@code session_ended} if it was erased
     */
    public Consumer<OutputStream> own(Caller caller) {
        Identity identity = users.present(caller.sessionId());
        audit.record(recorded(identity));
        return out -> write(List.of(identity), out);
    }

    /**
     * What all apps hold about a user.
     *
     * @param actor {@code operator:NAME}
     * @throws ProblemException {@code not_found}
     */
    public Consumer<OutputStream> whole(String userId, String actor) {
        List<Identity> identities = users.identitiesOf(userId);
        if (identities.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no user of this id.");
        }
        identities.forEach(identity -> audit.record(recorded(identity).by(actor)));
        return out -> write(identities, out);
    }

    private static AuditEntry recorded(Identity identity) {
        return AuditEntry.of(AuditType.USER_EXPORTED).user(identity.user().id()).app(identity.appId());
    }

    private void write(List<Identity> identities, OutputStream out) {
        try (JsonGenerator json = Json.createGenerator(out)) {
            json.writeStartObject();
            json.write("exportedAt", clock.instant().toString());
            writeUser(identities.get(0), json);
            json.writeStartArray("identities");
            identities.forEach(identity -> writeIdentity(identity, json));
            json.writeEnd();
            json.writeEnd();
        }
    }

    private static void writeUser(Identity identity, JsonGenerator json) {
        json.writeStartObject("user");
        json.write("id", identity.user().id());
        json.write("createdAt", identity.user().createdAt().toString());
        json.write("disabled", identity.user().disabled());
        json.writeEnd();
    }

    private void writeIdentity(Identity identity, JsonGenerator json) {
        json.writeStartObject();
        json.write("appId", identity.appId());
        json.write("openId", identity.openId());
        IdentityView view = identity.view(vault);
        write("unionId", view.unionId(), json);
        write("nickname", view.nickname(), json);
        write("avatarUrl", view.avatarUrl(), json);
        write("createdAt", view.createdAt(), json);
        write("updatedAt", view.updatedAt(), json);
        writeAll("sessionKeysOf", users.sessionKeyTimes(identity.id()), json);
        write("pendingNickname", identity.pendingNickname(), json);
        write("pendingAvatarUrl", identity.pendingAvatarUrl(), json);
        json.writeStartArray("avatars");
        avatars.pictures(identity.id()).forEach((name, image) -> {
            json.writeStartObject();
            json.write("name", name);
            json.write("image", Base64.getEncoder().encodeToString(image));
            json.writeEnd();
        });
        json.writeEnd();
        phones.of(identity.id()).ifPresent(phone -> {
            json.writeStartObject("phone");
            json.write("countryCode", phone.countryCode());
            json.write("phone", phone.phone());
            json.write("verifiedAt", phone.verifiedAt().toString());
            json.writeEnd();
        });
        writeAll("phoneExchangesAt", phoneExchanges.times(identity.id()), json);
        writeAll("openDataUsedAt", ciphertexts.times(identity.id()), json);
        writeAll("contentChecks", checks.of(identity.id()), json);
        json.writeStartArray("consents");
        consents.history(identity.id()).forEach(consent -> {
            json.writeStartObject();
            json.write("document", consent.document());
            json.write("version", consent.version());
            json.write("acceptedAt", consent.acceptedAt().toString());
            json.writeEnd();
        });
        json.writeEnd();
        String userId = identity.user().id();
        json.writeStartArray("sessions");
        SessionSearch search = new SessionSearch(userId, identity.appId());
        each(part -> sessions.page(search, part), session -> writeSession(session, json));
        json.writeEnd();
        json.writeStartArray("audit");
        each(part -> auditEvents.of(userId, identity.appId(), part), event -> writeEvent(event, json));
        json.writeEnd();
        json.writeEnd();
    }

    private static void writeAll(String name, List<?> values, JsonGenerator json) {
        json.writeStartArray(name);
        values.forEach(value -> json.write(value.toString()));
        json.writeEnd();
    }

    private static void writeSession(SessionRecordView session, JsonGenerator json) {
        json.writeStartObject();
        json.write("sessionId", session.sessionId());
        write("device", session.device(), json);
        write("createdAt", session.createdAt(), json);
        write("lastSeenAt", session.lastSeenAt(), json);
        write("expiresAt", session.expiresAt(), json);
        write("endedAt", session.endedAt(), json);
        write("endReason", session.endReason(), json);
        json.writeEnd();
    }

    private static void writeEvent(AuditEventView event, JsonGenerator json) {
        json.writeStartObject();
        write("at", event.at(), json);
        write("type", event.type(), json);
        write("sessionId", event.sessionId(), json);
        write("reason", event.reason(), json);
        write("requestId", event.requestId(), json);
        write("address", event.address(), json);
        json.writeEnd();
    }

    private static void write(String name, @Nullable Object value, JsonGenerator json) {
        if (value != null) {
            json.write(name, value.toString());
        }
    }

    private static <T> void each(Function<PageRequest, Page<T>> pages, Consumer<T> action) {
        String cursor = null;
        do {
            Page<T> page = pages.apply(PageRequest.of(PAGE, cursor));
            page.items().forEach(action);
            cursor = page.next();
        } while (cursor != null);
    }
}
