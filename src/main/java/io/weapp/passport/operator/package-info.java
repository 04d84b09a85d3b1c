/**
 * Operators: who may run this installation, and how they prove it.
 *
 * <ul>
 *   <li>R16.1 - A password is stored as a slow salted hash with its parameters; an unknown name takes as long as a wrong
 *       password, and both get the same answer.
 *   <li>R16.2 - A new password, or the end of the operator, ends the tokens that were issued before, on every node at once.
 *   <li>R16.3 - Guessing is bounded on all nodes together: per name and address, per address, and per name. Nobody can lock
 *       an operator out of an address that operator has logged in from before, except from that address.
 *   <li>R16.4 - The first operator comes from the configuration, once; there is always at least one operator after that.
 * </ul>
 */
@NullMarked
package io.weapp.passport.operator;

import org.jspecify.annotations.NullMarked;
