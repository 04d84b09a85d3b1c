package io.weapp.passport.oauth;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.client.ClientView;
import io.weapp.passport.token.AccessToken;
import io.weapp.passport.token.TokenIssuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** Gives a client an access token (RFC 6749, section 4.4). */
@ApplicationScoped
public class TokenGrant {

    static final String GRANT_TYPE = "client_credentials";

    @Inject
    TokenIssuer tokens;

    @Inject
    Audit audit;

    JsonObject to(ClientView client, Form form) {
        if (!form.required("grant_type").equals(GRANT_TYPE)) {
            throw OauthException.of(
                    "unsupported_grant_type", "Only client_credentials; users refresh at /api/v1/login/refresh.");
        }
        String scope = scopeFor(client, form);
        AccessToken token = tokens.forService(client.clientId(), scope);
        audit.record(AuditEntry.of(AuditType.SERVICE_TOKEN_ISSUED).by("service:" + client.clientId()));
        return Json.createObjectBuilder()
                .add("access_token", token.value())
                .add("token_type", "Bearer")
                .add("expires_in", token.ttl().toSeconds())
                .add("scope", scope)
                .build();
    }

    /** What the client asks for, or all it may have. */
    private static String scopeFor(ClientView client, Form form) {
        List<String> granted = client.scopes();
        List<String> wanted = form.value("scope")
                .map(scope -> List.of(scope.strip().split(" +")))
                .orElse(granted);
        if (!granted.containsAll(wanted)) {
            throw OauthException.of("invalid_scope", "This client may have: " + String.join(" ", granted));
        }
        return String.join(" ", granted.stream().filter(wanted::contains).toList());
    }
}
