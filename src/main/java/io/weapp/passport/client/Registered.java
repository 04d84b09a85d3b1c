package io.weapp.passport.client;

/** A client just registered, with the secret that exists in clear only here and at the client. */
public record Registered(String clientId, String clientSecret) {

    /** Whoever holds the secret is the client, so it is not printed. */
    @Override
    public String toString() {
        return "Registered[clientId=" + clientId + "]";
    }
}
