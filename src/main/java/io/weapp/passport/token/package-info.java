/**
 * Access tokens: signed here, verified by the server's MicroProfile JWT from our own JWK set.
 *
 * <ul>
 *   <li>R5.1 - The signing key is made at the first start, stored sealed, and published at {@code
 *       /.well-known/jwks.json} with its public half only.
 *   <li>R5.2 - An access token carries {@code iss sub upn groups aud iat exp jti sid app_id} and the header {@code typ:
 *       JWT}; Payara refuses it otherwise.
 *   <li>R5.3 - Two nodes that start at once on an empty database, or rotate at once, end up with one key.
 *   <li>R5.4 - A key is replaced after {@code passport.signing.rotation}, or when an operator asks for it. The new key is
 *       published before it signs, long enough for every node and every copy of the JWK set to know it.
 *   <li>R5.5 - A key stays published until the last token it signed has expired, and is then dropped: no valid token is
 *       ever refused because keys change.
 *   <li>R5.6 - A rotation on one node reaches every node without a restart, and is recorded in the audit log.
 *   <li>R5.7 - A node that loses the database goes on with the keys it knows.
 *   <li>R5.8 - {@code passport.signing.algorithm} is RS256 or ES256; a change leads to a rotation. Payara accepts tokens of
 *       both kinds. WildFly verifies one algorithm only: there the change takes a restart, and tokens of the former
 *       algorithm are answered with {@code token_expired}, which sends clients to refresh.
 *   <li>R5.9 - A token that is not exactly one of ours is refused with 401, also where a server would take it: signed with our
 *       key, but of another type or for a later time.
 * </ul>
 */
@NullMarked
package io.weapp.passport.token;

import org.jspecify.annotations.NullMarked;
