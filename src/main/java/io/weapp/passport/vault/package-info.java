/**
 * Secrets at rest: AES-256-GCM under the master key.
 *
 * <ul>
 *   <li>R2.1 - App secrets, session keys and private signing keys are stored sealed only.
 *   <li>R2.2 - A sealed value names the key that sealed it, so that the master key can be changed.
 *   <li>R2.3 - A sealed value opens only in the place it was sealed for: one copied to another row does not.
 *   <li>R2.5 - A message authentication code cannot be made by somebody who has the database alone.
 *   <li>R2.4 - Without a master key the start is refused, unless it is a demo.
 *   <li>R2.6 - A node seals with one master key and opens what any of the configured ones has sealed.
 *   <li>R2.7 - After a change of the master key everything stored is sealed again in the background, on any node or several at
 *       once, without a lost update; then the old key is needed no more.
 *   <li>R2.8 - Message authentication codes stay good when the master key changes.
 *   <li>R2.9 - The start is refused if a stored value needs a key that is not configured, or if the master key is a sample.
 * </ul>
 */
@NullMarked
package io.weapp.passport.vault;

import org.jspecify.annotations.NullMarked;
