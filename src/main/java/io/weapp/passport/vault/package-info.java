/**
 * Secrets at rest: AES-256-GCM under the master key.
 *
 * <ul>
 *   <li>R2.1 - App secrets, session keys and private signing keys are stored sealed only.
 *   <li>R2.2 - A sealed value names the key that sealed it, so that the master key can be changed.
 *   <li>R2.3 - A sealed value opens only in the place it was sealed for: one copied to another row does not.
 *   <li>R2.5 - A message authentication code cannot be made by somebody who has the database alone.
 *   <li>R2.4 - Without a master key the start is refused, unless it is a demo.
 * </ul>
 */
@NullMarked
package io.weapp.passport.vault;

import org.jspecify.annotations.NullMarked;
