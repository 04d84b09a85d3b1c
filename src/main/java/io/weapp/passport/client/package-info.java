/**
 * The other backends that call us: OAuth clients and what each of them may do.
 *
 * <ul>
 *   <li>R21.1 - A client's secret is shown once, when the client is registered, and stored hashed.
 *   <li>R21.2 - A client asks for the scopes it was registered with, and for no other.
 *   <li>R21.3 - A revoked client gets no token any more; those it has are refused at once on this node and within {@code
 *       passport.revocation.interval} on the others.
 * </ul>
 */
@NullMarked
package io.weapp.passport.client;

import org.jspecify.annotations.NullMarked;
