/**
 * Access tokens: signed here, verified by the server's MicroProfile JWT from our own JWK set.
 *
 * <ul>
 *   <li>R5.1 - The signing key is made at the first start, stored sealed, and published at {@code
 *       /.well-known/jwks.json} with its public half only.
 *   <li>R5.2 - An access token carries {@code iss sub upn groups aud iat exp jti sid app_id} and the header {@code typ:
 *       JWT}; Payara refuses it otherwise.
 *   <li>R5.3 - Two nodes that start at once on an empty database end up with one key.
 *   <li>R5.4 - A token that is not exactly one of ours is refused with 401, also where a server would take it: signed with our
 *       key, but of another type or for a later time.
 * </ul>
 */
@NullMarked
package io.weapp.passport.token;

import org.jspecify.annotations.NullMarked;
