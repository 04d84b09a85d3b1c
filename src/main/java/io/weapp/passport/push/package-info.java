/**
 * What WeChat tells us of its own accord, above all that a user took a permission back.
 *
 * <ul>
 *   <li>R20.1 - A push is taken only if WeChat's signature is on it, made within five minutes of now, and, where it is
 *       encrypted, if it is for the app of its address. Everything else is a 403.
 *   <li>R20.2 - An app in safe or compatible mode gets nothing from unencrypted fields, only from what was encrypted.
 *       <i>The signature of plain mode does not cover the message.</i>
 *   <li>R20.3 - JSON and XML say the same; names are taken whatever their case, blanks around names and values are nothing. No
 *       document type, no entity, no depth and no size gets further than the reader.
 *   <li>R20.4 - A message that arrives several times, on whatever nodes, is worked off once. One signature brings one message.
 *   <li>R20.5 - A push is stored before it is answered and worked off afterwards: soon, by one node at a time, and by another
 *       if that node is killed. A stored message is sealed, and gone once it is worked off.
 *   <li>R20.6 - A message that cannot be worked off is tried again after growing pauses, in the end given up: recorded, logged,
 *       kept. It holds up no other.
 *   <li>R20.7 - {@code user_info_modified}, {@code user_authorization_revoke} and {@code user_authorization_cancellation} are
 *       obeyed and recorded with the user's id. What a user gives after a revocation stays. The session goes on.
 *   <li>R20.8 - Every other message is handed on: to observers inside the WAR and to a webhook, at least once.
 * </ul>
 *
 * <p>Out of scope: replies with content, third-party platforms (their messages end with another AppID).
 */
@NullMarked
package io.weapp.passport.push;

import org.jspecify.annotations.NullMarked;
