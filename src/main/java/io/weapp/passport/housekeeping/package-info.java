/**
 * What every node does in the background, again and again.
 *
 * <ul>
 *   <li>R12.1 - Whatever has a lifetime is deleted after it, in batches, by any node or by all of them at once.
 *   <li>R12.2 - A chore that fails is tried again a minute later and stops no other.
 * </ul>
 */
@NullMarked
package io.weapp.passport.housekeeping;

import org.jspecify.annotations.NullMarked;
