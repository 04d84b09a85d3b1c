package io.weapp.passport.oauth;

import io.weapp.passport.client.ClientView;
import io.weapp.passport.client.OauthClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells which client is calling. */
@ApplicationScoped
public class ClientLogin {

    @Inject
    OauthClients clients;

    /** @throws OauthException {@code invalid_client} for an unknown client, a wrong secret and a revoked client alike */
    ClientView with(Credentials credentials) {
        return clients.authenticated(credentials.clientId(), credentials.secret())
                .orElseThrow(() -> OauthException.invalidClient("Client id and secret do not belong together."));
    }
}
